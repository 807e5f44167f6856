"""Put the numbers and dates of Excel cells into the words that their formats show: percentages, currencies, scales, months and years.

A format is a text such as `#,##0.00" M$"` (ECMA-376, part 1, 18.8.31); only what changes the meaning of a number is read from it.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time
from decimal import Decimal

from factcheck.facts.tables.table import Cell

# A format of up to four sections: positive, negative and zero numbers, texts. Colours and conditions stand in square brackets.
_LITERAL = re.compile(r'"([^"]*)"|\[\$([^\]-]*)[^\]]*\]|\\(.)|([$€£¥%])')
_QUOTED = re.compile(r'"[^"]*"|\\.')
_UNIT = re.compile(r"[^\W\d_]|[$€£¥%]")
_SKIPPED = re.compile(r"\[(?!\$)[^\]]*\]|[_*].")
_THOUSANDS = re.compile(r"[0#?](,+)(?![0#?,])")
# Spreadsheets store and show fifteen significant digits.
_DIGITS = 15
# A number with three decimals may also be read as thousands: a zero more makes it certain.
_THREE_DECIMALS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_CODE = re.compile(r"[A-Z]{3}")
_GENERAL = "General"


def word_number(value: int | float, code: str) -> Cell:
    """Return the cell of a number with a format: 0.76 as `0%` is “76 %”, 22.24 as `0.00" M$"` is “22.24 M$”."""
    number = Decimal(format(value, f".{_DIGITS}g")) if isinstance(value, float) else Decimal(value)
    section = _SKIPPED.sub("", code.split(";")[0]) if code != _GENERAL else ""
    if "%" in _QUOTED.sub("", section):
        return Cell(f"{_write(number * 100)} %")
    literals = [literal.strip() for found in _LITERAL.findall(section) for literal in found]
    unit = " ".join(literal for literal in literals if _UNIT.search(literal))
    scale = _THOUSANDS.search(_LITERAL.sub(" ", section))
    if scale and _names_scale(unit):
        number = number.scaleb(-3 * len(scale[1]))
    elif scale:
        unit = unit if not _names_scale(unit) else ""
    return Cell(f"{_write(number)} {unit}".strip(), is_fraction=not unit and 0 < abs(number) <= 1)


def _names_scale(unit: str) -> bool:
    """Return whether the literals of a format have a word, such as M or k, beside signs and codes of currencies."""
    return any(map(str.isalpha, _CODE.sub("", unit)))


def _write(number: Decimal) -> str:
    text = format(number, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return f"{text}0" if _THREE_DECIMALS.fullmatch(text) else text


def word_date(value: object, code: str) -> Cell:
    """Return the cell of a date with a format: of a day, or of the month or the year alone where the format shows no more."""
    if isinstance(value, time) or not isinstance(value, date):
        return Cell(problem="cell-time", values={"found": str(value)})
    shown = re.sub(r"\[[^\]]*\]", "", _QUOTED.sub("", code.split(";")[0])).lower()
    if isinstance(value, datetime) and value.time() != time():
        return Cell(problem="cell-time", values={"found": value.isoformat(" ")})
    day = value.date() if isinstance(value, datetime) else value
    if "y" not in shown and shown:
        return Cell(problem="cell-no-year", values={"found": day.isoformat()})
    whole = day.isoformat()
    return Cell(whole if "d" in shown or not shown else whole[:7] if "m" in shown else whole[:4])
