"""Find the one cell of a table that a column and the cells of other columns identify."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from factcheck.errors import Place
from factcheck.facts.key_errors import find_nearest
from factcheck.facts.nodes import Checks
from factcheck.facts.simplify import simplify
from factcheck.facts.tables.table import HEADING_ROWS, Cell, Row, Table
from factcheck.facts.yamltree import Node

# The most values and headings that a message lists, or that are compared with a misspelled one.
_MOST, _COMPARED = 12, 1000
_Condition = tuple[Node, Node, int]
"""The heading of a column and the text that its cell must have, as nodes, and the number of the column."""


@dataclass
class CellSearch:
    """Searches a table; `checks` records why there is not exactly one cell."""

    table: Table
    checks: Checks

    def find(self, column: Node, where: Node | None) -> tuple[Place, Cell] | None:
        """Return the cell of a column in the row in which the columns of `where` have their texts, with its place; None, with a problem."""
        pairs = list(self.checks.read_pairs(where, "where", None, "where")) if where else []
        if any(value.text is None for _, value in pairs):
            wrong = next(value for _, value in pairs if value.text is None)
            self.checks.read_text(wrong, "where")
            return None
        at = self._find_heading([column, *(key for key, _ in pairs)])
        if at is None:
            return None
        heading = self.table.rows[at]
        conditions = [(key, value, _match(heading, key)[0]) for key, value in pairs]
        row = self._find_row(self.table.rows[at + 1 :], conditions, column)
        number = _match(heading, column)[0]
        return (self.table.find_place(row, number), row.cell(number)) if row else None

    def _find_heading(self, names: Sequence[Node]) -> int | None:
        """Return the index of the row that has all names, each once; None, with a problem, where there is none."""
        rows = self.table.rows[:HEADING_ROWS]
        found = [sum(len(_match(row, name)) == 1 for name in names) for row in rows]
        best = max(range(len(rows)), key=lambda at: (found[at], -at), default=None)
        if best is None:
            self.checks.refuse(self.table.place, "derived-no-rows")
            return None
        for name in names:
            count = len(_match(rows[best], name))
            if count != 1:
                known = [cell.text for cell in rows[best].cells.values() if cell.text]
                key = "derived-column-twice" if count else "derived-column"
                nearest = find_nearest(name.text or "", known[:_COMPARED])
                shown, path = _list(known), self.table.place
                self.checks.refuse(name.place, key, name=name.text, nearest=nearest, known=shown, path=path)
                return None
        return best

    def _find_row(self, rows: Sequence[Row], conditions: Sequence[_Condition], column: Node) -> Row | None:
        """Return the one row that meets all conditions; None, with a problem, where there is none, or more than one."""
        found = list(rows)
        for key, value, number in conditions:
            wanted = _normalize(value.text or "")
            kept = [row for row in found if _normalize(row.cell(number).text) == wanted]
            if not kept:
                known = list(dict.fromkeys(text for row in found if (text := row.cell(number).text)))
                nearest = find_nearest(value.text or "", known[:_COMPARED])
                shown, path = _list(known), self.table.place
                self.checks.refuse(value.place, "derived-no-row", name=key.text, found=value.text, nearest=nearest, known=shown, path=path)
                return None
            found = kept
        if len(found) != 1:
            places = tuple(self.table.find_place(row, 0) for row in found[:2])
            if not found:
                self.checks.refuse(self.table.place, "derived-no-rows")
            else:
                differing = self._list_differing(found, conditions)
                message = "derived-rows" if differing else "derived-same-rows"
                self.checks.refuse(column.place, message, places, count=len(found), first=places[0], second=places[1], known=differing)
            return None
        return found[0]

    def _list_differing(self, rows: Sequence[Row], conditions: Sequence[_Condition]) -> str:
        """Return the headings of the columns in which the first two of some rows differ, other than those of the conditions."""
        used = {number for *_, number in conditions}
        first, second = rows[:2]
        differing = [
            number for number in sorted({*first.cells, *second.cells} - used) if first.cell(number).text != second.cell(number).text
        ]
        heading = next((row for row in self.table.rows[:HEADING_ROWS] if row.number < first.number and len(row.cells) > 1), rows[0])
        return _list([text for number in differing if (text := heading.cell(number).text)])


def _match(row: Row, name: Node) -> list[int]:
    """Return the columns whose heading in a row is a name: as it is written, or else but for case, accents and signs."""
    wanted = (name.text or "").strip()
    exact = [number for number, cell in row.cells.items() if cell.text == wanted]
    similar = simplify(wanted)
    return exact or [number for number, cell in row.cells.items() if similar and simplify(cell.text) == similar]


def _normalize(text: str) -> str:
    """Return a text by which cells are compared: without differences of case and of spaces."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def _list(texts: Sequence[str]) -> str:
    return ", ".join(texts[:_MOST]) + (", …" if len(texts) > _MOST else "")
