"""Spans of text, the blocks of a document, and the map from what a person reads back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field
from enum import StrEnum

from factcheck.patterns import compiled
from factcheck.records import record

_LINE_END = compiled(r"\r\n?|\n")


class BlockKind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FIELD = "field"
    FOOTNOTE = "footnote"


@record
class Block:
    """A run of text that stands by itself: `start` and `end` are half-open offsets in the document's text.

    `level` is a heading's level or an item's depth, from 1. A cell knows its `table` (numbered from 0 in the document), its `row` and its
    `column` (from 0), and whether it stands in the `header` row. A field's label ends at `label_end` (after its colon); elsewhere it is `start`.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1
    header: bool = False
    label_end: int = -1


@record
class Segment:
    """`length` characters of the text, from `text`, that stand in the source from `source` on, unchanged."""

    text: int
    source: int
    length: int


@record
class Lines:
    """Where each line of a source starts, to turn an offset into a line and a column (both from 1)."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Lines:
        """Line starts of `source`; lines end with LF, CRLF or CR."""
        return cls((0, *(found.end() for found in _LINE_END.finditer(source))))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a half-open offset."""
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1


@record(slots=False)
class SourceMap:
    """From offsets in the text that a person reads to offsets in the decoded source."""

    segments: tuple[Segment, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(segment.text for segment in self.segments))

    def source(self, offset: int) -> int:
        """The source offset of the character at `offset`."""
        segment = self.segments[max(bisect_right(self._starts, offset) - 1, 0)]
        return segment.source + min(max(offset - segment.text, 0), segment.length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the text `[start, end)`: from its first character to just after its last one."""
        if end <= start:
            at = self.source(start)
            return at, at
        return self.source(start), self.source(end - 1) + 1
