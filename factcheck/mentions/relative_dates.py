"""Find relative dates (yesterday, this week, a weekday, a month without its year, an hour), and resolve them with the date of the note."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.mentions.dates import make_date_finder
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Unit, is_real_date

_WEEK, _MONTHS, _HOURS, _CENTURY = 7, 12, 24, 1900
# How far a word that opens a time, and says that it is one, stands before it.
_REACH = 24
# How near a time stands to a date that it is part of.
_BESIDE = 4


@record
class RelativeDate:
    """A time that lacks something: half-open offsets; `value` where it is known as it stands, `days` from the note's day, or so many (`away`)
    of a `unit`, or a `weekday` (0 is Monday), or a `month` with or without its `day`; `last` is the end of an interval."""

    start: int
    end: int
    value: str = ""
    days: int | None = None
    unit: Unit | None = None
    away: int = 0
    weekday: int | None = None
    month: int | None = None
    day: int | None = None
    last: RelativeDate | None = None

    @property
    def is_named(self) -> bool:
        """Whether it is a weekday or a month."""
        return self.weekday is not None or self.month is not None

    def resolve(self, today: date, *, past: bool) -> str:
        """Return the time that is referred to on that day, in ISO 8601: the last one if it is past, else the next one; what no calendar places, in TIMEX3."""
        if self.value:
            return self.value
        if self.days is not None:
            return (today + timedelta(days=self.days)).isoformat()
        if self.unit is not None:
            return _period(today, self.unit, self.away)
        if self.weekday is not None:
            back = (today.weekday() - self.weekday) % _WEEK
            return (today - timedelta(days=back) if past else today + timedelta(days=-back % _WEEK)).isoformat()
        month, day = self.month or 1, self.day or 1
        year = today.year + (self._off(today, month, past=past))
        while self.day and not is_real_date(year, month, day) and year % 4:
            year += -1 if past else 1
        return f"{year:04}-{month:02}-{day:02}" if self.day else f"{year:04}-{month:02}"

    def _off(self, today: date, month: int, *, past: bool) -> int:
        """Return how many years the one referred to is from the note's."""
        stated, anchor = (month, self.day or today.day), (today.month, today.day)
        return -1 if past and stated > anchor else 1 if not past and stated < anchor else 0


class RelativeDateFinder:
    """Finds the relative times of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._dates = make_date_finder(language)
        self._days = {plain(phrase): days for phrase, days in tables.relative_days.items()}
        self._periods = {plain(phrase): _parse_period(form) for phrase, form in tables.relative_periods.items()}
        self._moments = {plain(phrase): value for phrase, value in tables.vague_times.items()}
        self._weekdays = {plain(word): day for word, day in tables.weekdays.items()}
        self._months = {plain(word): month for word, month in tables.months.items()}
        self._doubtful = tables.doubtful_months
        shown = [*tables.months, *(form for day in tables.weekdays for form in (day, day.upper()))]
        phrases = alternation([*self._days, *self._periods, *self._moments])
        clock = (
            rf"(?P<hour>\d\d?)(?::(?P<minute>\d\d))?{SPACE}?(?:{alternation(language.quantities.times.hours)})(?:{SPACE}?(?P<after>\d\d))?"
        )
        decade = rf"(?:{alternation(tables.decades)}){SPACE}['\u2019]?(?P<decade>\d0)(?:s)?"
        self._words = compiled(
            rf"(?<![\w-])(?:(?P<phrase>(?i:{phrases}))|(?P<named>{alternation(shown)}|(?<![^\W_][\s\u00a0,])(?:{alternation(day.capitalize() for day in tables.weekdays)}))|(?<![\d.,:])(?:{clock}|{decade}))(?![\w-])"
        )
        self._opened = compiled(rf"(?<!\w)(?:{alternation(tables.month_openers)}){SPACE}\Z", re.IGNORECASE)

    def find(
        self, text: str, start: int, end: int, excluded: Iterable[tuple[int, int]], dated: Iterable[tuple[int, int]]
    ) -> Iterator[RelativeDate]:
        """Yield the relative times between two offsets, outside the spans that are taken and those a weekday or a month next to what is dated; two that make an interval as one."""
        beside = [(low - _BESIDE, high + _BESIDE) for low, high in dated]
        spans = [*excluded, *dated]
        pending, last = None, start - 2
        for match in self._words.finditer(text, start, end):
            found = self._read(text, match)
            within = [*spans, *beside] if match["named"] else spans
            free = match.start() - last != 1 and not any(low < match.end() and match.start() < high for low, high in within)
            last = match.end()
            if not found or not free:
                continue
            if (
                pending
                and pending.is_named
                and found.is_named
                and self._dates.joins_interval(text, pending.start, pending.end, found.start)
            ):
                yield RelativeDate(pending.start, pending.end, weekday=pending.weekday, month=pending.month, last=found)
                pending = None
                continue
            if pending:
                yield pending
            pending = found
        if pending:
            yield pending

    def _read(self, text: str, match: re.Match[str]) -> RelativeDate | None:
        if match["hour"]:
            return self._hour(match)
        if match["decade"]:
            return RelativeDate(*match.span(), value=str(_CENTURY + int(match["decade"])))
        return self._named(text, match) if match["named"] else self._phrase(match)

    def _named(self, text: str, match: re.Match[str]) -> RelativeDate | None:
        """Return the weekday or the month that a name stands for; None for a month that may be another word (may, mars)."""
        word, span = plain(match[0]), match.span()
        if match[0] in self._doubtful and not self._opened.search(text, max(span[0] - _REACH, 0), span[0]):
            return None
        return RelativeDate(*span, weekday=self._weekdays.get(word), month=self._months.get(word))

    def _phrase(self, match: re.Match[str]) -> RelativeDate:
        """Return the time that a phrase of the tables stands for."""
        word, span = plain(match[0]), match.span()
        if word in self._moments:
            return RelativeDate(*span, value=self._moments[word])
        if word in self._days:
            return RelativeDate(*span, days=self._days[word])
        unit, away = self._periods[word]
        return RelativeDate(*span, unit=unit, away=away)

    def _hour(self, match: re.Match[str]) -> RelativeDate | None:
        hour, minute = int(match["hour"]), match["minute"] or match["after"] or "00"
        return RelativeDate(*match.span(), value=f"T{hour:02}:{minute}") if hour <= _HOURS and int(minute) < 60 else None


def _parse_period(form: str) -> tuple[Unit, int]:
    unit, _, away = form.partition(" ")
    return Unit(unit), int(away)


def _period(today: date, unit: Unit, away: int) -> str:
    """Return the week, month or year that is so many away from a day's own, in ISO 8601."""
    if unit is Unit.WEEK:
        year, week, _ = (today + timedelta(days=_WEEK * away)).isocalendar()
        return f"{year:04}-W{week:02}"
    years, month = divmod(today.month - 1 + away, _MONTHS)
    return f"{today.year + away:04}" if unit is Unit.YEAR else f"{today.year + years:04}-{month + 1:02}"


@cache
def make_relative_date_finder(language: Language) -> RelativeDateFinder:
    """Return the relative times of a language."""
    return RelativeDateFinder(language)
