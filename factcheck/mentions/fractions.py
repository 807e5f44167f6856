"""Fractions right after a whole number, in signs (2½) or in figures (2 1/2)."""

from __future__ import annotations

import unicodedata
from decimal import Decimal

from factcheck.patterns import compiled

_FRACTION = compiled("[ \u00a0\u202f]?(?P<sign>[¼½¾⅓⅔⅛⅜⅝⅞])|[ \u00a0\u202f](?P<over>[1-3])/(?P<under>[2-8])(?![\\d/])")
_STEP = Decimal("0.001")


def fraction(text: str, start: int, end: int) -> tuple[Decimal, int]:
    """The value of a fraction that starts there, less than one, and where it ends; zero where there is none."""
    found = _FRACTION.match(text, start, end)
    if not found:
        return Decimal(0), start
    if found["sign"]:
        return Decimal(str(unicodedata.numeric(found["sign"]))).quantize(_STEP).normalize(), found.end()
    value = Decimal(found["over"]) / Decimal(found["under"])
    return (value.quantize(_STEP).normalize(), found.end()) if value < 1 else (Decimal(0), start)
