"""Reads amounts, shares, lengths of time and numbers of things: each number with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from functools import cache

from factcheck.languages.patterns import SPACE, alternation
from factcheck.languages.schema import Language
from factcheck.mentions.numbers import Number, numerals
from factcheck.model import Kind, Mention
from factcheck.values import Amount, Count, Duration, Percent

_NOUN = re.compile(r"[^\W\d_][\w'\u2019-]*")
_NOUN_WORDS = 3
_BEFORE = 14


class Measures:
    """Finds the measured quantities of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities
        money, numbers = tables.money, tables.numbers
        self._numerals = numerals(language)
        linked = rf"(?:(?:{alternation(money.linkers)}){SPACE}?)?"
        self._scaled = re.compile(rf"{SPACE}?(?P<sign>{alternation(money.scaled)})(?!\w)")
        self._sign = re.compile(rf"{SPACE}?-?(?P<sign>{alternation(money.signs)})(?!\w)")
        self._sign_before = re.compile(rf"(?<!\w)(?P<sign>{alternation(money.signs)}){SPACE}?\Z")
        self._word = re.compile(rf"(?:{SPACE}|-){linked}(?P<word>{alternation(money.words)})(?!\w)", re.IGNORECASE)
        self._signs, self._scales = money.signs, money.scaled
        self._words = {word.lower(): code for word, code in money.words.items()}
        self._cents = re.compile(rf"{SPACE}(?:{alternation(money.cents)})(?!\w)", re.IGNORECASE)
        self._percent = re.compile(rf"{SPACE}?(?:{alternation(tables.shares.marks)})(?!\w)", re.IGNORECASE)
        self._points = re.compile(rf"{SPACE}?(?:{alternation(tables.shares.points)})", re.IGNORECASE)
        self._units = {word.lower(): unit for word, unit in tables.times.units.items()}
        self._unit = re.compile(rf"(?:{SPACE}\(\d{{1,3}}\))?(?:{SPACE}|-)(?P<unit>{alternation(tables.times.units)})(?!\w)", re.IGNORECASE)
        self._half = re.compile(rf"{SPACE}(?:{alternation(numbers.halves)})(?!\w)", re.IGNORECASE)
        self._hour = re.compile(rf"{SPACE}?(?:{alternation(tables.times.hours)})(?!\w)|:\d\d")
        self._ordinal = re.compile(rf"\^?(?:{alternation(numbers.ordinals)})(?!\w)")
        self._references = numbers.references
        self._context = re.compile(rf"(?<!\w)(?:{alternation(word for word in money.context if word[0].isalnum())})(?!\w)|[$€£]", re.IGNORECASE)
        self._linker = re.compile(rf"{SPACE}(?:{alternation(money.linkers)})(?:{SPACE}|(?<=['\u2019]))(?=[^\W\d_])", re.IGNORECASE)
        self._connectors = re.compile(rf"{SPACE}?(?:,|[-–]|{alternation(' ' + word for found in tables.dates.spans.values() for word in found)}|{alternation(' ' + word for word in language.grammar.names.conjunctions)}){SPACE}?(?:{alternation(word + ' ' for word in tables.dates.spans if word and not word.endswith(chr(39)))})?", re.IGNORECASE)
        self._closing = re.compile(rf"[,.;:)]|{SPACE}(?:{alternation(language.grammar.names.conjunctions)})(?!\w)|\s*\Z", re.IGNORECASE)
        self._ends = tables.nouns_end

    def find(self, text: str, block: int, start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[Mention]:
        """The measured quantities between two offsets, outside the spans that are taken."""
        read = [
            (number, match)
            for match in self._numerals.pattern.finditer(text, start, end)
            if not any(left < match.end() and match.start() < right for left, right in taken)
            and (number := self._numerals.read(text, match, glued=False)) is not None
        ]
        found: list[Mention] = []
        at = -1
        for number, match in read:
            if number.start < at:
                continue
            mention = self._measure(text, number, match, block, start, end, found)
            if mention:
                found.append(mention)
                at = mention.end
        return self._shared(text, found)

    def _measure(
        self, text: str, number: Number, match: re.Match[str], block: int, start: int, end: int, found: Sequence[Mention]
    ) -> Mention | None:
        amount = self._amount(text, number, match, block, start)
        if amount:
            return amount
        if number.singular and number.scale == 1 and not self._unit.match(text, number.end):
            return None
        if self._points.match(text, number.end) or self._ordinal.match(text, number.end) or self._hour.match(text, number.end) and not self._unit.match(text, number.end):
            return None
        share = self._percent.match(text, number.end)
        if share:
            return Mention(Kind.PERCENT, number.start, share.end(), Percent(number.value, step=number.step), block)
        unit = self._unit.match(text, number.end)
        if unit:
            half = self._half.match(text, unit.end())
            value = number.value + Decimal("0.5") if half else number.value
            stop = half.end() if half else unit.end()
            return Mention(Kind.DURATION, number.start, stop, Duration(value, self._units[unit["unit"].lower()], step=number.step), block)
        if self._numbered(text, number, start):
            return None
        if number.scale > 1 and self._monetary(text, number, start, end, found):
            return Mention(Kind.AMOUNT, number.start, number.end, Amount(number.value, None, step=number.step), block)
        elided = self._elided(text, number, found, end)
        if elided:
            return elided
        return self._count(text, number, block, end)

    def _amount(self, text: str, number: Number, match: re.Match[str], block: int, start: int) -> Mention | None:
        opening = self._sign_before.search(text, max(start, number.start - 6), number.start)
        if opening:
            glued = self._numerals.read(text, match, glued=True) or number
            code = self._signs[opening["sign"]]
            closing = self._word.match(text, glued.end)
            if closing:
                return self._money(opening.start(), closing.end(), glued, self._words[_plain(closing["word"])] or code, block)
            return self._money(opening.start(), glued.end, glued, code, block)
        if number.singular and number.scale == 1:
            return None
        scaled = self._scaled.match(text, number.end)
        if scaled:
            scale = self._scales[scaled["sign"]]
            value = Number(number.start, scaled.end(), number.value * scale, number.step * scale, scale)
            return self._money(number.start, scaled.end(), value, "", block)
        for pattern, codes, group in ((self._sign, self._signs, "sign"), (self._word, self._words, "word")):
            closing = pattern.match(text, number.end)
            if closing:
                name = closing[group] if group == "sign" else _plain(closing[group])
                code = codes.get(name) or codes.get(re.sub(SPACE, " ", name), "")
                return self._money(number.start, closing.end(), number, code, block)
        cents = self._cents.match(text, number.end)
        if cents:
            value = Number(number.start, cents.end(), number.value / 100, number.step / 100)
            return self._money(number.start, cents.end(), value, "", block)
        return None

    @staticmethod
    def _money(start: int, end: int, number: Number, code: str, block: int) -> Mention:
        return Mention(Kind.AMOUNT, start, end, Amount(number.value, code or None, step=number.step), block)

    def _numbered(self, text: str, number: Number, start: int) -> bool:
        """Whether the number only numbers something: an article, a page, an item of a list, a code."""
        if number.words or number.scale > 1:
            return False
        before = text[max(start, number.start - _BEFORE) : number.start]
        if not before.strip() and re.match(r"[.)]\s", text[number.end : number.end + 2]):
            return True
        if re.match(r"[/_@#]|-\w|\.\d|[^\W\d_]", text[number.end : number.end + 2]) or before[-1:] in "/#_-.–" and before[-1:]:
            return True
        word = re.search(r"([^\W\d_]+)\.?[\s\u00a0\u202f]*\Z", before)
        if word and word[1].isupper() and len(word[1]) > 1:
            return True
        return bool(word) and word[1].lower() in self._references if word else before[-2:].strip() in ("n°", "№")

    def _monetary(self, text: str, number: Number, start: int, end: int, found: Sequence[Mention]) -> bool:
        """Whether a bare scale is money: no noun of its own follows it, and money is spoken of."""
        after = self._linker.match(text, number.end)
        if after:
            noun = _NOUN.match(text, after.end())
            if noun and noun[0].lower() not in self._ends:
                return False
        following = re.match(rf"{SPACE}([^\W\d_]+)", text[number.end : min(end, number.end + 30)])
        if following and not after and following[1].islower() and following[1] not in self._ends:
            return False
        return bool(self._context.search(text, max(start, number.start - 160), min(end, number.end + 80))) or any(
            mention.kind is Kind.AMOUNT for mention in found
        )

    def _elided(self, text: str, number: Number, found: Sequence[Mention], end: int) -> Mention | None:
        """A bare decimal after an amount: it shares its scale and its currency (14,9 millions … et le Québec, 12,05)."""
        last = next((mention for mention in reversed(found) if mention.kind is Kind.AMOUNT), None)
        if last is None or number.words or number.scale > 1 or number.step >= 1 or number.start - last.end > 120:
            return None
        value = last.value
        if not isinstance(value, Amount) or not self._closing.match(text, number.end, end) or "\n" in text[last.end : number.start]:
            return None
        scale = _scale_of(text[last.start : last.end], value)
        return Mention(Kind.AMOUNT, number.start, number.end, Amount(number.value * scale, value.currency, step=number.step * scale), last.block)

    def _count(self, text: str, number: Number, block: int, end: int) -> Mention | None:
        noun = self._noun(text, number.end, end)
        if number.step < 1 and not noun:
            return None
        return Mention(Kind.COUNT, number.start, number.end, Count(number.value, noun, step=number.step), block)

    def _noun(self, text: str, at: int, end: int) -> str:
        words: list[str] = []
        linker = self._linker.match(text, at)
        at = linker.end() - 1 if linker and text[linker.end() - 1].isspace() else at
        while len(words) < _NOUN_WORDS and at < end and text[at] in " \u00a0\u202f\n-":
            match = _NOUN.match(text, at + 1)
            if not match or match[0].lower() in self._ends or match.end() > end:
                break
            words.append(match[0])
            at = match.end()
        return " ".join(words)

    def _shared(self, text: str, found: Sequence[Mention]) -> list[Mention]:
        """Bare numbers that stand in one list or range with an amount take its scale and its currency (de 3 à 5 M$, $3 and $5 million)."""
        kept = list(found)
        for at in range(len(kept) - 2, -1, -1):
            first, second = kept[at], kept[at + 1]
            value, unit = first.value, second.value
            if not self._connectors.fullmatch(text[first.end : second.start]):
                continue
            if isinstance(value, Count) and not value.noun and isinstance(unit, Amount | Percent):
                kept[at] = self._like(first, value, second, text)
            elif isinstance(value, Amount) and isinstance(unit, Amount) and value.value < 1000 <= unit.value:
                scale = _scale_of(text[second.start : second.end], unit)
                if scale > 1 and value.value * scale <= unit.value * 10:
                    kept[at] = Mention(Kind.AMOUNT, first.start, first.end, Amount(value.value * scale, value.currency or unit.currency, step=value.step * scale), first.block)
        return kept

    @staticmethod
    def _like(first: Mention, value: Count, second: Mention, text: str) -> Mention:
        unit = second.value
        if isinstance(unit, Percent):
            return Mention(Kind.PERCENT, first.start, first.end, Percent(value.value, step=value.step), first.block)
        assert isinstance(unit, Amount)
        scale = _scale_of(text[second.start : second.end], unit) if value.value < 1000 else Decimal(1)
        return Mention(Kind.AMOUNT, first.start, first.end, Amount(value.value * scale, unit.currency, step=value.step * scale), first.block)


def _scale_of(written: str, value: Amount) -> Decimal:
    """The scale with which an amount is written: what its figure must be multiplied by."""
    figures = re.search(r"\d(?:[\d\u00a0\u202f ]*\d)?(?:[.,]\d+)?", written)
    if not figures:
        return Decimal(1)
    plain = re.sub(r"[\s\u00a0\u202f]", "", figures[0]).replace(",", ".")
    try:
        figure = Decimal(plain)
    except ArithmeticError:
        return Decimal(1)
    for scale in (1000, 10**6, 10**9, 10**12):
        if figure * scale == value.value:
            return Decimal(scale)
    return Decimal(1)


def _plain(word: str) -> str:
    return re.sub(SPACE, " ", word).lower()


@cache
def measures(language: Language) -> Measures:
    """The measures of a language."""
    return Measures(language)
