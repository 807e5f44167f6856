"""Words a value in a language, in the style of the words that it replaces."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache

from factcheck.languages.schema import Language
from factcheck.values import Amount, Calendar, Contact, Count, Duration, Grain, Interval, Percent, Period, Qualifier, Quantity, Unit

_NARROW = "\u00a0\u202f\u2009"
_FIGURE = re.compile(r"\d[\d\u00a0\u202f\u2009 ]*(?:[.,]\d+)*")
_THOUSAND = 1000


def word(value: object, language: Language, like: str = "") -> str:
    """A value in the words of a language; `like` is what it replaces, and gives the style: scale, sign, spaces, order."""
    match value:
        case Amount():
            return _amount(value, language, like)
        case Percent():
            return _percent(value, language, like)
        case Duration():
            return _duration(value, language, like)
        case Count():
            return _figure(value.value, language, like, grouped=True) + _scale_words(value, language, like)
        case Contact():
            return _contact(value, like)
        case Period():
            return _period(value, language, like)
        case Calendar():
            return calendar(value, language)
        case Interval():
            return _join(language, word(value.first, language), word(value.last, language))
        case date():
            return calendar(Calendar(Grain.DAY, value.year, value.month, value.day), language)
    return str(value)


def qualified(value: object, qualifier: Qualifier, language: Language, like: str = "") -> str:
    """A value with its hedge, in the words of a language."""
    said = word(value, language, like)
    tables = language.wording.qualifiers
    return tables[qualifier].format(said) if qualifier in tables else said


def weekday(day: int, language: Language) -> str:
    """The name of a day of the week, 0 for Monday, as it is written in running text."""
    return language.wording.weekdays[day]


def per(unit: Unit, language: Language) -> str:
    """How often something comes back (« par année », "a year")."""
    return language.wording.per[unit]


def _space(like: str) -> str:
    return next((mark for mark in like if mark in _NARROW), " " if " " in like else "\u00a0")


def _figure(value: Decimal, language: Language, like: str, *, grouped: bool, decimals: int | None = None) -> str:
    style = language.wording
    plain = value.normalize()
    text = f"{plain:f}" if decimals is None else f"{value:.{decimals}f}"
    whole, _, rest = text.partition(".")
    if grouped and len(whole) > style.ungrouped:
        mark = _group(language, like)
        groups = [whole[max(at - 3, 0) : at] for at in range(len(whole), 0, -3)]
        whole = mark.join(reversed(groups))
    return whole + (style.decimal + rest if rest else "")


def _group(language: Language, like: str) -> str:
    found = _FIGURE.search(like)
    if found and (mark := re.search(r"\d([\u00a0\u202f\u2009 ,])\d{3}", found[0])):
        return mark[1]
    if language.wording.group == " ":
        return next((mark for mark in like if mark in _NARROW), "\u00a0" if "\u00a0" in like or " " not in like else " ")
    return language.wording.group


def _scale(value: Decimal, language: Language, like: str) -> int:
    """The scale to write a value in: that of `like` where the value is no whole thousand of it too many, else its own."""
    for scale in (10**12, 10**9, 10**6):
        if value >= scale and (value * 1000 / scale) % 1 == 0:
            return scale
    return 1


def _amount(value: Amount, language: Language, like: str) -> str:
    style = language.wording
    scale = _scale(value.value, language, like)
    space = _space(like)
    short = next((sign for sign in style.short if sign in like and like.strip().endswith(sign)), None)
    glued = re.search(r"\d(?P<letter>[^\W\d_]{1,2})\b", like)
    figure = value.value / scale
    if short and scale in style.short[short]:
        return f"{_figure(figure, language, like, grouped=True)}{space}{style.short[short][scale]}"
    if glued and scale in style.letters and style.sign_first:
        sign = _leading(like) or "$"
        return f"{sign}{_figure(figure, language, like, grouped=True)}{style.letters[scale]}"
    number = _figure(figure, language, like, grouped=True, decimals=_cents(figure, scale))
    worded = re.search(r"[^\W\d_]{4,}", like) is not None and "$" not in like
    if scale > 1:
        number += space + _plural(style.scales[scale], figure, style)
    if style.sign_first and not worded:
        return (_leading(like) or "$") + number
    if not style.sign_first and (scale == 1 and not worded or "$" in like):
        return f"{number}{space}$"
    linker = style.linker if scale > 1 else space
    currency = style.currencies.get(value.currency or "", style.currencies[""]) if _foreign(value, like) else style.currencies[""]
    return f"{number}{linker.replace(' ', space) if space in _NARROW and False else linker}{_plural(currency, value.value, style)}"


def _foreign(value: Amount, like: str) -> bool:
    return bool(value.currency) and len(like.split()) > 4


def _leading(like: str) -> str:
    found = re.match(r"[^\d]*", like.strip())
    lead = found[0] if found else ""
    return lead if "$" in lead or lead.strip().isupper() else ""


def _cents(figure: Decimal, scale: int) -> int | None:
    return 2 if scale == 1 and figure % 1 else None


def _plural(forms: tuple[str, str], value: Decimal, style: object) -> str:
    return forms[0] if abs(value) < getattr(style, "plural_from", 2) else forms[1]


def _percent(value: Percent, language: Language, like: str) -> str:
    found = re.search(r"[\d\w]([\u00a0\u202f ]*)(%|[^\W\d_].*)$", like)
    number = _figure(value.value, language, like, grouped=False)
    if found:
        return number + found[1] + found[2]
    return number + language.wording.percent


def _duration(value: Duration, language: Language, like: str) -> str:
    style = language.wording
    units = style.units[value.unit]
    small = style.numbers[int(value.value)] if value.value % 1 == 0 and value.value < len(style.numbers) else None
    spelled = small and not any(map(str.isdigit, like))
    number = small if spelled and small else _figure(value.value, language, like, grouped=True)
    if "-" in like:
        return f"{number}-{units[0]}"
    return f"{number}{' ' if spelled or not like else _space(like)}{_plural(units, value.value, style)}"


def _scale_words(value: Count, language: Language, like: str) -> str:
    return ""


def _contact(value: Contact, like: str) -> str:
    if value.kind != "phone":
        return value.text
    digits = value.text
    if len(digits) != 10:
        return digits
    if like.strip().startswith("("):
        return f"({digits[:3]}) {digits[3:6]}-{digits[6:]}"
    mark = next((each for each in like if not each.isalnum() and each != "+"), "-")
    lead = f"1{mark}" if re.match(r"\+?1\D", like) else ""
    return lead + mark.join((digits[:3], digits[3:6], digits[6:]))


def calendar(value: Calendar, language: Language) -> str:
    """A date in the words of a language."""
    style = language.wording
    slots = {
        "day": style.first_day if value.day == 1 else str(value.day),
        "month": style.months[value.month - 1] if value.month else "",
        "year": str(value.year),
        "next": str((value.year or 0) + 1),
        "weekday": style.weekdays[value.weekday] if value.weekday is not None else "",
    }
    if value.day and value.month:
        shape = "day" if value.year else "day-of-year"
        said = style.dates[shape].format(**slots)
        return style.dates["weekday"].format(date=said, **slots) if slots["weekday"] else said
    if value.grain is Grain.QUARTER and value.month:
        return style.dates["quarter"].format(quarter=(value.month + 2) // 3, **slots)
    if value.grain is Grain.SEASON and value.month:
        return f"{style.seasons[(value.month - 3) // 3]} {value.year}"
    return style.dates[str(value.grain)].format(**slots)


def _period(value: Period, language: Language, like: str) -> str:
    first = value.first
    if value.grain is Grain.RANGE:
        ends = (Calendar(Grain.DAY, end.year, end.month, end.day) for end in (first, value.last))
        return _join(language, *(word(end, language) for end in ends))
    if re.fullmatch(r"\d{4}-\d\d(-\d\d)?", like) and value.grain is Grain.DAY:
        return first.isoformat()
    if re.fullmatch(r"\d{4}", like.strip()) and value.grain is not Grain.FISCAL:
        return str(first.year)
    if re.search(r"\d{4}\D\d\d$", like) and value.grain is Grain.FISCAL:
        return f"{first.year}{like.strip()[4]}{(first.year + 1) % 100:02}"
    day = first.day if value.grain is Grain.DAY else None
    month = first.month if value.grain in (Grain.DAY, Grain.MONTH, Grain.SEASON, Grain.QUARTER) else None
    bare = not any(map(str.isdigit, like[-4:])) and bool(like) and value.grain is Grain.DAY
    return calendar(Calendar(value.grain, None if bare else first.year, month, day), language)


def _join(language: Language, first: str, last: str) -> str:
    return language.wording.dates["range"].format(first=first, last=last)


@cache
def units(language: Language) -> dict[Unit, tuple[str, str]]:
    """The names of units of time, singular and plural."""
    return dict(language.wording.units)


__all__ = ["Quantity", "calendar", "per", "qualified", "units", "weekday", "word"]
