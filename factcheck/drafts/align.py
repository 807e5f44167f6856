"""Align the units of two drafts: equal ones wherever they stand, then similar ones, the most similar first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from factcheck.drafts.units import DraftUnit

# A word that more units than this have proposes no pair.
_COMMON = 25
# Two units are the same reworded from this part of shared words on; less is enough where they stand between the same units.
_SIMILAR, _BETWEEN = 0.5, 0.2
# So many units after one between the same two are compared with it.
_WINDOW = 6


def align_units(first: Sequence[DraftUnit], second: Sequence[DraftUnit]) -> dict[int, int]:
    """Return the place in the second draft of each unit of the first that it still has."""
    pairs = _match_equal(first, second)
    taken = set(pairs.values())
    left, right = [at for at in range(len(first)) if at not in pairs], [at for at in range(len(second)) if at not in taken]
    scored = sorted(_score_pairs(first, second, left, right, pairs), key=lambda each: (-each[0], abs(each[1] - each[2]), each[1], each[2]))
    for _, one, other in scored:
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def _match_equal(first: Sequence[DraftUnit], second: Sequence[DraftUnit]) -> dict[int, int]:
    """Return the pairs of units with the same words, those that occur several times in their order."""
    waiting: dict[tuple[str, ...], deque[int]] = defaultdict(deque)
    for at, unit in enumerate(second):
        waiting[unit.words].append(at)
    return {at: waiting[unit.words].popleft() for at, unit in enumerate(first) if waiting.get(unit.words)}


def _score_pairs(
    first: Sequence[DraftUnit], second: Sequence[DraftUnit], left: Sequence[int], right: Sequence[int], pairs: Mapping[int, int]
) -> Iterator[tuple[float, int, int]]:
    """Yield the similarity of the pairs that share a rare word, or stand between the same two units."""
    index: dict[str, list[int]] = defaultdict(list)
    for at in right:
        for word in set(second[at].words):
            index[word].append(at)
    for at in left:
        beside = set(_list_beside(at, right, pairs))
        candidates = beside | {each for word in set(first[at].words) if len(index[word]) <= _COMMON for each in index[word]}
        for other in candidates:
            score = _compare_words(first[at].words, second[other].words)
            if score >= (_BETWEEN if other in beside else _SIMILAR):
                yield score + (_BETWEEN if other in beside else 0.0), at, other


def _list_beside(at: int, right: Sequence[int], pairs: Mapping[int, int]) -> Sequence[int]:
    """Return the unmatched units of the second draft that stand after the unit that is paired with the one before."""
    before = next((pairs[each] for each in range(at - 1, max(at - _WINDOW, 0) - 1, -1) if each in pairs), -1)
    start = bisect_left(right, before + 1)
    return right[start : start + _WINDOW]


def _compare_words(one: Sequence[str], other: Sequence[str]) -> float:
    """Return the part of their words that two units share, 0 to 1."""
    shared = Counter(one) & Counter(other)
    return 2 * shared.total() / (len(one) + len(other) or 1)


def find_moved(pairs: Mapping[int, int]) -> list[int]:
    """Return the units of the first draft that stand in another order in the second: as few as can be."""
    order = sorted(pairs)
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int] = {}
    for at in order:
        place = bisect_left(tails, pairs[at])
        before[at] = ends[place - 1] if place else -1
        tails[place : place + 1] = [pairs[at]]
        ends[place : place + 1] = [at]
    kept, at = set(), ends[-1] if ends else -1
    while at >= 0:
        kept.add(at)
        at = before[at]
    return [at for at in order if at not in kept]
