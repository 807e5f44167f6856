"""A document as it was read: its text, its blocks, and the way back to its source."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum

from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

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


Location = Mapping[str, int | str]
"""Where a person finds a place: `page`; `part` (footnote, header…) with its `number`; `table`, `row`, `column`; all numbers from 1."""


@record(eq=False)
class Comment:
    """A comment of the source, such as a suppression: half-open source offsets, and its text without its marks.

    `covers` is the half-open span, in the document's text, of the block that follows it; None at the end of a document.
    """

    start: int
    end: int
    text: str
    covers: tuple[int, int] | None


@record
class Unread:
    """What a document has and its reader did not read.

    `kind` is figure, chart, picture or part. `start` is the source offset near which it stands, `location` where a person finds it. `key`
    is the message of the screen that says what it is, filled with `values`.
    """

    kind: str
    start: int
    location: Location
    key: str
    values: Mapping[str, str | int] = field(default_factory=dict)


@record(eq=False)
class Document:
    """The text that a person reads, cut into blocks, and the way back to the source.

    `source` is the decoded file; of a file that is no text (Word, ODT, PDF), the text of its paragraphs, one a line. `meta` is the front
    matter (lower-case keys, values as text), or the file's properties. `locations` tell a person where a line of such a file is:
    source offsets, in order, each with what holds from there on (a page, a cell, a footnote). `unread` lists what the reader left out
    that may hold statements, in the order of the source. `read_only` are half-open source spans that no writer changes, in order.
    """

    path: str
    text: str
    source: str
    map: SourceMap
    blocks: tuple[Block, ...]
    meta: Mapping[str, str] = field(default_factory=dict)
    comments: tuple[Comment, ...] = ()
    locations: tuple[tuple[int, Location], ...] = ()
    unread: tuple[Unread, ...] = ()
    read_only: tuple[tuple[int, int], ...] = ()

    def is_writable(self, start: int, end: int) -> bool:
        """Whether a writer can change the source span `[start, end)`."""
        at = bisect_right(self.read_only, end, key=lambda span: span[0])
        return not any(start < last and first < end for first, last in self.read_only[max(at - 2, 0) : at])

    def location(self, offset: int) -> Location:
        """Where a source offset stands, for a person; empty where the line says it all."""
        at = bisect_right(self.locations, offset, key=lambda each: each[0])
        return self.locations[at - 1][1] if at else {}

    @property
    def lines(self) -> Lines:
        """Line starts of the source."""
        return Lines.of(self.source)


@record(eq=False)
class Field:
    """A label and its value: half-open offsets in the document's text. `folded` is the label as `labels.fold` gives it.

    `label_end` is after the label's colon. The value is empty (`start == end`) where nothing follows.
    """

    block: Block
    label: str
    folded: str
    label_start: int
    label_end: int
    start: int
    end: int

    @property
    def empty(self) -> bool:
        """Whether nothing follows the label."""
        return self.start == self.end
