"""A table as it is read from a sheet or a CSV file: rows of cells, and the stretches of merged cells."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from factcheck.errors import Place
from factcheck.runtime.records import record

MAX_ROWS, MAX_CELLS = 100_000, 1_000_000
"""The most rows with content of a table, and the most cells of one, empty ones with a format among them: a registry in YAML may have as many
values, and takes minutes to load then."""
TOO_MANY_ROWS, TOO_MANY_CELLS = "table-too-big", "table-cells"
LIMITS = {TOO_MANY_ROWS: MAX_ROWS, TOO_MANY_CELLS: MAX_CELLS}
"""The limits by the key of the message about a table that exceeds them."""
HEADING_ROWS = 20
"""The rows with content among which the heading of a table stands, under titles at most; no more are read of a table of other data."""
_PLAIN_NAME = re.compile(r"\w+")


@record
class Cell:
    """A cell of a table.

    `text` is what it shows, as a person would write it in a fact file.
    `problem` is the key of the message about a cell that cannot be used, with `values`; empty where it can.
    `is_fraction` is whether it is a number of at most 1 that shows no percent sign.
    """

    text: str = ""
    problem: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    is_fraction: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether the cell has no content."""
        return not self.text and not self.problem


EMPTY = Cell()


@record
class Row:
    """A row with content: its number in the table, from 1, the line of the file on which it starts, and its cells with content by column,
    from 0, in the order of the columns."""

    number: int
    line: int
    cells: Mapping[int, Cell]

    def cell(self, column: int) -> Cell:
        """Return the cell in a column; an empty one where there is none."""
        return self.cells.get(column, EMPTY)


@record
class Stretch:
    """Merged cells: the first and last row, from 1, and the first and last column, from 0."""

    top: int
    bottom: int
    left: int
    right: int


@record
class Table:
    """A table of a file.

    `name` is the name of its sheet, or of the CSV file; `sheet` that of its sheet alone.
    `excess` is the key of the message about a table that is too large, of which only the first rows are here; empty where all are.
    """

    path: str
    name: str
    sheet: str = ""
    rows: tuple[Row, ...] = ()
    merged: tuple[Stretch, ...] = ()
    excess: str = ""

    def find_place(self, row: Row, column: int) -> Place:
        """Return the place of a cell, its column from 0."""
        cell = f"{_name_column(column)}{row.number}"
        return Place(self.path, row.line, column + 1, f"{quote_sheet(self.sheet)}!{cell}" if self.sheet else cell)

    @property
    def place(self) -> Place:
        """The place of the whole table."""
        return Place(self.path, cell=quote_sheet(self.sheet))


def quote_sheet(name: str) -> str:
    """Return the name of a sheet as spreadsheets write it before a cell."""
    return name if not name or _PLAIN_NAME.fullmatch(name) else "'" + name.replace("'", "''") + "'"


def _name_column(column: int) -> str:
    """Return the letters of a column, from 0: A to Z, then AA."""
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
