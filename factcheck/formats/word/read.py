"""Reads Word files (Office Open XML)."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats.archive import Archive
from factcheck.formats.structure import styled
from factcheck.formats.structure.metadata import read_core_properties
from factcheck.formats.word.walk import Walk
from factcheck.languages.schema.language import Language


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in a Word file. Raises DocumentError where it cannot be read."""
    archive = Archive(data, path)
    walk = Walk(archive)
    return styled.build_document(path, list(walk.paragraphs()), read_core_properties(archive, walk.styles.language), languages)
