"""Read a table as the nodes of a fact file: a row is an entry, a cell the value of a key, at the place of the cell."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.errors import Place, Problem
from factcheck.facts.derived import KINDS as DERIVED_KINDS
from factcheck.facts.key_errors import find_nearest
from factcheck.facts.nodes import Checks
from factcheck.facts.schema import SkippedTable
from factcheck.facts.simplify import simplify
from factcheck.facts.tables.columns import FEMININE, REGISTRY, RELATIONS, CellForm, Column, find_headings, list_columns
from factcheck.facts.tables.items import split_items
from factcheck.facts.tables.layout import Layout, find_layout, has_cues
from factcheck.facts.tables.merged import find_wide_cells, spread_merged
from factcheck.facts.tables.table import LIMITS, Cell, Row, Table
from factcheck.facts.yamltree import Composer, Node

_ID, _NAME, _MASCULINE, _FEMININE = "id", "name", "m", "f"
_PERCENT = "percent"
# In a CSV file with commas: the two halves of a number with a decimal comma, where the second is in a column that takes any text.
_FIGURES = frozenset({"amount", _PERCENT, "count"})
_TEXTS = frozenset({"text", "cues", "source", "note"})
_INTEGER, _REST = re.compile(r"\d+"), re.compile(r"\d+\s*[^\W\d]|\d+\s*[%$€£]")


def read_table(table: Table, codes: tuple[str, ...], checks: Checks) -> Node | SkippedTable | None:
    """Return the root node of a table; None where it is empty or, with a problem, has no ids. A table of other data is skipped."""
    if not table.rows:
        return None
    layout = find_layout(table, codes)
    if layout is None and not has_cues(table, codes):
        return SkippedTable(table.place, "lint-data-sheet" if table.sheet else "lint-data-table")
    if layout is None or table.excess:
        checks.refuse(table.place, table.excess or "table-no-id", limit=LIMITS.get(table.excess))
        return None
    return _TableReader(table, layout, codes, checks, find_wide_cells(table)).read()


@dataclass
class _TableReader:
    """Reads the rows below the heading of a table; `wide` are the cells that are merged across."""

    table: Table
    layout: Layout
    codes: tuple[str, ...]
    checks: Checks
    wide: frozenset[tuple[int, int]]

    def read(self) -> Node:
        """Return the root node of the table."""
        rows = spread_merged(self.table, self.table.rows[self.layout.first :], self.layout.id_column)
        self._check_headings(rows)
        entries = [entry for row in rows if (entry := self._read_row(row))]
        place, section = self.table.place, self.layout.section
        if section == REGISTRY:
            return Node(place, pairs=[pair for entry in entries for pair in entry.pairs or ()])
        if section == RELATIONS:
            content = Node(place, items=entries)
        else:
            content = Node(place, pairs=[pair for entry in entries if (pair := self._take_id(entry))])
        return Node(place, pairs=[(Node(place, text=section), content)])

    def _check_headings(self, rows: Sequence[Row]) -> None:
        """Record a problem for each column with content that stands for no key, or for the same key as another."""
        seen: dict[str, Place] = {}
        for number, column in self.layout.columns.items():
            place = self.table.find_place(self.layout.row, number)
            if column.key in seen:
                self.checks.refuse(place, "table-column-twice", (seen[column.key],), name=column.key, first=seen[column.key])
            seen.setdefault(column.key, place)
        known = [column.key for column in list_columns(self.layout.section, self.codes)]
        filled = {number for row in rows for number in row.cells}
        for number, heading in self.layout.unknown.items():
            if number in filled:
                place = self.table.find_place(self.layout.row, number)
                nearest = find_nearest(simplify(heading), find_headings(self.layout.section, self.codes))
                self.checks.refuse(place, "table-column", name=heading, nearest=nearest, known=", ".join(known))

    def _read_row(self, row: Row) -> Node | None:
        """Return the entry of a row, with all cells that can be used; a problem is recorded for any other. None where the id is one."""
        entry = Node(self.table.find_place(row, max(self.layout.id_column, 0)), pairs=[])
        for number, cell in row.cells.items():
            column = self.layout.columns.get(number)
            if number in self.layout.left_out:
                continue
            place = self.table.find_place(row, number)
            if column is None:
                if number not in self.layout.unknown:
                    self.checks.refuse(place, "cell-no-heading", found=cell.text)
            elif self._check_cell(place, row, number, column):
                is_flow = column.key in DERIVED_KINDS and cell.text.startswith("{")
                value = self._read_flow(place, cell.text) if is_flow else _make_value(place, self._add_unit(cell.text, number), column)
                if value:
                    _put(entry, column.path, value)
        return None if row.cell(self.layout.id_column).problem else _pair_genders(entry, self.codes)

    def _check_cell(self, place: Place, row: Row, number: int, column: Column) -> bool:
        """Return whether a cell can be used; a problem is recorded where it cannot."""
        cell, following = row.cell(number), row.cell(number + 1)
        if cell.problem:
            self.checks.problems.append(Problem(place, cell.problem, cell.values))
        elif (row.number, number) in self.wide:
            self.checks.refuse(place, "cell-merged")
        elif column.key == _PERCENT and cell.is_fraction:
            self.checks.refuse(place, "cell-fraction", found=cell.text)
        elif self._is_cut(number, column, cell, following):
            self.checks.refuse(place, "cell-decimal-comma", found=cell.text, rest=following.text)
        else:
            return True
        return False

    def _add_unit(self, text: str, number: int) -> str:
        """Return the text of a cell with the unit that the heading gives, where it ends with a number."""
        unit = self.layout.units.get(number, "")
        return f"{text} {unit}" if unit and text[-1].isdecimal() else text

    def _is_cut(self, number: int, column: Column, cell: Cell, following: Cell) -> bool:
        """Return whether a figure of a CSV file goes on in the next cell, after a decimal comma that was read as a separator."""
        after = self.layout.columns.get(number + 1)
        if self.table.sheet or column.key not in _FIGURES or not after or after.path[0] not in _TEXTS:
            return False
        return bool(_INTEGER.fullmatch(cell.text) and _REST.match(following.text))

    def _read_flow(self, place: Place, text: str) -> Node | None:
        """Return the mapping that a cell holds as YAML, all of it at the place of the cell; None, with a problem, where it is none."""
        composer = Composer(place.path)
        node = composer.compose(text)
        if node is None or node.pairs is None:
            self.checks.refuse(place, "cell-derived", found=text)
            return None
        return _move(node, place)

    def _take_id(self, entry: Node) -> tuple[Node, Node] | None:
        """Return the id of an entry, and the entry without it; None, with a problem, where it has none."""
        pairs = entry.pairs or []
        identifier = next((value for key, value in pairs if key.text == _ID), None)
        if identifier is None:
            self.checks.refuse(entry.place, "cell-no-id")
            return None
        return identifier, Node(identifier.place, pairs=[(key, value) for key, value in pairs if key.text != _ID])


def _make_value(place: Place, text: str, column: Column) -> Node:
    if column.form is CellForm.TEXT:
        return Node(place, text=text)
    return Node(place, items=[Node(place, text=item) for item in split_items(text, commas=column.form is not CellForm.TEXTS)])


def _move(node: Node, place: Place) -> Node:
    """Return a node with all below it at one place."""
    items = None if node.items is None else [_move(item, place) for item in node.items]
    pairs = None if node.pairs is None else [(_move(key, place), _move(value, place)) for key, value in node.pairs]
    return Node(place, node.text, items, pairs)


def _put(entry: Node, path: Sequence[str], value: Node) -> None:
    """Put a value into an entry, under one or two keys; the first value of a key remains."""
    first, *rest = path
    pairs = entry.pairs if entry.pairs is not None else []
    known = next((each for key, each in pairs if key.text == first), None)
    if known is None:
        known = Node(value.place, pairs=[]) if rest else value
        pairs.append((Node(value.place, text=first), known))
    if rest and known.pairs is not None:
        _put(known, rest, value)


def _pair_genders(entry: Node, codes: Sequence[str]) -> Node:
    """Return an entry in which a name with a feminine form is a mapping of both, as in a fact file."""
    for code, names in entry.pairs or ():
        if code.text not in codes or not names.pairs:
            continue
        feminine = next((pair for pair in names.pairs if pair[0].text == FEMININE), None)
        if feminine:
            names.pairs.remove(feminine)
            name = next((value for key, value in names.pairs if key.text == _NAME), None)
            forms = [(Node(feminine[0].place, text=_FEMININE), feminine[1])]
            if name:
                names.pairs = [pair for pair in names.pairs if pair[1] is not name]
                forms.insert(0, (Node(name.place, text=_MASCULINE), name))
            names.pairs.insert(0, (Node(feminine[0].place, text=_NAME), Node(feminine[0].place, pairs=forms)))
    return entry
