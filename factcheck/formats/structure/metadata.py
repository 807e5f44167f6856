"""Reads the front matter of a note: a few `key: value` lines between two lines of dashes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from factcheck.runtime.regex import compiled

if TYPE_CHECKING:
    from factcheck.formats.archive import Archive


from collections.abc import Mapping, Sequence
from pathlib import PurePath

from factcheck.languages.detect import detect
from factcheck.languages.schema.language import Language

_MATTER = compiled(r"---[ \t]*(?:\r\n?|\n)(.{0,20000}?)^(?:---|\.\.\.)[ \t]*(?:\r\n?|\n|\Z)", re.DOTALL | re.MULTILINE)
_ENTRY = compiled(r"([^\s:#'\"\[{>|*&!%@`-][^:\n]{0,60}?)[ \t]*:(?:[ \t]+(.*))?$")
_REMARK = compiled(r"\s#.*$")
_LINE = compiled(r"\r\n?|\n")


def read_front_matter(source: str) -> tuple[dict[str, str], int]:
    """Return the front matter's entries (lower-case keys, values as text), and where the note itself starts.

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


DATE, LANGUAGE = "property:date", "property:language"
"""The keys of these properties in a document's meta; they count only where the note itself says nothing."""

_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
# The stamp of the template from which python-docx makes its files: it dates no note.
_TEMPLATE = "2013-12-23T23:15:00"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def read_core_properties(archive: Archive, language: str) -> dict[str, str]:
    """Return the properties of a Word file; `language` is that of its styles."""
    root, found = archive.xml("docProps/core.xml"), {LANGUAGE: language}
    if root is not None:
        for name in (_TERMS + "created", _TERMS + "modified"):
            _last(root, name, DATE, found)
        _last(root, _DC + "language", LANGUAGE, found)
    return {key: value for key, value in found.items() if value}


def open_document(archive: Archive) -> dict[str, str]:
    """Return the properties of an ODT file."""
    root = archive.xml("meta.xml")
    found: dict[str, str] = {}
    if root is not None:
        for name in (_META + "creation-date", _DC + "date"):
            _last(root, name, DATE, found)
        _last(root, _DC + "language", LANGUAGE, found)
    return found


def _last(root: Any, name: str, key: str, found: dict[str, str]) -> None:
    """Keep the text of the last such element; of a time, its day."""
    for node in root.iter(name):
        if node.text and not node.text.startswith(_TEMPLATE):
            found[key] = node.text[:10]


LANGUAGE_KEY = "lang"
_KEYS = (LANGUAGE_KEY, "language", "langue")
_PART = compiled(r"[._\-\s()]+")


def detect_language(path: str, text: str, meta: Mapping[str, str], languages: Sequence[Language]) -> Language:
    """Return the language of a document, one of `languages`: what its metadata say, else the name of its file, else its words."""
    known = {language.code: language for language in languages}
    for key in _KEYS:
        code = meta.get(key, "").strip().lower()[:2]
        if code in known:
            return known[code]
    return known[get_language_from_name(path, list_marks(languages)) or detect(text, languages)]


def list_marks(languages: Sequence[Language]) -> Mapping[str, str]:
    """Return what says in a file's name in which language it is, with the language's code: that code itself, and others."""
    return {mark: language.code for language in languages for mark in (language.code, *language.forms.marks)}


def get_language_from_name(path: str, known: Mapping[str, str]) -> str | None:
    """Return the language of which a mark stands at the end of a file's name (`note.fr.md`, `note-en.docx`, `note-fra.html`), or None."""
    name = PurePath(path).name.lower()
    parts = _PART.split(name)
    return next((known[part] for part in reversed(parts[1:-1]) if part in known), None)
