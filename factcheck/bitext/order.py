"""Align tables and lists whose rows or items have another order in the other version, such as the alphabetical one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence
from itertools import groupby

from factcheck.bitext.align import SegmentPair
from factcheck.bitext.segments import Segment
from factcheck.document import BlockKind

_LONELY = 0.9
# A name identifies a row better than its figures do, which are what may be wrong.
_NAME = 5
_ORDERED = frozenset({BlockKind.CELL, BlockKind.ITEM})


def reorder_pairs(pairings: Sequence[SegmentPair], first: Sequence[Segment], second: Sequence[Segment]) -> list[SegmentPair]:
    """Return the pairs of segments; those of a table or of a list brought together by what only one row or item of each version has, where that is not
    what the order says, and the only ones left by elimination."""
    found: list[SegmentPair] = []
    for listed, group in groupby(pairings, key=lambda pairing: _kind(pairing, first, second)):
        run = list(group)
        found += _pair_by_marks(run, first, second) if listed in _ORDERED else run
    return found


def _kind(pairing: SegmentPair, first: Sequence[Segment], second: Sequence[Segment]) -> BlockKind | None:
    kinds = {segment.kind for segment in (*first[slice(*pairing.first)], *second[slice(*pairing.second)])}
    return kinds.pop() if len(kinds) == 1 else None


def _pair_by_marks(run: list[SegmentPair], first: Sequence[Segment], second: Sequence[Segment]) -> list[SegmentPair]:
    rows = [at for pairing in run for at in range(*pairing.first)]
    columns = [at for pairing in run for at in range(*pairing.second)]
    ordered = {(pairing.first[0], pairing.second[0]) for pairing in run if pairing.is_matched}
    votes = _votes(rows, columns, first, second)
    if all(pair in ordered for pair in votes):
        return run
    left, right = set(rows), set(columns)
    pairs: list[tuple[int, int]] = []
    for pair in [*sorted(votes, key=lambda pair: (-votes[pair], pair not in ordered, pair)), *sorted(ordered)]:
        if pair[0] in left and pair[1] in right:
            pairs.append(pair)
            left.remove(pair[0])
            right.remove(pair[1])
    if len(left) == len(right) == 1:
        pairs.append((left.pop(), right.pop()))
    pairings = [SegmentPair((row, row + 1), (column, column + 1), 0.0) for row, column in sorted(pairs)]
    return [*pairings, *_alone(sorted(left), sorted(right), run)]


def _votes(rows: Sequence[int], columns: Sequence[int], first: Sequence[Segment], second: Sequence[Segment]) -> Counter[tuple[int, int]]:
    ones, others = _unique(rows, first), _unique(columns, second)
    votes: Counter[tuple[int, int]] = Counter()
    for mark in ones.keys() & others.keys():
        votes[ones[mark], others[mark]] += _NAME if isinstance(mark, str) and not any(map(str.isdigit, mark)) else 1
    return votes


def _unique(places: Sequence[int], segments: Sequence[Segment]) -> dict[Hashable, int]:
    found: dict[Hashable, int] = {}
    for at in places:
        for mark in segments[at].marks:
            found[mark] = -1 if mark in found else at
    return {mark: at for mark, at in found.items() if at >= 0}


def _alone(left: Sequence[int], right: Sequence[int], run: Sequence[SegmentPair]) -> Iterator[SegmentPair]:
    yield from (SegmentPair((row, row + 1), (run[-1].second[1], run[-1].second[1]), _LONELY) for row in left)
    yield from (SegmentPair((run[-1].first[1], run[-1].first[1]), (column, column + 1), _LONELY) for column in right)
