"""Reads Word files (Office Open XML)."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats import styled
from factcheck.formats.archive import Archive
from factcheck.formats.properties import core
from factcheck.formats.wordml import Walk
from factcheck.languages.schema import Language


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """The document in a Word file. Raises DocumentError where it cannot be read."""
    archive = Archive(data, path)
    walk = Walk(archive)
    return styled.build(path, list(walk.paragraphs()), core(archive, walk.styles.language), languages)
