"""Reads ODT files (OpenDocument Text)."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats.archive import Archive
from factcheck.formats.odt.walk import Walk
from factcheck.formats.structure import styled
from factcheck.formats.structure.metadata import open_document
from factcheck.languages.schema.language import Language


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in an ODT file. Raises DocumentError where it cannot be read."""
    archive = Archive(data, path)
    return styled.build_document(path, list(Walk(archive).paragraphs()), open_document(archive), languages)
