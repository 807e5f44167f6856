"""Read numbers in words: the pattern of words that may form one, and its value."""

from __future__ import annotations

import re

from factcheck.languages.alternation import SPACE, alternation, hyphenated, opener
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

TEN, HUNDRED, THOUSAND = 10, 100, 1000
# Number words in a row that are read at once: more than any number has.
_MOST_WORDS = 24
# The first pair of digits of a year that is spoken in two pairs.
_CENTURIES = range(13, 21)


class NumberWordSum:
    """Number words added up, as long as each may follow the one before."""

    def __init__(self) -> None:
        self.total = self.current = self.words = 0
        self.last = 0
        self.scale = 1

    @property
    def value(self) -> int:
        """The sum so far."""
        return self.total + self.current

    def add(self, value: int, spaced: bool = False) -> bool:
        """Takes the next word's value; False where it belongs to another number. After a `spaced` hyphen only units may follow tens."""
        if spaced and not (TEN < self.last < HUNDRED and self.last % TEN == 0 and 0 < value < TEN):
            return False
        if value >= THOUSAND:
            self._multiply(value)
        elif value == HUNDRED:
            if self.current >= HUNDRED:
                return False
            self.current = (self.current or 1) * HUNDRED
            self.scale = 1
        elif self._years(value):
            self.current = self.current * HUNDRED + value
        elif not self._fits(value):
            return False
        else:
            self.current += value
            self.scale = 1
        self.last = value
        self.words += 1
        return True

    def _multiply(self, value: int) -> None:
        if self.current or not self.total:
            self.total += (self.current or 1) * value
        else:
            self.total *= value
        self.current, self.scale = 0, value if value > THOUSAND else 1

    def _years(self, value: int) -> bool:
        """Return whether a second pair of digits follows the first, as years are spoken (nineteen seventy-three)."""
        return not self.total and self.current in _CENTURIES and TEN <= value < HUNDRED and self.words == 1

    def _fits(self, value: int) -> bool:
        if not self.words or self.last >= HUNDRED:
            return True
        return (self.last >= 20 and 0 < value < 20) or (self.last == 10 and 7 <= value <= 9)


def compile_number_words(language: Language) -> re.Pattern[str]:
    """Number words in a row, of a folded text; a word for one, or an article, only before what it can count."""
    tables = language.quantities.numbers
    words = {**tables.words, **tables.hundreds}
    units = alternation(
        [
            *language.quantities.times.units,
            *language.quantities.money.words,
            *language.quantities.money.cents,
            *language.quantities.shares.marks,
            *tables.points,
        ]
    )
    plural = hyphenated([word for word in words if word not in tables.articles and word not in tables.singular])
    word = rf"(?:{hyphenated([each for each in (*words, *tables.scales) if each not in tables.articles])})"
    joined = rf"(?:{SPACE}{{1,3}}(?:-{SPACE})?|-|(?:{SPACE}{{1,2}}|-)(?:{alternation(tables.joiners)})(?:{SPACE}{{1,2}}|-))"
    single = rf"(?:{hyphenated(tables.singular)})(?=(?:{SPACE}\(\d{{1,3}}\))?(?:{SPACE}|-)(?:{word}|{units}|(?:{alternation(tables.parts_after)}))(?!\w))"
    article = (
        rf"(?:{hyphenated(tables.articles)}){SPACE}(?={hyphenated([*tables.hundreds, *tables.scales])}){word}"
        if tables.articles
        else "(?!)"
    )
    one = alternation([*tables.articles, *tables.singular])
    linked = rf"(?:{SPACE}(?:{alternation(language.quantities.money.linkers)}))?(?:(?:{SPACE}|(?<=['\u2019]))(?:{one}))?"
    half = rf"(?P<half>{hyphenated(tables.parts_before)})(?={linked}(?:{SPACE}|-)(?:{alternation([*tables.hundreds, *tables.scales, *tables.groups, *language.quantities.times.units])})(?!\w)|{compile_share_link(language)})"
    digits = hyphenated([*(word for word, value in tables.words.items() if value < TEN and word not in tables.articles), *tables.zeros])
    negative = rf"(?P<minus>{alternation(tables.negatives)}){SPACE}(?P<one>{hyphenated(tables.singular)})(?!\w|{SPACE}(?!(?:{alternation(language.quantities.nouns_end)})(?!\w))[^\W\d_])"
    pair = hyphenated([each for each, value in words.items() if TEN <= value < HUNDRED])
    shared = rf"{SPACE}(?:{pair})(?:(?:-|{SPACE})(?:{pair}|{digits})){{0,2}}(?={SPACE}?(?:{alternation(language.quantities.shares.marks)})(?!\w))"
    fraction = rf"(?P<point>{alternation(tables.points)})(?P<rest>(?:{SPACE}(?:{digits})){{2,}}|{shared})(?!\w)"
    opened = opener([*words, *tables.singular, *tables.articles, *tables.parts_before, *tables.points, *tables.negatives])
    return compiled(
        rf"{opened}(?<![\w-])(?:{fraction}|{negative}|{half}|{_compile_zero(language)}|(?:{article}|(?:{single}|{plural})(?!\w))(?:{joined}{word}(?!\w)){{0,{_MOST_WORDS}}})"
    )


def _compile_zero(language: Language) -> str:
    """Return the pattern of a word for zero that opens a line or a range, and counts nothing (zero is too little, from zero to ten)."""
    tables = language.quantities
    zeros = hyphenated([word for word in tables.numbers.singular if not tables.numbers.words[word]])
    openers = "|".join(f"(?<={re.escape(word)} )" for word in tables.dates.spans if word.isalpha())
    return rf"(?:(?<![^\n])|{openers})(?P<zero>{zeros})(?!\w)(?=[,.;:]|{SPACE}*\Z|{SPACE}(?:{alternation(tables.nouns_end)})(?!\w))"


def compile_share_link(language: Language) -> str:
    """Return what stands between a fraction and the mark of a share, whose hundredth it is a part of (a quarter of one percent)."""
    tables = language.quantities.numbers
    one = alternation([*tables.articles, *tables.singular])
    linked = rf"(?:{SPACE}(?:{alternation(language.quantities.money.linkers)}))?(?:{SPACE}(?:{one}|1))?"
    return rf"{linked}(?={SPACE}?(?:{alternation(language.quantities.shares.marks)})(?!\w))"


def compile_ranks(language: Language) -> re.Pattern[str]:
    """Return what makes the number words before it a rank (twenty-first, « cent cinquantième »); after a space, no word that is also a unit."""
    tables = language.quantities.numbers
    joined = rf"{SPACE}(?:(?:{alternation(tables.joiners)}){SPACE})?"
    spaced = alternation([word for word in tables.ranks if word not in language.quantities.times.units])
    return compiled(rf"(?:-(?:{alternation(tables.ranks)})|{joined}(?:{spaced}))(?!\w)", re.IGNORECASE)
