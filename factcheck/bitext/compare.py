"""Find the differences between two versions of a note, passage by passage."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from factcheck.bitext.differences import Difference, Way
from factcheck.bitext.matching import PassageMatch
from factcheck.bitext.missing import lone
from factcheck.bitext.passage_diff import PassageDifferences
from factcheck.bitext.passages import Alignment, brought
from factcheck.bitext.segments import Item, Version
from factcheck.values.types import Qualifier

# A value that another passage of the other version states is sought so many passages away; so are two that changed places, so many units
# away and so many differences.
_REACH, _NEAR = 8, 40


def compare(first: Version, second: Version) -> list[Difference]:
    """Where two versions part, in the order of the first."""
    alignment = brought(first, second)
    work = [PassageMatch(passage, first, second) for passage in alignment.passages]
    for each in work:
        each.same()
    _moved(work)
    found: list[Difference] = []
    for each in work:
        each.near()
        found += PassageDifferences(each).find()
    return sorted([*_unexchanged(found), *_lacking(alignment, first, second)], key=lambda each: each.spans)


def _lacking(alignment: Alignment, first: Version, second: Version) -> Iterator[Difference]:
    """What one version alone has: whole units, sentences."""
    for side, pieces in enumerate((alignment.only_first, alignment.only_second)):
        own, other = (first, second) if side == 0 else (second, first)
        for piece, place, item in lone(pieces, own, other):
            here, there = (item.mention.start, item.mention.end) if item else (piece.start, piece.end), (place.start, place.end)
            spans, items = ((here, there), (item, None)) if side == 0 else ((there, here), (None, item))
            yield Difference(Way.MISSING if item else Way.ITEM, spans, items, wrong=None if item else side)


def _moved(work: Sequence[PassageMatch]) -> None:
    """Take out what another passage of the other version states, where its own has nothing of that kind in its place."""
    waiting: dict[Hashable, list[tuple[int, Item]]] = defaultdict(list)
    for at, each in enumerate(work):
        for item in each.left[1]:
            if not each.opposite(item, 1):
                waiting[item.key].append((at, item))
    gone: set[int] = set()
    for at, each in enumerate(work):
        for item in each.left[0]:
            near = [found for found in waiting.get(item.key, ()) if abs(found[0] - at) <= _REACH and id(found[1]) not in gone]
            if near and not each.opposite(item, 0):
                gone |= {id(item), id(near[0][1])}
                each.moved.add(type(item.value))
                work[near[0][0]].moved.add(type(item.value))
    for each in work:
        each.left = [[item for item in side if id(item) not in gone] for side in each.left]


def _unexchanged(found: list[Difference]) -> list[Difference]:
    """The differences without those near two that changed places, unless names tell which is whose: a list in another order."""
    kept = []
    mirrored = [each for at, each in enumerate(found) if not each.named and _mirrored(each, found[max(at - _NEAR, 0) : at + _NEAR])]
    units = [each.unit for each in mirrored]
    for each in found:
        low, high = (bisect_left(units, each.unit + side) for side in (-_REACH, _REACH + 1))
        doubt = not each.named and any(each.way is other.way for other in mirrored[low:high])
        kept += [] if doubt else [each]
    return kept


def _mirrored(one: Difference, near: Sequence[Difference]) -> bool:
    return any(_mirrors(one, other) for other in near)


def _mirrors(one: Difference, other: Difference) -> bool:
    """Whether what one place of each version says is what the other place of the other version says."""
    if one.way is not other.way or abs(one.unit - other.unit) > _REACH or one is other:
        return False
    (first, second), (third, fourth) = one.items, other.items
    if first is None or second is None or third is None or fourth is None:
        return False
    if one.way is Way.QUALIFIER:
        return first.key == third.key and _hedge(first) is _hedge(fourth) is not _hedge(third)
    return one.way is Way.VALUE and first.key == fourth.key and second.key == third.key


def _hedge(item: Item) -> Qualifier | None:
    return item.statement.modifiers.qualifier if item.statement else None
