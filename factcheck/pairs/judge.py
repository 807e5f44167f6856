"""Whether two values that should be the same may be, and how they part."""

from __future__ import annotations

from decimal import Decimal

from factcheck.agreement import comparable, other_unit, place
from factcheck.pairs.units import Item
from factcheck.pairs.ways import Span, Way
from factcheck.slips import Slip, letters, slip
from factcheck.values import Calendar, Contact, Grain, Qualifier, Quantity

# A figure stands for a finer one within half of its place, and within this part of it.
_ROUND = Decimal("0.06")
_MODIFIED = frozenset({Way.PER, Way.QUALIFIER, Way.HEDGE})


def agree(one: Item, other: Item) -> bool:
    """Whether two values that are not the same may be: a number of another kind, days of which one holds the other."""
    first, second = one.value, other.value
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return type(first) is not type(second) and first.value == second.value
    if isinstance(first, Quantity) or isinstance(second, Quantity):
        year, number = (second, first) if isinstance(first, Quantity) else (first, second)
        return isinstance(year, Calendar) and isinstance(number, Quantity) and year.grain is Grain.YEAR and year.year == number.value
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        if first.period and second.period:
            return first.period.overlaps(second.period)
        return (
            first.month == second.month
            and None in (first.day, second.day, first.year, second.year)
            and (first.day == second.day or None in (first.day, second.day))
        )
    return False


def way_of(one: Item, other: Item, alone: bool) -> Way | None:
    """How two values of one kind that should be the same part; None where they may not be the same."""
    first, second = one.value, other.value
    if isinstance(first, Contact) and isinstance(second, Contact):
        same = first.kind == second.kind == "phone"
        return Way.VALUE if same and letters(first.text, second.text) is not Slip.NONE else None
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return Way.VALUE if _dated(first) == _dated(second) else None
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    figures = comparable(first, second)
    if figures is None:
        return Way.VALUE if alone and other_unit(first, second) else None
    if figures[0] == figures[1]:
        return None
    if not alone and slip(*figures) is Slip.NONE:
        return None
    return Way.ROUNDED if _rounded(one, other) or _rounded(other, one) else Way.VALUE


def near(one: Item | None, other: Item | None) -> bool:
    """Whether one value is a slip of another: in a figure, or in one part of a date."""
    first, second = one and one.value, other and other.value
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        parts = zip(_parts(first), _parts(second), strict=True)
        return sum(left != right for left, right in parts) == 1
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    figures = comparable(first, second)
    return figures is not None and slip(*figures) is not Slip.NONE


def _parts(value: Calendar) -> tuple[int | None, int | None, int | None]:
    return value.year, value.month, value.day


def span_of(item: Item, way: Way) -> Span:
    """What is shown of a value: the words that modify it, or the verb that it dates, with it."""
    mention, statement = item.mention, item.statement
    if statement and way in _MODIFIED:
        return statement.modifiers.start, statement.modifiers.end
    if statement and statement.verb and way is Way.TENSE:
        return min(statement.verb.start, mention.start), max(statement.verb.end, mention.end)
    return mention.start, mention.end


def _dated(value: Calendar) -> tuple[object, ...]:
    return value.year is None, value.month is None, value.day is None, value.grain


def _rounded(one: Item, other: Item) -> bool:
    """Whether a figure is another one in round: written, with its scale, or hedged as one that is less fine."""
    assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
    figures = comparable(one.value, other.value)
    if figures is None:
        return False
    said, held = figures
    hedged = one.statement is not None and one.statement.modifiers.qualifier is not Qualifier.EXACT
    coarse = one.value.step > other.value.step or (hedged and place(said) > place(held))
    return coarse and abs(said - held) <= min(max(one.value.step, place(said)) / 2, said * _ROUND)
