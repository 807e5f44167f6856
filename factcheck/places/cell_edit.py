"""Change the value of a fact in its CSV file: all other cells, and the layout, stay as they are."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.facts.nodes import Checks
from factcheck.facts.schema import Fact
from factcheck.facts.tables.csv_file import find_separator, read_csv
from factcheck.facts.tables.layout import find_layout
from factcheck.facts.tables.table import Table

Cell = tuple[int, int, int, int]
"""The row of a cell, from 1, and its column, from 0; then its half-open offsets in the text, with its quotation marks."""


def replace_cell(text: str, fact: Fact, written: str, codes: tuple[str, ...]) -> str | None:
    """Return the text of a CSV file in which the cell of a fact's value is another, and nothing else differs; None where that cannot be done."""
    table = read_csv(text, fact.place.path, Checks())
    found = find_cell(table, fact, codes) if table else None
    if found is None or table is None:
        return None
    separator = find_separator(text)
    span = next(((start, end) for row, column, start, end in _list_cells(text, separator) if (row, column) == found), None)
    if span is None:
        return None
    start, end = span
    quoted = text[start:end].lstrip().startswith('"') or any(mark in written for mark in (separator, '"', "\n"))
    cell = '"' + written.replace('"', '""') + '"' if quoted else written
    changed = text[:start] + cell + text[end:]
    return changed if is_only_change(table, read_csv(changed, fact.place.path, Checks()), found, written) else None


def find_cell(table: Table, fact: Fact, codes: tuple[str, ...]) -> tuple[int, int] | None:
    """Return the row and the column of the value of a fact."""
    layout = find_layout(table, codes)
    if layout is None:
        return None
    column = next((number for number, each in layout.columns.items() if each.path == (fact.kind,)), None)
    row = next((row for row in table.rows[layout.first :] if row.cell(layout.id_column).text == fact.id), None)
    return (row.number, column) if row and column is not None and not row.cell(column).is_empty else None


def _list_cells(text: str, separator: str) -> Iterator[Cell]:
    """Yield the cells of a CSV text with their offsets."""
    row, column, start, quoted = 1, 0, 0, False
    at = 0
    while at < len(text):
        letter = text[at]
        if letter == '"':
            quoted = not quoted
        elif not quoted and letter == separator:
            yield row, column, start, at
            column, start = column + 1, at + 1
        elif not quoted and letter in "\r\n":
            yield row, column, start, at
            at += text.startswith("\r\n", at)
            row, column, start = row + 1, 0, at + 1
        at += 1
    if start < len(text):
        yield row, column, start, len(text)


def is_only_change(before: Table, after: Table | None, changed: tuple[int, int], written: str) -> bool:
    """Return whether two tables differ in one cell alone, which has the new value."""
    if after is None or [row.number for row in before.rows] != [row.number for row in after.rows]:
        return False
    for old, new in zip(before.rows, after.rows, strict=True):
        for column in {*old.cells, *new.cells}:
            expected = written if (old.number, column) == changed else old.cell(column).text
            if new.cell(column).text != expected:
                return False
    return True
