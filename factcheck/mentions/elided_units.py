"""Sums whose scale or currency is left out: they take it from the sum before them (14.9 million …, and Quebec 12.05)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, SPACES, alternation
from factcheck.languages.schema.language import Language
from factcheck.mentions.money import alternate_cased, make_money_parser
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count

# How far a bare decimal stands from the sum whose unit it takes, and a number of millions that no noun follows from the sum whose
# currency it takes.
_SHARED, _RECALLED = 120, 240
# The longest sign or code of a currency, and the longest name of one.
_SIGN_LENGTH, _NAME_LENGTH = 8, 21
_MILLION = 10**6
_FIGURE = compiled(rf"\d(?:[\d{SPACES}]*\d)?(?:[.,]\d+)?(?![\d.,]*\d)")


class UnitCompleter:
    """Completes the sums of a language whose scale or currency is left out."""

    def __init__(self, language: Language) -> None:
        tables, sums = language.quantities, make_money_parser(language)
        self._after, self._closing = sums.after, sums.closing
        self._tied = tables.numbers.scales_tied
        conjunctions = alternation(language.grammar.names.conjunctions)
        self._joined = compiled(rf"(?:{SPACE}(?:{conjunctions}))?{SPACE}", re.IGNORECASE)
        self._named = compiled(rf"(?<!\w)(?:{alternate_cased(tables.money.words, language.grammar.inflection.function_words)})\Z")

    def complete(self, text: str, found: Sequence[Mention], end: int) -> list[Mention]:
        """Return a bare decimal after a sum shares its scale and its currency (14,9 millions … et le Québec, 12,05), a bare scale its currency."""
        kept: list[Mention] = []
        last: Mention | None = None
        for mention in found:
            value = mention.value
            if last and isinstance(value, Count) and value.step < 1 and self._shares(text, last, mention, end):
                mention = with_scale(mention, last, text)
            elif last and self._goes_on(text, last, mention):
                mention = with_currency(mention, last)
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
        """Return whether cents follow dollars (« 3 dollars et 50 cents »)."""
        if mention.kind is not Kind.AMOUNT or not self._joined.fullmatch(text[last.end : mention.start]):
            return False
        found = self._after.search(text, max(mention.start, mention.end - _SIGN_LENGTH), mention.end)
        return found is not None and bool(found["cents"])

    def _bare_cents(self, text: str, last: Mention, mention: Mention, end: int) -> bool:
        """Return whether a number in words right after a currency's name is its cents ("thirteen dollars forty-five")."""
        value = mention.value
        if not isinstance(value, Count) or value.noun or not 0 < value.value < 100 or value.step != 1 or not text[mention.start].isalpha():
            return False
        named = self._named.search(text, max(last.start, last.end - _NAME_LENGTH), last.end)
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
        """Return whether a scale that is tied to no noun goes on with the sums of its block (58 millions de dollars … 40 millions viennent …)."""
        between = text[last.end : mention.start]
        return self.has_no_noun(text, mention) and len(between) <= _RECALLED and "\n" not in between

    def has_no_noun(self, text: str, mention: Mention) -> bool:
        """Return whether a number of millions has no noun, in a language that ties it to one: it is of what was last stated in millions."""
        value = mention.value
        if not self._tied or not isinstance(value, Count) or value.noun or value.value < _MILLION:
            return False
        return any(map(str.isalpha, text[mention.start : mention.end]))


def _added(first: Mention, second: Mention) -> Mention:
    value, more = first.value, second.value
    assert isinstance(value, Amount) and isinstance(more, Amount)
    return Mention(Kind.AMOUNT, first.start, second.end, Amount(value.value + more.value, value.currency, step=more.step), first.block)


def with_currency(mention: Mention, unit: Mention) -> Mention:
    """Return a number as a sum in the currency of another one."""
    value, like = mention.value, unit.value
    assert isinstance(value, Count) and isinstance(like, Amount)
    return replace(mention, kind=Kind.AMOUNT, value=Amount(value.value, like.currency, step=value.step))


def with_scale(mention: Mention, unit: Mention, text: str) -> Mention:
    """Return a number with the scale and the currency of a sum."""
    value, like = mention.value, unit.value
    assert isinstance(value, Count | Amount) and isinstance(like, Amount)
    scale = find_scale(text[unit.start : unit.end], like) if value.value < 1000 else Decimal(1)
    currency = like.currency if isinstance(value, Count) or value.currency is None else value.currency
    return Mention(Kind.AMOUNT, mention.start, mention.end, Amount(value.value * scale, currency, step=value.step * scale), mention.block)


def find_scale(written: str, value: Amount) -> Decimal:
    """Return the scale with which a sum is written: what its figure must be multiplied by."""
    figures = _FIGURE.search(written)
    if not figures or Decimal("".join(filter(str.isdecimal, figures[0]))) == value.value:
        return Decimal(1)
    figure = Decimal(compiled(SPACE).sub("", figures[0]).replace(",", "."))
    return next((Decimal(scale) for scale in (10**3, 10**6, 10**9, 10**12) if figure * scale == value.value), Decimal(1))


@cache
def make_unit_completer(language: Language) -> UnitCompleter:
    """Return the completer of sums of a language."""
    return UnitCompleter(language)
