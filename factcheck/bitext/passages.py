"""Align two versions sentence by sentence; uncertain alignments are left out."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence

from factcheck.bitext.align import TWO, Bead, align, align_units
from factcheck.bitext.order import reordered
from factcheck.bitext.segments import Piece, Version
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

    `lone` tells that there is one sentence on either side; `held` that the units beside it share what reads the same, `beside` that the
    sentences beside it in its own units state the same values, `named` that the same names stand in both, or in the rows whose cells they are.
    """

    first: tuple[Piece, ...]
    second: tuple[Piece, ...]
    unit: int
    lone: bool
    held: bool
    named: bool
    beside: bool = False


@record(eq=False)
class Alignment:
    """The passages of two versions, in order; the units and sentences of each that have no counterpart though those around them have,
    each with the unit of the other version after which, or in which, it would stand."""

    passages: tuple[Passage, ...] = ()
    only_first: tuple[tuple[Piece, Piece], ...] = ()
    only_second: tuple[tuple[Piece, Piece], ...] = ()


def brought(first: Version, second: Version) -> Alignment:
    """Both versions side by side; nothing where too little of them is sure."""
    lengths = [sum(unit.length for unit in version.units) for version in (first, second)]
    if not all(lengths):
        return Alignment()
    ratio = lengths[1] / lengths[0]
    beads = reordered(align_units(first.units, second.units, ratio), first.units, second.units)
    sure = [at for at, bead in enumerate(beads) if _sure(beads, at, first, second)]
    if len(sure) < _SURE * min(len(first.units), len(second.units)):
        return Alignment()
    passages: list[Passage] = []
    lonely = tuple(list(_lonely(beads, set(sure), first, second, side)) for side in (0, 1))
    for at in sure:
        near = [beads[each] for each in (at - 1, at + 1) if 0 <= each < len(beads)]
        held = bool(near) and all(_shared(each, first, second) for each in near)
        units = first.units[beads[at].first[0]], second.units[beads[at].second[0]]
        row = units[0].kind is BlockKind.CELL and _named(units[:1], units[1:])
        pieces = list(_passages(first, second, beads[at], ratio))
        for place, (ones, others) in enumerate(pieces):
            if ones and others:
                lone, beside = len(ones) == len(others) == 1, _beside(pieces, place)
                passages.append(Passage(ones, others, at, lone, held, _named(ones, others) or row, beside))
            elif held:
                lonely[0].extend((one, units[1]) for one in ones)
                lonely[1].extend((other, units[0]) for other in others)
    return Alignment(tuple(passages), tuple(lonely[0]), tuple(lonely[1]))


def _beside(pieces: Sequence[tuple[Sequence[Piece], Sequence[Piece]]], place: int) -> bool:
    """Whether one sentence stands against one all through two units, and those next to a place state the same values."""
    near = [pieces[at] for at in (place - 1, place + 1) if 0 <= at < len(pieces)]
    keys = ([{item.key for piece in side for item in piece.items} for side in both] for both in near)
    alone = all(len(ones) == len(others) == 1 for ones, others in pieces)
    return alone and bool(near) and all(ones & others for ones, others in keys)


def _sure(beads: Sequence[Bead], at: int, first: Version, second: Version) -> bool:
    """Whether two units are surely the same: they share what reads the same, or stand between two that are side by side. Rows look alike:
    one with other marks is another one."""
    bead = beads[at]
    if not bead.both or bead.cost > _DEAREST:
        return False
    one, other = first.units[bead.first[0]], second.units[bead.second[0]]
    shared = _shared(bead, first, second)
    if not shared and one.kind is BlockKind.CELL and max(len(one.marks), len(other.marks)) > 1:
        return False
    return len(shared) > 1 or all(not 0 <= near < len(beads) or beads[near].both for near in (at - 1, at + 1))


def _shared(bead: Bead, first: Version, second: Version) -> frozenset[Hashable]:
    """What reads the same in two units."""
    return first.units[bead.first[0]].marks & second.units[bead.second[0]].marks if bead.both else frozenset()


def _named(first: Sequence[Piece], second: Sequence[Piece]) -> bool:
    """Whether the same names stand on both sides."""
    ones, others = (frozenset().union(*(piece.marks for piece in pieces)) for pieces in (first, second))
    return any(isinstance(mark, str) and not any(map(str.isdigit, mark)) for mark in ones & others)


def _passages(first: Version, second: Version, bead: Bead, ratio: float) -> Iterator[tuple[tuple[Piece, ...], tuple[Piece, ...]]]:
    units = first.units[bead.first[0]], second.units[bead.second[0]]
    left, right = first.sentences(units[0]), second.sentences(units[1])
    cells = units[0].kind is BlockKind.CELL
    if cells and len(left) == len(right):
        yield from (((one,), (other,)) for one, other in zip(left, right, strict=True))
    elif cells or len(left) == len(right) == 1 or max(len(left), len(right)) > _MOST or not (units[0].items or units[1].items):
        yield left, right
    else:
        for each in align(left, right, TWO, ratio):
            if not each.both or each.cost <= _DEAREST:
                yield left[slice(*each.first)], right[slice(*each.second)]


def _lonely(beads: Sequence[Bead], sure: set[int], first: Version, second: Version, side: int) -> Iterator[tuple[Piece, Piece]]:
    """Units of one version alone, between two that are sure."""
    units, others = (first.units, second.units) if side == 0 else (second.units, first.units)
    for at, bead in enumerate(beads):
        here, there = (bead.first, bead.second) if side == 0 else (bead.second, bead.first)
        if here[0] == here[1] or there[0] != there[1] or at - 1 not in sure or at + 1 not in sure:
            continue
        before = beads[at - 1].second if side == 0 else beads[at - 1].first
        if units[here[0]].kind is not BlockKind.HEADING:
            yield units[here[0]], others[before[0]]
