"""Decide which quantities were read as a whole: one with digits, letters, marks or a scale left over beside it is not read."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from factcheck.languages.alternation import SPACE, alternation, hyphenated
from factcheck.languages.common_words import common_words
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Count, Grain

_BLANK = "[ \t\u00a0\u202f\u2009\u2007]"
_MARKS = "%‰$€£¥₹₽₩¢°^+~=<>≤≥≈×÷±#@&\\\\_⁰¹²³⁴⁵⁶⁷⁸⁹⁻½¼¾⅓⅔⅛⅜⅝⅞"
_DASH = "-–—−\u2010\u2011"
# What follows a quantity at once and belongs to it, so that it was read in part.
_GLUED_AFTER = compiled(rf"[^\W_]|[{_MARKS}]|[.,'’:/]\d|[{_DASH}]\d|[{_DASH}]{_BLANK}?[$€£¥]")
_GLUED_BEFORE = compiled(rf"(?:[^\W_]|[{_MARKS}]|\d[.,'’:]|\w/|[^\W\d_]\.|\d[{_DASH}])\Z")
_DIGIT_AFTER = compiled(rf"{_BLANK}+(?=\d)|{_BLANK}*(?=[‰°×÷±^⁰-⁹¹²³½¼¾⅓⅔⅛⅜⅝⅞])")
_SIGN = "[$€£¥₹₽₩¢]"
_SIGN_AFTER = compiled(rf"{_BLANK}*{_SIGN}")
_SIGN_BETWEEN = compiled(rf"\d{_BLANK}?\Z")
_FIGURE_AFTER = compiled(rf"{_BLANK}?\d")
# A group of thousands set off by a space or a line's end, which no number of a list begins like.
_GROUP_AFTER = compiled(r"[.,]?\s{1,2}0\d\d(?!\d)|\s?[.,]\d")
_GROUP_BEFORE = compiled(r"(?<!\d)\d{1,3}\s?[.,]?\n\Z")
_GROUP = compiled(r"\d{3}(?!\d)")
_NOUGHT = compiled(r"0\d")
# A unit with an exponent, and the year of a date whose month was not read.
_POWER_AFTER = compiled(rf"{_BLANK}?[^\W\d_]{{1,3}}[⁻⁰-⁹¹²³]")
_YEAR_AFTER = compiled(rf",?{_BLANK}+(?:1[6-9]|20)\d\d")
_DIGIT_BEFORE = compiled(rf"\d{_BLANK}+\Z")
# Where a year may stand behind a day and a month: figures that are none were meant for one.
_YEAR_PLACE = compiled(rf",?{_BLANK}+['’]?(?:\d{{4,}}(?!\d)|\d{{1,3}}(?!\d)(?!{_BLANK}+[^\W\d_]))|{_BLANK}?['’]\d")
_BEFORE_YEAR = compiled(rf",?{_BLANK}+['’]?")
_DAY_BEFORE = compiled(rf"(?:[A-Z]|\d[^\W\d_])[^\W\d_]*\.?{_BLANK}+\d{{1,2}}[^\W\d_]{{0,2}},{_BLANK}+\Z")
_BEFORE_MONTH = compiled(rf"\d[^\W_]{{0,3}}[.,]?{_BLANK}+\Z")
_TIME = compiled(r"T\d\d:?\d\d")
_GAP = compiled(rf"{_BLANK}+")
_DASHED = compiled(rf"[{_DASH}]")
_FORMULA = compiled(r"\$[^$\n]{0,200}\\[a-zA-Z]+[^$\n]{0,200}\$|\\\([^\n]{0,200}?\\\)")
_REACH = 24
_LIST = 3
# What begins with a scale's name of so many letters is that name with something glued to it.
_LONG = 5
# A word that begins with so many letters of a scale, and is none of the common words, may be meant for it.
_STEM = 3
_DATES = frozenset({Kind.DATE, Kind.INTERVAL})


class Neighbours:
    """What may stand beside the quantities of a language, and what shows that only a part of one was read."""

    def __init__(self, language: Language) -> None:
        numbers, money = language.quantities.numbers, language.quantities.money
        scales = [*numbers.hundreds, *numbers.scales, *numbers.groups, *numbers.unread_scales]
        cased = alternation([*numbers.letters, *numbers.spaced_multipliers, *numbers.suffix_multipliers])
        signed = alternation(sign for sign in money.signs if not sign[0].isalnum())
        words = [word for word in (*numbers.words, *numbers.hundreds) if word not in {*numbers.articles, *numbers.singular}]
        long = alternation(word for word in scales if len(word) >= _LONG)
        aside = r"\[[^\]\n]{0,12}\]|\([^)\n]{0,12}\)|\{[^}\n]{0,12}\}"
        opening = alternation(language.grammar.adverbials.at)
        between = rf"(?:{aside}|[^\w\n.;:!?)]){{0,6}}(?:(?i:{opening}){_BLANK})?"
        self._scale_after = compiled(
            rf"{between}(?:(?i:{long}|(?:{alternation(scales)})(?![^\W\d]))"
            rf"|(?<=[\s(\[])(?:{cased})(?:(?![\w.'’-])|(?:{signed})))"
        )
        stems = alternation({word[:_STEM] for word in numbers.scales if len(word) >= _LONG})
        self._misspelt_scale = compiled(rf"{_BLANK}(?P<word>(?i:{stems})[^\W\d_]*)")
        self._code = language.code
        self._scale_before = compiled(rf"(?<!\w)(?i:{alternation([*scales, *numbers.scales])}){_BLANK}+\Z")
        self._region_after = compiled(rf"{_BLANK}?(?:{alternation(money.regions)})(?!\w)")
        times = language.quantities.times
        opened = alternation([*times.articles, *numbers.singular])
        self._length_before = compiled(
            rf"(?<!\w)(?i:{opened}){SPACE}(?i:{alternation(times.units)}){SPACE}(?i:{alternation([*numbers.joiners, *times.added])}){SPACE}\Z"
        )
        self._word = compiled(rf"(?<!\w)(?i:{hyphenated(words)})\Z")
        self._word_after = compiled(
            rf"(?:{SPACE}|-)(?i:{hyphenated(words)})(?!\w)|{SPACE}(?i:{alternation(numbers.joiners)}){SPACE}(?i:{hyphenated(numbers.singular)})(?!\w)"
        )
        self._point_after = compiled(
            rf"{SPACE}(?i:{alternation(numbers.points)}){SPACE}(?:\d|(?i:{hyphenated([*words, *numbers.zeros])})(?!\w))"
        )
        self._scaled = compiled(rf"(?i:{alternation([*numbers.scales, *numbers.groups])})\Z")

    def leftover(self, text: str, mention: Mention, start: int, end: int) -> bool:
        """Whether something at the side of a quantity belongs to it and was not read."""
        if mention.kind in _DATES:
            return self._beside_date(text, mention, start, end)
        return self._after(text, mention, end) or self._before(text, mention, start)

    def _after(self, text: str, mention: Mention, end: int) -> bool:
        at = mention.end
        last = text[at - 1]
        if _glued_after(text, mention, end) or self._region(text, mention, end):
            return True
        if (last.isdigit() or self._scaled.search(text, max(mention.start, at - _REACH), at)) and _DIGIT_AFTER.match(text, at, end):
            return True
        if last.isdigit() and _GROUP_AFTER.match(text, at, end):
            return True
        if _SIGN_AFTER.match(text, at, end) or (text[at - 1] in _SIGN and _FIGURE_AFTER.match(text, at, end)):
            return True
        if _POWER_AFTER.match(text, at, end) or (mention.kind is Kind.COUNT and _YEAR_AFTER.match(text, at, end)):
            return True
        if mention.kind is Kind.AMOUNT and last.isdigit() and self._misspells(text, at, end):
            return True
        if self._scale_after.match(text, at, end) or self._point_after.match(text, at, end):
            return True
        return last.isalpha() and self._word.search(text, mention.start, at) is not None and bool(self._word_after.match(text, at, end))

    def _misspells(self, text: str, at: int, end: int) -> bool:
        """Whether an uncommon word that begins like a scale follows a sum: a scale that is written wrongly."""
        found = self._misspelt_scale.match(text, at, end)
        return found is not None and found["word"].lower() not in common_words(self._code)

    def _region(self, text: str, mention: Mention, end: int) -> bool:
        """Whether a country's letters follow a sum whose sign alone could be several currencies."""
        sum_of_any = isinstance(mention.value, Amount) and mention.value.currency is None
        return sum_of_any and self._region_after.match(text, mention.end, end) is not None

    def _before(self, text: str, mention: Mention, start: int) -> bool:
        low = max(start, mention.start - _REACH)
        before = text[low : mention.start]
        if _GLUED_BEFORE.search(before) and not _signed(before):
            return True
        if _NOUGHT.match(text, mention.start) or (_GROUP.match(text, mention.start) and _GROUP_BEFORE.search(before)):
            return True
        if mention.kind is Kind.DURATION and self._length_before.search(before):
            return True
        if text[mention.start] in _SIGN and _SIGN_BETWEEN.search(before):
            return True
        return text[mention.start].isdigit() and (_DIGIT_BEFORE.search(before) or self._scale_before.search(before)) is not None

    def _beside_date(self, text: str, mention: Mention, start: int, end: int) -> bool:
        """Whether digits beside a date are of its day or its year."""
        if _glued_after(text, mention, end):
            return True
        before = text[max(start, mention.start - _REACH) : mention.start]
        first, last = _ends(mention)
        if last is not None and last.year is None and _YEAR_PLACE.match(text, mention.end, end):
            return True
        if first is not None and first.grain is Grain.MONTH and text[mention.start].isalpha() and _BEFORE_MONTH.search(before):
            return True
        if first is not None and first.grain is Grain.YEAR and _DAY_BEFORE.search(before):
            return True
        return _GLUED_BEFORE.search(before) is not None or (text[mention.start].isdigit() and _DIGIT_BEFORE.search(before) is not None)


def _ends(mention: Mention) -> tuple[Calendar | None, Calendar | None]:
    """Return the first and the last date of a date or an interval."""
    value = mention.value
    if isinstance(value, Calendar):
        return value, value
    first, last = getattr(value, "first", None), getattr(value, "last", None)
    return first if isinstance(first, Calendar) else None, last if isinstance(last, Calendar) else None


def _glued_after(text: str, mention: Mention, end: int) -> bool:
    found = _GLUED_AFTER.match(text, mention.end, end)
    if found is None:
        return False
    if text[mention.end].isalpha() and not text[mention.end - 1].isalnum():
        return text[mention.end - 1] != "%" or text[mention.end].isupper()
    return not (mention.kind is Kind.DATE and _TIME.match(text, mention.end, end))


def _signed(before: str) -> bool:
    """Whether a lone plus sign stands before a quantity."""
    return before.endswith("+") and (len(before) == 1 or before[-2] in " \u00a0(\t")


def whole(text: str, found: Sequence[Mention], language: Language, start: int, end: int) -> list[Mention]:
    """Return the mentions that were read whole, of those found between two offsets of a text, in order."""
    if not found:
        return []
    beside = neighbours(language)
    formulas = [formula.span() for formula in _FORMULA.finditer(text, start, end)] if "\\" in text[start:end] else []
    ranges = [_ranged(text, first, second) for first, second in pairwise(found)]
    lists = _lists(text, found)
    inner = {at for run in lists for at in run}
    sound: list[bool] = []
    for at, mention in enumerate(found):
        last = found[at - 1] if at else None
        opens, closes = at < len(ranges) and ranges[at], at > 0 and ranges[at - 1]
        beside_last = last is not None and (_follows_year(text, last, mention) or _side_by_side(text, last, mention))
        beside_next = at + 1 < len(found) and _side_by_side(text, mention, found[at + 1])
        follows = closes or (at in inner and at - 1 in inner) or beside_last
        high = mention.end if opens or (at in inner and at + 1 in inner) or beside_next else end
        left_over = beside.leftover(text, mention, mention.start if follows else start, high)
        in_formula = any(first < mention.end and mention.start < second for first, second in formulas)
        year_of = last is not None and not sound[-1] and _is_year_of(text, last, mention)
        sound.append(mention.kind is Kind.CONTACT or not (left_over or in_formula or year_of or (opens and closes)))
    for run in lists:
        sound[run.start : run.stop] = [all(sound[run.start : run.stop])] * len(run)
    for at, ranged in enumerate(ranges):
        if ranged:
            sound[at] = sound[at + 1] = sound[at] and sound[at + 1]
    return [mention for mention, read in zip(found, sound, strict=True) if read]


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
    """Whether a dash alone parts two mentions of one kind, as it parts the ends of a range."""
    return first.kind is second.kind and _DASHED.fullmatch(text, first.end, second.start) is not None


def _follows_year(text: str, first: Mention, second: Mention) -> bool:
    """Whether a quantity stands right behind a date with its year (in 2019 450 people)."""
    last = _ends(first)[1] if first.kind in _DATES else None
    return last is not None and last.year is not None and _GAP.fullmatch(text, first.end, second.start) is not None


def _side_by_side(text: str, first: Mention, second: Mention) -> bool:
    """Whether two sums that open with their signs stand side by side."""
    opened = text[first.start] in _SIGN and text[second.start] in _SIGN
    return opened and _GAP.fullmatch(text, first.end, second.start) is not None


def _is_year_of(text: str, first: Mention, second: Mention) -> bool:
    """Whether a bare number stands where the year of a date would."""
    bare = isinstance(second.value, Count) and not second.value.noun
    return bare and first.kind is Kind.DATE and _BEFORE_YEAR.fullmatch(text, first.end, second.start) is not None


@cache
def neighbours(language: Language) -> Neighbours:
    """Return the neighbours of a language's quantities."""
    return Neighbours(language)
