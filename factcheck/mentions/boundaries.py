"""Which quantities were read whole: one with digits, letters, marks or a scale left over at its side is dropped."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.languages.schema.language import Language
from factcheck.mentions.neighbours import BLANK, DASH, SIGN, get_end_dates, make_neighbours
from factcheck.model import DATES, Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Count

_BEFORE_YEAR = compiled(rf",?{BLANK}+['’]?")
_GAP = compiled(rf"{BLANK}+")
_LISTED = compiled(rf",{BLANK}+")
_DASHED = compiled(rf"[{DASH}]")
_FORMULA = compiled(r"\$[^$\n]{0,200}\\[a-zA-Z]+[^$\n]{0,200}\$|\\\([^\n]{0,200}?\\\)")
# So many numbers in a row, set with commas alone, are a list.
_LIST = 3


def keep_complete_mentions(text: str, found: Sequence[Mention], language: Language, start: int, end: int) -> list[Mention]:
    """Return the mentions that were read whole, of those found between two offsets of a text, in order."""
    if not found:
        return []
    neighbours = make_neighbours(language)
    formulas = [formula.span() for formula in _FORMULA.finditer(text, start, end)] if "\\" in text[start:end] else []
    ranges = [_ranged(text, first, second) for first, second in pairwise(found)]
    lists = _lists(text, found)
    inner = {at for run in lists for at in run}
    complete: list[bool] = []
    for at, mention in enumerate(found):
        last = found[at - 1] if at else None
        opens, closes = at < len(ranges) and ranges[at], at > 0 and ranges[at - 1]
        beside_last = last is not None and (_follows_year(text, last, mention) or _side_by_side(text, last, mention))
        beside_next = at + 1 < len(found) and (_side_by_side(text, mention, found[at + 1]) or _listed_days(text, mention, found[at + 1]))
        follows = closes or (at in inner and at - 1 in inner) or beside_last
        high = mention.end if opens or (at in inner and at + 1 in inner) or beside_next else end
        leftover = neighbours.has_leftover(text, mention, mention.start if follows else start, high)
        in_formula = any(first < mention.end and mention.start < second for first, second in formulas)
        year_of = last is not None and not complete[-1] and _is_year_of(text, last, mention)
        is_part = leftover or in_formula or year_of or (opens and closes)
        complete.append(mention.kind is Kind.CONTACT or not is_part)
    for run in lists:
        complete[run.start : run.stop] = [all(complete[run.start : run.stop])] * len(run)
    for at, ranged in enumerate(ranges):
        if ranged:
            complete[at] = complete[at + 1] = complete[at] and complete[at + 1]
    return [mention for mention, is_complete in zip(found, complete, strict=True) if is_complete]


def _lists(text: str, found: Sequence[Mention]) -> list[range]:
    """Return the indices of the numbers of each list that is set with commas alone (rooms 12,14,18): three and more in a row."""
    lists, first = [], 0
    for at in range(1, len(found) + 1):
        joined = at < len(found) and found[at].kind is found[at - 1].kind is Kind.COUNT and text[found[at - 1].end : found[at].start] == ","
        if not joined:
            lists += [range(first, at)] if at - first >= _LIST else []
            first = at
    return lists


def _ranged(text: str, first: Mention, second: Mention) -> bool:
    """Return whether a dash alone parts two mentions of one kind, as it parts the ends of a range."""
    return first.kind is second.kind and _DASHED.fullmatch(text, first.end, second.start) is not None


def _follows_year(text: str, first: Mention, second: Mention) -> bool:
    """Return whether a quantity stands right behind a date with its year (in 2019 450 people)."""
    last = get_end_dates(first)[1] if first.kind in DATES else None
    return last is not None and last.year is not None and _GAP.fullmatch(text, first.end, second.start) is not None


def _listed_days(text: str, first: Mention, second: Mention) -> bool:
    """Return whether a comma alone parts two days of one month, of which the first does not name it (the 3, 10 and 17 May)."""
    left, right = first.value, second.value
    if not isinstance(left, Calendar) or not isinstance(right, Calendar) or left.day is None or right.day is None:
        return False
    return left.month == right.month and _LISTED.fullmatch(text, first.end, second.start) is not None


def _side_by_side(text: str, first: Mention, second: Mention) -> bool:
    """Return whether two sums that open with their signs stand side by side."""
    opened = text[first.start] in SIGN and text[second.start] in SIGN
    return opened and _GAP.fullmatch(text, first.end, second.start) is not None


def _is_year_of(text: str, first: Mention, second: Mention) -> bool:
    """Return whether a bare number stands where the year of a date would."""
    bare = isinstance(second.value, Count) and not second.value.noun
    return bare and first.kind is Kind.DATE and _BEFORE_YEAR.fullmatch(text, first.end, second.start) is not None
