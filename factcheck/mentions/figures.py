"""A number of a text; numbers in figures, in either style, and their values."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled


@record
class Number:
    """A number of a text: its span, its value, the place value of its last digit; `scale` where a word multiplied it (else 1).

    `words` says that it is spelled out, `singular` that it is a word for one, `thousands` that its only mark may as well part thousands.
    """

    start: int
    end: int
    value: Decimal
    step: Decimal
    scale: int = 1
    words: bool = False
    singular: bool = False
    thousands: bool = False

    def multiplied(self, scale: int, end: int) -> Number:
        """Return the number multiplied by a scale that ends at `end`."""
        return Number(self.start, end, self.value * scale, self.step * scale, scale, self.words)


# What joins the groups of a figure: one mark throughout; or fixed spaces, a thin one with another space beside it, and among them a plain space
# before a group that no number begins with.
_FIXED = "(?:[\u202f\u2009] | ?[\u202f\u2009]|\u00a0)"
_GROUPS = rf"(?:(?P<mark>[ .,])\d{{3}}(?!\d)(?:(?P=mark)\d{{3}}(?!\d))*|(?:(?:{_FIXED}| (?=0))\d{{3}}(?!\d))+)"
FIGURE = compiled(
    rf"[\d.](?:(?P<list>(?<=\d)\d?(?:,\d{{1,2}}){{2,}}(?![.,]?\d))|(?:(?<=[$€£]\.)|(?<![^\s(]\.)(?<=\.))\d+(?![.,]?\d)"
    rf"|(?<=\d)(?<![\d_.,]\d)(?:\d{{0,2}}{_GROUPS}(?:[.,]\d+)?|\d*(?:[.,]\d+)?)(?![.,]?\d))"
)
_SPACES, _MARKS, _GROUPED = compiled("[\u00a0\u202f\u2009 ]"), compiled("[.,]"), compiled(r"[1-9]\d{0,2}[.,]\d{3}")
_ONE = Decimal(1)


def parse_figure(figure: str, decimal: str, *, scaled: bool) -> tuple[Decimal, Decimal, bool]:
    """Return the value of figures, the place of their last digit, and whether their decimal mark may part thousands; `decimal` is the language's
    mark, and `scaled` says that a scale follows."""
    if figure.isdecimal():
        return Decimal(figure), _ONE, False
    text = _SPACES.sub("", figure)
    marks = _MARKS.findall(text)
    is_grouped = len(marks) == 1 and _GROUPED.fullmatch(text) is not None
    if len(set(marks)) == 2:
        text = text.replace(marks[0], "").replace(marks[-1], ".")
    elif len(marks) > 1 or (is_grouped and marks[0] != decimal and not (scaled and marks[0] == ".")):
        text = _MARKS.sub("", text)
    else:
        text = text.replace(",", ".")
    value = Decimal(text)
    return value, Decimal(1).scaleb(int(value.as_tuple().exponent)), is_grouped and marks[0] == decimal == "," and not scaled


_FRACTION = compiled("[ \u00a0\u202f]?(?P<sign>[¼½¾⅓⅔⅛⅜⅝⅞])|[ \u00a0\u202f](?P<over>[1-3])/(?P<under>[2-8])(?![\\d/])")
_STEP = Decimal("0.001")


def parse_fraction(text: str, start: int, end: int) -> tuple[Decimal, int]:
    """Return the value of a fraction that starts there, less than one, and where it ends; zero where there is none."""
    found = _FRACTION.match(text, start, end)
    if not found:
        return Decimal(0), start
    if found["sign"]:
        return Decimal(str(unicodedata.numeric(found["sign"]))).quantize(_STEP).normalize(), found.end()
    value = Decimal(found["over"]) / Decimal(found["under"])
    return (value.quantize(_STEP).normalize(), found.end()) if value < 1 else (Decimal(0), start)
