"""Align two versions sentence by sentence; uncertain alignments are left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from factcheck.bitext.align import TWO, SegmentPair, align, align_segments
from factcheck.bitext.order import reorder_pairs
from factcheck.bitext.segments import Segment, Version
from factcheck.document import BlockKind
from factcheck.runtime.records import record

# Two segments, or two sentences, that cost more to align than this are in doubt; so are two versions of which less than that part is sure.
_DEAREST = 1.1
_SURE = 0.5
# A segment with more sentences than this is compared as one.
_MOST = 60


@record(eq=False)
class Passage:
    """Sentences of both versions that say the same; one line a field.

    `first` and `second` are the sentences of each version.
    `segment` is the place of their segment among those that are sure.
    `is_one_to_one` is true where there is one sentence on either side.
    `is_anchored` is true where the segments beside theirs share what reads the same in any language.
    `shares_names` is true where the same names stand in both, or in the rows whose cells they are.
    `has_equal_neighbours` is true where the sentences beside theirs, in the same segments, state the same values.
    """

    first: tuple[Segment, ...]
    second: tuple[Segment, ...]
    segment: int
    is_one_to_one: bool
    is_anchored: bool
    shares_names: bool
    has_equal_neighbours: bool = False


@record(eq=False)
class Alignment:
    """Two versions side by side; one line a field.

    `passages` are the sentences that say the same, in order.
    `only_first` and `only_second` are the segments and sentences that one version alone has between two that are aligned, each with the
    segment of the other version after which, or in which, it would stand.
    """

    passages: tuple[Passage, ...] = ()
    only_first: tuple[tuple[Segment, Segment], ...] = ()
    only_second: tuple[tuple[Segment, Segment], ...] = ()


def align_versions(first: Version, second: Version) -> Alignment:
    """Return both versions side by side; nothing where too little of them is sure."""
    lengths = [sum(segment.length for segment in version.segments) for version in (first, second)]
    if not all(lengths):
        return Alignment()
    ratio = lengths[1] / lengths[0]
    pairings = reorder_pairs(align_segments(first.segments, second.segments, ratio), first.segments, second.segments)
    sure = [at for at, pairing in enumerate(pairings) if _is_sure(pairings, at, first, second)]
    if len(sure) < _SURE * min(len(first.segments), len(second.segments)):
        return Alignment()
    passages: list[Passage] = []
    unmatched = tuple(list(_find_unmatched(pairings, set(sure), first, second, side)) for side in (0, 1))
    for at in sure:
        neighbours = [pairings[each] for each in (at - 1, at + 1) if 0 <= each < len(pairings)]
        is_anchored = bool(neighbours) and all(_shared_marks(each, first, second) for each in neighbours)
        parents = first.segments[pairings[at].first[0]], second.segments[pairings[at].second[0]]
        row = parents[0].kind is BlockKind.CELL and _share_names(parents[:1], parents[1:])
        segments = list(_align_sentences(first, second, pairings[at], ratio))
        for place, (ones, others) in enumerate(segments):
            if ones and others:
                is_one_to_one, has_equal_neighbours = len(ones) == len(others) == 1, _has_equal_neighbours(segments, place)
                passages.append(
                    Passage(ones, others, at, is_one_to_one, is_anchored, _share_names(ones, others) or row, has_equal_neighbours)
                )
            elif is_anchored:
                unmatched[0].extend((one, parents[1]) for one in ones)
                unmatched[1].extend((other, parents[0]) for other in others)
    return Alignment(tuple(passages), tuple(unmatched[0]), tuple(unmatched[1]))


def _has_equal_neighbours(segments: Sequence[tuple[Sequence[Segment], Sequence[Segment]]], place: int) -> bool:
    """Return whether one sentence stands against one all through two segments, and those next to a place state the same values."""
    neighbours = [segments[at] for at in (place - 1, place + 1) if 0 <= at < len(segments)]
    keys = ([{item.key for segment in side for item in segment.items} for side in both] for both in neighbours)
    alone = all(len(ones) == len(others) == 1 for ones, others in segments)
    return alone and bool(neighbours) and all(ones & others for ones, others in keys)


def _is_sure(pairings: Sequence[SegmentPair], at: int, first: Version, second: Version) -> bool:
    """Return whether two segments are surely the same: they share what reads the same, or stand between two that are side by side. Rows look alike:
    one with other marks is another one."""
    pairing = pairings[at]
    if not pairing.is_matched or pairing.cost > _DEAREST:
        return False
    one, other = first.segments[pairing.first[0]], second.segments[pairing.second[0]]
    shared = _shared_marks(pairing, first, second)
    if not shared and one.kind is BlockKind.CELL and max(len(one.marks), len(other.marks)) > 1:
        return False
    return len(shared) > 1 or all(not 0 <= neighbours < len(pairings) or pairings[neighbours].is_matched for neighbours in (at - 1, at + 1))


def _shared_marks(pairing: SegmentPair, first: Version, second: Version) -> frozenset[Hashable]:
    """Return what reads the same in two segments."""
    return first.segments[pairing.first[0]].marks & second.segments[pairing.second[0]].marks if pairing.is_matched else frozenset()


def _share_names(first: Sequence[Segment], second: Sequence[Segment]) -> bool:
    """Return whether the same names stand on both sides."""
    ones, others = (frozenset().union(*(segment.marks for segment in segments)) for segments in (first, second))
    return any(isinstance(mark, str) and not any(map(str.isdigit, mark)) for mark in ones & others)


def _align_sentences(
    first: Version, second: Version, pairing: SegmentPair, ratio: float
) -> Iterator[tuple[tuple[Segment, ...], tuple[Segment, ...]]]:
    parents = first.segments[pairing.first[0]], second.segments[pairing.second[0]]
    left, right = first.sentences(parents[0]), second.sentences(parents[1])
    cells = parents[0].kind is BlockKind.CELL
    if cells and len(left) == len(right):
        yield from (((one,), (other,)) for one, other in zip(left, right, strict=True))
    elif cells or len(left) == len(right) == 1 or max(len(left), len(right)) > _MOST or not (parents[0].items or parents[1].items):
        yield left, right
    else:
        for each in align(left, right, TWO, ratio):
            if not each.is_matched or each.cost <= _DEAREST:
                yield left[slice(*each.first)], right[slice(*each.second)]


def _find_unmatched(
    pairings: Sequence[SegmentPair], sure: set[int], first: Version, second: Version, side: int
) -> Iterator[tuple[Segment, Segment]]:
    """Yield segments of one version alone, between two that are sure."""
    parents, others = (first.segments, second.segments) if side == 0 else (second.segments, first.segments)
    for at, pairing in enumerate(pairings):
        here, there = (pairing.first, pairing.second) if side == 0 else (pairing.second, pairing.first)
        if here[0] == here[1] or there[0] != there[1] or at - 1 not in sure or at + 1 not in sure:
            continue
        before = pairings[at - 1].second if side == 0 else pairings[at - 1].first
        if parents[here[0]].kind is not BlockKind.HEADING:
            yield parents[here[0]], others[before[0]]
