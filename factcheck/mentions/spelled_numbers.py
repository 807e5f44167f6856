"""Numbers in words: the longest that words in a row spell, with their decimals, parts and scales."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from factcheck.languages.alternation import SPACE, alternation, hyphenated, plain, unhyphenated
from factcheck.languages.schema.language import Language
from factcheck.mentions.figures import Number
from factcheck.mentions.number_words import HUNDRED, TEN, THOUSAND, NumberWordSum, compile_number_words, compile_ranks, compile_share_link
from factcheck.runtime.regex import compiled

_HYPHEN = " - "
# A number in words has so many characters, at most.
_LONGEST = 240
# What ends a number in words.
_MARK = compiled(r"[^\w\s\u2010\u2011'\u2019-]")
# How far before a word for a decimal mark the determiner may start that makes a noun of it (at this point seventy percent).
_REACH = 12
# How far before a number a word may start that counts without a number.
_BEFORE = 20


class NumberWordFinder:
    """Finds the numbers in words of a language.

    `scale` is the pattern of a word that multiplies the number before it, `multipliers` its value by the word in lower case; `half` is the
    pattern of a part after a number (and a half), `parts` its value; `values` are those of all number words.
    """

    def __init__(self, language: Language) -> None:
        tables, money = language.quantities.numbers, language.quantities.money
        values = {**tables.words, **tables.hundreds, **tables.scales}
        self.values = {unhyphenated(word): value for word, value in values.items()}
        self._cents = cents = frozenset(money.cents)
        scales = {**{name: value for name, value in tables.hundreds.items() if name not in cents}, **tables.scales, **tables.groups}
        self.multipliers = {name.lower(): value for name, value in scales.items()}
        self.scale = compiled(rf"(?:\+{SPACE}|{SPACE}?-?|-)(?P<word>{alternation(scales)})(?!\w)", re.IGNORECASE)
        self.half = compiled(rf"(?:{SPACE}|-)(?P<part>{alternation(tables.parts_after)})(?!\w)", re.IGNORECASE)
        self.parts = {plain(phrase): part for phrase, part in (*tables.parts_after.items(), *tables.parts_before.items())}
        self._groups, self._singular = frozenset(tables.groups), tables.singular
        self._spelled, self._ranked = compile_number_words(language), compile_ranks(language)
        words = rf"{hyphenated(self.values)}|{alternation(tables.joiners)}|{alternation(tables.articles)}"
        self._token = compiled(rf"(?:{words})(?!\w)", re.IGNORECASE)
        self._digit = compiled(rf"{self._token.pattern}|(?<!\w)(?:{alternation(tables.zeros)})(?!\w)", re.IGNORECASE)
        self._of_share = compiled(compile_share_link(language), re.IGNORECASE)
        one = alternation([*tables.articles, *tables.singular])
        self._of = compiled(rf"(?:{SPACE}(?:{alternation(money.linkers)}))?(?:(?:{SPACE}|(?<=['\u2019]))(?:{one}))?")
        reference = language.grammar.reference
        before_nouns = (*reference.determiners, *reference.demonstratives, *reference.possessives, *language.grammar.names.articles)
        self._noun_before = compiled(rf"(?<!\w)(?:{alternation(before_nouns)}){SPACE}?\Z", re.IGNORECASE)
        hundreds = alternation(word for word, value in tables.hundreds.items() if value == HUNDRED and word not in cents)
        self._set_off = compiled(rf",{SPACE}(?=(?:{hyphenated(values)}){SPACE}(?:{hundreds})(?!\w))", re.IGNORECASE)
        self._vague = compiled(rf"(?<!\w)(?:{alternation(tables.vague)}){SPACE}\Z", re.IGNORECASE)
        self._large = frozenset(plain(word) for word in (*tables.hundreds, *tables.scales, *tables.groups))
        self._points = frozenset(word[0] for word in tables.points)
        digits = hyphenated([*tables.words, *tables.zeros])
        self._point = compiled(
            rf"{SPACE}(?:{alternation(tables.points)}){SPACE}(?P<rest>\d{{1,9}}(?![.,]?\d)|(?:{digits})(?:(?:{SPACE}|-)(?:{digits}))*)(?!\w)",
            re.IGNORECASE,
        )

    def find(self, text: str, folded: str, start: int, end: int) -> Iterator[Number]:
        """Return the numbers in words between two offsets, in order, without those that are ranks."""
        at = start
        while match := self._spelled.search(folded, at, end):
            number = self._started(text, match)
            number = self._after_comma(text, number) if number and number.value >= THOUSAND and number.value % THOUSAND == 0 else number
            at = max(number.end if number else match.end(), match.start() + 1)
            if number and (rank := self._ranked.match(text, number.end)):
                at = rank.end()
            elif number and not (number.start and text[number.start - 1].isdigit()) and not self._is_vague(text, number):
                yield number

    def _is_vague(self, text: str, number: Number) -> bool:
        """Return whether a word that says no number counts the hundreds or thousands that open a number (several hundred)."""
        opening = plain(text[number.start : number.end].split()[0])
        return opening in self._large and self._vague.search(text, max(0, number.start - _BEFORE), number.start) is not None

    def _after_comma(self, text: str, number: Number) -> Number:
        """Return thousands with the hundreds that a comma sets off (one thousand, two hundred and five)."""
        comma = self._set_off.match(text, number.end)
        more = self.parse(text, comma.end(), len(text)) if comma else None
        if more is None or not HUNDRED <= more.value < THOUSAND or self._set_off.match(text, more.end):
            return number
        return Number(number.start, more.end, number.value + more.value, Decimal(1), words=True)

    def _started(self, text: str, match: re.Match[str]) -> Number | None:
        """Return the number that words in a row spell, by what opens them: a part, a decimal mark, a word that makes it negative, or a number."""
        if match["half"]:
            return self._lone_half(text, match)
        if match["point"] and self._noun_before.search(text, max(0, match.start() - _REACH), match.start()):
            return self.parse(text, match.start("rest") + 1, match.end())
        if match["point"]:
            return self._fraction(Number(match.start(), match.end(), Decimal(0), Decimal(1), words=True), match["rest"], match.end())
        if match["minus"] or match["zero"]:
            number = self.parse(text, match.start("one" if match["minus"] else "zero"), match.end())
            return number and replace(number, singular=False)
        return self.parse(text, match.start(), match.end())

    def _lone_half(self, text: str, match: re.Match[str]) -> Number:
        part = self.parts[unhyphenated(match["half"])]
        half = Number(match.start(), match.end("half"), part, part, words=True)
        if shared := self._of_share.match(text, half.end):
            return replace(half, end=shared.end())
        linked = self._of.match(text, match.end("half"))
        scale = self.scale.match(text, linked.end() if linked else match.end("half"))
        return half.multiplied(self.multipliers[plain(scale["word"])], scale.end()) if scale else half

    def parse(self, text: str, start: int, stop: int) -> Number | None:
        """Return the longest number that the words from `start` on spell, before a mark."""
        sums, mark = NumberWordSum(), _MARK.search(text, start, min(stop, start + _LONGEST))
        end = at = start
        stop, spaced = min(stop, len(text), mark.start() if mark else stop), False
        while at < stop and (token := self._token.match(text, at, stop)):
            word = unhyphenated(token[0])
            value = self.values.get(word)
            if value is not None and ((word in self._cents and self._counts_cents(text, sums, token, stop)) or not sums.add(value, spaced)):
                break
            end = token.end() if value is not None else end
            at = token.end() + 1
            while at < stop and text[at] == " ":
                at += 1
            spaced = text.startswith(_HYPHEN, token.end())
            at = token.end() + len(_HYPHEN) if spaced else at
        if not sums.words:
            return None
        singular = sums.words == 1 and plain(text[start:end]) in self._singular
        number = Number(start, end, Decimal(sums.value), Decimal(sums.scale), sums.scale if sums.scale > THOUSAND else 1, True, singular)
        return (
            self.with_decimals(text, self.with_half(text, number))
            if number.scale > 1
            else self._followed(text, self.with_decimals(text, number))
        )

    def _counts_cents(self, text: str, sums: NumberWordSum, token: re.Match[str], stop: int) -> bool:
        """Return whether a word that means both a hundred and a coin is the coin: after ten and more, with no other number word tied to it."""
        if sums.current < TEN or text[token.start() - 1] == "-":
            return False
        following = self._token.match(text, token.end() + 1, stop)
        return not (following and unhyphenated(following[0]) in self.values and TEN < sums.current < 2 * TEN)

    def _followed(self, text: str, number: Number) -> Number:
        """« deux et demi millions », "two and a half million", "two point two million"."""
        half = self.half.match(text, number.end)
        scale = self.scale.match(text, half.end() if half else number.end)
        if half:
            part = self.parts[plain(half["part"])]
            number = Number(number.start, half.end(), number.value + part, part, words=True)
        multiplied = scale is not None and (number.step < 1 or plain(scale["word"]) in self._groups)
        return number.multiplied(self.multipliers[plain(scale["word"])], scale.end()) if scale and multiplied else number

    def with_half(self, text: str, number: Number) -> Number:
        """Return a number with a scale and the part of it that follows (two million and a half)."""
        half = self.half.match(text, number.end)
        if not half or number.scale == 1:
            return number
        part = number.scale * self.parts[plain(half["part"])]
        return Number(number.start, half.end(), number.value + part, part, number.scale, number.words)

    def with_decimals(self, text: str, number: Number) -> Number:
        """Return a number with the decimals that follow it in words (three point two)."""
        if text[number.end + 1 : number.end + 2].lower() not in self._points:
            return number
        found = self._point.match(text, number.end)
        return self._fraction(number, found["rest"], found.end()) if found else number

    def _fraction(self, number: Number, rest: str, end: int) -> Number:
        """Return a whole number in words with its decimals."""
        digits, sums = "", NumberWordSum()
        if rest.isdigit():
            step = Decimal(1).scaleb(-len(rest))
            return Number(number.start, end, number.value + Decimal(rest) * step, step, words=True)
        for token in self._digit.finditer(rest):
            value = self.values.get(unhyphenated(token[0]), 0)
            if not sums.add(value):
                digits, sums = digits + str(sums.value), NumberWordSum()
                sums.add(value)
        digits += str(sums.value)
        step = Decimal(1).scaleb(-len(digits))
        return Number(number.start, end, number.value + Decimal(digits) * step, step, words=True)
