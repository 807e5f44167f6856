"""Sums of money: signs before and after, scales in letters and in words, currencies."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, SPACES, alternation, longest_first, plain
from factcheck.languages.schema.language import Language
from factcheck.mentions.figures import Number
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount

# How far the words that speak of money stand before and after a bare scale.
_WORDS_BEFORE, _WORDS_AFTER = 160, 80
_SIGN_LENGTH = 7
_MILLION = 10**6


class MoneyParser:
    """Finds the sums of a language.

    `after` is the pattern of what makes money of the number before it; `closing` that of what ends a phrase.
    """

    def __init__(self, language: Language) -> None:
        tables = language.quantities
        table, numbers = tables.money, tables.numbers
        self._signs: Mapping[str, str] = {plain(sign): code for sign, code in table.signs.items()}
        self._words: Mapping[str, str] = {plain(word): code for word, code in table.words.items()}
        self._letters = numbers.letters
        self._ends, self._tied = tables.nouns_end, numbers.scales_tied
        self._last = frozenset(sign[-1].lower() for sign in table.signs)
        small = language.grammar.inflection.function_words
        signs = alternate_cased(table.signs, small)
        linked = rf"(?:(?:{alternation(table.linkers)}){SPACE}?)?"
        letter = rf"(?P<letter>{alternation(numbers.letters)})"
        words = alternate_cased(table.words, small)
        scaled = rf"{SPACE}?{letter}(?:{SPACE}?(?P<scaled>{signs})|{SPACE}{linked}(?P<scaled_word>{words}))"
        after = rf"(?:{SPACE}|-)?{linked}(?P<sign>{signs})|(?:{SPACE}|-){linked}(?P<word>{words})|(?:{SPACE}|-)?(?P<cents>{alternation(table.cents)})"
        self.after = compiled(rf"(?:{scaled}|{after})(?!\w)")
        self._scales = {plain(word): value for word, value in numbers.scales.items()}
        self._scale = compiled(rf"{SPACE}(?P<scale>{alternation(numbers.scales)})(?!\w)", re.IGNORECASE)
        self._glued = compiled(rf"{SPACE}?{letter}(?:(?!\w)|(?={SPACE}?(?:{alternation(table.words)})))")
        self._before = compiled(rf"(?<!\w)(?P<sign>{signs}){SPACE}?\Z")
        self._linker = compiled(rf"{SPACE}(?:{alternation(table.linkers)})(?:{SPACE}|(?<=['\u2019]))(?=[^\W\d_])", re.IGNORECASE)
        self._context = compiled(
            rf"(?<!\w)(?:{alternation(word for word in table.context if word[0].isalnum())})(?!\w)|[$€£]", re.IGNORECASE
        )
        conjunctions = alternation(language.grammar.names.conjunctions)
        self.closing = compiled(rf"[,.;:)]|{SPACE}(?:{conjunctions})(?!\w)|\s*\Z", re.IGNORECASE)
        self._words_of_money = table.context
        self._coins = {plain(word): code for word, code in table.ambiguous.items()}
        self._ambiguous = compiled(
            rf"{SPACE}(?:(?:{alternation(table.linkers)}){SPACE}?)?(?P<word>{alternation(table.ambiguous)})(?!\w)", re.IGNORECASE
        )
        regions = {region: code for region in table.regions if (code := self._signs.get(plain(f"{region}$")))}
        self._regions = {plain(region): code for region, code in regions.items()}
        self._region = compiled(rf"{SPACE}(?:(?P<bare>{alternation(regions)})(?!\w)|\((?P<set>{alternation(regions)})\))")
        self._next = compiled(rf"{SPACE}([^\W\d_]+)")

    def follows_currency(self, text: str, start: int) -> bool:
        """Return whether a currency stands right before a figure (USD115)."""
        return self._before.search(text, max(start - _SIGN_LENGTH, 0), start) is not None

    def parse(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """Return the sum that a number is, by the signs and words at its side."""
        opening = self._opening(text, number, start)
        if opening:
            return self._opened(text, number, opening, block, end)
        found = self.after.match(text, number.end, end)
        if not found or (number.singular and not found["word"] and not found["cents"]):
            return None
        if found["letter"]:
            return self._in_letters(number, found, block) if number.scale == 1 else None
        if found["cents"]:
            cents = Number(number.start, found.end(), number.value / 100, number.step / 100)
            return _mention(number.start, found.end(), cents, "", block)
        code = self._signs[plain(found["sign"])] if found["sign"] else self._words[plain(found["word"])]
        scale = self._scale.match(text, found.end(), end) if number.scale == 1 else None
        if scale:
            return _mention(number.start, scale.end(), number.multiplied(self._scales[plain(scale["scale"])], scale.end()), code, block)
        return _mention(number.start, found.end(), _grouped(number), code, block)

    def _in_letters(self, number: Number, found: re.Match[str], block: int) -> Mention:
        """Return the sum whose scale is a letter before its currency (5 M$)."""
        code = self._signs[plain(found["scaled"])] if found["scaled"] else self._words[plain(found["scaled_word"])]
        return _mention(number.start, found.end(), number.multiplied(self._letters[found["letter"]], found.end()), code, block)

    def _opening(self, text: str, number: Number, start: int) -> re.Match[str] | None:
        at = number.start - 1
        if at < start:
            return None
        if text[at] in SPACES and at > start:
            at -= 1
        if text[at].lower() not in self._last:
            return None
        return self._before.search(text, max(start, number.start - _SIGN_LENGTH), number.start)

    def _opened(self, text: str, number: Number, opening: re.Match[str], block: int, end: int) -> Mention:
        """Return a sum whose sign stands first ($22.24 million, US$5M)."""
        code = self._signs[plain(opening["sign"])]
        letter = self._glued.match(text, number.end, end) if number.scale == 1 else None
        if letter:
            number = number.multiplied(self._letters[letter["letter"]], letter.end())
        stop = number.end
        closing = self.after.match(text, number.end, end)
        if closing and (named := self._words.get(plain(closing["word"] or ""), None)) is not None:
            code, stop = named or code, closing.end()
        elif closing and closing["sign"] and closing["sign"].isalpha():
            code, stop = self._signs[plain(closing["sign"])] or code, closing.end()
        elif not code and (region := self._region_after(text, number.end, end)):
            code, stop = self._regions[plain(region["set"] or region["bare"])], region.end()
        return _mention(opening.start(), stop, _grouped(number), code, block)

    def _region_after(self, text: str, at: int, end: int) -> re.Match[str] | None:
        """Return the letters of a country that specify the sign before a sum ($5 million US), in brackets or at the end of a phrase, with
        points also before a word that no noun follows at once ($5 million U.S. in loans)."""
        region = self._region.match(text, at, end)
        if not region or region["set"] or self.closing.match(text, region.end(), end):
            return region
        following = self._next.match(text, region.end(), end) if region["bare"].endswith(".") else None
        return region if following and following[1] in self._ends else None

    def parse_bare(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """Return a bare scale is money where no noun of its own follows it, and money is spoken of (« 22,24 millions »); so are millions of what may
        be a currency, where nothing says more about it."""
        if number.scale < _MILLION:
            return None
        coin = self._ambiguous.match(text, number.end, end)
        if coin and self.closing.match(text, coin.end(), end):
            return _mention(number.start, coin.end(), number, self._coins[plain(coin["word"])], block)
        after = self._linker.match(text, number.end, end)
        following = (
            self._next.match(text, after.end() - 1 if after else number.end, end) if not after or text[after.end() - 1] in SPACES else None
        )
        if after and (following is None or plain(following[1]) not in self._ends):
            return None
        paid = self._words_of_money if self._tied else frozenset()
        if following and plain(following[1]) not in self._ends and plain(following[1]) not in paid:
            return None
        around = max(start, number.start - _WORDS_BEFORE), min(end, number.end + _WORDS_AFTER)
        return _mention(number.start, number.end, number, "", block) if self._context.search(text, *around) else None


def _grouped(number: Number) -> Number:
    """Return a sum has no round thousandths: three digits after a lone comma, the last of them zero, are thousands."""
    if not number.thousands or (number.value * 1000) % 10:
        return number
    return Number(number.start, number.end, number.value * 1000, Decimal(1))


def _mention(start: int, end: int, number: Number, code: str, block: int) -> Mention:
    return Mention(Kind.AMOUNT, start, end, Amount(number.value, code or None, step=number.step), block)


def alternate_cased(words: Iterable[str], small: Collection[str]) -> str:
    """Return codes in capitals, and what would else be a small word (« 5 $ au plus »), as they are, all other words in any case; the longest first."""
    cased = [word for word in words if word.isupper() and (word.isalpha() or word.lower().strip("$ ") in small)]
    marks = (alternation([word]) if word in cased else f"(?i:{alternation([word])})" for word in longest_first(words))
    return "|".join(marks) or "(?!)"


@cache
def make_money_parser(language: Language) -> MoneyParser:
    """Return the sums of a language."""
    return MoneyParser(language)
