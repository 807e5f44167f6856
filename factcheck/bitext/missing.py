"""Find values that one version states and the other omits."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from factcheck.bitext.segments import Segment, ValueItem, Version
from factcheck.document import BlockKind
from factcheck.values.types import Amount, Calendar, Contact, Count, Percent, Quantity

# What is often stated in words that are read as no figure: small counts, round ones, simple shares.
_FEWEST = 13
_SHARES = frozenset(map(Decimal, (10, 20, 25, 30, 33, 40, 50, 60, 66, 67, 70, 75, 80, 90, 100, 200)))
_ROUND = frozenset(map(Decimal, (24, 30, 48, 100, 1000, 10_000, 1_000_000)))
_SMALLEST = 100


def is_distinctive(item: ValueItem, version: Version) -> bool:
    """Return whether a value would hardly be stated otherwise in another language: a sum, a large number, a share that is no simple one, a day."""
    value, words = item.value, version.text[item.mention.start : item.mention.end]
    if not any(map(str.isdigit, words)):
        return False
    match value:
        case Quantity():
            return _is_distinctive_quantity(value)
        case Calendar():
            return value.month is not None
        case Contact():
            return value.kind == "phone"
    return False


def _is_distinctive_quantity(value: Quantity) -> bool:
    match value:
        case Amount():
            return value.value >= _SMALLEST
        case Percent():
            return value.value not in _SHARES
        case Count():
            return value.value >= _FEWEST and value.value not in _ROUND and value.noun[:1].islower()
    return False


def is_absent(item: ValueItem, version: Version) -> bool:
    """Return whether a version says nothing of a value of the other, nor has its figure anywhere."""
    value = item.value
    if item.key in version.keys:
        return False
    if isinstance(value, Calendar):
        return not any(isinstance(key, tuple) and len(key) == 4 and key[2] == value.month and key[3] == value.day for key in version.keys)
    return True


def find_one_sided(
    segments: tuple[tuple[Segment, Segment], ...], this: Version, other: Version
) -> Iterator[tuple[Segment, Segment, ValueItem | None]]:
    """Yield what one version alone has, its first telling value, and where it would stand in the other: what has such values, which the other
    lacks altogether, and items of a list that have none."""
    for segment, place in segments:
        found = [item for item in segment.items if is_distinctive(item, this)]
        if found and all(is_absent(item, other) for item in found):
            yield segment, place, found[0]
        elif (
            not segment.items
            and segment.kind is place.kind is BlockKind.ITEM
            and this.text[segment.start : segment.end].rstrip()[-1:] != ":"
        ):
            yield segment, place, None
