"""A figure that stray spaces or a missing digit break in two (200 00 $), beside the only number that the other version has left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.pairs.beads import Passage
from factcheck.pairs.units import Item, Version
from factcheck.pairs.ways import Difference, Way
from factcheck.patterns import compiled
from factcheck.values import Amount, Count, Quantity

# A figure's thousands stand in groups of so many digits.
_GROUP = 3
FIGURE = compiled(r"\D+")
GAP = compiled(r"[\s.,]{1,2}")


def broken(
    left: Sequence[Sequence[Item]], side: int, versions: tuple[Version, Version], passage: Passage
) -> Iterator[tuple[Difference, tuple[Item, ...]]]:
    """The figures of one version that are broken, each with the items that it takes; `left` are those of both versions."""
    others = [item for item in left[1 - side] if isinstance(item.value, Amount | Count)]
    if len(others) != 1:
        return
    other = others[0]
    assert isinstance(other.value, Quantity)
    for one, rest in pairwise(left[side]):
        if isinstance(one.value, Count) and not one.value.noun and _continues(one, rest, versions[side]):
            whole = Decimal(digits(one, versions[side]) + digits(rest, versions[side]))
            way = Way.BROKEN if whole == other.value.value else Way.VALUE
            spans = (one.mention.start, rest.mention.end), (other.mention.start, other.mention.end)
            items = (rest, other) if side == 0 else (other, rest)
            wrong = side if way is Way.BROKEN else None
            yield Difference(way, spans if side == 0 else spans[::-1], items, passage.named, wrong, passage.unit), (one, rest, other)
            return


def digits(item: Item, version: Version) -> str:
    """The digits of a value as written; a hyphen where it has none."""
    return FIGURE.sub("", version.text[item.mention.start : item.mention.end]) or "-"


def _continues(one: Item, rest: Item, version: Version) -> bool:
    """Whether a number in figures goes on, after a gap, in the figures of what follows it."""
    words = [digits(item, version) for item in (one, rest)]
    gap = GAP.fullmatch(version.text, one.mention.end, rest.mention.start)
    return gap is not None and isinstance(rest.value, Amount | Count) and "-" not in words and len(words[1]) <= _GROUP
