"""Recognize reports of factcheck, so that none is checked as a note or overwritten by mistake."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from factcheck.messages import load_message_tables, screen_languages
from factcheck.runtime.regular_file import TooLarge, open_regular, read_regular

MARKDOWN_MARK = "<!-- factcheck report -->"
"""The first line of a report in Markdown."""
_HEAD, _TAIL = 8192, 4096
_BOM = "\ufeff".encode()
# The suffixes of reports in formats that are also read as notes, unlike JSON and XML.
_PAGES, _TEXTS = (".html", ".htm", ".xhtml"), (".md", ".markdown", ".txt", ".text")
_PAGE = '<meta name="generator" content="factcheck'
# The page, and the comment in Markdown, of versions without such a mark.
_OLD_PAGE = """content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form"""
_OLD_MARKDOWN = "## factcheck\n\n"
_DATA = (
    r'\s*\{\s*"version":\s*1,\s*"tool":\s*\{\s*"name":\s*"factcheck"',
    r'\s*\{\s*"\$schema":\s*"[^"]*",\s*"version":\s*"2\.1\.0",\s*"runs":\s*\[\s*\{\s*"tool":\s*\{\s*"driver":\s*\{\s*"name":\s*"factcheck"',
    r'\s*(?:<\?xml[^>]*>\s*)?<testsuites name="factcheck"',
)
_FIRST_LINE = r'\{"(?:path|failure|summary)": '
_LAST_LINE = r'\{"summary": \{"documents": \d+, "errors": \d+, '
_COMMAND = r"::(?:error|warning|notice) .*title=factcheck[ ,:]"
_COUNT = r" {0,5}\d+ [a-z]+(?:-[a-z]+)+\Z"
_CANDIDATE = r" {4} *(?:-?\d+[.,]\d\d|\d+[ \u00a0]?%)  [a-z]"
_REASONS = r" {8} *\w+[ \u00a0]?: ."
_OUTCOMES = ("verified", "contradicted", "possible", "unlinked")
_PLACEHOLDER = r"(\{[^{}]+\})"


def is_report(path: Path) -> bool:
    """Return whether a file that could be read as a note is a report by factcheck."""
    suffix = path.suffix.lower()
    if suffix not in _PAGES and suffix not in _TEXTS:
        return False
    head, tail = _read_ends(path)
    return _is_page(head) if suffix in _PAGES else _is_markdown(head) or _is_lines(head, tail)


def is_any_report(path: Path) -> bool:
    """Return whether a file is a report by factcheck, in any format."""
    head, tail = _read_ends(path)
    data = any(re.match(each, head) for each in _DATA) or bool(re.match(_FIRST_LINE, head) and re.match(_LAST_LINE, _find_last_line(tail)))
    return data or _is_page(head) or _is_markdown(head) or _is_lines(head, tail)


def _read_ends(path: Path) -> tuple[str, str]:
    """Return the first and last characters of a file; nothing where it cannot be read."""
    try:
        data = read_regular(path, _HEAD)
        tail = data
    except TooLarge:
        data, tail = _read_parts(path)
    except (OSError, ValueError):
        return "", ""
    return data.removeprefix(_BOM).decode("utf-8", "replace").replace("\r\n", "\n"), tail.decode("utf-8", "replace").replace("\r\n", "\n")


def _read_parts(path: Path) -> tuple[bytes, bytes]:
    try:
        with open_regular(path) as file:
            head = file.read(_HEAD)
            file.seek(-_TAIL, 2)
            return head, file.read(_TAIL)
    except OSError:
        return b"", b""


def _is_page(head: str) -> bool:
    found = head.find(_PAGE)
    if found >= 0 and head[found + len(_PAGE) :][:1] in ('"', " "):
        return True
    return _OLD_PAGE in head and "<style>" in head


def _is_markdown(head: str) -> bool:
    return head.startswith(MARKDOWN_MARK) or (head.startswith(_OLD_MARKDOWN) and bool(_summary_pattern().match(head[len(_OLD_MARKDOWN) :])))


def _is_lines(head: str, tail: str) -> bool:
    """Return whether a text is a report of lines: those of the plain form or of GitHub, or one that ends as that of the terminal does."""
    lines = [line for line in head.split("\n")[:20] if line.strip()]
    if not lines:
        return False
    last = [line for line in _find_last_lines(tail) if line[0].isdecimal()]
    return (_may_be_line(lines[0]) and all(map(_is_line, lines))) or any(map(_summary_pattern().fullmatch, last) if last else ())


def _may_be_line(line: str) -> bool:
    """Return whether a line deserves a full test: most texts do not begin with a place or a number."""
    return ": " in line or line.startswith("::") or line.lstrip()[0].isdecimal()


def _is_line(line: str) -> bool:
    return any(re.match(pattern, line) for pattern in (_COMMAND, _COUNT, _CANDIDATE, _REASONS)) or any(
        each.match(line) for each in _line_patterns()
    )


def _find_last_line(tail: str) -> str:
    return next(iter(_find_last_lines(tail)), "")


def _find_last_lines(tail: str) -> list[str]:
    return [line.strip() for line in reversed(tail.split("\n")) if line.strip()][:2]


@cache
def _line_patterns() -> tuple[re.Pattern[str], ...]:
    """Return the lines of the plain form: findings, failures, statements with their outcomes."""
    words = [load_message_tables(code)["ui"] for code in screen_languages()]
    levels = "|".join(re.escape(each[f"severity-{level}"]) for each in words for level in ("error", "warning", "note"))
    failures = "|".join(re.escape(each["failure"]) for each in words)
    outcomes = "|".join(re.escape(each[f"outcome-{outcome}"]) for each in words for outcome in _OUTCOMES)
    traces = "|".join(re.escape(each[f"trace-{outcome}"].partition("{")[0]) for each in words for outcome in _OUTCOMES)
    return (
        re.compile(rf".+:\d+:\d+: (?:{levels}) [a-z]+(?:-[a-z]+)+: ."),
        re.compile(rf".+: (?:{failures}): ."),
        re.compile(rf".+:\d+:\d+: .+: (?:(?:{outcomes})(?: [a-z0-9-]+)?|(?:{traces})[a-z0-9-]*)\Z"),
    )


@cache
def _summary_pattern() -> re.Pattern[str]:
    """Return the line that counts the notes and the findings of a run."""
    return re.compile(
        "|".join(
            "".join(map(_make_pattern, re.split(_PLACEHOLDER, load_message_tables(code)["ui"]["summary"]))) for code in screen_languages()
        )
    )


def _make_pattern(part: str) -> str:
    """Return the pattern of a part of a template: for a placeholder a number, or one of its words where it has several.

    Earlier reports have plain spaces in place of no-break spaces.
    """
    if not part.startswith("{"):
        return re.escape(part).replace("\u00a0", "[ \u00a0]")
    words = part[1:-1].split("|")[1:]
    return f"(?:{'|'.join(map(re.escape, words))})" if words else r"\d+"
