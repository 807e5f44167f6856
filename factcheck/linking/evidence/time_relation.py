"""Whether a fact can be stated of the time of which a statement speaks."""

from __future__ import annotations

from datetime import date

from factcheck.facts.schema import Fact
from factcheck.model import DateRole, Difference, Statement
from factcheck.runtime.records import record
from factcheck.statements.stated_times import StatedTime
from factcheck.values.types import Grain, Period, Unit

_TIMELESS = frozenset({"date", "duration", "phone", "email", "url"})
_ENDS = frozenset({DateRole.BY, DateRole.UNTIL})


@record
class TimeRelation:
    """How the time of a statement stands to that of a fact; one line a field.

    `has_window` is whether the fact has a time of its own, and the statement one.
    `within` is whether the two overlap.
    `away` is the number of years between them.
    `stated` is the time of the statement.
    `conflict` is the bound of the fact with which the stated time does not agree.
    """

    has_window: bool
    within: bool
    away: int
    stated: StatedTime | None
    conflict: Difference = Difference.NONE


UNRELATED = TimeRelation(False, False, 0, None)


def relate(fact: Fact, stated: StatedTime | None, statement: Statement) -> TimeRelation:
    """Return how the time of which a statement speaks stands to that of a fact."""
    modifiers = statement.modifiers
    if fact.kind in _TIMELESS or stated is None or modifiers.over or modifiers.starting or modifiers.span:
        return UNRELATED
    window, bound = _window(fact), Difference.STARTING
    if window is None and fact.until and stated.role in _ENDS:
        window, bound = fact.until, Difference.UNTIL
    if window is None:
        return TimeRelation(False, False, 0, stated)
    when = Period(stated.period.last, stated.period.last, Grain.DAY) if bound is Difference.UNTIL else stated.period
    if window.overlaps(when):
        return TimeRelation(True, True, 0, stated)
    away = when.first.year - window.last.year if when.first > window.last else window.first.year - when.last.year
    return TimeRelation(True, False, max(away, 1), stated, bound)


def _window(fact: Fact) -> Period | None:
    if fact.starting is None:
        return None
    first, last = fact.starting.first, fact.starting.last
    if fact.over and fact.over.unit is Unit.YEAR and fact.over.value >= 1:
        last = fact.starting.move(int(fact.over.value - 1)).last
    elif fact.per or fact.until:
        last = fact.until.last if fact.until else date.max
    return Period(first, last, fact.starting.grain)
