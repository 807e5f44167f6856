"""A document as a person reads it: text, blocks, sentences, and the way back to the source."""

from factcheck.document.blocks import Block, BlockKind
from factcheck.document.date import DocumentDate
from factcheck.document.document import Comment, Document, Field, Location, Unread
from factcheck.document.source_map import Lines, SourceMap, SourceRun

__all__ = [
    "Block",
    "BlockKind",
    "Comment",
    "Document",
    "DocumentDate",
    "Field",
    "Lines",
    "Location",
    "SourceMap",
    "SourceRun",
    "Unread",
]
