"""What may stand beside a quantity, and what shows that only a part of it was read."""

from __future__ import annotations

from functools import cache

from factcheck.languages.alternation import SPACE, alternation, hyphenated
from factcheck.languages.common_words import common_words
from factcheck.languages.schema.language import Language
from factcheck.model import DATES, Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Grain

BLANK = "[ \t\u00a0\u202f\u2009\u2007]"
_MARKS = "%‰$€£¥₹₽₩¢°^+~=<>≤≥≈×÷±#@&\\\\_⁰¹²³⁴⁵⁶⁷⁸⁹⁻½¼¾⅓⅔⅛⅜⅝⅞"
# A plus behind a figure: so many and more.
PLUS = compiled(r"(?<=[^\W_])\+(?![\w+])|(?<=%)\+(?![\w+])")
DASH = "-–—−\u2010\u2011"
# What follows a quantity at once and belongs to it, so that it was read in part.
_GLUED_AFTER = compiled(rf"[^\W_]|[{_MARKS}]|[.,'’:/]\d|[{DASH}]\d|[{DASH}]{BLANK}?[$€£¥]")
_GLUED_BEFORE = compiled(rf"(?:[^\W_]|[{_MARKS}]|\d[.,'’:]|\w/|[^\W\d_]\.|\d[{DASH}])\Z")
# … within so many characters.
_GLUED = 2
_DIGIT_AFTER = compiled(rf"{BLANK}+(?=\d)|{BLANK}*(?=[‰°×÷±^⁰-⁹¹²³½¼¾⅓⅔⅛⅜⅝⅞])")
SIGN = "[$€£¥₹₽₩¢]"
_SIGN_AFTER = compiled(rf"{BLANK}*{SIGN}")
_SUM_AFTER = compiled(rf"{BLANK}+{SIGN}{BLANK}?\d")
_SIGN_BETWEEN = compiled(rf"\d{BLANK}?\Z")
_FIGURE_AFTER = compiled(rf"{BLANK}?\d")
# A group of thousands set off by a space or a line's end, which no number of a list begins like.
_GROUP_AFTER = compiled(r"[.,]?\s{1,2}0\d\d(?!\d)|\s?[.,]\d")
_GROUP_BEFORE = compiled(r"(?<!\d)\d{1,3}\s?[.,]?\n\Z")
_GROUP = compiled(r"\d{3}(?!\d)")
_NOUGHT = compiled(r"0\d")
# A unit with an exponent, and the year of a date whose month was not read.
_POWER_AFTER = compiled(rf"{BLANK}?[^\W\d_]{{1,3}}[⁻⁰-⁹¹²³]")
_YEAR_AFTER = compiled(rf",?{BLANK}+(?:1[6-9]|20)\d\d")
_DIGIT_BEFORE = compiled(rf"\d{BLANK}+\Z")
# Where a year may stand behind a day and a month: figures that are not a year were intended as one; a quantity that stands there was not.
_YEAR_PLACE = r"\d{4,}(?!\d)|\d{1,3}(?!\d)"
_FIGURES = rf"\d{{1,3}}(?:(?:{BLANK}|[.,])\d{{3}})*(?:[.,]\d+)?"
_DAY_BEFORE = compiled(rf"(?:[A-Z]|\d[^\W\d_])[^\W\d_]*\.?{BLANK}+\d{{1,2}}[^\W\d_]{{0,2}},{BLANK}+\Z")
# Digits that may be the day of the month behind them; a year with a comma ends another date (in May 2010, June 2011).
_BEFORE_MONTH, _YEAR_SET_OFF = compiled(rf"\d[^\W_]{{0,3}}[.,]?{BLANK}+\Z"), compiled(rf"(?<!\w)(?:1[6-9]|20)\d\d,{BLANK}+\Z")
_TIME = compiled(r"T\d\d:?\d\d")
_REACH = 24
# What begins with a scale's name of so many letters is that name with something glued to it.
_LONG = 5
# A word that begins with so many letters of a scale, and is none of the common words, may be intended as it.
_STEM = 3


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
        between = rf"(?:{aside}|[^\w\n.;:!?)]){{0,6}}(?:(?i:{opening}){BLANK})?"
        self._scale_after = compiled(
            rf"{between}(?:(?i:{long}|(?:{alternation(scales)})(?![^\W\d]))"
            rf"|(?<=[\s(\[])(?:{cased})(?:(?![\w.'’-])|(?:{signed})))"
        )
        stems = alternation({word[:_STEM] for word in numbers.scales if len(word) >= _LONG})
        self._misspelt_scale = compiled(rf"{BLANK}(?P<word>(?i:{stems})[^\W\d_]*)")
        self._code = language.code
        self._scale_before = compiled(rf"(?<!\w)(?i:{alternation([*scales, *numbers.scales])}){BLANK}+\Z")
        self._region_after = compiled(rf"{BLANK}?(?:{alternation(money.regions)})(?!\w)")
        times = language.quantities.times
        clock = rf"{BLANK}?(?:{alternation(times.hours)})(?![^\W\d_])|:\d\d(?!\d)"
        quantity = rf"{_FIGURES}(?:{BLANK}+[^\W\d_]|{BLANK}*[%$€£]|{clock})"
        self._year_place = compiled(rf",?{BLANK}+['’]?(?!{quantity})(?:{_YEAR_PLACE})|{BLANK}?['’]\d")
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

    def has_leftover(self, text: str, mention: Mention, start: int, end: int) -> bool:
        """Return whether something at the side of a quantity belongs to it and was not read."""
        if mention.kind in DATES:
            return self._beside_date(text, mention, start, end)
        return self._after(text, mention, end) or self._before(text, mention, start)

    def _after(self, text: str, mention: Mention, end: int) -> bool:
        """Return whether what stands right after a quantity belongs to it."""
        if _glued_after(text, mention, end) or self._region(text, mention, end):
            return True
        return self._figure_after(text, mention, end) or self._unit_after(text, mention, end) or self._words_after(text, mention, end)

    def _figure_after(self, text: str, mention: Mention, end: int) -> bool:
        """Return whether more digits follow a quantity that ends in a digit, a scale or a sign."""
        at, last = mention.end, text[mention.end - 1]
        if (last.isdigit() or self._scaled.search(text, max(mention.start, at - _REACH), at)) and _DIGIT_AFTER.match(text, at, end):
            return True
        if last.isdigit() and _GROUP_AFTER.match(text, at, end):
            return True
        return last in SIGN and _FIGURE_AFTER.match(text, at, end) is not None

    def _unit_after(self, text: str, mention: Mention, end: int) -> bool:
        """Return whether a sign, a power, the year of a date or a misspelt scale follows a quantity."""
        at = mention.end
        if _POWER_AFTER.match(text, at, end) or (_SIGN_AFTER.match(text, at, end) and not _opens_sum(text, mention, end)):
            return True
        if mention.kind is Kind.COUNT and _YEAR_AFTER.match(text, at, end):
            return True
        return mention.kind is Kind.AMOUNT and text[at - 1].isdigit() and self._misspells(text, at, end)

    def _words_after(self, text: str, mention: Mention, end: int) -> bool:
        """Return whether a scale, decimals in words or another number word follows a quantity."""
        at = mention.end
        if self._scale_after.match(text, at, end) or self._point_after.match(text, at, end):
            return True
        in_words = text[at - 1].isalpha() and self._word.search(text, mention.start, at) is not None
        return in_words and self._word_after.match(text, at, end) is not None

    def _misspells(self, text: str, at: int, end: int) -> bool:
        """Return whether an uncommon word that begins like a scale follows a sum: a scale that is written wrongly."""
        found = self._misspelt_scale.match(text, at, end)
        return found is not None and found["word"].lower() not in common_words(self._code)

    def _region(self, text: str, mention: Mention, end: int) -> bool:
        """Return whether a country's letters follow a sum whose sign alone could be several currencies."""
        sum_of_any = isinstance(mention.value, Amount) and mention.value.currency is None
        return sum_of_any and self._region_after.match(text, mention.end, end) is not None

    def _before(self, text: str, mention: Mention, start: int) -> bool:
        low = max(start, mention.start - _REACH)
        before = text[low : mention.start]
        if _GLUED_BEFORE.search(before[-_GLUED:]) and not _signed(before):
            return True
        if _NOUGHT.match(text, mention.start) or (_GROUP.match(text, mention.start) and _GROUP_BEFORE.search(before)):
            return True
        if mention.kind is Kind.DURATION and self._length_before.search(before):
            return True
        if text[mention.start] in SIGN and _SIGN_BETWEEN.search(before):
            return True
        return text[mention.start].isdigit() and (_DIGIT_BEFORE.search(before) or self._scale_before.search(before)) is not None

    def _beside_date(self, text: str, mention: Mention, start: int, end: int) -> bool:
        """Return whether digits beside a date are of its day or its year."""
        if _glued_after(text, mention, end):
            return True
        before = text[max(start, mention.start - _REACH) : mention.start]
        first, last = get_end_dates(mention)
        if last is not None and last.year is None and self._year_place.match(text, mention.end, end):
            return True
        if first is not None and first.grain is Grain.MONTH and text[mention.start].isalpha() and _follows_day(before):
            return True
        if first is not None and first.grain is Grain.YEAR and _DAY_BEFORE.search(before):
            return True
        return _GLUED_BEFORE.search(before[-_GLUED:]) is not None or (
            text[mention.start].isdigit() and _DIGIT_BEFORE.search(before) is not None
        )


def get_end_dates(mention: Mention) -> tuple[Calendar | None, Calendar | None]:
    """Return the first and the last date of a date or an interval."""
    value = mention.value
    if isinstance(value, Calendar):
        return value, value
    first, last = getattr(value, "first", None), getattr(value, "last", None)
    return first if isinstance(first, Calendar) else None, last if isinstance(last, Calendar) else None


def _glued_after(text: str, mention: Mention, end: int) -> bool:
    found = _GLUED_AFTER.match(text, mention.end, end)
    if found is None or PLUS.match(text, mention.end, end):
        return False
    if text[mention.end].isalpha() and not text[mention.end - 1].isalnum():
        return text[mention.end - 1] != "%" or text[mention.end].isupper()
    return not (mention.kind is Kind.DATE and _TIME.match(text, mention.end, end))


def _opens_sum(text: str, mention: Mention, end: int) -> bool:
    """Return whether the sign behind a length of time or a share opens the sum that follows (a 10-year $5 million plan)."""
    return mention.kind in (Kind.DURATION, Kind.PERCENT) and _SUM_AFTER.match(text, mention.end, end) is not None


def _follows_day(before: str) -> bool:
    """Return whether the words before a month end in what may be its day."""
    return _BEFORE_MONTH.search(before) is not None and _YEAR_SET_OFF.search(before) is None


def _signed(before: str) -> bool:
    """Return whether a lone plus sign stands before a quantity."""
    return before.endswith("+") and (len(before) == 1 or before[-2] in " \u00a0(\t")


@cache
def make_neighbours(language: Language) -> Neighbours:
    """Return the neighbours of a language's quantities."""
    return Neighbours(language)
