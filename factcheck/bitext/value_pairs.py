"""Compare two values that should be the same, and describe their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import timedelta
from decimal import Decimal
from itertools import pairwise

from factcheck.bitext.differences import DifferenceKind, Span, VersionDifference
from factcheck.bitext.passages import Passage
from factcheck.bitext.segments import Segment, ValueItem, Version
from factcheck.model import DateRole
from factcheck.runtime.regex import compiled
from factcheck.values.comparison import get_place_value, has_other_unit, to_one_unit
from factcheck.values.error_kinds import ErrorKind, classify_error, classify_spelling
from factcheck.values.types import Amount, Calendar, Contact, Count, Grain, Qualifier, Quantity

# A figure's thousands stand in groups of so many digits.
_GROUP = 3
FIGURE = compiled(r"\D+")
GAP = compiled(r"[\s.,]{1,2}")


def find_split_figures(
    left: Sequence[Sequence[ValueItem]], side: int, versions: tuple[Version, Version], passage: Passage
) -> Iterator[tuple[VersionDifference, tuple[ValueItem, ...]]]:
    """Yield the figures of one version that are broken, each with the items that it takes; `left` are those of both versions."""
    others = [item for item in left[1 - side] if isinstance(item.value, Amount | Count)]
    if len(others) != 1:
        return
    other = others[0]
    assert isinstance(other.value, Quantity)
    for one, rest in pairwise(left[side]):
        if isinstance(one.value, Count) and not one.value.noun and _continues(one, rest, versions[side]):
            whole = Decimal(get_digits(one, versions[side]) + get_digits(rest, versions[side]))
            way = DifferenceKind.BROKEN if whole == other.value.value else DifferenceKind.VALUE
            spans = (one.mention.start, rest.mention.end), (other.mention.start, other.mention.end)
            items = (rest, other) if side == 0 else (other, rest)
            wrong = side if way is DifferenceKind.BROKEN else None
            yield (
                VersionDifference(way, spans if side == 0 else spans[::-1], items, passage.shares_names, wrong, passage.segment),
                (one, rest, other),
            )
            return


def get_digits(item: ValueItem, version: Version) -> str:
    """Return the digits of a value as written; a hyphen where it has none."""
    return FIGURE.sub("", version.text[item.mention.start : item.mention.end]) or "-"


def _continues(one: ValueItem, rest: ValueItem, version: Version) -> bool:
    """Return whether a number in figures goes on, after a gap, in the figures of what follows it."""
    words = [get_digits(item, version) for item in (one, rest)]
    gap = GAP.fullmatch(version.text, one.mention.end, rest.mention.start)
    return gap is not None and isinstance(rest.value, Amount | Count) and "-" not in words and len(words[1]) <= _GROUP


_DIGITS = compiled(r"\d(?:[\d.,\s]*\d)?")
_FIGURE = compiled(r"\D+")
_CAPITAL = compiled(r"[ -][^\W\d_a-zà-ÿ]")
_MORE = compiled(r"-[^\W\d_]|[^\W\d_]")


def is_doubtful(items: Sequence[ValueItem], version: Version) -> bool:
    """Return whether what stands right beside a value may belong to it."""
    text, mention = version.text, items[-1].mention
    if _numbers_provision(items[0], version):
        return True
    letters = version.analysis.language.quantities.numbers.letters
    before = items[0].mention.start - 1
    if before > 0 and text[before] in ".," and not text[before - 1].isspace():
        return True
    if _MORE.match(text, mention.end) or _is_name(items[0], version):
        return True
    after = text[mention.end : mention.end + 4].split()
    return bool(after) and text[mention.end].isspace() and after[0].strip(".,;") in letters


def _numbers_provision(item: ValueItem, version: Version) -> bool:
    """Return whether a number in figures opens its block, before a capital: it numbers a provision, which need not have the same one everywhere."""
    start = version.analysis.document.blocks[item.mention.block].start
    return item.mention.start == start and version.text[start].isdigit() and _CAPITAL.match(version.text, item.mention.end) is not None


def _is_name(item: ValueItem, version: Version) -> bool:
    """Return whether a number in words is part of a name: it has a capital, and a capital follows it (Seven Sisters)."""
    text, start = version.text, item.mention.start
    return text[start].isupper() and _CAPITAL.match(text, item.mention.end) is not None


def find_unread_figures(segments: Sequence[Segment], version: Version) -> set[str]:
    """Return the figures of a version's passage that are part of no value."""
    text, found = version.text, set()
    for segment in segments:
        spans = sorted({(item.mention.start, item.mention.end) for item in segment.items})
        at = segment.start
        for start, end in [*spans, (segment.end, segment.end)]:
            found |= {_FIGURE.sub("", figure) for figure in _DIGITS.findall(text, at, max(start, at))}
            at = max(at, end)
    return found


def may_equal(figure: str, digits: str) -> bool:
    """Return whether a figure that was not read may be a value with those digits: as many of them, or the same first ones."""
    stated, wanted = figure.lstrip("0"), digits.lstrip("0")
    return len(stated) == len(wanted) or stated.startswith(wanted) or wanted.startswith(stated)


# The roles of a date that is itself no part of the time that it bounds.
_OUTER = frozenset({DateRole.AFTER, DateRole.BEFORE})
# A figure stands for a finer one within half of its place, and within this part of it.
_ROUND = Decimal("0.06")
_MODIFIED = frozenset({DifferenceKind.PER, DifferenceKind.QUALIFIER, DifferenceKind.HEDGE})


def are_compatible(one: ValueItem, other: ValueItem) -> bool:
    """Return whether two values that are not the same may be: a number of another kind, days of which one holds the other."""
    first, second = one.value, other.value
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return type(first) is not type(second) and first.value == second.value
    if isinstance(first, Quantity) or isinstance(second, Quantity):
        year, number = (second, first) if isinstance(first, Quantity) else (first, second)
        return isinstance(year, Calendar) and isinstance(number, Quantity) and year.grain is Grain.YEAR and year.year == number.value
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        if _are_swapped(first, second) or _are_adjacent(one, other):
            return True
        if first.period and second.period:
            return first.period.overlaps(second.period)
        return (
            first.month == second.month
            and None in (first.day, second.day, first.year, second.year)
            and (first.day == second.day or None in (first.day, second.day))
        )
    return False


def _are_swapped(first: Calendar, second: Calendar) -> bool:
    """Return whether two dates are one where day and month of the one in figures are exchanged."""
    return (first.is_ambiguous or second.is_ambiguous) and (first.year, first.month, first.day) == (second.year, second.day, second.month)


def _are_adjacent(one: ValueItem, other: ValueItem) -> bool:
    """Return whether two dates follow one another and bound one time from its two sides (after June is from July)."""
    roles = [item.statement.date_role for item in (one, other) if item.statement]
    periods = sorted(
        (item.value.period for item in (one, other) if isinstance(item.value, Calendar) and item.value.period), key=lambda each: each.first
    )
    if len(roles) < 2 or len(periods) < 2 or roles[0] is roles[1] or _OUTER.isdisjoint(roles):
        return False
    return periods[0].last + timedelta(days=1) == periods[1].first


def classify_difference(one: ValueItem, other: ValueItem, alone: bool) -> DifferenceKind | None:
    """Return how two values of one kind that should be the same differ; None where they may not be the same."""
    first, second = one.value, other.value
    if isinstance(first, Contact) and isinstance(second, Contact):
        same = first.kind == second.kind == "phone"
        return DifferenceKind.VALUE if same and classify_spelling(first.text, second.text) is not ErrorKind.NONE else None
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return DifferenceKind.VALUE if _date_shape(first) == _date_shape(second) else None
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    figures = to_one_unit(first, second)
    if figures is None:
        return DifferenceKind.VALUE if alone and has_other_unit(first, second) else None
    if figures[0] == figures[1] or (not alone and classify_error(*figures) is ErrorKind.NONE):
        return None
    return DifferenceKind.ROUNDED if _is_rounded(one, other) or _is_rounded(other, one) else DifferenceKind.VALUE


def are_similar(one: ValueItem | None, other: ValueItem | None) -> bool:
    """Return whether one value is a known error for another: in a figure, or in one part of a date."""
    first, second = one and one.value, other and other.value
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        parts = zip(_parts(first), _parts(second), strict=True)
        return sum(left != right for left, right in parts) == 1
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return False
    figures = to_one_unit(first, second)
    return figures is not None and classify_error(*figures) is not ErrorKind.NONE


def _parts(value: Calendar) -> tuple[int | None, int | None, int | None]:
    return value.year, value.month, value.day


def get_span(item: ValueItem, way: DifferenceKind) -> Span:
    """Return what is shown of a value: the words that modify it, or the verb that it dates, with it."""
    mention, statement = item.mention, item.statement
    if statement and way in _MODIFIED:
        return statement.modifiers.start, statement.modifiers.end
    if statement and statement.verb and way is DifferenceKind.TENSE:
        return min(statement.verb.start, mention.start), max(statement.verb.end, mention.end)
    return mention.start, mention.end


def _date_shape(value: Calendar) -> tuple[object, ...]:
    return value.year is None, value.month is None, value.day is None, value.grain


def _is_rounded(one: ValueItem, other: ValueItem) -> bool:
    """Return whether a figure is another one in round: written, with its scale, or hedged as one that is less fine."""
    assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
    figures = to_one_unit(one.value, other.value)
    if figures is None:
        return False
    stated, expected = figures
    hedged = one.statement is not None and one.statement.modifiers.qualifier is not Qualifier.EXACT
    coarse = one.value.step > other.value.step or (hedged and get_place_value(stated) > get_place_value(expected))
    return coarse and abs(stated - expected) <= min(max(one.value.step, get_place_value(stated)) / 2, stated * _ROUND)
