"""Compare a date stated in a note with the date of a fact: which end of a range it states, which of its parts differ."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from factcheck.values.error_kinds import ErrorKind, classify_spelling
from factcheck.values.types import Calendar, Grain, Interval, Period


class DateComparison(NamedTuple):
    """How two dates compare; one line a field.

    `equal` is whether they agree, a vaguer one and a finer one too.
    `error_kind` is the known error that explains the stated one, if one does.
    `end` is 1 where the last day of a registered range is stated.
    """

    equal: bool
    error_kind: ErrorKind
    end: int = 0


def compare_dates(value: Calendar | Interval, registered: Period) -> DateComparison | None:
    """Return how a stated date compares with a registered one; None where they can't be compared: an interval and a single date."""
    if isinstance(value, Interval):
        return _compare_interval(value, registered) if registered.grain is Grain.RANGE else None
    if registered.grain is not Grain.RANGE:
        return _compare_date(value, registered, 0)
    found = [_compare_date(value, Period(end, end, Grain.DAY), at) for at, end in enumerate((registered.first, registered.last))]
    return min(found, key=lambda each: (not each.equal, each.error_kind is ErrorKind.NONE, _years(value, registered, each.end), each.end))


def _compare_interval(value: Interval, registered: Period) -> DateComparison:
    """Return how an interval compares with a range: equal where both ends are, a known error where one of them alone differs."""
    ends = zip((value.first, value.last), (registered.first, registered.last), strict=True)
    first, last = (_compare_date(stated, Period(end, end, Grain.DAY), 0) for stated, end in ends)
    if first.equal and last.equal:
        return first
    return DateComparison(False, last.error_kind if first.equal else first.error_kind if last.equal else ErrorKind.NONE)


def _compare_date(value: Calendar, registered: Period, end: int) -> DateComparison:
    period = value.period
    if value.year is None:
        equal = value.month == registered.first.month and (value.day is None or value.day == registered.first.day)
    else:
        equal = period is not None and (period.contains(registered) or registered.contains(period))
    return DateComparison(equal, ErrorKind.NONE if equal else _date_error(value, registered.first, registered.grain), end)


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
