"""Takes a text as it stands: paragraphs between blank lines, every offset kept."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.patterns import compiled
from factcheck.text import Block, BlockKind, Segment, SourceMap

_PARAGRAPH = compiled(r"\S(?:.*\S)?(?:\r?\n[^\S\n]*\S.*)*")


def document(text: str) -> Document:
    """The document that a text is."""
    blocks = tuple(Block(BlockKind.PARAGRAPH, found.start(), found.end()) for found in _PARAGRAPH.finditer(text))
    return Document("", text, text, SourceMap((Segment(0, 0, len(text)),)), blocks)
