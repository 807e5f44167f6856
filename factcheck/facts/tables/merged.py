"""Merged cells below a heading: one merged downwards is the cell of every row that it covers, one merged across is a title or a mistake."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.errors import Problem, RegistryError
from factcheck.facts.tables.table import MAX_CELLS, Cell, Row, Table


def spread_merged(table: Table, rows: Sequence[Row], id_column: int) -> list[Row]:
    """Return the rows with the content of each cell that is merged downwards in every row, and without titles.

    An id belongs to one row and is not spread. Raises RegistryError where merged cells cover more than a registry may have.
    """
    wide = find_wide_cells(table)
    below = _find_content_below(table, {row.number: row for row in rows}, id_column)
    return [_fill(row, below[row.number]) if row.number in below else row for row in rows if not _is_title(row, wide)]


def find_wide_cells(table: Table) -> frozenset[tuple[int, int]]:
    """Return the cells that are merged across several columns, as the number of the row, from 1, and that of the column, from 0."""
    return frozenset((each.top, each.left) for each in table.merged if each.right > each.left)


def _find_content_below(table: Table, rows: Mapping[int, Row], id_column: int) -> Mapping[int, Mapping[int, Cell]]:
    """Return the content of the cells under the first row of merged cells, by row and column."""
    found: dict[int, dict[int, Cell]] = {}
    last, count = max(rows, default=0), 0
    for stretch in table.merged:
        if stretch.left != stretch.right or stretch.left == id_column or stretch.top not in rows:
            continue
        covered = range(stretch.top + 1, min(stretch.bottom, last) + 1)
        count += len(covered)
        if count > MAX_CELLS:
            raise RegistryError(Problem(table.place, "table-cells", {"limit": MAX_CELLS}))
        for number in covered:
            if stretch.left in rows[stretch.top].cells:
                found.setdefault(number, {})[stretch.left] = rows[stretch.top].cells[stretch.left]
    return found


def _is_title(row: Row, wide: frozenset[tuple[int, int]]) -> bool:
    """Return whether a row has nothing but a text that is merged across several columns."""
    return len(row.cells) == 1 and (row.number, next(iter(row.cells))) in wide


def _fill(row: Row, content: Mapping[int, Cell]) -> Row:
    """Return a row with the content of some cells, by column."""
    return Row(row.number, row.line, dict(sorted({**row.cells, **content}.items())))
