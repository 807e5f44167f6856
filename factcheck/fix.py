"""Select the corrections that can be applied together, and write a file with them, completely or not at all."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Sequence
from html import escape
from pathlib import Path

from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem
from factcheck.files.atomic_write import replace_file
from factcheck.findings import Edit, Report
from factcheck.formats import read_contents, rewrite
from factcheck.formats.plain import OLD_SPACES
from factcheck.formats.unchanged import has_same_structure
from factcheck.runtime.records import record
from factcheck.runtime.visible import escape_line

# One correction can make room for another that overlapped it; more rounds than this would not end.
_ROUNDS = 5
# Words, and each space between them.
_WORDS = re.compile(r"(\s)")
# A line as `diff` understands it: ended by a line feed only.
_LINE = re.compile(r"[^\n]*\n|[^\n]+")


@record
class Change:
    """Replace the source `[start, end)` of a document by `text`; `first` and `last` bound the same words in the document's text."""

    start: int
    end: int
    text: str
    first: int
    last: int


def select_changes(report: Report, unsafe: bool = False) -> tuple[Change, ...]:
    """Return the corrections of a report that do not overlap, in order; those that a person should review only with `unsafe`."""
    document, found = report.document, []
    if document is None:
        return ()
    end = -1
    edits = [finding.edit for finding in report.findings if finding.edit and (finding.edit.safe or unsafe)]
    for edit in sorted(edits, key=lambda edit: (edit.start, not edit.safe, edit.end)):
        parts = _split_edit(edit, document)
        if parts and parts[0].start >= end:
            found += parts
            end = parts[-1].end
    return tuple(found)


def _split_edit(edit: Edit, document: Document) -> list[Change]:
    """Return the changes of the words of the source that an edit changes; none where one of them contains markup.

    The words between them, and the spaces and markup between words, remain as they are.
    """
    stated, replacement = _WORDS.split(document.text[edit.start : edit.end]), _WORDS.split(edit.replacement)
    head = 0
    while head < min(len(stated), len(replacement)) - 1 and stated[head : head + 2] == replacement[head : head + 2]:
        head += 2
    tail = 0
    while tail < min(len(stated), len(replacement)) - head - 1 and _get_last_word(stated, tail) == _get_last_word(replacement, tail):
        tail += 2
    start = edit.start + len("".join(stated[:head]))
    stated, replacement = stated[head : len(stated) - tail], replacement[head : len(replacement) - tail]
    if stated == replacement:
        return []
    whole = _make_change(start, start + len("".join(stated)), "".join(replacement), document)
    if len(stated) != len(replacement) or (whole and stated[1::2] == replacement[1::2]):
        return [whole] if whole else []
    return _change_words(start, stated, replacement, document)


def _get_last_word(words: Sequence[str], tail: int) -> Sequence[str]:
    """Return the word before the last `tail` parts, and the space before it."""
    return words[len(words) - tail - 2 : len(words) - tail]


def _change_words(start: int, stated: Sequence[str], replacement: Sequence[str], document: Document) -> list[Change]:
    """Return the change of each word that differs, with the spaces between them unchanged; none where one word cannot be changed."""
    found = []
    for at, (old, new) in enumerate(zip(stated, replacement, strict=True)):
        if old != new and at % 2 == 0:
            change = _make_change(start, start + len(old), new, document)
            if change is None:
                return []
            found.append(change)
        start += len(old)
    return found


def _make_change(start: int, end: int, text: str, document: Document) -> Change | None:
    """Return the change of a span of the document's text; None where it contains markup, or where no writer can change it."""
    first, last = document.map.span(start, end)
    if start >= end or first >= last or document.source[first:last] != document.text[start:end] or not document.is_writable(first, last):
        return None
    return Change(first, last, text, start, end)


def correct_file(path: Path, recheck: Callable[[bytes, str], Report], unsafe: bool, force: bool = False) -> tuple[Report, int]:
    """Correct a note until no correction remains, and write it once; return the report on what remains, and the number of corrections.

    `recheck` returns the report on bytes. Raises DocumentError, with the file unchanged, where a correction would change anything else, where
    the file has changed since it was read, or where it must not be written without `force`.
    """
    original = read_contents(path)
    data, report, count = correct_data(original, str(path), recheck, unsafe)
    if data != original:
        replace_file(path, data, expected=original, force=force)
    return report, count


def correct_data(data: bytes, path: str, recheck: Callable[[bytes, str], Report], unsafe: bool) -> tuple[bytes, Report, int]:
    """Return the bytes of a note without what can be corrected, the report on what remains, and the number of corrections.

    Raises DocumentError where a correction would change anything else.
    """
    report, count = recheck(data, path), 0
    for _ in range(_ROUNDS):
        found = select_changes(report, unsafe)
        if not found:
            break
        data, report = apply_changes(data, report, found, recheck)
        count += len(found)
    return data, report, count


def apply_changes(data: bytes, report: Report, found: Sequence[Change], recheck: Callable[[bytes, str], Report]) -> tuple[bytes, Report]:
    """Return the bytes of a note with some changes, and the report on them. Raises DocumentError where anything else would change."""
    new = rewrite(data, report.path, [(change.start, change.end, change.text) for change in found])
    after = recheck(new, report.path)
    if not is_only_edited(report.document, after.document, found) or not has_same_structure(data, new, report.path):
        raise DocumentError(Problem(Place(report.path), "fix-spreads"))
    return new, after


def is_only_edited(before: Document | None, after: Document | None, found: Sequence[Change]) -> bool:
    """Return whether a document differs from an earlier one by some changes and nothing else, in its source and in its text."""
    if before is None or after is None:
        return False
    parts, at = [], 0
    for change in found:
        parts += [before.text[at : change.first], change.text]
        at = change.last
    text = "".join([*parts, before.text[at:]])
    return text.split() == after.text.split() and _is_edited(before.source, after.source, found)


def _is_edited(before: str, after: str, found: Sequence[Change]) -> bool:
    at = end = 0
    for change in found:
        unchanged = before[at : change.start]
        written = re.compile("".join(map(_make_spelling_pattern, change.text))).match(after, end + len(unchanged))
        if written is None or after[end : end + len(unchanged)] != unchanged:
            return False
        at, end = change.end, written.end()
    return after[end:] == before[at:]


def _make_spelling_pattern(character: str) -> str:
    """Return a pattern of the spellings of a character: as it is, as a reference, as the plain space of an old encoding."""
    ways = {character, escape(character, quote=False), f"&#{ord(character)};", character.translate(OLD_SPACES)}
    return f"(?:{'|'.join(sorted(map(re.escape, ways), key=len, reverse=True))})"


def make_diff(report: Report, found: Sequence[Change]) -> str:
    """Return the changes as a unified diff of the source."""
    assert report.document is not None
    source, parts, at = report.document.source, [], 0
    for change in found:
        parts += [source[at : change.start], change.text]
        at = change.end
    new = "".join([*parts, source[at:]])
    lines = difflib.unified_diff(
        _LINE.findall(source), _LINE.findall(new), _quote_path(f"a/{report.path}"), _quote_path(f"b/{report.path}"), n=1
    )
    return "".join(line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in lines)


def _quote_path(path: str) -> str:
    """Return a path as a diff shows it: escaped and in quotation marks where it contains control characters."""
    escaped_path = escape_line(path)
    return path if escaped_path == path else f'"{escaped_path}"'
