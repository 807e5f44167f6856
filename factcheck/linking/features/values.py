"""Features of the two values: whether they are equal, which error explains the one by the other, how far apart they are."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from math import log10

from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.model import Difference, Kind
from factcheck.values.comparison import to_one_unit
from factcheck.values.error_kinds import ErrorKind, get_digits
from factcheck.values.types import Calendar, Grain, Interval, Period, Quantity

# Distinctive digits and orders of magnitude are counted up to so many.
_DIGITS, _ORDERS, _PLACES = 5.0, 4.0, 3
_YEARS = 12.0
_ERRORS = (
    ErrorKind.SCALE,
    ErrorKind.DECIMAL,
    ErrorKind.TRANSPOSED,
    ErrorKind.SUBSTITUTED,
    ErrorKind.OMITTED,
    ErrorKind.INSERTED,
    ErrorKind.CURRENCY,
    ErrorKind.UNIT,
)


class Relation(StrEnum):
    """How the two values stand to one another: they differ, a known error explains the one by the other, or they are equal."""

    DIFFERENT = "different"
    EXPLAINED = "explained"
    EQUAL = "equal"


def _relation(pair: Pair) -> float:
    """The place of the relation of the two values among all."""
    comparison = pair.candidate.comparison
    return 2.0 if comparison.equal else 1.0 if comparison.error_kind is not ErrorKind.NONE else 0.0


def _digits(pair: Pair) -> float:
    value = pair.statement.mention.value
    return min(len(get_digits(value.value)), _DIGITS) if isinstance(value, Quantity) else 0.0


def _fact_digits(pair: Pair) -> float:
    value = pair.candidate.fact.value
    return min(len(get_digits(value.value)), _DIGITS) if isinstance(value, Quantity) else 0.0


def _equal_digits(pair: Pair) -> float:
    """The digits of two equal values; a telephone number and an address are as distinctive as the longest figure."""
    if not pair.candidate.comparison.equal:
        return 0.0
    return _DIGITS if pair.statement.mention.kind is Kind.CONTACT else _digits(pair)


def _error_digits(pair: Pair) -> float:
    """The digits of two values of which a known error explains the one by the other."""
    if pair.candidate.comparison.error_kind is ErrorKind.NONE:
        return 0.0
    return _DIGITS if pair.statement.mention.kind is Kind.CONTACT else min(_digits(pair), _fact_digits(pair))


def _orders(pair: Pair) -> float:
    """The orders of magnitude between the two values."""
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Quantity) or not isinstance(registered, Quantity):
        return 0.0
    figures = to_one_unit(value, registered)
    if figures is None or figures[0] <= 0 or figures[1] <= 0:
        return _ORDERS
    return min(abs(round(log10(float(figures[0])) - log10(float(figures[1])), _PLACES)), _ORDERS)


def _same_unit(pair: Pair) -> float:
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    return float(getattr(value, "unit", None) is getattr(registered, "unit", None))


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


def _same_day(pair: Pair) -> float:
    """Not at the beginning of a month, as many things are."""
    dates = _dates(pair)
    return float(dates is not None and dates[2] is Grain.DAY and dates[0].day == dates[1].day and dates[0].day not in (None, 1))


def _same_grain(pair: Pair) -> float:
    dates = _dates(pair)
    return float(dates is not None and dates[0].grain is dates[2])


def _years_between(pair: Pair) -> float:
    dates = _dates(pair)
    if dates is None or dates[0].year is None:
        return 0.0
    return min(float(abs(dates[0].year - dates[1].year)), _YEARS)


def _error(kind: ErrorKind) -> Feature:
    return Feature(f"error_{kind}", lambda pair: pair.candidate.comparison.error_kind is kind, Sign.MORE)


FEATURES = (
    Feature("relation", _relation),
    Feature("equal_digits", _equal_digits, Sign.MORE),
    Feature("error_digits", _error_digits, Sign.MORE),
    *map(_error, _ERRORS),
    Feature("digits", _digits),
    Feature("fact_digits", _fact_digits),
    Feature("orders", _orders, Sign.LESS),
    Feature("same_unit", _same_unit, Sign.MORE),
    Feature("agreed", lambda pair: pair.candidate.comparison.agreed, Sign.MORE),
    Feature("differing", lambda pair: pair.candidate.comparison.differing, Sign.LESS),
    Feature("other_qualifier", lambda pair: pair.candidate.comparison.difference is Difference.QUALIFIER),
    Feature("value_of_another", lambda pair: pair.candidate.value_of_another, Sign.LESS),
    Feature("same_year", _same_year, Sign.MORE),
    Feature("same_month", _same_month, Sign.MORE),
    Feature("same_day", _same_day, Sign.MORE),
    Feature("same_grain", _same_grain, Sign.MORE),
    Feature("years_between", _years_between, Sign.LESS),
    Feature("is_year", lambda pair: (dates := _dates(pair)) is not None and dates[0].grain is Grain.YEAR),
    Feature("no_year", lambda pair: (dates := _dates(pair)) is not None and dates[0].year is None),
    Feature("is_interval", lambda pair: isinstance(pair.statement.mention.value, Interval)),
    Feature("is_amount", lambda pair: pair.statement.mention.kind is Kind.AMOUNT),
    Feature("is_count", lambda pair: pair.statement.mention.kind is Kind.COUNT),
    Feature("is_percent", lambda pair: pair.statement.mention.kind is Kind.PERCENT),
    Feature("is_duration", lambda pair: pair.statement.mention.kind is Kind.DURATION),
    Feature("is_contact", lambda pair: pair.statement.mention.kind is Kind.CONTACT),
)
"""The features of values."""
