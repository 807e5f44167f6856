"""Put dates and periods into words in a language, in the style of the words that they replace."""

from __future__ import annotations

import re
from datetime import date, timedelta

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain, Interval, Period

_ISO = compiled(r"\d{4}(?P<mark>[-/])\d\d(?:[-/]\d\d)?")
_FISCAL = compiled(r"(?P<first>\d{4})(?P<mark>\D{1,3})(?P<last>\d{2,4})(?!\d)")


def word_calendar(value: Calendar, language: Language, like: str = "") -> str:
    """Return a date in the shape of the words `like`, and no finer than they are."""
    iso = _ISO.fullmatch(like)
    if value.grain is Grain.FISCAL and value.year is not None:
        return _fiscal(value.year, language, like)
    if iso and value.month and _is_written_in_figures(value, like):
        return _iso(value, iso)
    if like.isdigit() and len(like) == 4 and value.year is not None:
        return str(value.year)
    if value.grain is Grain.DAY:
        return _day(value, language, like)
    return _month(value, language) if value.grain is Grain.MONTH else _longer(value, language)


def _is_written_in_figures(value: Calendar, like: str) -> bool:
    """Return whether a day, or a month, can be put into the figures of the words that it replaces."""
    return value.grain is Grain.DAY or (value.grain is Grain.MONTH and _FISCAL.fullmatch(like) is not None)


def _longer(value: Calendar, language: Language) -> str:
    """Return a season, a quarter, a decade or a year in words."""
    match value.grain:
        case Grain.SEASON:
            return _template(value, language, season=language.wording.seasons[((value.month or 3) // 3 - 1) % 4])
        case Grain.QUARTER:
            return _template(value, language, quarter=language.wording.quarters[(value.month or 1) // 3])
        case Grain.DECADE:
            return _template(value, language)
    return str(value.year)


def word_interval(value: Interval, language: Language, like: str = "") -> str:
    """Return an interval: its two dates around the word that parts those of `like`."""
    split = _split(like, language)
    if split:
        left, between, right = split
        return f"{word_calendar(value.first, language, left)}{between}{word_calendar(value.last, language, right)}"
    return language.wording.dates["range"].format(first=word_calendar(value.first, language), last=word_calendar(value.last, language))


def word_period(value: Period, language: Language, like: str = "") -> str:
    """Return a period as the date, or the interval, that it was stated as; no finer than `like`."""
    if value.grain is Grain.RANGE:
        return word_interval(Interval(*_ends(value)), language, like)
    found = _calendar(value.first, value.grain)
    if like and _has_weekday(like, language) and found.grain is Grain.DAY:
        found = Calendar(Grain.DAY, found.year, found.month, found.day, value.first.weekday())
    if (
        found.grain in (Grain.DAY, Grain.MONTH)
        and like
        and not compiled(rf"(?:{alternation(language.quantities.dates.months)})|\d\D\d", re.IGNORECASE).search(like)
    ):
        found = Calendar(Grain.YEAR, found.year) if compiled(r"\d{4}").fullmatch(like) else found
    elif found.grain is Grain.DAY and like and _monthly(like):
        found = Calendar(Grain.MONTH, found.year, found.month)
    return word_calendar(found, language, like)


def _calendar(first: date, grain: Grain) -> Calendar:
    match grain:
        case Grain.DAY:
            return Calendar(grain, first.year, first.month, first.day)
        case Grain.MONTH | Grain.SEASON | Grain.QUARTER:
            return Calendar(grain, first.year, first.month)
    return Calendar(grain, first.year)


def _ends(value: Period) -> tuple[Calendar, Calendar]:
    """Return the two dates of an interval, each as coarse as its days allow."""
    after = value.last + timedelta(days=1)
    grain = Grain.DAY
    if value.first.day == after.day == 1:
        grain = Grain.YEAR if value.first.month == after.month == 1 else Grain.MONTH
    return _calendar(value.first, grain), _calendar(value.last, grain)


def _monthly(like: str) -> bool:
    """Return whether the words name a month and a year, and no day."""
    figures = compiled(r"\d+").findall(like)
    return (len(figures) == 1 and len(figures[0]) == 4) or (len(figures) == 2 and _ISO.fullmatch(like) is not None)


def _iso(value: Calendar, iso: re.Match[str]) -> str:
    parts = [f"{value.year:04}", f"{value.month:02}", *([f"{value.day:02}"] if value.day and len(iso[0]) > 7 else [])]
    return iso["mark"].join(parts)


def _fiscal(year: int, language: Language, like: str) -> str:
    shown = _FISCAL.search(like)
    if not shown:
        return language.wording.dates["fiscal"].format(year=year, next=year + 1)
    last = str(year + 1)[-len(shown["last"]) :]
    return f"{like[: shown.start()]}{year}{shown['mark']}{last}{like[shown.end() :]}"


def _day(value: Calendar, language: Language, like: str) -> str:
    tables, wording = language.quantities.dates, language.wording
    day = str(value.day)
    if value.day == 1 and tables.first:
        day = next((form for form in tables.first if form in like), tables.first[0])
    parts = {"day": day, "month": wording.months[(value.month or 1) - 1], "year": value.year}
    bare = bool(like) and not compiled(r"\d{4}").search(like)
    shape = (
        "day-of-year" if (bare and not _leads(like, language)) or value.year is None else "day-first" if _leads(like, language) else "day"
    )
    text = wording.dates[shape].format(**parts)
    if value.weekday is None:
        return text
    named = compiled(rf"(?:{alternation(tables.weekdays)})(?P<mark>,?{SPACE})", re.IGNORECASE).match(like)
    name = wording.weekdays[value.weekday]
    return f"{name}{named['mark']}{text}" if named else wording.dates["weekday"].format(weekday=name, date=text)


def _leads(like: str, language: Language) -> bool:
    """Return whether the day stands before the month."""
    month = compiled(rf"(?<!\w)(?:{alternation(language.quantities.dates.months)})(?!\w)", re.IGNORECASE).search(like)
    return bool(month) and any(map(str.isdigit, like[: month.start()])) if month else False


def _month(value: Calendar, language: Language) -> str:
    name = language.wording.months[(value.month or 1) - 1]
    return language.wording.dates["month"].format(month=name, year=value.year) if value.year is not None else name


def _template(value: Calendar, language: Language, **names: str) -> str:
    return language.wording.dates[str(value.grain)].format(year=value.year, **names)


def _has_weekday(like: str, language: Language) -> bool:
    return compiled(rf"(?:{alternation(language.quantities.dates.weekdays)})(?!\w)", re.IGNORECASE).match(like) is not None


def _split(like: str, language: Language) -> tuple[str, str, str] | None:
    closers = [word for words in language.quantities.dates.spans.values() for word in words]
    found = compiled(rf"{SPACE}(?:{alternation(closers)}){SPACE}|{SPACE}?[\u2013\u2014]{SPACE}?", re.IGNORECASE).search(like)
    if not found and compiled(r"\d{4}-\d{4}").fullmatch(like):
        return like[:4], "-", like[5:]
    return (like[: found.start()], found[0], like[found.end() :]) if found else None
