"""Divide a version of a note into segments (headings, paragraphs, items, rows), their sentences, and the values in them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Hashable, Iterator
from decimal import Decimal
from functools import cached_property
from itertools import groupby

from factcheck.analysis import Analysis
from factcheck.document import Block, BlockKind
from factcheck.model import Mention, Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Contact, Duration, Interval, Quantity, QuantityRange, Unit, Value

# What reads the same in any language: names (a capital and three letters more), and whatever has a digit in it.
_MARK = compiled(r"\b(?:[^\W\d_a-zà-ÿ][^\W\d_]{3,}|\d\w*)")
_FIGURE = compiled(r"\d(?:[\d.,\s]*\d)?")
_MARKS = compiled(r"\D+")
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400, Unit.WEEK: 604800}


@record(eq=False)
class ValueItem:
    """A value that a version states: its mention, its statement where it is no modifier of another, and `key`, equal for equal values.

    An interval is two items, one for each end, of the same mention.
    """

    mention: Mention
    value: Value
    key: Hashable
    statement: Statement | None


@record(eq=False)
class Segment:
    """What is aligned: half-open offsets, its place in the structure, what reads the same in any language, its values.

    `depth` is a heading's level, an item's depth, the number of a row's cells.
    """

    kind: BlockKind
    depth: int
    start: int
    end: int
    length: int
    marks: frozenset[Hashable]
    items: tuple[ValueItem, ...]


class Version:
    """One version of a note, as it is aligned with the other."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        self.text = analysis.document.text
        stated = {statement.mention.start: statement for statement in analysis.statements}
        self._items = [item for mention in analysis.mentions for item in _list_items(mention, stated.get(mention.start))]
        self._starts = [item.mention.start for item in self._items]
        marks = [(found.start(), found[0]) for found in _MARK.finditer(self.text)]
        self._marks, self._marked = [mark for _, mark in marks], [start for start, _ in marks]
        self.segments = tuple(self._cut_segments())

    @property
    def items(self) -> tuple[ValueItem, ...]:
        """All its values, in order."""
        return tuple(self._items)

    @cached_property
    def keys(self) -> frozenset[Hashable]:
        """The keys of all its values."""
        return frozenset(item.key for item in self._items)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The digits of all its figures, whatever their marks."""
        return frozenset(_MARKS.sub("", figure) for figure in _FIGURE.findall(self.text))

    def digits(self, item: ValueItem) -> str:
        """Return the digits in the words of a value; empty where it is spelled out."""
        return _MARKS.sub("", self.text[item.mention.start : item.mention.end])

    def sentences(self, segment: Segment) -> tuple[Segment, ...]:
        """Return the sentences of a segment, the cells of a row; a heading and a field are one."""
        if segment.kind in (BlockKind.HEADING, BlockKind.FIELD):
            return (segment,)
        block = self._block(segment.start)
        if segment.kind is BlockKind.CELL:
            cells = self.analysis.document.blocks[block : block + segment.depth]
            return tuple(self._make_segment(segment.kind, 1, cell.start, cell.end) for cell in cells)
        return tuple(self._make_segment(segment.kind, 0, each.start, each.end) for each in self.analysis.document.sentences.in_block(block))

    def _cut_segments(self) -> Iterator[Segment]:
        blocks = self.analysis.document.blocks
        for (table, _), group in groupby(blocks, key=_row):
            found = list(group)
            if table >= 0:
                yield self._make_segment(BlockKind.CELL, len(found), found[0].start, found[-1].end)
            else:
                yield from (self._make_segment(block.kind, block.level, block.start, block.end) for block in found)

    def _make_segment(self, kind: BlockKind, depth: int, start: int, end: int) -> Segment:
        items = tuple(self._items[bisect_left(self._starts, start) : bisect_left(self._starts, end)])
        marks: set[Hashable] = {item.key for item in items}
        marks.update(self._marks[bisect_left(self._marked, start) : bisect_left(self._marked, end)])
        return Segment(kind, depth, start, end, end - start, frozenset(marks), items)

    def _block(self, start: int) -> int:
        return bisect_left(self.analysis.document.blocks, start, key=lambda block: block.start)


def _row(block: Block) -> tuple[int, int]:
    return (block.table, block.row) if block.kind is BlockKind.CELL else (-1, -1)


def _list_items(mention: Mention, statement: Statement | None) -> Iterator[ValueItem]:
    value = mention.value
    if isinstance(value, QuantityRange):
        yield from (ValueItem(part, part.value, _make_key(part.value), statement) for part in mention.parts)
        return
    values: tuple[Value, ...] = (value.first, value.last) if isinstance(value, Interval) else (value,)
    for each in values:
        yield ValueItem(mention, each, _make_key(each), statement)


def _make_key(value: Value) -> Hashable:
    match value:
        case Calendar():
            return value.grain, value.year, value.month, value.day
        case Duration():
            return _length(value)
        case Amount():
            return "amount", value.value
        case Quantity():
            return type(value).__name__, value.value
        case Contact():
            return value.kind, value.text
    return value


def _length(value: Duration) -> tuple[str, Decimal]:
    for name, scale in (("months", _MONTHS), ("seconds", _SECONDS)):
        if value.unit in scale:
            return name, value.value * scale[value.unit]
    return str(value.unit), value.value
