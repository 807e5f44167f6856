"""Reads ODT files (OpenDocument Text)."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats import styled
from factcheck.formats.archive import Archive
from factcheck.formats.odtml import Walk
from factcheck.formats.properties import open_document
from factcheck.languages.schema import Language


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """The document in an ODT file. Raises DocumentError where it cannot be read."""
    archive = Archive(data, path)
    return styled.build(path, list(Walk(archive).paragraphs()), open_document(archive), languages)
