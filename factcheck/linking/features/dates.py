"""Features of two dates: which parts of them are equal, how far apart they are, whether the verb fits the registered one."""

from __future__ import annotations

from datetime import date

from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.values.tense import PAST, Tense
from factcheck.values.types import Calendar, Grain, Interval, Period

_YEARS = 12.0
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})


def _dates(pair: Pair) -> tuple[Calendar, date, Grain] | None:
    """Return the stated date, the registered one, of a range the end that is stated, and its grain."""
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Calendar) or not isinstance(registered, Period):
        return None
    end = registered.last if pair.candidate.comparison.end else registered.first
    return value, end, Grain.DAY if registered.grain is Grain.RANGE else registered.grain


def _same_year(pair: Pair) -> float:
    dates = _dates(pair)
    return float(dates is not None and dates[0].year == dates[1].year)


def _same_month(pair: Pair) -> float:
    dates = _dates(pair)
    return float(dates is not None and dates[0].month == dates[1].month)


def _same_grain(pair: Pair) -> float:
    dates = _dates(pair)
    return float(dates is not None and dates[0].grain is dates[2])


def _years_between(pair: Pair) -> float:
    dates = _dates(pair)
    if dates is None or dates[0].year is None:
        return 0.0
    return min(float(abs(dates[0].year - dates[1].year)), _YEARS)


def _tense_conflict(pair: Pair) -> float:
    """Whether the verb is in the future and the fact's date is past, or the reverse."""
    value = pair.candidate.fact.value
    if not isinstance(value, Period):
        return 0.0
    tense, is_past = pair.statement.tense, value.last < pair.today
    return float((tense in _COMING and is_past) or (tense in PAST and value.first > pair.today))


FEATURES = (
    Feature("same_year", _same_year, Sign.MORE),
    Feature("same_month", _same_month, Sign.MORE),
    Feature("same_grain", _same_grain, Sign.MORE),
    Feature("years_between", _years_between, Sign.LESS),
    Feature("is_interval", lambda pair: isinstance(pair.statement.mention.value, Interval)),
    Feature("tense_conflict", _tense_conflict, Sign.LESS),
)
"""The features of dates."""
