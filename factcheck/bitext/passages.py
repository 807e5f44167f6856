"""Align two versions sentence by sentence; uncertain alignments are left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from factcheck.bitext.align import TWO, SegmentPair, align, align_segments
from factcheck.bitext.order import reorder_pairs
from factcheck.bitext.segments import Segment, Version
from factcheck.document import BlockKind
from factcheck.runtime.records import record

# Two units, or two sentences, that cost more to align than this are in doubt; so are two versions of which less than that part is sure.
_DEAREST = 1.1
_SURE = 0.5
# A unit with more sentences than this is compared as one.
_MOST = 60


@record(eq=False)
class Passage:
    """Sentences of both versions that say the same; `unit` is the place of their unit among those that are sure.

    `lone` tells that there is one sentence on either side; `expected` that the units beside it share what reads the same, `beside` that the
    sentences beside it in its own units state the same values, `named` that the same names stand in both, or in the rows whose cells they are.
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
    """The passages of two versions, in order; the units and sentences of each that have no counterpart though those around them have,
    each with the unit of the other version after which, or in which, it would stand."""

    passages: tuple[Passage, ...] = ()
    only_first: tuple[tuple[Segment, Segment], ...] = ()
    only_second: tuple[tuple[Segment, Segment], ...] = ()


def align_versions(first: Version, second: Version) -> Alignment:
    """Both versions side by side; nothing where too little of them is sure."""
    lengths = [sum(unit.length for unit in version.segments) for version in (first, second)]
    if not all(lengths):
        return Alignment()
    ratio = lengths[1] / lengths[0]
    pairings = reorder_pairs(align_segments(first.segments, second.segments, ratio), first.segments, second.segments)
    sure = [at for at, pairing in enumerate(pairings) if _is_sure(pairings, at, first, second)]
    if len(sure) < _SURE * min(len(first.segments), len(second.segments)):
        return Alignment()
    passages: list[Passage] = []
    lonely = tuple(list(_find_unmatched(pairings, set(sure), first, second, side)) for side in (0, 1))
    for at in sure:
        neighbours = [pairings[each] for each in (at - 1, at + 1) if 0 <= each < len(pairings)]
        expected = bool(neighbours) and all(_shared_marks(each, first, second) for each in neighbours)
        units = first.segments[pairings[at].first[0]], second.segments[pairings[at].second[0]]
        row = units[0].kind is BlockKind.CELL and _share_names(units[:1], units[1:])
        segments = list(_align_sentences(first, second, pairings[at], ratio))
        for place, (ones, others) in enumerate(segments):
            if ones and others:
                lone, beside = len(ones) == len(others) == 1, _has_equal_neighbours(segments, place)
                passages.append(Passage(ones, others, at, lone, expected, _share_names(ones, others) or row, beside))
            elif expected:
                lonely[0].extend((one, units[1]) for one in ones)
                lonely[1].extend((other, units[0]) for other in others)
    return Alignment(tuple(passages), tuple(lonely[0]), tuple(lonely[1]))


def _has_equal_neighbours(segments: Sequence[tuple[Sequence[Segment], Sequence[Segment]]], place: int) -> bool:
    """Whether one sentence stands against one all through two units, and those next to a place state the same values."""
    neighbours = [segments[at] for at in (place - 1, place + 1) if 0 <= at < len(segments)]
    keys = ([{item.key for segment in side for item in segment.items} for side in both] for both in neighbours)
    alone = all(len(ones) == len(others) == 1 for ones, others in segments)
    return alone and bool(neighbours) and all(ones & others for ones, others in keys)


def _is_sure(pairings: Sequence[SegmentPair], at: int, first: Version, second: Version) -> bool:
    """Whether two units are surely the same: they share what reads the same, or stand between two that are side by side. Rows look alike:
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
    """What reads the same in two units."""
    return first.segments[pairing.first[0]].marks & second.segments[pairing.second[0]].marks if pairing.is_matched else frozenset()


def _share_names(first: Sequence[Segment], second: Sequence[Segment]) -> bool:
    """Whether the same names stand on both sides."""
    ones, others = (frozenset().union(*(segment.marks for segment in segments)) for segments in (first, second))
    return any(isinstance(mark, str) and not any(map(str.isdigit, mark)) for mark in ones & others)


def _align_sentences(
    first: Version, second: Version, pairing: SegmentPair, ratio: float
) -> Iterator[tuple[tuple[Segment, ...], tuple[Segment, ...]]]:
    units = first.segments[pairing.first[0]], second.segments[pairing.second[0]]
    left, right = first.sentences(units[0]), second.sentences(units[1])
    cells = units[0].kind is BlockKind.CELL
    if cells and len(left) == len(right):
        yield from (((one,), (other,)) for one, other in zip(left, right, strict=True))
    elif cells or len(left) == len(right) == 1 or max(len(left), len(right)) > _MOST or not (units[0].items or units[1].items):
        yield left, right
    else:
        for each in align(left, right, TWO, ratio):
            if not each.is_matched or each.cost <= _DEAREST:
                yield left[slice(*each.first)], right[slice(*each.second)]


def _find_unmatched(
    pairings: Sequence[SegmentPair], sure: set[int], first: Version, second: Version, side: int
) -> Iterator[tuple[Segment, Segment]]:
    """Units of one version alone, between two that are sure."""
    units, others = (first.segments, second.segments) if side == 0 else (second.segments, first.segments)
    for at, pairing in enumerate(pairings):
        here, there = (pairing.first, pairing.second) if side == 0 else (pairing.second, pairing.first)
        if here[0] == here[1] or there[0] != there[1] or at - 1 not in sure or at + 1 not in sure:
            continue
        before = pairings[at - 1].second if side == 0 else pairings[at - 1].first
        if units[here[0]].kind is not BlockKind.HEADING:
            yield units[here[0]], others[before[0]]
