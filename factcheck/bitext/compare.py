"""Find the differences between two versions of a note, passage by passage."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterator, Sequence

from factcheck.bitext.differences import DifferenceKind, VersionDifference
from factcheck.bitext.matching import PassageMatch
from factcheck.bitext.missing import find_one_sided
from factcheck.bitext.passage_diff import PassageDifferences
from factcheck.bitext.passages import Alignment, align_versions
from factcheck.bitext.segments import ValueItem, Version
from factcheck.bitext.value_pairs import are_similar
from factcheck.values.types import Qualifier

# A value that another passage of the other version states is sought so many passages away; so are two that changed places, so many segments
# away and so many differences.
_REACH, _WINDOW = 8, 40


def find_differences(first: Version, second: Version) -> list[VersionDifference]:
    """Return where two versions differ, in the order of the first."""
    alignment = align_versions(first, second)
    work = [PassageMatch(passage, first, second) for passage in alignment.passages]
    for each in work:
        each.match_equal()
    _drop_moved(work)
    found: list[VersionDifference] = []
    for each in work:
        each.match_similar()
        found += PassageDifferences(each).find()
    kept = [each for each in _drop_exchanged(found) if not _is_moved(each, first, second)]
    return sorted([*kept, *_find_missing(alignment, first, second)], key=lambda each: each.spans)


def _find_missing(alignment: Alignment, first: Version, second: Version) -> Iterator[VersionDifference]:
    """Yield what one version alone has: whole segments, sentences."""
    for side, segments in enumerate((alignment.only_first, alignment.only_second)):
        this, other = (first, second) if side == 0 else (second, first)
        for segment, place, item in find_one_sided(segments, this, other):
            here, there = (item.mention.start, item.mention.end) if item else (segment.start, segment.end), (place.start, place.end)
            spans, items = ((here, there), (item, None)) if side == 0 else ((there, here), (None, item))
            yield VersionDifference(DifferenceKind.MISSING if item else DifferenceKind.ITEM, spans, items, wrong=None if item else side)


def _drop_moved(work: Sequence[PassageMatch]) -> None:
    """Take out what another passage of the other version states, where its own has nothing of that kind in its place."""
    waiting: dict[Hashable, list[tuple[int, ValueItem]]] = defaultdict(list)
    for at, each in enumerate(work):
        for item in each.unmatched[1]:
            if not each.has_opposite(item, 1):
                waiting[item.key].append((at, item))
    matched: set[int] = set()
    for at, each in enumerate(work):
        for item in each.unmatched[0]:
            candidates = [found for found in waiting.get(item.key, ()) if abs(found[0] - at) <= _REACH and id(found[1]) not in matched]
            if candidates and not each.has_opposite(item, 0):
                matched |= {id(item), id(candidates[0][1])}
                each.moved_types.add(type(item.value))
                work[candidates[0][0]].moved_types.add(type(item.value))
    for each in work:
        each.unmatched = [[item for item in side if id(item) not in matched] for side in each.unmatched]


def _is_moved(difference: VersionDifference, first: Version, second: Version) -> bool:
    """Return whether each version states elsewhere what the other one states here, and neither value looks like an error for the other: their
    parallel provisions are in another order."""
    one, other = difference.items
    if difference.kind is not DifferenceKind.VALUE or one is None or other is None or are_similar(one, other):
        return False
    return not difference.shares_names and one.key in second.keys and other.key in first.keys


def _drop_exchanged(found: list[VersionDifference]) -> list[VersionDifference]:
    """Return the differences without those near two that changed places, unless names show which is whose: a list in another order."""
    kept = []
    mirrored = [
        each for at, each in enumerate(found) if not each.shares_names and _is_mirrored(each, found[max(at - _WINDOW, 0) : at + _WINDOW])
    ]
    places = [each.segment for each in mirrored]
    for each in found:
        low, high = (bisect_left(places, each.segment + side) for side in (-_REACH, _REACH + 1))
        doubt = not each.shares_names and any(each.kind is other.kind for other in mirrored[low:high])
        kept += [] if doubt else [each]
    return kept


def _is_mirrored(one: VersionDifference, candidates: Sequence[VersionDifference]) -> bool:
    return any(_is_mirror(one, other) for other in candidates)


def _is_mirror(one: VersionDifference, other: VersionDifference) -> bool:
    """Return whether what one place of each version says is what the other place of the other version says."""
    if one.kind is not other.kind or abs(one.segment - other.segment) > _REACH or one is other:
        return False
    (first, second), (third, fourth) = one.items, other.items
    if first is None or second is None or third is None or fourth is None:
        return False
    if one.kind is DifferenceKind.QUALIFIER:
        return first.key == third.key and _hedge(first) is _hedge(fourth) is not _hedge(third)
    return one.kind is DifferenceKind.VALUE and first.key == fourth.key and second.key == third.key


def _hedge(item: ValueItem) -> Qualifier | None:
    return item.statement.modifiers.qualifier if item.statement else None
