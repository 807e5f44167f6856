"""Recognize tables made of spaces or tabs: consecutive lines with the same number of parts, aligned in columns."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.document import BlockKind
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.pieces import Piece
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_PART = compiled(r"\S+(?: {1,2}\S+)*")
_RULE = compiled(r"[-=_+|\s]+")
_DIGIT = compiled(r"\d")
# A table has so many lines and columns at least; a column's parts begin, or end, within so many characters of one another.
_FEWEST, _FLUSH = 2, 1


@record
class Row:
    """The parts of a line: each with its text, its column in the line, and where it stands in the source."""

    parts: tuple[tuple[str, int, int], ...]

    @property
    def has_figures(self) -> bool:
        """Whether a part after the first has a digit."""
        return any(_DIGIT.search(text) for text, _, _ in self.parts[1:])


def parse_row(text: str, indent: int, source: int) -> Row | None:
    """Return the parts of a line that stands at `source`; None where it has one part, or none that is anything but a rule."""
    parts = tuple((found[0], indent + found.start(), source + found.start()) for found in _PART.finditer(text))
    return Row(parts) if len(parts) >= _FEWEST and not _RULE.fullmatch(text) else None


def are_aligned(first: Row, other: Row) -> bool:
    """Return whether two rows may be of one table: as many parts, those of each column beginning, or ending, under one another."""
    if len(first.parts) != len(other.parts):
        return False
    return all(
        abs(above - below) <= _FLUSH or abs(above + len(over) - below - len(under)) <= _FLUSH
        for (over, above, _), (under, below, _) in zip(first.parts[1:], other.parts[1:], strict=True)
    )


def is_table(rows: Sequence[Row]) -> bool:
    """Return whether rows that are alike make a table: two and more, some with a figure."""
    return len(rows) >= _FEWEST and any(each.has_figures for each in rows)


def add_table(builder: Builder, rows: Sequence[Row]) -> None:
    """Add the cells of a table; the first row heads the columns where it alone has no figure."""
    number = next((block.table for block in reversed(builder.blocks) if block.table >= 0), -1) + 1
    headed = not rows[0].has_figures and all(each.has_figures for each in rows[1:])
    for at, each in enumerate(rows):
        for column, (text, _, source) in enumerate(each.parts):
            pieces: list[Piece] = [(text, source)]
            builder.add(BlockKind.CELL, pieces, cell=(number, at, column, headed and not at))
