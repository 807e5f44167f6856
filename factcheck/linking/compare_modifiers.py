"""How what a sentence states around a quantity compares with the fact's: spread, recurrence, start and end."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.facts.schema import Fact
from factcheck.model import Difference, Modifiers
from factcheck.values.comparison import Agreement, compare_quantities, to_one_unit
from factcheck.values.types import Duration, Period, Qualifier, Quantity, Unit

_IN_A_YEAR = {Unit.MONTH: 12, Unit.WEEK: 52, Unit.QUARTER: 4, Unit.YEAR: 1, Unit.DAY: 365}


def compare_modifiers(modifiers: Modifiers, fact: Fact) -> tuple[list[Difference], int]:
    """Return the dimensions in which a statement's modifiers differ from its fact's, and how many agree."""
    outcomes = [
        *_compare_spread(Difference.OVER, modifiers.over, fact.over, modifiers, fact),
        *_compare_spread(Difference.PER, modifiers.per, fact.per, modifiers, fact),
    ]
    outcomes += _compare_bounds(modifiers, fact, differs=any(each is not None for each in outcomes))
    return [each for each in outcomes if each is not None], outcomes.count(None)


def _compare_spread(
    dimension: Difference, stated: Duration | Unit | None, registered: Duration | Unit | None, modifiers: Modifiers, fact: Fact
) -> Iterator[Difference | None]:
    """Yield None where spread or recurrence agree, the dimension where they differ, and nothing where one says nothing."""
    if stated is None:
        return
    if registered is not None:
        yield None if _is_same(stated, registered) else dimension
    elif _is_once(stated, fact):
        yield None
    elif not modifiers.is_average and (fact.over or fact.per) and not (modifiers.per and modifiers.per is fact.per):
        yield dimension


def _compare_bounds(modifiers: Modifiers, fact: Fact, *, differs: bool) -> Sequence[Difference | None]:
    """Return None where start or end agree, and the dimension where they differ; the end of a flow whose length is registered is no second
    difference."""
    first, last = _stated_bounds(modifiers)
    found: list[Difference | None] = []
    if first is not None and fact.starting is not None:
        found.append(None if first.overlaps(fact.starting) else Difference.STARTING)
    until = _last_year(fact)
    if last is not None and until is not None:
        differs = differs or any(each is not None for each in found)
        if last.overlaps(until):
            found.append(None)
        elif not (fact.over and differs):
            found.append(Difference.UNTIL)
    return found


def _is_once(stated: Duration | Unit, fact: Fact) -> bool:
    """Return whether what recurs each year is stated as spread over one year, or the other way round."""
    over, per = (stated, fact.per) if isinstance(stated, Duration) else (fact.over, stated)
    return over is not None and over.value == 1 and over.unit is per


def _is_same(stated: Duration | Unit, registered: Duration | Unit) -> bool:
    if isinstance(stated, Duration) and isinstance(registered, Duration):
        figures = to_one_unit(stated, registered)
        return figures is not None and figures[0] == figures[1]
    return stated is registered


def _stated_bounds(modifiers: Modifiers) -> tuple[Period | None, Period | None]:
    if modifiers.span:
        return modifiers.span.first.period, modifiers.span.last.period
    return modifiers.starting.period if modifiers.starting else None, modifiers.until.period if modifiers.until else None


def _last_year(fact: Fact) -> Period | None:
    """Return the last year of a flow: as registered, or as its start and its length give it."""
    if fact.until or not (fact.starting and fact.over) or fact.over.unit is not Unit.YEAR or fact.over.value % 1:
        return fact.until
    return fact.starting.move(int(fact.over.value) - 1)


def is_equivalent(value: Quantity, modifiers: Modifiers, fact: Fact) -> bool:
    """Return whether a figure for each year (or month) is the fact's total divided by its years, or the total of what recurs."""
    if not isinstance(fact.value, Quantity) or not isinstance(value, type(fact.value)):
        return False
    registered, stated = _yearly(fact.value.value, fact.over, fact.per), _yearly(value.value, modifiers.over, modifiers.per)
    if registered is None or not stated or (fact.over == modifiers.over and fact.per == modifiers.per):
        return False
    hedge = Qualifier.ABOUT if modifiers.qualifier is Qualifier.EXACT else modifiers.qualifier
    shared, whole = type(value)(stated, step=value.step), type(value)(registered, step=value.step)
    return compare_quantities(shared, hedge, whole, Qualifier.EXACT) is Agreement.SAME and value.value != fact.value.value


def _yearly(value: Decimal, over: Duration | None, per: Unit | None) -> Decimal | None:
    """Return what a figure is for each year; None where its time is not known."""
    if per in _IN_A_YEAR:
        return value * _IN_A_YEAR[per]
    if over and over.unit is Unit.YEAR and over.value:
        return value / over.value
    return None
