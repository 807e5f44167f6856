"""Features of two figures: which error explains the one by the other, how far apart they are, what else the statement says of its own."""

from __future__ import annotations

from math import log10

from factcheck.languages.schema.triggers import Category
from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.model import Kind
from factcheck.values.comparison import to_one_unit
from factcheck.values.error_kinds import ErrorKind, get_digits
from factcheck.values.types import Quantity

# Distinctive digits and orders of magnitude are counted up to so many.
_DIGITS, _ORDERS, _PLACES = 5.0, 4.0, 3
_ERRORS = (ErrorKind.SCALE, ErrorKind.DECIMAL, ErrorKind.TRANSPOSED)


def _count_digits(pair: Pair, value: object) -> float:
    """The significant digits of a value; a telephone number and an address are as distinctive as the longest figure."""
    if pair.statement.mention.kind is Kind.CONTACT:
        return _DIGITS
    return min(len(get_digits(value.value)), _DIGITS) if isinstance(value, Quantity) else 0.0


def _error_digits(pair: Pair) -> float:
    """The digits of two values of which a known error explains the one by the other."""
    if pair.candidate.comparison.error_kind is ErrorKind.NONE:
        return 0.0
    return min(_count_digits(pair, pair.statement.mention.value), _count_digits(pair, pair.candidate.fact.value))


def _orders(pair: Pair) -> float:
    """The orders of magnitude between the two values; between the same numbers in two units there is none."""
    if pair.candidate.comparison.error_kind is ErrorKind.UNIT:
        return 0.0
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Quantity) or not isinstance(registered, Quantity):
        return 0.0
    figures = to_one_unit(value, registered)
    if figures is None or figures[0] <= 0 or figures[1] <= 0:
        return _ORDERS
    return min(abs(round(log10(float(figures[0])) - log10(float(figures[1])), _PLACES)), _ORDERS)


def _unnamed(is_marked: bool, category: Category, pair: Pair) -> float:
    """Whether a statement is marked by words that are not the fact's own."""
    return float(is_marked and category not in pair.named)


def _error(kind: ErrorKind) -> Feature:
    return Feature(f"error_{kind}", lambda pair: pair.candidate.comparison.error_kind is kind, Sign.MORE)


FEATURES = (
    Feature("error_digits", _error_digits, Sign.MORE),
    *map(_error, _ERRORS),
    Feature("orders", _orders, Sign.LESS),
    Feature("agreed", lambda pair: pair.candidate.comparison.agreed, Sign.MORE),
    Feature("differing", lambda pair: pair.candidate.comparison.differing, Sign.LESS),
    Feature("noun", lambda pair: pair.candidate.noun, Sign.MORE),
    Feature("change", lambda pair: _unnamed(pair.statement.modifiers.is_change, Category.CHANGE, pair), Sign.LESS),
    Feature("part", lambda pair: _unnamed(pair.statement.modifiers.is_part, Category.PART, pair), Sign.LESS),
    Feature("former", lambda pair: _unnamed(pair.statement.modifiers.is_former, Category.FORMER, pair), Sign.LESS),
    Feature("average", lambda pair: _unnamed(pair.statement.modifiers.is_average, Category.AVERAGE, pair), Sign.LESS),
)
"""The features of figures."""
