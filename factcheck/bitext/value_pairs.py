"""Compare two values that should be the same, and describe their difference."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from factcheck.bitext.differences import Difference, Span, Way
from factcheck.bitext.passages import Passage
from factcheck.bitext.segments import Item, Piece, Version
from factcheck.runtime.regex import compiled
from factcheck.values.comparison import comparable, other_unit, place
from factcheck.values.error_kinds import ErrorKind, letters, slip
from factcheck.values.types import Amount, Calendar, Contact, Count, Grain, Qualifier, Quantity

# A figure's thousands stand in groups of so many digits.
_GROUP = 3
FIGURE = compiled(r"\D+")
GAP = compiled(r"[\s.,]{1,2}")


def broken(
    left: Sequence[Sequence[Item]], side: int, versions: tuple[Version, Version], passage: Passage
) -> Iterator[tuple[Difference, tuple[Item, ...]]]:
    """The figures of one version that are broken, each with the items that it takes; `left` are those of both versions."""
    others = [item for item in left[1 - side] if isinstance(item.value, Amount | Count)]
    if len(others) != 1:
        return
    other = others[0]
    assert isinstance(other.value, Quantity)
    for one, rest in pairwise(left[side]):
        if isinstance(one.value, Count) and not one.value.noun and _continues(one, rest, versions[side]):
            whole = Decimal(digits(one, versions[side]) + digits(rest, versions[side]))
            way = Way.BROKEN if whole == other.value.value else Way.VALUE
            spans = (one.mention.start, rest.mention.end), (other.mention.start, other.mention.end)
            items = (rest, other) if side == 0 else (other, rest)
            wrong = side if way is Way.BROKEN else None
            yield Difference(way, spans if side == 0 else spans[::-1], items, passage.named, wrong, passage.unit), (one, rest, other)
            return


def digits(item: Item, version: Version) -> str:
    """The digits of a value as written; a hyphen where it has none."""
    return FIGURE.sub("", version.text[item.mention.start : item.mention.end]) or "-"


def _continues(one: Item, rest: Item, version: Version) -> bool:
    """Whether a number in figures goes on, after a gap, in the figures of what follows it."""
    words = [digits(item, version) for item in (one, rest)]
    gap = GAP.fullmatch(version.text, one.mention.end, rest.mention.start)
    return gap is not None and isinstance(rest.value, Amount | Count) and "-" not in words and len(words[1]) <= _GROUP


_DIGITS = compiled(r"\d(?:[\d.,\s]*\d)?")
_FIGURE = compiled(r"\D+")
_MORE = compiled(r"-[^\W\d_]|[^\W\d_]")


def doubtful(items: Sequence[Item], version: Version) -> bool:
    """Whether what stands right beside a value may belong to it."""
    text, mention = version.text, items[-1].mention
    letters = version.analysis.language.quantities.numbers.letters
    before = items[0].mention.start - 1
    if before > 0 and text[before] in ".," and not text[before - 1].isspace():
        return True
    if _MORE.match(text, mention.end):
        return True
    after = text[mention.end : mention.end + 4].split()
    return bool(after) and text[mention.end].isspace() and after[0].strip(".,;") in letters


def unread(pieces: Sequence[Piece], version: Version) -> set[str]:
    """The figures of a version's passage that are part of no value."""
    text, found = version.text, set()
    for piece in pieces:
        taken = sorted({(item.mention.start, item.mention.end) for item in piece.items})
        at = piece.start
        for start, end in [*taken, (piece.end, piece.end)]:
            found |= {_FIGURE.sub("", figure) for figure in _DIGITS.findall(text, at, max(start, at))}
            at = max(at, end)
    return found


def may_be(figure: str, digits: str) -> bool:
    """Whether a figure that was not read may be a value with those digits: as many of them, or the same first ones."""
    said, wanted = figure.lstrip("0"), digits.lstrip("0")
    return len(said) == len(wanted) or said.startswith(wanted) or wanted.startswith(said)


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
        return Way.VALUE if same and letters(first.text, second.text) is not ErrorKind.NONE else None
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return Way.VALUE if _dated(first) == _dated(second) else None
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    figures = comparable(first, second)
    if figures is None:
        return Way.VALUE if alone and other_unit(first, second) else None
    if figures[0] == figures[1] or (not alone and slip(*figures) is ErrorKind.NONE):
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
    return figures is not None and slip(*figures) is not ErrorKind.NONE


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
