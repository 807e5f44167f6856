"""Find the heading of a table: its rows, the section that it is about, and the column of the registry that each of its columns is."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from factcheck.facts.simplify import simplify
from factcheck.facts.tables.columns import (
    ENTITIES,
    FACTS,
    REGISTRY,
    RELATIONS,
    Column,
    find_headings,
    find_named_section,
)
from factcheck.facts.tables.table import HEADING_ROWS, Row, Stretch, Table
from factcheck.runtime.records import record

# The keys of each form of a relation; a table without ids is one of relations only if it has all keys of a form, and no others.
_RELATIONS = ({"total", "parts"}, {"share", "part", "whole"}, {"before", "after"})
_ID, _CURRENCY, _CUES = "id", "currency", "cues"
# The unit of a column after its heading, as in “Montant (M$)”; of columns whose values show whether they can be read with it.
_UNIT = re.compile(r"(?P<heading>[^()]*[^()\s])\s*\((?P<unit>[^()]+)\)")
_MEASURED = frozenset({"amount", "percent", "duration"})
# A column whose heading begins with this sign is for colleagues.
_LEFT_OUT = "#"

Groups = Mapping[int, Sequence[Stretch]]


@record
class Layout:
    """The heading of a table.

    `section` is what the table is about.
    `columns` are its columns by number, from 0; `unknown` are the headings, by number, that stand for none; `left_out` are the columns of
    which the heading says so.
    `units` are the units that headings give, by column.
    `row` is its last row, `first` the index of the first row after it.
    """

    section: str
    columns: Mapping[int, Column]
    unknown: Mapping[int, str]
    left_out: frozenset[int]
    units: Mapping[int, str]
    row: Row
    first: int

    @property
    def id_column(self) -> int:
        """The number of the column of ids; that of a column that is never there, where there is none."""
        return next((number for number, column in self.columns.items() if column.key == _ID), -1)


def find_layout(table: Table, codes: tuple[str, ...]) -> Layout | None:
    """Return the heading of a table, of one row, or of two where merged cells group columns; None where it has none, as other data."""
    groups = _find_groups(table.merged)
    for at in range(min(len(table.rows), HEADING_ROWS)):
        found = _find_at(table, at, groups, codes)
        if found:
            following = _find_at(table, at + 1, groups, codes) if found.first == at + 2 else None
            return following if following and len(following.columns) > len(found.columns) else found
    return None


def _find_at(table: Table, at: int, groups: Groups, codes: tuple[str, ...]) -> Layout | None:
    """Return the heading that begins at a row; None where none does."""
    single = _make_layout(table, at, 1, groups, codes)
    grouped = at < len(table.rows) and table.rows[at].number in groups
    double = _make_layout(table, at, 2, groups, codes) if grouped else None
    return double if double and not (single and _has_data_below(table, at, single, double)) else single


def _has_data_below(table: Table, at: int, single: Layout, double: Layout) -> bool:
    """Return whether the row after a heading is one of data: it has an id, or names no more columns."""
    return not table.rows[at + 1].cell(single.id_column).is_empty or len(double.columns) <= len(single.columns)


def is_registry(table: Table, codes: tuple[str, ...]) -> bool:
    """Return whether a table has a heading of a registry, or one that is such but for the ids."""
    return find_layout(table, codes) is not None or has_cues(table, codes)


def has_cues(table: Table, codes: tuple[str, ...]) -> bool:
    """Return whether a table has a heading of cues in a language, which only a registry has."""
    headings = find_headings(FACTS, codes)
    texts = (cell.text for row in table.rows[:HEADING_ROWS] for cell in row.cells.values())
    return any((column := headings.get(simplify(text))) and column.path[0] == _CUES for text in texts)


def _find_groups(merged: Sequence[Stretch]) -> Groups:
    """Return the merged cells of several columns, by row."""
    found: dict[int, list[Stretch]] = {}
    for stretch in merged:
        if stretch.right > stretch.left:
            found.setdefault(stretch.top, []).append(stretch)
    return found


def _make_layout(table: Table, at: int, depth: int, groups: Groups, codes: tuple[str, ...]) -> Layout | None:
    """Return the heading that some rows are; None where they are none."""
    rows = table.rows[at : at + depth]
    if len(rows) < depth:
        return None
    headings = _read_headings(rows, groups if depth > 1 else {})
    left_out = frozenset(number for number, texts in headings.items() if any(text.startswith(_LEFT_OUT) for text in texts))
    headings = {number: texts for number, texts in headings.items() if number not in left_out}
    section, columns = _find_section(headings, table.name, codes)
    unknown = {number: texts[0] for number, texts in headings.items() if number not in columns}
    units = {number: unit for number, column in columns.items() if column.key in _MEASURED and (unit := _find_unit(headings[number]))}
    return Layout(section, columns, unknown, left_out, units, rows[-1], at + depth) if section else None


def _find_unit(texts: Sequence[str]) -> str:
    """Return the unit in the heading of a column; empty where there is none."""
    return next((found["unit"].strip() for text in texts if (found := _UNIT.fullmatch(text.strip()))), "")


def _read_headings(rows: Sequence[Row], groups: Groups) -> Mapping[int, tuple[str, ...]]:
    """Return the headings of each column: that of its group with its own, its own alone, that of its group."""
    found: dict[int, tuple[str, ...]] = {}
    texts = [_spread_text(row, groups.get(row.number, ())) for row in rows]
    for column in sorted({column for each in texts for column in each}):
        parts = [each[column] for each in texts if column in each]
        found[column] = tuple(dict.fromkeys((" ".join(parts), parts[-1], parts[0])))
    return found


def _spread_text(row: Row, groups: Sequence[Stretch]) -> Mapping[int, str]:
    """Return the texts of a row by column, that of a merged cell in each of its columns."""
    found = {column: cell.text for column, cell in row.cells.items() if cell.text}
    following = 0
    for stretch in sorted(groups, key=lambda stretch: stretch.left):
        text = row.cell(stretch.left).text
        columns = range(max(stretch.left, following), stretch.right + 1)
        found.update(dict.fromkeys(columns, text) if text else {})
        following = max(following, stretch.right + 1)
    return found


def _find_section(headings: Mapping[int, tuple[str, ...]], name: str, codes: tuple[str, ...]) -> tuple[str, dict[int, Column]]:
    """Return the section of a table with some headings, and its columns; an empty section where they are no heading of a registry."""
    found = {section: _match(headings, section, codes) for section in (FACTS, ENTITIES)}
    if any(column.key == _ID for column in found[FACTS].values()):
        named = find_named_section(name)
        section = max(found, key=lambda section: (len(found[section]), section == named))
        return section, found[section]
    for section in (RELATIONS, REGISTRY):
        columns = _match(headings, section, codes)
        keys = {column.key for column in columns.values()}
        if len(columns) == len(headings) and (_CURRENCY in keys or any(form <= keys for form in _RELATIONS)):
            return section, columns
    return "", {}


def _match(headings: Mapping[int, tuple[str, ...]], section: str, codes: tuple[str, ...]) -> dict[int, Column]:
    """Return the columns of a section that the headings stand for, by number."""
    known = find_headings(section, codes)
    found: dict[int, Column] = {}
    for number, texts in headings.items():
        column = next((known[heading] for text in texts if (heading := simplify(text)) in known), None) or _match_measured(texts, known)
        if column:
            found[number] = column
    return found


def _match_measured(texts: Sequence[str], known: Mapping[str, Column]) -> Column | None:
    """Return the column that a heading with a unit stands for."""
    for found in (_UNIT.fullmatch(text.strip()) for text in texts):
        column = known.get(simplify(found["heading"])) if found else None
        if column and column.key in _MEASURED:
            return column
    return None
