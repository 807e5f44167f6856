"""The best one-to-one assignment of rows to columns (the Hungarian method, in its form with potentials)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def assign(scores: Sequence[Sequence[float]]) -> list[int]:
    """For each row the column that it gets, -1 for none, so that the sum of scores is the highest; a score of 0 or less ties nothing.

    Time grows with rows² × columns.
    """
    rows = len(scores)
    if not rows:
        return []
    columns = len(scores[0])
    # A column of its own lets each row stay without a partner.
    cost = [[-max(score, 0.0) for score in row] + [0.0] * rows for row in scores]
    of_column = _solve(cost, rows, columns + rows)
    found = [-1] * rows
    for column in range(columns):
        row = of_column[column + 1] - 1
        if row >= 0 and scores[row][column] > 0:
            found[row] = column
    return found


def _solve(cost: Sequence[Sequence[float]], rows: int, columns: int) -> list[int]:
    over_rows, over_columns = [0.0] * (rows + 1), [0.0] * (columns + 1)
    of_column, way = [0] * (columns + 1), [0] * (columns + 1)
    for row in range(1, rows + 1):
        of_column[0] = row
        at, least, used = 0, [inf] * (columns + 1), [False] * (columns + 1)
        while of_column[at]:
            at = _grow(cost, over_rows, over_columns, of_column, way, least, used, at)
        while at:
            of_column[at], at = of_column[way[at]], way[at]
    return of_column


def _grow(
    cost: Sequence[Sequence[float]],
    over_rows: list[float],
    over_columns: list[float],
    of_column: list[int],
    way: list[int],
    least: list[float],
    used: list[bool],
    at: int,
) -> int:
    used[at] = True
    row, step, following = of_column[at], inf, 0
    for column in range(1, len(least)):
        if used[column]:
            continue
        reduced = cost[row - 1][column - 1] - over_rows[row] - over_columns[column]
        if reduced < least[column]:
            least[column], way[column] = reduced, at
        if least[column] < step:
            step, following = least[column], column
    for column in range(len(least)):
        if used[column]:
            over_rows[of_column[column]] += step
            over_columns[column] -= step
        else:
            least[column] -= step
    return following
