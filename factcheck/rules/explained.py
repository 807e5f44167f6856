"""Whether a known error, and nothing else, explains how a figure came to differ from its fact: only then is a correction safe."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.model import Link, Reading
from factcheck.slips import Slip, digits_of, letters, slip, slip_keys
from factcheck.values import Calendar, Contact, Grain, Period, Quantity

# A figure of fewer significant digits may be another error of the fact's value by chance.
_TELLING = 3
# Two of them may too, but for those errors that leave one value alone to be meant.
_PLAIN = frozenset({Slip.SWAPPED, Slip.SCALE})


def explained(link: Link, kind: Slip, reading: Reading) -> bool:
    """Return whether an error of that kind turns the fact's value, and that of no other fact, into what the note states."""
    value, right = link.statement.mention.value, link.fact.value
    if isinstance(value, Contact):
        return isinstance(right, Contact) and letters(value.text, right.text) is not Slip.NONE
    if not _tied(link, reading):
        return False
    if isinstance(value, Calendar):
        return isinstance(right, Period) and _one_part_differs(value, right)
    if not isinstance(value, Quantity) or kind is Slip.NONE or len(digits_of(value.value)) < _TELLING - (kind in _PLAIN):
        return False
    return not _rivals(value, link.fact, reading.registry)


def _tied(link: Link, reading: Reading) -> bool:
    """Whether a cue of the fact ties the statement to it, and the note names all that the fact is about: a name alone may be any fact's."""
    names = {(name.start, name.end) for name in reading.names}
    return any(span not in names for span in link.reasons) and all(entity in reading.introduced for entity in link.fact.about)


def _one_part_differs(value: Calendar, right: Period) -> bool:
    """Whether a date is the fact's but for its day, its month or its year alone."""
    if right.grain is not Grain.DAY or value.day is None or value.month is None or value.year is None:
        return False
    return sum((value.day == right.first.day, value.month == right.first.month, value.year == right.first.year)) == 2


def _rivals(value: Quantity, fact: Fact, registry: Registry) -> bool:
    """Whether a value is that of another fact of its kind, or may be an error for it."""
    known = _by_digits(registry)
    near = {name: other for key in slip_keys(digits_of(value.value)) for name, other in known.get(key, ())}
    others = (other for name, other in near.items() if name != fact.id and type(other) is type(value) and other != fact.value)
    return any(other.value == value.value or slip(value.value, other.value) is not Slip.NONE for other in others)


@cache
def _by_digits(registry: Registry) -> Mapping[str, Sequence[tuple[str, Quantity]]]:
    """Return the facts that hold a quantity, by what their digits share with figures one error away."""
    found: dict[str, list[tuple[str, Quantity]]] = {}
    for fact in registry.facts.values():
        if isinstance(fact.value, Quantity):
            for key in slip_keys(digits_of(fact.value.value)):
                found.setdefault(key, []).append((fact.id, fact.value))
    return found
