"""Finds units that are surely the same in two versions, because each has what reads the same and stands nowhere else."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from factcheck.pairs.units import Piece

# Two units are the same where they share so many marks that no other unit of their version has.
_SHARED = 2


def anchors(first: Sequence[Piece], second: Sequence[Piece]) -> list[tuple[int, int]]:
    """The places, in both sequences, of units that are the same: the most of them that keep their order."""
    ones, others = _unique(first), _unique(second)
    shared = Counter((ones[mark], others[mark]) for mark in ones.keys() & others.keys())
    pairs = sorted(pair for pair, count in shared.items() if count >= _SHARED and first[pair[0]].kind is second[pair[1]].kind)
    return _ordered(pairs)


def windows(found: Sequence[tuple[int, int]], rows: int, columns: int) -> Iterator[tuple[int, int, int, int]]:
    """The stretches between anchors, each with the anchor that opens it: (top, bottom, left, right), half-open."""
    starts = [(0, 0), *found] if not found or found[0] != (0, 0) else list(found)
    for (top, left), (bottom, right) in zip(starts, [*starts[1:], (rows, columns)], strict=True):
        yield top, bottom, left, right


def _unique(pieces: Sequence[Piece]) -> dict[Hashable, int]:
    """The marks that only one piece has, with its place."""
    found: dict[Hashable, int] = {}
    for at, piece in enumerate(pieces):
        for mark in piece.marks:
            found[mark] = -1 if mark in found else at
    return {mark: at for mark, at in found.items() if at >= 0}


def _ordered(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of pairs that rises on both sides (patience sorting)."""
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
