"""Finds dates that only the day of the note completes: yesterday, a weekday, a month without its year; and completes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import cache

from factcheck.languages.patterns import alternation, plain
from factcheck.languages.schema import Language
from factcheck.patterns import compiled
from factcheck.records import record
from factcheck.values import exists

_WEEK = 7


@record
class Relative:
    """A date that lacks something: half-open offsets; `days` from the note's day, or a `weekday` (0 is Monday), or a `month` with or
    without its `day`."""

    start: int
    end: int
    days: int | None = None
    weekday: int | None = None
    month: int | None = None
    day: int | None = None

    def resolved(self, as_of: date, *, past: bool) -> str:
        """The date that is meant on that day, in ISO 8601: the last one if it is past, else the next one."""
        if self.days is not None:
            return (as_of + timedelta(days=self.days)).isoformat()
        if self.weekday is not None:
            back = (as_of.weekday() - self.weekday) % _WEEK
            return (as_of - timedelta(days=back) if past else as_of + timedelta(days=-back % _WEEK)).isoformat()
        month, day = self.month or 1, self.day or 1
        year = as_of.year + (self._off(as_of, month, past=past))
        while self.day and not exists(year, month, day) and year % 4:
            year += -1 if past else 1
        return f"{year:04}-{month:02}-{day:02}" if self.day else f"{year:04}-{month:02}"

    def _off(self, as_of: date, month: int, *, past: bool) -> int:
        """How many years the one meant is from the note's."""
        stated, own = (month, self.day or as_of.day), (as_of.month, as_of.day)
        return -1 if past and stated > own else 1 if not past and stated < own else 0


class Relatives:
    """Finds the relative dates of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._days = {plain(word): days for word, days in tables.relative_days.items()}
        self._weekdays = {plain(word): day for word, day in tables.weekdays.items()}
        self._months = {plain(word): month for word, month in tables.months.items()}
        shown = [*tables.weekdays, *tables.months]
        self._words = compiled(
            rf"(?<![\w-])(?:(?P<days>(?i:{alternation(tables.relative_days)}))|(?P<named>{alternation(shown)}))(?![\w-])"
        )

    def find(self, text: str, start: int, end: int, taken: Iterable[tuple[int, int]]) -> Iterator[Relative]:
        """The relative dates between two offsets, outside the spans that are taken."""
        spans = sorted(taken)
        last = start - 2
        for match in self._words.finditer(text, start, end):
            if match.start() - last != 1 and not any(low < match.end() + 2 and match.start() < high + 2 for low, high in spans):
                yield self._read(match)
            last = match.end()

    def _read(self, match: re.Match[str]) -> Relative:
        word = plain(match[0])
        if match["days"]:
            return Relative(*match.span(), days=self._days[word])
        return Relative(*match.span(), weekday=self._weekdays.get(word), month=self._months.get(word))


@cache
def relatives(language: Language) -> Relatives:
    """The relative dates of a language."""
    return Relatives(language)
