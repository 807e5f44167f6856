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
    of_column = _Matching(cost, rows, columns + rows).solve()
    found = [-1] * rows
    for column in range(columns):
        row = of_column[column + 1] - 1
        if row >= 0 and scores[row][column] > 0:
            found[row] = column
    return found


class _Matching:
    """The state of the search: the potentials of rows and columns, and the row of each column (from 1; 0 for none)."""

    def __init__(self, cost: Sequence[Sequence[float]], rows: int, columns: int) -> None:
        self._cost = cost
        self._over_rows, self._over_columns = [0.0] * (rows + 1), [0.0] * (columns + 1)
        self._of_column, self._way = [0] * (columns + 1), [0] * (columns + 1)

    def solve(self) -> list[int]:
        """Return the row of each column, where all rows have one."""
        of_column, size = self._of_column, len(self._of_column)
        for row in range(1, len(self._over_rows)):
            of_column[0] = row
            at, least, used = 0, [inf] * size, [False] * size
            while of_column[at]:
                at = self._grow(least, used, at)
            while at:
                of_column[at], at = of_column[self._way[at]], self._way[at]
        return of_column

    def _grow(self, least: list[float], used: list[bool], at: int) -> int:
        """Add a column to the tree of alternating paths; return the one that follows it at the least cost."""
        over_rows, over_columns, of_column = self._over_rows, self._over_columns, self._of_column
        used[at] = True
        row, step, following = of_column[at], inf, 0
        for column in range(1, len(least)):
            if used[column]:
                continue
            reduced = self._cost[row - 1][column - 1] - over_rows[row] - over_columns[column]
            if reduced < least[column]:
                least[column], self._way[column] = reduced, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(len(least)):
            if used[column]:
                over_rows[of_column[column]] += step
                over_columns[column] -= step
            else:
                least[column] -= step
        return following
