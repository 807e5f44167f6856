"""How the times that a statement gives compare with those of a fact: spread, recurrence, start and end, and when it holds."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from factcheck.facts.schema import Fact
from factcheck.model import DateRole, Difference, Modifiers, Statement
from factcheck.runtime.records import record
from factcheck.statements.stated_times import StatedTime
from factcheck.values.comparison import Agreement, compare_quantities, to_one_unit
from factcheck.values.types import Duration, Grain, Period, Qualifier, Quantity, Unit

_IN_A_YEAR = {Unit.MONTH: 12, Unit.WEEK: 52, Unit.QUARTER: 4, Unit.YEAR: 1, Unit.DAY: 365}
_TIMELESS = frozenset({"date", "duration", "phone", "email", "url"})
_ENDS = frozenset({DateRole.BY, DateRole.UNTIL})


@record
class TimeRelation:
    """How the time of a statement stands to that of a fact; one line a field.

    `stated` is the time of the statement.
    `within` is whether the two overlap; None where the fact has no time of its own, or the statement none.
    `away` is the number of years between them.
    `conflict` is the bound of the fact with which the stated time does not agree.
    """

    stated: StatedTime | None = None
    within: bool | None = None
    away: int = 0
    conflict: Difference = Difference.NONE


def relate(fact: Fact, stated: StatedTime | None, statement: Statement) -> TimeRelation:
    """Return how the time of which a statement speaks stands to that of a fact."""
    modifiers = statement.modifiers
    if fact.kind in _TIMELESS or stated is None or modifiers.over or modifiers.starting or modifiers.span:
        return TimeRelation()
    window, when, bound = _window(fact), stated.period, Difference.STARTING
    if window is None and fact.until and stated.role in _ENDS:
        window, when, bound = fact.until, Period(when.last, when.last, Grain.DAY), Difference.UNTIL
    if window is None or window.overlaps(when):
        return TimeRelation(stated, True if window else None)
    away = when.first.year - window.last.year if when.first > window.last else window.first.year - when.last.year
    return TimeRelation(stated, False, max(away, 1), bound)


def _window(fact: Fact) -> Period | None:
    """Return when a fact holds: from its start over its length, or until its end."""
    if fact.starting is None:
        return None
    last = fact.starting.last
    if fact.over and fact.over.unit is Unit.YEAR and fact.over.value >= 1:
        last = fact.starting.move(int(fact.over.value - 1)).last
    elif fact.per or fact.until:
        last = fact.until.last if fact.until else date.max
    return Period(fact.starting.first, last, fact.starting.grain)


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


def _is_once(stated: Duration | Unit, fact: Fact) -> bool:
    """Return whether what recurs each year is stated as spread over one year, or the other way round."""
    over, per = (stated, fact.per) if isinstance(stated, Duration) else (fact.over, stated)
    return over is not None and over.value == 1 and over.unit is per


def _is_same(stated: Duration | Unit, registered: Duration | Unit) -> bool:
    if isinstance(stated, Duration) and isinstance(registered, Duration):
        figures = to_one_unit(stated, registered)
        return figures is not None and figures[0] == figures[1]
    return stated is registered


def _compare_bounds(modifiers: Modifiers, fact: Fact, *, differs: bool) -> Sequence[Difference | None]:
    """Return None where start or end agree, and the dimension where they differ; the end of a flow whose length is registered is no second
    difference."""
    ends = (modifiers.span.first, modifiers.span.last) if modifiers.span else (modifiers.starting, modifiers.until)
    first, last = (end.period if end else None for end in ends)
    found: list[Difference | None] = []
    if first is not None and fact.starting is not None:
        found.append(None if first.overlaps(fact.starting) else Difference.STARTING)
    until = _last_year(fact)
    if last is not None and until is not None:
        if last.overlaps(until):
            found.append(None)
        elif not fact.over or not (differs or Difference.STARTING in found):
            found.append(Difference.UNTIL)
    return found


def _last_year(fact: Fact) -> Period | None:
    """Return the last year of a flow: as registered, or as its start and its length give it."""
    if fact.until or not (fact.starting and fact.over) or fact.over.unit is not Unit.YEAR or fact.over.value % 1:
        return fact.until
    return fact.starting.move(int(fact.over.value) - 1)


def is_equivalent(value: Quantity, modifiers: Modifiers, fact: Fact) -> bool:
    """Return whether a figure for each year (or month) is the fact's total divided by its years, or the total of what recurs."""
    if not (fact.over or fact.per) or not isinstance(fact.value, Quantity) or not isinstance(value, type(fact.value)):
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
    return value / over.value if over and over.unit is Unit.YEAR and over.value else None
