"""Reads numbers: figures in either style, number words, scales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, distinctive_words, plain
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold
from factcheck.mentions.figures import FIGURE, Number, parse_figure, parse_fraction
from factcheck.mentions.number_words import HUNDRED, THOUSAND
from factcheck.mentions.spelled_numbers import NumberWordFinder
from factcheck.runtime.regex import compiled

_DIGITS = compiled(r"\d+")
_SIGNS = "-\u2212"
# A sign before a space, where nothing but a figure and letters for a scale make up a block, and these letters.
_SPACED_SIGNS, _LETTERS = ("- ", "\u2212 "), " kKM"
# How far back the word that makes a number negative, and the one before it, may start.
_REACH = 30
# A figure of more characters is no quantity of a note, and is not read.
_LONGEST = 40


class NumberFinder:
    """Finds the numbers of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.numbers
        self._spelled = NumberWordFinder(language)
        self._decimal = tables.decimal
        self._shared = compiled(rf"{SPACE}(?:{alternation(language.quantities.shares.wholes)})(?!\w)", re.IGNORECASE)
        self._negative = compiled(
            rf"(?:(?P<before>[^\W_]+|[^\s\w])[\s\u00a0]+)?(?<!\w)(?:{alternation(tables.negatives)}){SPACE}\Z", re.IGNORECASE
        )
        self._last = frozenset(letter for word in tables.negatives for letter in (word[-1].lower(), word[-1].upper()))
        self._positive = tables.not_negative
        joined = rf"(?:{SPACE}(?:{alternation(tables.joiners)}))?{SPACE}"
        self._more = compiled(rf"{joined}(?:(?P<figure>\d{{1,3}})(?![\d.,%]*[\d%])|(?=[^\W\d_]))", re.IGNORECASE)
        coins = [word for word, value in tables.hundreds.items() if value == HUNDRED and word in language.quantities.money.cents]
        self._hundred = compiled(rf"{SPACE}(?:{alternation(coins)})(?!\w)", re.IGNORECASE)
        self._opened = compiled(rf"(?:^|[^\w\s]){SPACE}*(?P<point>{alternation(tables.points)}){SPACE}\Z", re.IGNORECASE)
        self._pointing = frozenset(word[-1] for word in tables.points)
        self._alone = compiled(rf"{SPACE}*(?:[,;:!?]|\.{SPACE}|\.?\Z)")
        phrases = [*tables.words, *tables.hundreds, *tables.parts_before]
        self.words = distinctive_words(phrases, language.grammar.inflection.function_words) - {*tables.articles, *tables.singular}
        self.zeros = frozenset(word for word in tables.singular if not tables.words[word])
        self.singular, self.articles, self.scales = tables.singular, frozenset(tables.articles), frozenset(tables.scales)

    def find(self, text: str, start: int, end: int, spelled: str) -> list[Number]:
        """Return the numbers between two offsets, in order; those in words where `spelled`, the folded text, is not empty."""
        found = list(self._figures(text, start, end))
        if spelled:
            found += (self._signed(text, number, start) for number in self._spelled.find(text, spelled, start, end))
            found.sort(key=lambda number: (number.start, -number.end))
        return found

    def parse_whole(self, text: str) -> Number | None:
        """Return the number that a text is, from its first to its last character; None where it is none."""
        found = self.find(text, 0, len(text), fold(text))
        return found[0] if found and (found[0].start, found[0].end) == (0, len(text)) else None

    def _figures(self, text: str, start: int, end: int) -> Iterator[Number]:
        last = start
        for match in FIGURE.finditer(text, start, end):
            at, stop = match.span()
            if at < last or stop - at > _LONGEST:
                continue
            if match["list"]:
                yield from (Number(each.start(), each.end(), Decimal(each[0]), Decimal(1)) for each in _DIGITS.finditer(text, at, stop))
                continue
            if at and text[at - 1] in _SIGNS and (at < 2 or text[at - 2] in " \u00a0\n("):
                at -= 1
            elif at - start == len(_SPACED_SIGNS[0]) and text[start:at] in _SPACED_SIGNS and not text[stop:end].strip(_LETTERS):
                at = start
            scale = self._spelled.scale.match(text, stop, end)
            value, step, thousands = parse_figure(match[0], self._decimal, scaled=scale is not None)
            number = Number(at, stop, -value if at < match.start() else value, step, thousands=thousands)
            number = self._scaled(text, number, scale) if scale else self._mixed(text, number, end)
            last = number.end
            yield self._signed(text, self._pointed(text, number, start), start)

    def _mixed(self, text: str, number: Number, end: int) -> Number:
        """Return the number with the fraction that follows it, and then a scale (2½, « 2 1/2 », "3 and a half million")."""
        if number.step != 1 or number.thousands:
            return number
        number = self._spelled.with_decimals(text, number)
        part, stop = parse_fraction(text, number.end, end)
        if not part:
            half = self._spelled.half.match(text, number.end, end)
            if not half or self._shared.match(text, half.end()):
                return number
            part, stop = self._spelled.parts[plain(half["part"])], half.end()
        number = replace(number, end=stop, value=number.value + part, step=part)
        scale = self._spelled.scale.match(text, stop, end)
        return self._scaled(text, number, scale) if scale else number

    def _pointed(self, text: str, number: Number, start: int) -> Number:
        """Return the number as decimals, where it stands alone with the word for a decimal mark before it ("point 77")."""
        if number.start - start < 2 or text[number.start - 2] not in self._pointing or number.step != 1 or number.scale > 1:
            return number
        found = self._opened.search(text, max(start, number.start - _REACH), number.start)
        if not found or not self._alone.match(text, number.end):
            return number
        step = Decimal(1).scaleb(number.start - number.end)
        return Number(found.start("point"), number.end, number.value * step, step)

    def _signed(self, text: str, number: Number, start: int) -> Number:
        """Return the number with the word that makes it negative, if one stands before it (« moins cinq », not « au moins cinq »)."""
        if number.start - start < 2 or text[number.start - 2] not in self._last or number.value < 0:
            return number
        found = self._negative.search(text, max(start, number.start - _REACH), number.start)
        if not found:
            return number
        before = (found["before"] or "").lower()
        if before in self._positive or before[-1:].isdigit() or before in self._spelled.values:
            return number
        at = found.end("before") + 1 if found["before"] else found.start()
        while text[at].isspace():
            at += 1
        return replace(number, start=at, value=-number.value)

    def _scaled(self, text: str, number: Number, found: re.Match[str]) -> Number:
        number = number.multiplied(self._spelled.multipliers[plain(found["word"])], found.end())
        again = self._spelled.scale.match(text, number.end) if number.scale == HUNDRED else None
        if again and (scale := self._spelled.multipliers[plain(again["word"])]) > HUNDRED:
            number = replace(number.multiplied(scale, again.end()), scale=scale)
        return self._continued(text, self._spelled.with_half(text, number))

    def _continued(self, text: str, number: Number) -> Number:
        """Return the number with what follows its hundreds, thousands or millions (3 hundred and 21, 2 million 3 hundred thousand)."""
        if number.scale < HUNDRED or not (more := self._more.match(text, number.end)):
            return number
        rest = Number(more.start("figure"), more.end(), Decimal(more["figure"]), Decimal(1)) if more["figure"] else None
        scale = self._spelled.scale.match(text, rest.end) if rest else None
        if scale and self._spelled.multipliers[plain(scale["word"])] >= number.scale:
            return number
        if rest and number.scale == THOUSAND and (hundred := self._hundred.match(text, rest.end)):
            rest = self._continued(text, rest.multiplied(HUNDRED, hundred.end()))
        rest = self._scaled(text, rest, scale) if rest and scale else rest or self._spelled.parse(text, more.end(), more.end() + _REACH)
        if rest is None or not 0 < rest.value < number.scale or rest.value % 1 or self._spelled.scale.match(text, rest.end):
            return number
        if number.scale > THOUSAND and rest.value < (HUNDRED if rest.words or scale else number.scale):
            return number
        return Number(number.start, rest.end, number.value + rest.value, Decimal(1))


@cache
def make_number_finder(language: Language) -> NumberFinder:
    """Return the numerals of a language."""
    return NumberFinder(language)
