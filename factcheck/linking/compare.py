"""Compares a statement with a fact: they agree, differ in one dimension, or can't be compared."""

from __future__ import annotations

from decimal import Decimal

from factcheck.facts.schema import Fact
from factcheck.linking.compare_dates import compare_dates
from factcheck.linking.compare_modifiers import compare_modifiers, is_equivalent
from factcheck.model import Comparison, DateRole, Difference, Statement
from factcheck.values.comparison import Agreement, compare_quantities, has_other_unit, to_one_unit
from factcheck.values.error_kinds import ErrorKind, classify_error, classify_error_of_fact, classify_spelling
from factcheck.values.policy import compare_with_policy
from factcheck.values.types import Amount, Calendar, Contact, Interval, Period, Qualifier, Quantity, QuantityRange

# The roles of dates that state no date of a fact where they differ from it: a limit, a term of comparison, a part of a name.
_LIMITS = frozenset({DateRole.BEFORE, DateRole.AFTER, DateRole.COMPARISON, DateRole.NAME})


def compare(statement: Statement, fact: Fact) -> Comparison | None:
    """Return how a statement compares with a fact of its kind; None where they can't be compared, or differ in more than one dimension."""
    value, registered = statement.mention.value, fact.value
    if isinstance(value, Contact) and isinstance(registered, Contact):
        return _compare_contacts(value, registered)
    if isinstance(value, Calendar | Interval) and isinstance(registered, Period):
        found = compare_dates(value, registered)
        return None if found and not found.equal and statement.date_role in _LIMITS else found
    if isinstance(value, QuantityRange) and isinstance(registered, Quantity):
        return _compare_range(value, registered)
    if isinstance(value, Quantity) and isinstance(registered, Quantity):
        return _compare_quantities(statement, value, fact, registered)
    return None


def _compare_contacts(value: Contact, registered: Contact) -> Comparison | None:
    if value.kind != registered.kind:
        return None
    same = value.text == registered.text
    return _compared(same=same, error=classify_spelling(value.text, registered.text))


def _compare_range(value: QuantityRange, registered: Quantity) -> Comparison | None:
    """A range that contains the fact's value agrees with it."""
    figures = to_one_unit(value.first, registered)
    currencies = {getattr(each, "currency", None) for each in (value.first, registered)} - {None}
    if figures is None or figures[0] != value.first.value or len(currencies) > 1:
        return None
    return _compared(same=value.contains(figures[1]), error=ErrorKind.NONE)


def _compared(*, same: bool, error: ErrorKind) -> Comparison:
    return Comparison(Difference.NONE if same else Difference.VALUE, 0, error, same)


def _compare_quantities(statement: Statement, value: Quantity, fact: Fact, registered: Quantity) -> Comparison | None:
    if has_other_unit(value, registered):
        return Comparison(Difference.VALUE, 0, ErrorKind.UNIT, False)
    modifiers = statement.modifiers
    # A mean is hedged by itself.
    hedge = Qualifier.ABOUT if modifiers.is_average and modifiers.qualifier is Qualifier.EXACT else modifiers.qualifier
    agreement = (
        compare_with_policy(value, hedge, registered, fact.qualifier, fact.may_say)
        if fact.may_say and not modifiers.is_average
        else compare_quantities(value, hedge, registered, fact.qualifier)
    )
    if agreement is Agreement.INCOMPARABLE:
        return None
    differences, agreed = compare_modifiers(modifiers, fact)
    same = agreement is Agreement.SAME
    if (differences or not same) and is_equivalent(value, modifiers, fact):
        return None if same else Comparison(Difference.NONE, 1, ErrorKind.NONE, True)
    if same:
        return Comparison(next(iter(differences), Difference.NONE), agreed, ErrorKind.NONE, True, len(differences))
    other_qualifier = agreement is not Agreement.DIFFERENT
    error = ErrorKind.NONE if other_qualifier else _error(value, registered)
    return Comparison(Difference.QUALIFIER if other_qualifier else Difference.VALUE, agreed, error, other_qualifier, len(differences))


def _error(value: Quantity, registered: Quantity) -> ErrorKind:
    """Return the known error that explains a value, if one does."""
    figures = to_one_unit(value, registered)
    if figures is None:
        return ErrorKind.NONE
    if isinstance(value, Amount) and isinstance(registered, Amount) and figures[0] == figures[1]:
        return ErrorKind.CURRENCY
    same_unit = getattr(value, "unit", None) is getattr(registered, "unit", None)
    return _figure_error(value, registered, figures) if same_unit else ErrorKind.NONE


def _figure_error(value: Quantity, registered: Quantity, figures: tuple[Decimal, Decimal]) -> ErrorKind:
    """Return the known error of a figure; of one that is less precise, also from what the other rounds to (3.1 billion, for 1.28)."""
    found = classify_error_of_fact(*figures)
    if found is not ErrorKind.NONE or value.step <= registered.step or value.value != figures[0]:
        return found
    rounded = classify_error(figures[0], round(figures[1] / value.step) * value.step)
    return rounded if rounded is ErrorKind.TRANSPOSED else ErrorKind.NONE
