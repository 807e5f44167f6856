"""Omit problems of a registry that follow from others: what an entry of a table lacks because a cell or a heading could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.errors import Place, Problem

_LACKING = frozenset({"value-missing", "kind-missing", "name-missing", "names-missing", "relation-incomplete", "unknown-relation"})
_CELL, _COLUMN = "cell-", "table-column"


def omit_consequences(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems without those of rows, and of whole tables, that lack what another problem keeps from being read."""
    rows = {(_find_table(problem.place), problem.place.line) for problem in problems if problem.key.startswith(_CELL)}
    tables = {_find_table(problem.place) for problem in problems if problem.key == _COLUMN}
    return [
        problem
        for problem in problems
        if problem.key not in _LACKING
        or not problem.place.cell
        or (_find_table(problem.place) not in tables and (_find_table(problem.place), problem.place.line) not in rows)
    ]


def _find_table(place: Place) -> tuple[str, str]:
    """Return the path of a file, and the sheet of a place in it."""
    return place.path, place.cell.rpartition("!")[0]
