"""Find amounts of money: signs before and after, scales in letters and in words, currencies, amounts without a unit of their own."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, SPACES, alternation, longest_first, plain
from factcheck.languages.schema.language import Language
from factcheck.mentions.numbers import Number
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count

# How far the words that speak of money stand before and after a bare scale, and how far a bare decimal from the sum whose unit it takes.
_WORDS_BEFORE, _WORDS_AFTER, _SHARED = 160, 80, 120
# How far a number of millions that no noun follows stands from the sum whose currency it takes.
_RECALLED = 240
_SIGN_LENGTH = 7
_MILLION = 10**6
_FIGURE = compiled(rf"\d(?:[\d{SPACES}]*\d)?(?:[.,]\d+)?(?![\d.,]*\d)")


class Money:
    """Finds the sums of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities
        table, numbers = tables.money, tables.numbers
        self._signs: Mapping[str, str] = {plain(sign): code for sign, code in table.signs.items()}
        self._words: Mapping[str, str] = {plain(word): code for word, code in table.words.items()}
        self._letters, self._tied = numbers.letters, numbers.scales_tied
        self._ends = tables.nouns_end
        self._last = frozenset(sign[-1].lower() for sign in table.signs)
        small = language.grammar.inflection.function_words
        signs = _cased(table.signs, small)
        linked = rf"(?:(?:{alternation(table.linkers)}){SPACE}?)?"
        letter = rf"(?P<letter>{alternation(numbers.letters)})"
        words = _cased(table.words, small)
        scaled = rf"{SPACE}?{letter}(?:{SPACE}?(?P<scaled>{signs})|{SPACE}{linked}(?P<scaled_word>{words}))"
        after = rf"(?:{SPACE}|-)?{linked}(?P<sign>{signs})|(?:{SPACE}|-){linked}(?P<word>{words})|(?:{SPACE}|-)?(?P<cents>{alternation(table.cents)})"
        self._after = compiled(rf"(?:{scaled}|{after})(?!\w)")
        self._scales = {plain(word): value for word, value in numbers.scales.items()}
        self._scale = compiled(rf"{SPACE}(?P<scale>{alternation(numbers.scales)})(?!\w)", re.IGNORECASE)
        self._glued = compiled(rf"{SPACE}?{letter}(?:(?!\w)|(?={SPACE}?(?:{alternation(table.words)})))")
        self._before = compiled(rf"(?<!\w)(?P<sign>{signs}){SPACE}?\Z")
        self._linker = compiled(rf"{SPACE}(?:{alternation(table.linkers)})(?:{SPACE}|(?<=['\u2019]))(?=[^\W\d_])", re.IGNORECASE)
        self._context = compiled(
            rf"(?<!\w)(?:{alternation(word for word in table.context if word[0].isalnum())})(?!\w)|[$€£]", re.IGNORECASE
        )
        conjunctions = alternation(language.grammar.names.conjunctions)
        self._closing = compiled(rf"[,.;:)]|{SPACE}(?:{conjunctions})(?!\w)|\s*\Z", re.IGNORECASE)
        self._coins = {plain(word): code for word, code in table.ambiguous.items()}
        self._ambiguous = compiled(
            rf"{SPACE}(?:(?:{alternation(table.linkers)}){SPACE}?)?(?P<word>{alternation(table.ambiguous)})(?!\w)", re.IGNORECASE
        )
        self._joined = compiled(rf"(?:{SPACE}(?:{conjunctions}))?{SPACE}", re.IGNORECASE)
        self._named = compiled(rf"(?<!\w)(?:{_cased(table.words, small)})\Z")
        self._next = compiled(rf"{SPACE}([^\W\d_]+)")

    def glued(self, text: str, start: int) -> bool:
        """Whether a currency stands right before a figure (USD115)."""
        return self._before.search(text, max(start - _SIGN_LENGTH, 0), start) is not None

    def read(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """The sum that a number is, by the signs and words at its side."""
        opening = self._opening(text, number, start)
        if opening:
            return self._opened(text, number, opening, block, end)
        found = self._after.match(text, number.end, end)
        if not found or (number.singular and not found["word"] and not found["cents"]):
            return None
        if found["letter"]:
            if number.scale > 1:
                return None
            number = number.times(self._letters[found["letter"]], found.end())
            code = self._signs[plain(found["scaled"])] if found["scaled"] else self._words[plain(found["scaled_word"])]
            return _mention(number.start, found.end(), number, code, block)
        if found["cents"]:
            cents = Number(number.start, found.end(), number.value / 100, number.step / 100)
            return _mention(number.start, found.end(), cents, "", block)
        code = self._signs[plain(found["sign"])] if found["sign"] else self._words[plain(found["word"])]
        scale = self._scale.match(text, found.end(), end) if number.scale == 1 else None
        if scale:
            return _mention(number.start, scale.end(), number.times(self._scales[plain(scale["scale"])], scale.end()), code, block)
        return _mention(number.start, found.end(), _grouped(number), code, block)

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
        """A sum whose sign stands first ($22.24 million, US$5M)."""
        code = self._signs[plain(opening["sign"])]
        letter = self._glued.match(text, number.end, end) if number.scale == 1 else None
        if letter:
            number = number.times(self._letters[letter["letter"]], letter.end())
        stop = number.end
        closing = self._after.match(text, number.end, end)
        if closing and (named := self._words.get(plain(closing["word"] or ""), None)) is not None:
            code, stop = named or code, closing.end()
        elif closing and closing["sign"] and closing["sign"].isalpha():
            code, stop = self._signs[plain(closing["sign"])] or code, closing.end()
        return _mention(opening.start(), stop, _grouped(number), code, block)

    def bare(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """A bare scale is money where no noun of its own follows it, and money is spoken of (« 22,24 millions »); so are millions of what may
        be a currency, where nothing tells more of it."""
        if number.scale < _MILLION:
            return None
        coin = self._ambiguous.match(text, number.end, end)
        if coin and self._closing.match(text, coin.end(), end):
            return _mention(number.start, coin.end(), number, self._coins[plain(coin["word"])], block)
        after = self._linker.match(text, number.end, end)
        following = (
            self._next.match(text, after.end() - 1 if after else number.end, end) if not after or text[after.end() - 1] in SPACES else None
        )
        if after and (following is None or plain(following[1]) not in self._ends):
            return None
        if following and plain(following[1]) not in self._ends:
            return None
        around = max(start, number.start - _WORDS_BEFORE), min(end, number.end + _WORDS_AFTER)
        return _mention(number.start, number.end, number, "", block) if self._context.search(text, *around) else None

    def elided(self, text: str, found: Sequence[Mention], end: int) -> list[Mention]:
        """A bare decimal after a sum shares its scale and its currency (14,9 millions … et le Québec, 12,05), a bare scale its currency."""
        kept: list[Mention] = []
        last: Mention | None = None
        for mention in found:
            value = mention.value
            if last and isinstance(value, Count) and value.step < 1 and self._shares(text, last, mention, end):
                mention = scaled_like(mention, last, text)
            elif last and self._goes_on(text, last, mention):
                mention = scaled(mention, last)
            if last and self._bare_cents(text, last, mention, end):
                value = mention.value
                assert isinstance(value, Count)
                coins = Amount(value.value / 100, step=value.step / 100)
                mention = Mention(Kind.AMOUNT, mention.start, mention.end, coins, mention.block)
                kept[-1] = last = _added(last, mention)
                continue
            if last and self._cents(text, last, mention):
                kept[-1] = last = _added(last, mention)
                continue
            if mention.kind is Kind.AMOUNT:
                last = mention
            elif isinstance(value, Count) and value.noun and value.value >= _MILLION:
                last = None
            kept.append(mention)
        return kept

    def _cents(self, text: str, last: Mention, mention: Mention) -> bool:
        """Whether cents follow dollars (« 3 dollars et 50 cents »)."""
        if mention.kind is not Kind.AMOUNT or not self._joined.fullmatch(text[last.end : mention.start]):
            return False
        found = self._after.search(text, max(mention.start, mention.end - _SIGN_LENGTH - 1), mention.end)
        return found is not None and bool(found["cents"])

    def _bare_cents(self, text: str, last: Mention, mention: Mention, end: int) -> bool:
        """Whether a number in words right after a currency's name is its cents ("thirteen dollars forty-five")."""
        value = mention.value
        if not isinstance(value, Count) or value.noun or not 0 < value.value < 100 or value.step != 1 or not text[mention.start].isalpha():
            return False
        named = self._named.search(text, max(last.start, last.end - _SIGN_LENGTH * 3), last.end)
        return (
            named is not None
            and self._joined.fullmatch(text[last.end : mention.start]) is not None
            and self._closing.match(text, mention.end, end) is not None
        )

    def _shares(self, text: str, last: Mention, mention: Mention, end: int) -> bool:
        between = text[last.end : mention.start]
        return (
            len(between) <= _SHARED
            and "\n" not in between
            and ". " not in between
            and mention.value.noun == ""  # type: ignore[union-attr]
            and self._closing.match(text, mention.end, end) is not None
        )

    def _goes_on(self, text: str, last: Mention, mention: Mention) -> bool:
        """Whether a scale that is tied to no noun goes on with the sums of its block (58 millions de dollars … 40 millions viennent …)."""
        between = text[last.end : mention.start]
        return self.untied(text, mention) and len(between) <= _RECALLED and "\n" not in between

    def untied(self, text: str, mention: Mention) -> bool:
        """Whether a number of millions has no noun, in a language that ties it to one: it is of what was last told in millions."""
        value = mention.value
        if not self._tied or not isinstance(value, Count) or value.noun or value.value < _MILLION:
            return False
        return any(map(str.isalpha, text[mention.start : mention.end]))


def _added(first: Mention, second: Mention) -> Mention:
    value, more = first.value, second.value
    assert isinstance(value, Amount) and isinstance(more, Amount)
    return Mention(Kind.AMOUNT, first.start, second.end, Amount(value.value + more.value, value.currency, step=more.step), first.block)


def scaled(mention: Mention, unit: Mention) -> Mention:
    """A number as a sum in the currency of another one."""
    value, like = mention.value, unit.value
    assert isinstance(value, Count) and isinstance(like, Amount)
    return replace(mention, kind=Kind.AMOUNT, value=Amount(value.value, like.currency, step=value.step))


def scaled_like(mention: Mention, unit: Mention, text: str) -> Mention:
    """A number with the scale and the currency of a sum."""
    value, like = mention.value, unit.value
    assert isinstance(value, Count | Amount) and isinstance(like, Amount)
    scale = scale_of(text[unit.start : unit.end], like) if value.value < 1000 else Decimal(1)
    currency = like.currency if isinstance(value, Count) or value.currency is None else value.currency
    return Mention(Kind.AMOUNT, mention.start, mention.end, Amount(value.value * scale, currency, step=value.step * scale), mention.block)


def scale_of(written: str, value: Amount) -> Decimal:
    """The scale with which a sum is written: what its figure must be multiplied by."""
    figures = _FIGURE.search(written)
    if not figures or Decimal("".join(filter(str.isdecimal, figures[0]))) == value.value:
        return Decimal(1)
    figure = Decimal(compiled(SPACE).sub("", figures[0]).replace(",", "."))
    return next((Decimal(scale) for scale in (10**3, 10**6, 10**9, 10**12) if figure * scale == value.value), Decimal(1))


def _grouped(number: Number) -> Number:
    """A sum has no round thousandths: three digits after a lone comma, the last of them zero, are thousands."""
    if not number.thousands or (number.value * 1000) % 10:
        return number
    return Number(number.start, number.end, number.value * 1000, Decimal(1))


def _mention(start: int, end: int, number: Number, code: str, block: int) -> Mention:
    return Mention(Kind.AMOUNT, start, end, Amount(number.value, code or None, step=number.step), block)


def _cased(words: Iterable[str], small: Collection[str]) -> str:
    """Codes in capitals, and what would else be a small word (« 5 $ au plus »), as they are, all other words in any case; the longest first."""
    cased = [word for word in words if word.isupper() and (word.isalpha() or word.lower().strip("$ ") in small)]
    marks = (alternation([word]) if word in cased else f"(?i:{alternation([word])})" for word in longest_first(words))
    return "|".join(marks) or "(?!)"


@cache
def money(language: Language) -> Money:
    """The sums of a language."""
    return Money(language)
