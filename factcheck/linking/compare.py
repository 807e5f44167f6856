"""Where a statement and a fact part: value, qualifier, spread, recurrence, start, end; one dimension, or the pair is none."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from factcheck.facts.schema import Fact
from factcheck.model import Comparison, Difference, Modifiers, Statement
from factcheck.values.comparison import Agreement, compare_dates, compare_quantities, has_other_unit, to_one_unit
from factcheck.values.error_kinds import ErrorKind, classify_error, classify_spelling
from factcheck.values.types import Amount, Calendar, Contact, Duration, Grain, Interval, Period, Qualifier, Quantity, QuantityRange, Unit

_ENDS = frozenset({Difference.STARTING, Difference.UNTIL})
_IN_A_YEAR = {Unit.MONTH: 12, Unit.WEEK: 52, Unit.QUARTER: 4, Unit.YEAR: 1, Unit.DAY: 365}


def compare(statement: Statement, fact: Fact) -> Comparison | None:
    """How a statement stands to a fact of its kind; None where the two are not comparable, or part in more than one way."""
    value, held = statement.mention.value, fact.value
    if isinstance(value, Contact) and isinstance(held, Contact):
        return _contact(value, held)
    if isinstance(value, Calendar | Interval) and isinstance(held, Period):
        agreement = compare_dates(value, held)
        if agreement is Agreement.APART:
            return None
        same = agreement is Agreement.SAME
        return Comparison(Difference.NONE if same else Difference.VALUE, 0, ErrorKind.NONE if same else _date_slip(value, held), same)
    if isinstance(value, QuantityRange) and isinstance(held, Quantity):
        return _range(value, held)
    if isinstance(value, Quantity) and isinstance(held, Quantity):
        return _quantity(statement, value, fact, held)
    return None


def _range(value: QuantityRange, held: Quantity) -> Comparison | None:
    """A range that holds the fact's value agrees with it."""
    figures = to_one_unit(value.first, held)
    currencies = {getattr(each, "currency", None) for each in (value.first, held)} - {None}
    if figures is None or figures[0] != value.first.value or len(currencies) > 1:
        return None
    inside = value.contains(figures[1])
    return Comparison(Difference.NONE if inside else Difference.VALUE, 0, ErrorKind.NONE, inside)


def _contact(value: Contact, held: Contact) -> Comparison | None:
    if value.kind != held.kind:
        return None
    same = value.text == held.text
    return Comparison(Difference.NONE if same else Difference.VALUE, 0, classify_spelling(value.text, held.text), same)


def _date_slip(value: Calendar | Interval, held: Period) -> ErrorKind:
    if not isinstance(value, Calendar) or value.year is None:
        return ErrorKind.NONE
    if value.year != held.first.year:
        if value.month not in (None, held.first.month) or value.day not in (None, held.first.day):
            return ErrorKind.NONE
        same_day = value.day is not None and held.grain is Grain.DAY
        return ErrorKind.SUBSTITUTED if same_day else classify_spelling(str(value.year), str(held.first.year))
    return ErrorKind.SUBSTITUTED


def _quantity(statement: Statement, value: Quantity, fact: Fact, held: Quantity) -> Comparison | None:
    modifiers = statement.modifiers
    agreement = compare_quantities(value, modifiers.qualifier, held, fact.qualifier)
    if has_other_unit(value, held):
        return Comparison(Difference.VALUE, 0, ErrorKind.UNIT, False)
    if agreement is Agreement.APART:
        return None
    conflicts, agreed = _modifiers(modifiers, fact)
    if agreement is Agreement.SAME:
        if conflicts and equivalent(value, modifiers, fact):
            return None
        return (
            Comparison(conflicts[0], agreed, ErrorKind.NONE, True)
            if len(conflicts) == 1
            else None
            if conflicts
            else Comparison(Difference.NONE, agreed, ErrorKind.NONE, True)
        )
    if equivalent(value, modifiers, fact):
        return Comparison(Difference.NONE, 1, ErrorKind.NONE, True)
    if conflicts and not _bounded(conflicts, value, held):
        return None
    if agreement in (Agreement.QUALIFIER, Agreement.ROUNDED):
        return Comparison(Difference.QUALIFIER, agreed, ErrorKind.NONE, True)
    figures = to_one_unit(value, held)
    same_unit = getattr(value, "unit", None) is getattr(held, "unit", None)
    kind = _slip(value, held, figures) if figures and same_unit else ErrorKind.NONE
    if isinstance(value, Amount) and isinstance(held, Amount) and figures and figures[0] == figures[1]:
        kind = ErrorKind.CURRENCY
    return Comparison(Difference.VALUE, agreed, kind, False)


def _slip(value: Quantity, held: Quantity, figures: tuple[Decimal, Decimal]) -> ErrorKind:
    """How a figure slipped; one that is written less finely may have slipped from what the other rounds to (3.1 billion, for 1.28)."""
    found = classify_error(*figures)
    if found is not ErrorKind.NONE or value.step <= held.step or value.value != figures[0]:
        return found
    rounded = classify_error(figures[0], round(figures[1] / value.step) * value.step)
    return rounded if rounded is ErrorKind.TRANSPOSED else ErrorKind.NONE


def _bounded(conflicts: Sequence[Difference], value: Quantity, held: Quantity) -> bool:
    """Whether a figure that slipped by a scale or by two digits is told with other ends alone: both are wrong."""
    figures = to_one_unit(value, held)
    return figures is not None and {*conflicts} <= _ENDS and classify_error(*figures) in (ErrorKind.SCALE, ErrorKind.TRANSPOSED)


def _modifiers(modifiers: Modifiers, fact: Fact) -> tuple[list[Difference], int]:
    conflicts, agreed = [], 0
    for conflict, stated, held in (
        (Difference.OVER, modifiers.over, fact.over),
        (Difference.PER, modifiers.per, fact.per),
    ):
        if stated is None:
            continue
        if held is not None:
            same = _same(stated, held)
            conflicts += [] if same else [conflict]
            agreed += same
        elif _once(stated, fact):
            agreed += 1
        elif not modifiers.is_average and (fact.over or fact.per) and not (modifiers.per and modifiers.per is fact.per):
            conflicts.append(conflict)
    first, last = _bounds(modifiers)
    for conflict, period, bound, held_over in (
        (Difference.STARTING, first, fact.starting, None),
        (Difference.UNTIL, last, _until(fact), fact.over),
    ):
        if period is not None and bound is not None:
            same = period.overlaps(bound)
            conflicts += [] if same or (held_over and conflicts) else [conflict]
            agreed += same
    return conflicts, agreed


def _once(stated: Duration | Unit, fact: Fact) -> bool:
    """Whether what comes back each year is told as what is spread over one year, or the other way round."""
    over, per = (stated, fact.per) if isinstance(stated, Duration) else (fact.over, stated)
    return over is not None and over.value == 1 and over.unit is per


def _same(stated: Duration | Unit, held: Duration | Unit) -> bool:
    if isinstance(stated, Duration) and isinstance(held, Duration):
        figures = to_one_unit(stated, held)
        return figures is not None and figures[0] == figures[1]
    return stated is held


def _bounds(modifiers: Modifiers) -> tuple[Period | None, Period | None]:
    if modifiers.span:
        return modifiers.span.first.period, modifiers.span.last.period
    return modifiers.starting.period if modifiers.starting else None, modifiers.until.period if modifiers.until else None


def _until(fact: Fact) -> Period | None:
    """The last year of a flow: as registered, or as its start and its length give it."""
    if fact.until or not (fact.starting and fact.over) or fact.over.unit is not Unit.YEAR or fact.over.value % 1:
        return fact.until
    years = int(fact.over.value) - 1
    first, last = fact.starting.first, fact.starting.last
    day = 28 if last.month == 2 else last.day
    return Period(first.replace(year=first.year + years), last.replace(year=last.year + years, day=day), fact.starting.grain)


def equivalent(value: Quantity, modifiers: Modifiers, fact: Fact) -> bool:
    """Whether a figure for each year (or month) is the fact's total shared out, or the total of what comes back."""
    if not isinstance(fact.value, Quantity) or not isinstance(value, type(fact.value)):
        return False
    held, stated = _yearly(fact.value.value, fact.over, fact.per), _yearly(value.value, modifiers.over, modifiers.per)
    if held is None or stated is None or (fact.over == modifiers.over and fact.per == modifiers.per):
        return False
    hedge = Qualifier.ABOUT if modifiers.qualifier is Qualifier.EXACT else modifiers.qualifier
    shared = type(value)(stated, step=value.step)
    whole = type(value)(held, step=value.step)
    return (
        stated != value.value * 0
        and compare_quantities(shared, hedge, whole, Qualifier.EXACT) is Agreement.SAME
        and value.value != fact.value.value
    )


def _yearly(value: Decimal, over: Duration | None, per: Unit | None) -> Decimal | None:
    if per in _IN_A_YEAR:
        return value * _IN_A_YEAR[per]
    if over and over.unit is Unit.YEAR and over.value:
        return value / over.value
    return None
