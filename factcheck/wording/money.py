"""Put amounts of money, and other numbers with a scale, into words in the style of the words that they replace."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Quantity
from factcheck.wording.numbers import FIGURE, is_singular, write_quantity

# From this many times a scale on, the next scale reads better.
_MOST = 1000
# A value below its scale keeps it where it is a whole number of tenths of it (0,8 million).
_PARTS = 10
# What a bare figure must come near to take the scale of a sum that stands before it.
_CLOSE = 20


@record
class _Style:
    """The parts of a written sum, in the order of the text; `scale` is the scale's word, letter or sign."""

    before: str
    figure: str
    gap: str
    scale: str
    after: str


def word_amount(value: Amount, language: Language, like: str = "") -> str:
    """Return a sum in the style of the words `like`; its currency as they name it, where it is the same."""
    tables = _tables(language)
    style = tables.style(like) if like else None
    if style is None or not style.figure:
        return tables.plainly(value)
    scale, word = tables.scaled(value, style)
    if not word and not style.scale:
        scale = tables.elided(value, style)
    cents = scale == 1 and not style.scale and bool(style.before + style.after)
    divided = _divided(value, scale)
    if style.scale and word != style.scale and tables.is_letter(style.scale):  # of another scale, the figure has other decimals
        divided = replace(divided, step=Decimal(1))
    figure = write_quantity(divided, language, style.figure, like, cents=cents)
    before, after = tables.money(value, style.before, style.scale, style.after, kept=not style.scale or bool(word))
    gap = style.gap if word else ""
    if word and not gap and style.figure and not any(map(str.isdigit, style.figure)):
        gap = " "
    return f"{before}{figure}{gap}{word}{after}"


class _AmountWriter:
    """How a language writes sums."""

    def __init__(self, language: Language) -> None:
        self._language = language
        tables = language.quantities
        money, numbers, self._wording = tables.money, tables.numbers, language.wording
        self._words = {name.lower(): scale for name, scale in numbers.scales.items() if scale in self._wording.scales}
        self._letters: Mapping[str, int] = {**numbers.letters, **money.scaled}
        self._signs = {**money.signs, **{word.lower(): code for word, code in money.words.items()}}
        halves = rf"(?:{SPACE}(?:{alternation(numbers.parts_after)}))?"
        scale = rf"(?P<word>{alternation(numbers.scales)}){halves}(?!\w)|(?P<letter>{alternation(self._letters)})(?![^\W\d_])"
        self._scale = compiled(rf"(?P<gap>(?:{SPACE}|-)?)(?:{scale})")
        self._linkers = alternation(money.linkers)
        self._sign = compiled(
            rf"(?:(?:{self._linkers}){SPACE}?)?(?P<name>{alternation([*money.signs, *money.words])})(?!\w)", re.IGNORECASE
        )

    def style(self, like: str) -> _Style | None:
        """Return the parts of a written sum."""
        figure = FIGURE.search(like)
        start, end = figure.span() if figure else (0, 0)
        if not figure:
            scale = next((found for found in self._scale.finditer(like) if found["word"]), None)
            money = self._sign.search(like)
            ends = [found.start() for found in (scale, money) if found]
            end = min(ends) if ends else len(like)
            while end and like[end - 1] in " \u00a0\u202f-":
                end -= 1
            return _Style("", like[:end], *self._rest(like, end))
        return _Style(like[:start], like[start:end], *self._rest(like, end))

    def _rest(self, like: str, end: int) -> tuple[str, str, str]:
        scale = self._scale.match(like, end)
        if not scale:
            return "", "", like[end:]
        return scale["gap"], scale["word"] or scale["letter"], like[scale.end() :]

    def scaled(self, value: Amount, style: _Style) -> tuple[int, str]:
        """Return the scale of a value in a style, and its word in the right number; 1 and nothing where it is written without."""
        if not style.scale:
            return 1, ""
        worded = style.scale.lower() in self._words
        table = self._words if worded else self._alike(style.scale)
        scale_of = (self._words if worded else self._letters)[style.scale.lower() if worded else style.scale]
        scale = scale_of if _fits(value.value / scale_of) else find_natural_scale(value.value, table.values())
        if scale == 1 and value.value * _PARTS % scale_of == 0:
            scale = scale_of
        if scale == 1:
            return 1, "" if worded else self._sign_alone(style.scale)
        if not worded:
            return scale, style.scale if scale == scale_of else next(name for name, found in table.items() if found == scale)
        return scale, self._number(scale, value.value / scale)

    def _sign_alone(self, scaled: str) -> str:
        """Return the sign of a sign with a scale in it."""
        letters = self._language.quantities.numbers.letters
        return scaled.removeprefix(max((letter for letter in letters if scaled.startswith(letter)), key=len, default=""))

    def _alike(self, letter: str) -> Mapping[str, int]:
        """Return letters of the same kind: signs with a scale, or letters alone."""
        signs = self._language.quantities.money.scaled
        return signs if letter in signs else self._language.quantities.numbers.letters

    def _number(self, scale: int, value: Decimal) -> str:
        one, many = self._wording.scales[scale]
        return one if is_singular(value, self._language) else many

    def elided(self, value: Amount, style: _Style) -> int:
        """Return the scale that a bare figure takes from a sum before it."""
        if style.before.strip() or style.after.strip():
            return 1
        figure = compiled(rf"{SPACE}").sub("", style.figure).replace(",", ".")
        if not compiled(r"\d+\.\d+|\d{1,3}").fullmatch(figure) or not Decimal(figure):
            return 1
        close = [
            scale for scale in (1, *set(self._words.values())) if 1 / Decimal(_CLOSE) <= value.value / scale / Decimal(figure) <= _CLOSE
        ]
        return close[0] if close and 1 not in close else 1

    def money(self, value: Amount, before: str, scale: str, after: str, *, kept: bool) -> tuple[str, str]:
        """Return what stands before and after the figure: as it is, unless it names another currency; without a linker where no scale is
        `kept`."""
        if scale in self._language.quantities.money.scaled:
            return before, self._after_scaled(value, scale, after)
        shown = [self._code(part) for part in (before, after, scale)]
        codes = [code for code in shown if code is not None]
        scale_of = self._wording.home if "" in codes and len(set(codes)) == 1 else next(filter(None, codes), "")
        if value.currency and codes and scale_of != value.currency:
            return self._replaced(value.currency, before, after)
        if not kept:
            after = compiled(rf"\A({SPACE}?)(?:{self._linkers}){SPACE}?", re.IGNORECASE).sub(r"\1", after) or after
        return before, after

    def is_letter(self, scale: str) -> bool:
        """Return whether a scale is written as a letter or a sign."""
        return scale.lower() not in self._words

    def _after_scaled(self, value: Amount, scale: str, after: str) -> str:
        """Return what stands after a sign with a scale in it (M$ US): as it is, unless it names another currency."""
        sign, home = self._sign_alone(scale), self._wording.home
        found = self._sign.match(sign + after)
        code = (self._code(found[0]) if found else "") or home
        if value.currency in (None, code):
            return after
        rest = after[max(found.end() - len(sign), 0) :] if found else after
        named = self._wording.signs.get(value.currency or "", "")
        return (named.removeprefix(sign) if named.startswith(sign) else f"\u00a0{value.currency}") + rest

    def _code(self, part: str) -> str | None:
        if part in self._language.quantities.money.scaled:
            return ""
        found = self._sign.search(part)
        if not found:
            return None
        name = compiled(SPACE).sub(" ", found["name"])
        return self._signs[name] if name in self._signs else self._signs.get(plain(name), "")

    def _replaced(self, code: str, before: str, after: str) -> tuple[str, str]:
        sign = self._wording.signs.get(code)
        if self._sign.search(before):
            return (sign, after) if sign else ("", f"{after} {code}")
        found = self._sign.search(after)
        worded = found and found["name"][0].isalpha() and not found["name"].isupper()
        if not found or (not worded and not sign):
            return before, f"{after[: found.start()] if found else after + ' '}{code}"
        linked = bool(compiled(self._linkers, re.IGNORECASE).match(found[0])) and not found[0].startswith(found["name"])
        named = self._wording.currencies.get(code, (code, code))[linked] if worded else sign or code
        return before, f"{after[: found.start()]}{named}{after[found.end() :]}"

    def plainly(self, value: Amount) -> str:
        """Return a sum where nothing shows a style."""
        wording, language = self._wording, self._language
        code = value.currency or wording.home
        sign = wording.signs.get(code)
        scale = find_natural_scale(value.value, wording.scales)
        scale = scale if value.value * _MOST / scale % 1 == 0 else 1
        figure = write_quantity(_divided(value, scale), language, cents=scale == 1)
        if scale > 1:
            parts = {"figure": figure, "scale": self._number(scale, value.value / scale), "sign": sign}
            return wording.amounts["scaled" if sign else "worded"].format(currency=wording.currencies.get(code, (code, code))[1], **parts)
        return wording.amounts["plain" if sign else "foreign"].format(figure=figure, sign=sign, code=code)


def _divided(value: Amount, scale: int) -> Quantity:
    """Return the figure of a sum that is written with a scale."""
    return Quantity(value.value / scale, step=value.step / scale)


def _fits(figure: Decimal) -> bool:
    """Return whether a figure reads well before a scale."""
    return 1 <= figure < _MOST


def find_natural_scale(value: Decimal, scales: Iterable[int]) -> int:
    """Return the largest of the scales that the value reaches; 1 below a million, or where there is none."""
    reached = [scale for scale in scales if scale <= value]
    return max(reached, default=1)


@cache
def _tables(language: Language) -> _AmountWriter:
    return _AmountWriter(language)
