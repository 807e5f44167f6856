"""Read and write tables as CSV, with commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import PurePath
from typing import Any

from factcheck.errors import Place
from factcheck.facts.nodes import Checks
from factcheck.facts.tables.table import MAX_CELLS, MAX_ROWS, TOO_MANY_CELLS, TOO_MANY_ROWS, Cell, Row, Table

_SEPARATORS = (",", ";", "\t")
# How Excel declares the separator on the first line.
_DECLARED = re.compile(r"sep=([,;\t])\r?\n", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"?')
# What a spreadsheet would take for a formula; an apostrophe before it keeps it a text, as in the programs themselves.
_FORMULA = re.compile(r"'*(?:[=@\t\r]|[+-](?![\d\s]))")


def read_csv(text: str, path: str, checks: Checks, most: int | None = None) -> Table | None:
    """Return the table of a CSV file, with so many rows at most; None, with a problem, where it is not one."""
    declared = _DECLARED.match(text)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=find_separator(text), strict=True)
    rows = _RowReader(reader, 1 if declared else 0)
    try:
        found = tuple(islice(rows, MAX_ROWS + 1 if most is None else most))
    except csv.Error:
        checks.refuse(Place(path, rows.line), "table-quotes" if '"' in text else "table-long-cell")
        return None
    too_many = TOO_MANY_ROWS if len(found) > MAX_ROWS else TOO_MANY_CELLS if sum(len(row.cells) for row in found) > MAX_CELLS else ""
    return Table(path, PurePath(path).stem, rows=found, excess=too_many)


class _RowReader:
    """Reads rows; `line` is the line on which the row begins that is being read."""

    def __init__(self, reader: Any, declared: int) -> None:
        self.line, self._reader, self._declared = 1, reader, declared

    def __iter__(self) -> Iterator[Row]:
        """Yield the rows with content, but for the first ones that declare something."""
        for number, cells in enumerate(self._reader, 1):
            found = {column: _make_cell(text) for column, text in enumerate(cells) if text and not text.isspace()}
            if found and number > self._declared:
                yield Row(number, self.line, found)
            self.line = self._reader.line_num + 1


def find_separator(text: str) -> str:
    """Return the sign that a CSV text declares, or that separates most cells in the first line that has any; quotations do not count."""
    declared = _DECLARED.match(text)
    if declared:
        return declared[1]
    for line in text.split("\n"):
        counts = {sign: _QUOTED.sub("", line).count(sign) for sign in _SEPARATORS}
        if any(counts.values()):
            return max(_SEPARATORS, key=lambda sign: counts[sign])
    return _SEPARATORS[0]


def _make_cell(text: str) -> Cell:
    text = text.strip()
    return Cell(text[1:] if text.startswith("'") and _FORMULA.match(text) else text)


def write_csv(rows: Iterable[Sequence[str]], separator: str) -> bytes:
    """Return a CSV file, as UTF-8 with the mark by which Excel knows it."""
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, lineterminator="\n").writerows(_protect(row) for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _protect(row: Sequence[str]) -> Iterator[str]:
    """Yield the cells of a row, so that no spreadsheet takes one for a formula."""
    for cell in row:
        yield "'" + cell if _FORMULA.match(cell) else cell
