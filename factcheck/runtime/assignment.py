"""The best one-to-one assignment of rows to columns (the Hungarian method, in its form with potentials)."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf


def assign(scores: Sequence[Sequence[float]]) -> list[int]:
    """Return for each row the column that it gets, -1 for none, so that the sum of scores is the highest; a score of 0 or less ties nothing.

    Time grows with rows² × columns.
    """
    rows = len(scores)
    if not rows:
        return []
    columns = len(scores[0])
    # A column of its own lets each row stay without a partner.
    cost = [[-max(score, 0.0) for score in row] + [0.0] * rows for row in scores]
    of_column = _Solver(cost).solve()
    found = [-1] * rows
    for column in range(columns):
        row = of_column[column + 1] - 1
        if row >= 0 and scores[row][column] > 0:
            found[row] = column
    return found


class _Solver:
    """Finds the cheapest complete assignment of rows to columns; places count from 1, and 0 stands for none."""

    def __init__(self, cost: Sequence[Sequence[float]]) -> None:
        self._cost = cost
        columns = len(cost[0])
        self._over_rows, self._over_columns = [0.0] * (len(cost) + 1), [0.0] * (columns + 1)
        self._of_column, self._from = [0] * (columns + 1), [0] * (columns + 1)

    def solve(self) -> list[int]:
        """Return the row of each column."""
        for row in range(1, len(self._cost) + 1):
            self._of_column[0] = row
            at, least, used = 0, [inf] * len(self._of_column), [False] * len(self._of_column)
            while self._of_column[at]:
                at = self._extend(at, least, used)
            while at:
                self._of_column[at], at = self._of_column[self._from[at]], self._from[at]
        return self._of_column

    def _extend(self, at: int, least: list[float], used: list[bool]) -> int:
        """Add the cheapest column to the path that ends at a column, and return it."""
        used[at] = True
        row, step, following = self._of_column[at], inf, 0
        for column in range(1, len(least)):
            if used[column]:
                continue
            reduced = self._cost[row - 1][column - 1] - self._over_rows[row] - self._over_columns[column]
            if reduced < least[column]:
                least[column], self._from[column] = reduced, at
            if least[column] < step:
                step, following = least[column], column
        for column in range(len(least)):
            if used[column]:
                self._over_rows[self._of_column[column]] += step
                self._over_columns[column] -= step
            else:
                least[column] -= step
        return following
