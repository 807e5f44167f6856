"""Compares a statement with a fact: they agree, differ in one dimension, or can't be compared."""

from __future__ import annotations

from factcheck.facts.schema import Fact
from factcheck.linking.compare_times import compare_modifiers, is_equivalent
from factcheck.model import Comparison, DateRole, Difference, Statement
from factcheck.values.comparison import Agreement, has_other_unit, to_one_unit
from factcheck.values.date_comparison import compare_dates
from factcheck.values.error_kinds import ErrorKind, classify_error, classify_error_of_fact, classify_spelling
from factcheck.values.policy import compare_with_policy
from factcheck.values.types import Amount, Calendar, Contact, Interval, Period, Qualifier, Quantity, QuantityRange

# The roles of dates that state no date of a fact where they differ from it: a limit, a term of comparison, a part of a name.
_LIMITS = frozenset({DateRole.BEFORE, DateRole.AFTER, DateRole.COMPARISON, DateRole.NAME})


def compare(statement: Statement, fact: Fact) -> Comparison | None:
    """Return how a statement compares with a fact of its kind; None where they can't be compared, or differ in more than one dimension."""
    value, registered = statement.mention.value, fact.value
    if isinstance(value, Contact) and isinstance(registered, Contact):
        error = classify_spelling(value.text, registered.text)
        return _compared(value.text == registered.text, error) if value.kind == registered.kind else None
    if isinstance(value, Calendar | Interval) and isinstance(registered, Period):
        found = compare_dates(value, registered)
        return _compared(*found) if found and (found.equal or statement.date_role not in _LIMITS) else None
    if isinstance(value, QuantityRange) and isinstance(registered, Quantity):
        return _compare_range(value, registered)
    if isinstance(value, Quantity) and isinstance(registered, Quantity):
        return _compare_quantities(statement, value, fact, registered)
    return None


def _compared(same: bool, error: ErrorKind = ErrorKind.NONE, end: int = 0) -> Comparison:
    return Comparison(Difference.NONE if same else Difference.VALUE, 0, error, same, end=end)


def _compare_range(value: QuantityRange, registered: Quantity) -> Comparison | None:
    """A range that contains the fact's value agrees with it."""
    figures = to_one_unit(value.first, registered)
    currencies = {getattr(each, "currency", None) for each in (value.first, registered)} - {None}
    if figures is None or figures[0] != value.first.value or len(currencies) > 1:
        return None
    return _compared(value.contains(figures[1]))


def _compare_quantities(statement: Statement, value: Quantity, fact: Fact, registered: Quantity) -> Comparison | None:
    if has_other_unit(value, registered):
        return _compared(False, ErrorKind.UNIT)
    modifiers = statement.modifiers
    # A mean is hedged by itself.
    hedge = Qualifier.ABOUT if modifiers.is_average and modifiers.qualifier is Qualifier.EXACT else modifiers.qualifier
    policy = None if modifiers.is_average else fact.may_say
    agreement = compare_with_policy(value, hedge, registered, fact.qualifier, policy)
    if agreement is Agreement.INCOMPARABLE:
        return None
    differences, agreed = compare_modifiers(modifiers, fact)
    same = agreement is Agreement.SAME
    if (differences or not same) and is_equivalent(value, modifiers, fact):
        return None if same else Comparison(Difference.NONE, 1, ErrorKind.NONE, True)
    if same:
        return Comparison(next(iter(differences), Difference.NONE), agreed, ErrorKind.NONE, True, len(differences))
    if agreement is not Agreement.DIFFERENT:
        return Comparison(Difference.QUALIFIER, agreed, ErrorKind.NONE, True, len(differences))
    return Comparison(Difference.VALUE, agreed, _error(value, registered), False, len(differences))


def _error(value: Quantity, registered: Quantity) -> ErrorKind:
    """Return the known error that explains a value, if one does; of one that is less precise, also from what the other rounds to (3.1 billion,
    for 1.28)."""
    figures = to_one_unit(value, registered)
    if figures is None or getattr(value, "unit", None) is not getattr(registered, "unit", None):
        return ErrorKind.NONE
    if isinstance(value, Amount) and figures[0] == figures[1]:
        return ErrorKind.CURRENCY
    found = classify_error_of_fact(*figures)
    if found is not ErrorKind.NONE or value.step <= registered.step:
        return found
    rounded = classify_error(figures[0], round(figures[1] / value.step) * value.step)
    return rounded if rounded is ErrorKind.TRANSPOSED else ErrorKind.NONE
