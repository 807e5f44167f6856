"""Reads the front matter of a note: a few `key: value` lines between two lines of dashes."""

from __future__ import annotations

import re

from factcheck.patterns import compiled

_MATTER = compiled(r"---[ \t]*(?:\r\n?|\n)(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = compiled(r"([^\s:#'\"\[{>|*&!%@`-][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_REMARK = compiled(r"\s#.*$")
_LINE = compiled(r"\r\n?|\n")


def front_matter(source: str) -> tuple[dict[str, str], int]:
    """The front matter's entries (lower-case keys, values as text), and where the note itself starts.

    Where what stands between the dashes is no list of entries, it belongs to the note: no entries, and 0.
    """
    if not source.startswith("---"):
        return {}, 0
    found = _MATTER.match(source.replace("\r", "\n") if "\n" not in source else source)
    if not found:
        return {}, 0
    meta: dict[str, str] = {}
    for line in _LINE.split(found[1]):
        if not line.strip() or line[0] in "# \t-":
            continue
        entry = _ENTRY.match(line)
        if not entry:
            return {}, 0
        meta.setdefault(entry[1].strip().lower(), _scalar(entry[2] or ""))
    return (meta, found.end()) if meta else ({}, 0)


def _scalar(text: str) -> str:
    text = text.strip()
    if text[:1] in ("'", '"') and text.find(text[0], 1) > 0:
        return text[1 : text.find(text[0], 1)]
    return _REMARK.sub("", text) if not text.startswith("#") else ""
