"""What notes may say of a fact: how roughly its figure may be rounded, and how it may be hedged."""

from __future__ import annotations

from decimal import Decimal
from enum import StrEnum

from factcheck.runtime.records import record
from factcheck.values.comparison import OVER, UNDER, Agreement, compare_quantities, get_place_value, to_one_unit
from factcheck.values.types import Qualifier, Quantity


@record
class MaySay:
    """What a fact allows; one line a field.

    `digits` is the fewest significant digits to which its figure may be rounded; 0 where nothing is declared.
    `hedges` are the qualifiers that it may have beside its own; None where nothing is declared.
    `written` are the hedges as the registry writes them.
    """

    digits: int = 0
    hedges: tuple[Qualifier, ...] | None = None
    written: tuple[str, ...] = ()


class Breach(StrEnum):
    """What a note says beyond what a fact allows."""

    HEDGE = "hedge"
    ROUNDING = "rounding"


def compare_with_policy(stated: Quantity, hedge: Qualifier, fact: Quantity, bound: Qualifier, policy: MaySay | None) -> Agreement:
    """Return how a stated quantity stands to a fact's, by what the fact says that notes may say of it; None where it says nothing."""
    found = compare_quantities(stated, hedge, fact, bound)
    values = to_one_unit(stated, fact) if policy else None
    if policy is None or values is None or found is Agreement.INCOMPARABLE:
        return found
    figure, expected = values
    is_rounded = policy.digits > 0 and figure != expected and _is_rounding(figure, expected, hedge, policy.digits)
    # One bound has one figure: up to 8,000 is not up to 7,500, however it is rounded.
    if found is Agreement.DIFFERENT and not (is_rounded and not (hedge is bound and bound in OVER | UNDER)):
        return found
    if find_breach(stated, hedge, fact, bound, policy):
        return Agreement.QUALIFIER
    return Agreement.SAME if is_rounded else found


def find_breach(stated: Quantity, hedge: Qualifier, fact: Quantity, bound: Qualifier, policy: MaySay) -> Breach | None:
    """Return how a quantity that states the figure of a fact, or a rounded one, says more than the fact allows; None where it does not."""
    if policy.hedges is not None and hedge not in (Qualifier.EXACT, bound, *policy.hedges):
        return Breach.HEDGE
    values = to_one_unit(stated, fact)
    if not policy.digits or values is None or values[0] == values[1] or _is_rounding(*values, hedge, policy.digits):
        return None
    return Breach.ROUNDING if get_place_value(values[0]) > _find_unit(values[1], policy.digits) else None


def _is_rounding(figure: Decimal, expected: Decimal, hedge: Qualifier, digits: int) -> bool:
    """Return whether a figure is another one rounded to so many significant digits or more: to the nearest, below for “more than”, above for
    “less than”."""
    if not expected or not figure:
        return False
    unit = min(_find_unit(expected, digits), get_place_value(figure))
    below = expected - figure
    if hedge in OVER:
        return Decimal(0) <= below < unit
    if hedge in UNDER or hedge is Qualifier.NEARLY:
        return -unit < below <= 0
    return abs(below) <= unit / 2


def _find_unit(figure: Decimal, digits: int) -> Decimal:
    """Return the place value of the last of so many significant digits."""
    return Decimal(1).scaleb(figure.adjusted() - digits + 1)
