"""A document as a person reads it: text, blocks, sentences, and the way back to the source."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from factcheck.document.blocks import Block, BlockKind
from factcheck.document.date import DocumentDate
from factcheck.document.document import Comment, Document, Field, Location, Unread
from factcheck.document.source_map import Lines, SourceMap, SourceRun

if TYPE_CHECKING:
    from factcheck.document.clauses import Clause
    from factcheck.document.sentences import Sentence

__all__ = [
    "Block",
    "BlockKind",
    "Clause",
    "Comment",
    "Document",
    "DocumentDate",
    "Field",
    "Lines",
    "Location",
    "Sentence",
    "SourceMap",
    "SourceRun",
    "Unread",
]
_LATER = {"Clause": "clauses", "Sentence": "sentences"}


def __getattr__(name: str) -> Any:
    """Return what only a run that reads a note needs, which is imported then. Raises AttributeError for an unknown name."""
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
