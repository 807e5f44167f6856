"""Put values into words in a language, in the style of the words that they replace."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from factcheck.languages.alternation import SPACE, SPACES, alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.values.types import (
    Amount,
    Calendar,
    Contact,
    Count,
    Duration,
    Grain,
    Interval,
    Percent,
    Period,
    Qualifier,
    QuantityRange,
    Unit,
    Value,
)
from factcheck.wording.dates import word_calendar, word_interval, word_period
from factcheck.wording.money import word_amount
from factcheck.wording.numbers import is_singular, write_quantity

_SCHEME = compiled(r"(?:https?://)?(?:www\.)?", re.IGNORECASE)
# The digits of a telephone number of North America.
_DIALLED = 10
_MONTHS = {Unit.MONTH: 1, Unit.QUARTER: 3, Unit.YEAR: 12, Unit.DECADE: 120, Unit.CENTURY: 1200}
_SECONDS = {Unit.SECOND: 1, Unit.MINUTE: 60, Unit.HOUR: 3600, Unit.DAY: 86400, Unit.WEEK: 604800}


def word_value(value: object, language: Language, like: str = "") -> str:
    """Return a value in words of a language, in the style of the words `like` that it replaces; what is no value, as text."""
    write = _WRITERS.get(type(value))
    like = like if isinstance(value, Contact) else like.replace("+", "")
    return write(value, language, like) if write else str(value)


def word_qualified(value: Value | Period, qualifier: Qualifier, language: Language, like: str = "") -> str:
    """Return a value with its qualifier before it."""
    return language.wording.qualifiers.get(qualifier, "{}").format(word_value(value, language, like))


def word_weekday(day: date | int, language: Language) -> str:
    """Return the name of a day's weekday; of a number, 0 is Monday."""
    return language.wording.weekdays[day if isinstance(day, int) else day.weekday()]


def word_recurrence(unit: Unit, language: Language) -> str:
    """Return how often something comes back."""
    return language.wording.per[unit]


def word_spread(bound: str, value: Duration | Period, language: Language, like: str = "") -> str:
    """Return what a flow is spread over (`bound` over), starts (`starting`) or ends (`until`) with."""
    return language.wording.spread[bound].format(word_value(value, language, like))


def _percent(value: Percent, language: Language, like: str) -> str:
    mark = compiled(rf"{SPACE}?(?:{alternation(language.quantities.shares.marks)})", re.IGNORECASE).search(like)
    written = like[: mark.start()] if mark else like
    if not written.strip():
        return language.wording.percent.format(write_quantity(value, language))
    return write_quantity(value, language, written, like) + (mark[0] if mark else "")


def _count(value: Count, language: Language, like: str) -> str:
    return word_amount(Amount(value.value, step=value.step), language, like) if like else write_quantity(value, language)


def _duration(value: Duration, language: Language, like: str) -> str:
    units = language.quantities.times.units
    between = alternation(language.quantities.times.between)
    unit = compiled(rf"(?P<gap>(?:{SPACE}|-)(?:(?:{between}){SPACE})?)(?P<unit>{alternation(units)})\Z", re.IGNORECASE).search(like)
    value = _converted(value, {name.lower(): found for name, found in units.items()}[unit["unit"].lower()]) if unit else value
    one, many = language.wording.units[value.unit]
    gap = unit["gap"] if unit else "\u00a0" if language.wording.group in SPACES else " "
    noun = one if gap == "-" or is_singular(value.value, language) else many
    if unit and units.get(unit["unit"].lower()) is value.unit and unit["unit"].lower() not in (one, many):
        noun = _alike(unit["unit"].lower(), noun == many, language) or noun
    if not unit:
        return f"{write_quantity(value, language)}{gap}{noun}"
    written = like[: unit.start()]
    both = compiled(rf"(?P<words>[^\d(]+{SPACE})\((?P<figure>\d+)\)").fullmatch(written)
    if both:
        figure = write_quantity(value, language, both["figure"], like)
        return f"{write_quantity(value, language, both['words'].strip(), like)} ({figure}){gap}{noun}"
    return f"{write_quantity(value, language, written, like)}{gap}{noun}"


def _alike(written: str, many: bool, language: Language) -> str | None:
    """Return the singular, or the plural, of another name of a unit (« année »)."""
    units = language.quantities.times.units
    same = [name for name in units if (units[name] is units.get(written) and name[:-1] in (written, written[:-1])) or name == written[:-1]]
    return (max if many else min)(same, key=len) if len({*same, written}) > 1 else None


def _converted(value: Duration, unit: Unit) -> Duration:
    """Return the same length in another unit, where it is a whole number of them; else as it is."""
    for scale in (_MONTHS, _SECONDS):
        if value.unit in scale and unit in scale:
            number = value.value * scale[value.unit] / scale[unit]
            if number == int(number):
                return Duration(Decimal(int(number)), unit)
    return value


def _range(value: QuantityRange, language: Language, like: str) -> str:
    return f"{word_value(value.first, language)}\u2013{word_value(value.last, language, like)}"


def _date(value: date, language: Language, like: str) -> str:
    return word_calendar(Calendar(Grain.DAY, value.year, value.month, value.day), language, like)


def _contact(value: Contact, language: Language, like: str) -> str:
    if value.kind == "phone":
        return _phone(value.text, like)
    scheme = _SCHEME.match(like) if value.kind == "url" else None
    return (scheme[0] if scheme else "") + value.text


def _phone(digits: str, like: str) -> str:
    shown = [letter for letter in like if letter.isdigit()]
    country = "1" if len(shown) >= len(digits) == _DIALLED and shown[0] == "1" else ""
    if len(shown) == len(country + digits):
        left = iter(country + digits)
        return "".join(next(left) if letter.isdigit() else letter for letter in like)
    if len(digits) != _DIALLED:
        return digits
    if "(" in like:
        return f"{country and country + ' '}({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    mark = next((letter for letter in like if letter in ".-" + SPACES), "-")
    return mark.join(filter(None, (country, digits[:3], digits[3:6], digits[6:])))


_WRITERS: Mapping[type[Any], Callable[[Any, Language, str], str]] = {
    Amount: word_amount,
    Percent: _percent,
    Count: _count,
    Duration: _duration,
    QuantityRange: _range,
    Contact: _contact,
    Calendar: word_calendar,
    Interval: word_interval,
    Period: word_period,
    date: _date,
}
"""What puts a value of each type into words."""
