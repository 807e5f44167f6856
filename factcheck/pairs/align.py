"""Aligns two sequences of pieces by their structure, their lengths and what reads the same in any language.

The cheapest path through both, of pieces side by side, two beside one, and pieces that have no counterpart, is found by dynamic
programming in a band about the diagonal (after Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993).
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from math import log

from factcheck.pairs.anchors import anchors, windows
from factcheck.pairs.units import Piece
from factcheck.records import record
from factcheck.text import BlockKind

ONE = ((1, 1), (1, 0), (0, 1))
TWO = (*ONE, (1, 2), (2, 1))
# What a piece without a counterpart costs, and a piece beside two.
_SKIP, _MERGE = 0.9, 0.5
# A short piece may have any length in the other language; so many characters are added to both.
_SLACK = 12
# Two pieces of another length cost no more than this; each mark that they share saves something, none where both have some costs.
_LENGTH, _SHARED, _SAVED, _NONE = 1.5, 0.35, 1.2, 0.35
# The band is so much wider than the sequences differ in length; where these differ by more than the other figure, all is in doubt.
_BAND, _WIDEST = 10, 40
_FAR = 9.0
# Sequences of one length whose pieces, one by one, cost no more than this need no search.
_CHEAP = 0.5


@record
class Bead:
    """Pieces side by side: half-open ranges in both sequences, one of which may be empty; and what it costs to align them."""

    first: tuple[int, int]
    second: tuple[int, int]
    cost: float

    @property
    def both(self) -> bool:
        """Whether both sides have something."""
        return self.first[0] < self.first[1] and self.second[0] < self.second[1]


def align_units(first: Sequence[Piece], second: Sequence[Piece], ratio: float) -> list[Bead]:
    """The beads of two whole versions: stretch by stretch, from one unit that is surely the same to the next."""
    found = []
    for top, bottom, left, right in windows(anchors(first, second), len(first), len(second)):
        for bead in align(first[top:bottom], second[left:right], ONE, ratio):
            ends = (bead.first[0] + top, bead.first[1] + top), (bead.second[0] + left, bead.second[1] + left)
            found.append(Bead(*ends, bead.cost))
    return found


def align(first: Sequence[Piece], second: Sequence[Piece], moves: Sequence[tuple[int, int]], ratio: float) -> list[Bead]:
    """The beads of the cheapest path, in order. `ratio` is how many characters of the second version one of the first makes."""
    table = _Table(first, second, ratio)
    rows, columns = len(first), len(second)
    if rows == columns:
        straight = [Bead((at, at + 1), (at, at + 1), table.cost(at, at + 1, at, at + 1)) for at in range(rows)]
        if all(bead.cost <= _CHEAP for bead in straight):
            return straight
    if abs(rows - columns) > _WIDEST:
        return [
            *(Bead((at, at + 1), (0, 0), _SKIP) for at in range(rows)),
            *(Bead((rows, rows), (at, at + 1), _SKIP) for at in range(columns)),
        ]
    band = abs(rows - columns) + _BAND
    slope = columns / rows if rows else 1.0
    best: dict[tuple[int, int], tuple[float, tuple[int, int]]] = {(0, 0): (0.0, (0, 0))}
    for row in range(rows + 1):
        middle = round(row * slope)
        for column in range(max(0, middle - band), min(columns, middle + band) + 1):
            found = None
            for down, across in moves:
                before = best.get((row - down, column - across))
                if before is not None and (down or across):
                    cost = before[0] + table.cost(row - down, row, column - across, column)
                    if found is None or cost < found[0]:
                        found = cost, (down, across)
            if found is not None and (row or column):
                best[row, column] = found
    return _path(best, rows, columns, table)


def _path(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], rows: int, columns: int, table: _Table) -> list[Bead]:
    beads: list[Bead] = []
    row, column = rows, columns
    while row or column:
        down, across = best[row, column][1] if (row, column) in best else (min(row, 1), min(column, 1) if not row else 0)
        beads.append(Bead((row - down, row), (column - across, column), table.cost(row - down, row, column - across, column)))
        row, column = row - down, column - across
    return beads[::-1]


class _Table:
    """What it costs to set pieces side by side; each pair is weighed once."""

    def __init__(self, first: Sequence[Piece], second: Sequence[Piece], ratio: float) -> None:
        self._first, self._second, self._ratio = first, second, ratio
        self._known: dict[tuple[int, int, int, int], float] = {}

    def cost(self, top: int, bottom: int, left: int, right: int) -> float:
        """The cost of the pieces `[top, bottom)` beside the pieces `[left, right)`."""
        if top == bottom or left == right:
            return _SKIP * (bottom - top + right - left)
        key = top, bottom, left, right
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._weigh(self._first[top:bottom], self._second[left:right])
        return found

    def _weigh(self, first: Sequence[Piece], second: Sequence[Piece]) -> float:
        if len(first) == len(second) == 1:
            left, right = first[0], second[0]
            return self._lengths(left.length, right.length) + _structure(left, right) + _marks(left.marks, right.marks)
        lengths = [sum(piece.length for piece in pieces) for pieces in (first, second)]
        marks = [frozenset().union(*(piece.marks for piece in pieces)) for pieces in (first, second)]
        return self._lengths(*lengths) + _structure(first[0], second[0]) + _marks(*marks) + _MERGE * (len(first) + len(second) - 2)

    def _lengths(self, first: int, second: int) -> float:
        return min(abs(log((first * self._ratio + _SLACK) / (second + _SLACK))), _LENGTH)


def _structure(first: Piece, second: Piece) -> float:
    if first.kind is second.kind:
        return 0.0 if first.depth == second.depth else 0.4
    if BlockKind.CELL in (first.kind, second.kind):
        return _FAR
    return 2.0 if BlockKind.HEADING in (first.kind, second.kind) else 0.6


def _marks(first: frozenset[Hashable], second: frozenset[Hashable]) -> float:
    if not first or not second:
        return 0.0
    shared = len(first & second)
    return -min(shared * _SHARED, _SAVED) if shared else _NONE
