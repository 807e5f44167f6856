"""What a file says of itself outside its text: when it was last changed, in which language it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcheck.formats.archive import Archive

DATE, LANGUAGE = "property:date", "property:language"
"""The keys of these properties in a document's meta; they count only where the note itself says nothing."""

_DC, _TERMS = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/dc/terms/}"
# The stamp of the template from which python-docx makes its files: it dates no note.
_TEMPLATE = "2013-12-23T23:15:00"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"


def core(archive: Archive, language: str) -> dict[str, str]:
    """The properties of a Word file; `language` is that of its styles."""
    root, found = archive.xml("docProps/core.xml"), {LANGUAGE: language}
    if root is not None:
        for name in (_TERMS + "created", _TERMS + "modified"):
            _last(root, name, DATE, found)
        _last(root, _DC + "language", LANGUAGE, found)
    return {key: value for key, value in found.items() if value}


def open_document(archive: Archive) -> dict[str, str]:
    """The properties of an ODT file."""
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
