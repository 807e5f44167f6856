"""Reads Word files (Office Open XML)."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.formats import flow, labels
from factcheck.formats.archive import Archive
from factcheck.formats.properties import core
from factcheck.formats.wordml import Walk
from factcheck.languages.schema import Language


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """The document in a Word file. Raises DocumentError where it cannot be read."""
    archive = Archive(data, path)
    walk = Walk(archive)
    paragraphs = [flow.Paragraph(((found.text, 0),), found.kind, found.level, found.cell, found.location) for found in walk.paragraphs()]
    builder, placed = flow.texts(path, paragraphs, core(archive, walk.styles.language))
    return flow.build(builder, placed, labels.known(languages))
