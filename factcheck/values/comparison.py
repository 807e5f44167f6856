"""Compare a value stated in a note with the value of a fact: figure, precision, qualifier."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from factcheck.values.types import Amount, Duration, Percent, Qualifier, Quantity, Unit


class Agreement(StrEnum):
    """`QUALIFIER`: the same figure, hedged otherwise. `ROUNDED`: the fact's figure, rounded, and given as exact. `INCOMPARABLE`: not comparable."""

    SAME = "same"
    QUALIFIER = "qualifier"
    ROUNDED = "rounded"
    DIFFERENT = "different"
    INCOMPARABLE = "incomparable"


_Q = Qualifier
OVER = frozenset({_Q.MORE, _Q.AT_LEAST, _Q.BARELY_OVER})
UNDER = frozenset({_Q.LESS, _Q.AT_MOST})
"""The qualifiers by which a value is at least, or at most, a figure."""
_APPROXIMATE = frozenset({_Q.ABOUT, _Q.NEARLY})
# A bound that includes its figure does not deny it.
_INCLUSIVE = ({_Q.EXACT, _Q.AT_MOST}, {_Q.EXACT, _Q.AT_LEAST})
# How far a hedged figure may stand from the fact's: half the place of its last significant digit, within these parts of it.
_WIDEST, _NARROWEST = Decimal("0.06"), Decimal("0.006")
# How far a bound may stand from the figure that it bounds.
_BOUND = Decimal("0.12")
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400, Unit.WEEK: 604800}


def compare_quantities(stated: Quantity, hedge: Qualifier, fact: Quantity, bound: Qualifier) -> Agreement:
    """Return how a stated quantity with its qualifier stands to a fact's with its own."""
    values = to_one_unit(stated, fact)
    if values is None:
        return Agreement.INCOMPARABLE
    figure, expected = values
    if isinstance(stated, Amount) and isinstance(fact, Amount) and stated.currency and fact.currency and stated.currency != fact.currency:
        return Agreement.DIFFERENT if figure == expected else Agreement.INCOMPARABLE
    if figure == expected:
        return Agreement.SAME if _are_compatible(hedge, bound) else Agreement.QUALIFIER
    if hedge is _Q.EXACT:
        return _compare_exact(figure, expected, stated, fact, bound)
    # One bound has one figure, unless it is rounded: up to 7,600 is not up to 7,500.
    if hedge is bound and bound in OVER | UNDER and get_place_value(figure) <= get_place_value(expected):
        return Agreement.DIFFERENT
    return Agreement.SAME if _is_within_hedge(figure, expected, hedge, get_place_value(figure)) else Agreement.DIFFERENT


def to_one_unit(stated: Quantity, fact: Quantity) -> tuple[Decimal, Decimal] | None:
    """Return the two figures in one unit; None where there is none."""
    if type(stated) is not type(fact):
        return None
    if isinstance(stated, Duration) and isinstance(fact, Duration) and stated.unit is not fact.unit:
        for scale in (_MONTHS, _SECONDS):
            if stated.unit in scale and fact.unit in scale:
                return stated.value * scale[stated.unit], fact.value * scale[fact.unit]
        return None
    return stated.value, fact.value


@lru_cache(maxsize=10_000)
def has_other_unit(stated: object, fact: object) -> bool:
    """Return whether two lengths of time have the same number, but another unit (18 weeks for 18 months)."""
    return isinstance(stated, Duration) and isinstance(fact, Duration) and stated.value == fact.value and stated.unit is not fact.unit


def get_place_value(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is no zero: 1000000 for 22 millions."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0)


def _are_compatible(hedge: Qualifier, bound: Qualifier) -> bool:
    if hedge == bound or (hedge in OVER and bound in OVER) or (hedge in UNDER and bound in UNDER):
        return True
    if {hedge, bound} in _INCLUSIVE:
        return True
    if hedge in _APPROXIMATE:
        return bound in _APPROXIMATE or bound is _Q.EXACT or (hedge is _Q.ABOUT and bound in OVER)
    return False


def _compare_exact(figure: Decimal, expected: Decimal, stated: Quantity, fact: Quantity, bound: Qualifier) -> Agreement:
    if bound in OVER and expected < figure <= expected * (1 + _BOUND):
        return Agreement.SAME
    if bound in UNDER and figure < expected and expected - figure <= expected * _BOUND:
        return Agreement.SAME
    if bound in _APPROXIMATE and abs(figure - expected) <= _tolerance(expected, get_place_value(expected)):
        return Agreement.SAME
    step = max(get_place_value(figure), stated.step)
    if figure and step > fact.step and abs(figure - expected) <= step / 2 and abs(figure - expected) <= figure * _WIDEST:
        return Agreement.SAME if isinstance(stated, Percent) and fact.step < 1 else Agreement.ROUNDED
    return Agreement.DIFFERENT


def _is_within_hedge(figure: Decimal, expected: Decimal, hedge: Qualifier, at: Decimal) -> bool:
    if hedge in _APPROXIMATE:
        return abs(figure - expected) <= _tolerance(figure, at)
    reach = max(min(at, figure * _BOUND), figure * _NARROWEST)
    if hedge in OVER:
        return Decimal(0) <= expected - figure <= reach
    return Decimal(0) <= figure - expected <= reach


def _tolerance(figure: Decimal, at: Decimal) -> Decimal:
    return max(min(at / 2, abs(figure) * _WIDEST), abs(figure) * _NARROWEST)
