"""Compares a stated date with a registered one: which end of a range it states, which of its parts differ."""

from __future__ import annotations

from datetime import date

from factcheck.model import Comparison, Difference
from factcheck.values.error_kinds import ErrorKind, classify_spelling
from factcheck.values.types import Calendar, Grain, Interval, Period


def compare_dates(value: Calendar | Interval, registered: Period) -> Comparison | None:
    """Return how a stated date compares with a registered one, a vaguer or a finer one that agrees being equal; None where they can't be
    compared: an interval and a single date."""
    if isinstance(value, Interval):
        return _compare_interval(value, registered) if registered.grain is Grain.RANGE else None
    if registered.grain is not Grain.RANGE:
        return _compare_date(value, registered, 0)
    found = [_compare_date(value, Period(end, end, Grain.DAY), at) for at, end in enumerate((registered.first, registered.last))]
    return min(found, key=lambda each: (not each.equal, each.error_kind is ErrorKind.NONE, _years(value, registered, each.end), each.end))


def _compare_interval(value: Interval, registered: Period) -> Comparison:
    """Return how an interval compares with a range: equal where both ends are, a known error where one of them alone differs."""
    ends = zip((value.first, value.last), (registered.first, registered.last), strict=True)
    first, last = (_compare_date(stated, Period(end, end, Grain.DAY), 0) for stated, end in ends)
    if first.equal and last.equal:
        return first
    error = last.error_kind if first.equal else first.error_kind if last.equal else ErrorKind.NONE
    return Comparison(Difference.VALUE, 0, error, False)


def _compare_date(value: Calendar, registered: Period, end: int) -> Comparison:
    period = value.period
    if value.year is None:
        equal = value.month == registered.first.month and (value.day is None or value.day == registered.first.day)
    else:
        equal = period is not None and (period.contains(registered) or registered.contains(period))
    if equal:
        return Comparison(Difference.NONE, 0, ErrorKind.NONE, True, end=end)
    return Comparison(Difference.VALUE, 0, _date_error(value, registered.first, registered.grain), False, end=end)


def _date_error(value: Calendar, registered: date, grain: Grain) -> ErrorKind:
    """Return the known error of a date: one of its parts differs, or a year is misspelt."""
    if value.grain is Grain.YEAR or grain is Grain.YEAR:
        return classify_spelling(str(value.year), str(registered.year)) if value.year else ErrorKind.NONE
    parts = [(value.year, registered.year), (value.month, registered.month)]
    parts += [(value.day, registered.day)] if grain is Grain.DAY else []
    stated = [one == other for one, other in parts if one is not None]
    return ErrorKind.SUBSTITUTED if len(stated) > 1 and stated.count(False) == 1 else ErrorKind.NONE


def _years(value: Calendar, registered: Period, end: int) -> int:
    """Return the years between a date and an end of a range."""
    year = (registered.first, registered.last)[end].year
    return abs((value.year or year) - year)
