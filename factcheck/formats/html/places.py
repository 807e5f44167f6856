"""Keep the position of a walk through HTML: heading, list item, table cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from factcheck.document import BlockKind
from factcheck.formats.structure.elements import HEADING
from factcheck.runtime.records import record

# Items of lists in lists are distinguished to that depth.
_DEEPEST = 9


@record
class Context:
    """What holds for the text at hand."""

    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)


@dataclass(slots=True)
class _Table:
    """A table that is being read: its number, whether it has several rows, and the cell at hand."""

    number: int
    several: bool
    row: int = -1
    column: int = -1


class Places:
    """The tables that are open; `number` gives the number of the next table of the document."""

    def __init__(self, number: Callable[[], int]) -> None:
        self._number = number
        self._tables: list[_Table] = []

    def inside(self, name: str, where: Context, several: bool, headed: bool) -> Context:
        """Return what holds in an element that opens; `several` says whether a table has more than one row, `headed` whether a cell is in its
        head."""
        if HEADING.fullmatch(name):
            return where if where.cell[0] >= 0 else Context(BlockKind.HEADING, int(name[1]))
        if name == "li":
            return where if where.cell[0] >= 0 else Context(BlockKind.ITEM, min(where.level + 1, _DEEPEST))
        if name == "table":
            self._tables.append(_Table(self._number(), several))
        elif name == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = -1
        elif name in ("td", "th") and self._tables:
            table = self._tables[-1]
            table.column += 1
            header = (table.row == 0 and table.several) or headed
            return Context(BlockKind.CELL, 0, (table.number, table.row, table.column, header))
        elif where.kind is BlockKind.HEADING:
            return Context()
        return where

    def leave(self, name: str) -> None:
        """Take note of an element that ends."""
        if name == "table" and self._tables:
            self._tables.pop()
