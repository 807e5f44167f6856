"""Align two sequences of segments by their structure, their lengths and what is alike in any language.

The cheapest path through both, of pieces side by side, two beside one, and pieces that have no counterpart, is found by dynamic
programming in a band about the diagonal (after Gale and Church, A Program for Aligning Sentences in Bilingual Corpora, 1993).
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from math import log

from factcheck.bitext.segments import Segment
from factcheck.document import BlockKind
from factcheck.runtime.records import record

# Two segments are the same where they share so many marks that no other segment of their version has.
_FEWEST_SHARED = 2


def find_anchors(first: Sequence[Segment], second: Sequence[Segment]) -> list[tuple[int, int]]:
    """Return the places, in both sequences, of segments that are the same: the most of them that keep their order."""
    ones, others = _unique(first), _unique(second)
    shared = Counter((ones[mark], others[mark]) for mark in ones.keys() & others.keys())
    pairs = sorted(pair for pair, count in shared.items() if count >= _FEWEST_SHARED and first[pair[0]].kind is second[pair[1]].kind)
    return _ordered(pairs)


def split_at_anchors(found: Sequence[tuple[int, int]], rows: int, columns: int) -> Iterator[tuple[int, int, int, int]]:
    """Yield the stretches between anchors, each with the anchor that opens it: (top, bottom, left, right), half-open."""
    starts = [(0, 0), *found] if not found or found[0] != (0, 0) else list(found)
    for (top, left), (bottom, right) in zip(starts, [*starts[1:], (rows, columns)], strict=True):
        yield top, bottom, left, right


def _unique(segments: Sequence[Segment]) -> dict[Hashable, int]:
    """Return the marks that only one piece has, with its place."""
    found: dict[Hashable, int] = {}
    for at, segment in enumerate(segments):
        for mark in segment.marks:
            found[mark] = -1 if mark in found else at
    return {mark: at for mark, at in found.items() if at >= 0}


def _ordered(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest run of pairs that rises on both sides (patience sorting)."""
    tails: list[int] = []
    ends: list[int] = []
    before: list[int] = []
    for at, (_, column) in enumerate(pairs):
        place = bisect_left(tails, column)
        before.append(ends[place - 1] if place else -1)
        tails[place : place + 1] = [column]
        ends[place : place + 1] = [at]
    found, at = [], ends[-1] if ends else -1
    while at >= 0:
        found.append(pairs[at])
        at = before[at]
    found.reverse()
    return [pair for place, pair in enumerate(found) if not place or pair[0] > found[place - 1][0]]


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
class SegmentPair:
    """Pieces side by side: half-open ranges in both sequences, one of which may be empty; and what it costs to align them."""

    first: tuple[int, int]
    second: tuple[int, int]
    cost: float

    @property
    def is_matched(self) -> bool:
        """Whether both sides have something."""
        return self.first[0] < self.first[1] and self.second[0] < self.second[1]


def align_segments(first: Sequence[Segment], second: Sequence[Segment], ratio: float) -> list[SegmentPair]:
    """Return the pairs of segments of two whole versions: stretch by stretch, from one segment that is surely the same to the next."""
    found = []
    for top, bottom, left, right in split_at_anchors(find_anchors(first, second), len(first), len(second)):
        for pairing in align(first[top:bottom], second[left:right], ONE, ratio):
            ends = (pairing.first[0] + top, pairing.first[1] + top), (pairing.second[0] + left, pairing.second[1] + left)
            found.append(SegmentPair(*ends, pairing.cost))
    return found


def align(first: Sequence[Segment], second: Sequence[Segment], moves: Sequence[tuple[int, int]], ratio: float) -> list[SegmentPair]:
    """Return the pairs of segments of the cheapest path, in order. `ratio` is how many characters of the second version one of the first makes."""
    table = _Table(first, second, ratio)
    rows, columns = len(first), len(second)
    if rows == columns:
        straight = [SegmentPair((at, at + 1), (at, at + 1), table.cost(at, at + 1, at, at + 1)) for at in range(rows)]
        if all(pairing.cost <= _CHEAP for pairing in straight):
            return straight
    if abs(rows - columns) > _WIDEST:
        return [
            *(SegmentPair((at, at + 1), (0, 0), _SKIP) for at in range(rows)),
            *(SegmentPair((rows, rows), (at, at + 1), _SKIP) for at in range(columns)),
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
    return _trace_path(best, rows, columns, table)


def _trace_path(best: dict[tuple[int, int], tuple[float, tuple[int, int]]], rows: int, columns: int, table: _Table) -> list[SegmentPair]:
    pairings: list[SegmentPair] = []
    row, column = rows, columns
    while row or column:
        down, across = best[row, column][1] if (row, column) in best else (min(row, 1), min(column, 1) if not row else 0)
        pairings.append(SegmentPair((row - down, row), (column - across, column), table.cost(row - down, row, column - across, column)))
        row, column = row - down, column - across
    return pairings[::-1]


class _Table:
    """What it costs to set pieces side by side; each pair is weighed once."""

    def __init__(self, first: Sequence[Segment], second: Sequence[Segment], ratio: float) -> None:
        self._first, self._second, self._ratio = first, second, ratio
        self._known: dict[tuple[int, int, int, int], float] = {}

    def cost(self, top: int, bottom: int, left: int, right: int) -> float:
        """Return the cost of the pieces `[top, bottom)` beside the pieces `[left, right)`."""
        if top == bottom or left == right:
            return _SKIP * (bottom - top + right - left)
        key = top, bottom, left, right
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._weigh(self._first[top:bottom], self._second[left:right])
        return found

    def _weigh(self, first: Sequence[Segment], second: Sequence[Segment]) -> float:
        if len(first) == len(second) == 1:
            left, right = first[0], second[0]
            return self._lengths(left.length, right.length) + _structure_cost(left, right) + _mark_cost(left.marks, right.marks)
        lengths = [sum(segment.length for segment in segments) for segments in (first, second)]
        marks = [frozenset().union(*(segment.marks for segment in segments)) for segments in (first, second)]
        return self._lengths(*lengths) + _structure_cost(first[0], second[0]) + _mark_cost(*marks) + _MERGE * (len(first) + len(second) - 2)

    def _lengths(self, first: int, second: int) -> float:
        return min(abs(log((first * self._ratio + _SLACK) / (second + _SLACK))), _LENGTH)


def _structure_cost(first: Segment, second: Segment) -> float:
    if first.kind is second.kind:
        return 0.0 if first.depth == second.depth else 0.4
    if BlockKind.CELL in (first.kind, second.kind):
        return _FAR
    return 2.0 if BlockKind.HEADING in (first.kind, second.kind) else 0.6


def _mark_cost(first: frozenset[Hashable], second: frozenset[Hashable]) -> float:
    if not first or not second:
        return 0.0
    shared = len(first & second)
    return -min(shared * _SHARED, _SAVED) if shared else _NONE
