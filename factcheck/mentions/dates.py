"""Find dates, and the intervals that two of them form."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.mentions.calendar_dates import make_month_date_finder
from factcheck.mentions.weekdays import make_weekday_finder
from factcheck.mentions.years import make_year_finder
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Interval

# The distance between the two dates of an interval, and to the word that opens it.
_GAP, _OPENING = 18, 14
_DASH = compiled(rf"{SPACE}?[–—-]{SPACE}?")


class DateFinder:
    """Finds the dates and intervals of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._days, self._years = make_month_date_finder(language), make_year_finder(language)
        self.words, self._weekdays = self._days.words, make_weekday_finder(language)
        determiners = alternation([word if word.endswith("'") else word + " " for word in language.grammar.reference.determiners])
        fiscal = alternation(tables.fiscal)
        closers = alternation(word for words in tables.spans.values() for word in words)
        self._spans = {opener: frozenset(words) for opener, words in tables.spans.items()}
        filler = rf"(?:{determiners})?(?:(?:{fiscal}){SPACE})?"
        self._between = compiled(rf",?{SPACE}(?P<closer>{closers}){SPACE}{filler}", re.IGNORECASE)
        openers = alternation(word for word in tables.spans if word)
        self._opener = compiled(rf"(?<!\w)(?P<opener>{openers}){SPACE}?{filler}\Z", re.IGNORECASE)

    def find(self, text: str, block: int, start: int, end: int, *, months: bool) -> list[Mention]:
        """Return the dates and intervals between two offsets; those with a month's name where `months` asks for them."""
        named = list(self._days.find(text, block, start, end)) if months else []
        found = list(self._years.find(text, block, start, end))
        if named:
            spans = {at for mention in named for at in range(mention.start, mention.end)}
            found = sorted([*named, *(mention for mention in found if mention.start not in spans)], key=lambda mention: mention.start)
        return list(self._joined(text, list(self._weekdays.complete(text, found, start, end))))

    def _joined(self, text: str, dates: list[Mention]) -> Iterator[Mention]:
        at = 0
        while at < len(dates):
            first = dates[at]
            second = dates[at + 1] if at + 1 < len(dates) else None
            value = self._interval(text, first, second) if second else None
            if value and second:
                yield Mention(Kind.INTERVAL, first.start, second.end, value, first.block, (first, second))
                at += 2
                continue
            if not _lone_month(first):
                yield first
            at += 1

    def _interval(self, text: str, first: Mention, second: Mention) -> Interval | None:
        left, right = first.value, second.value
        if not isinstance(left, Calendar) or not isinstance(right, Calendar) or second.start - first.end > _GAP:
            return None
        between = text[first.end : second.start]
        same = left.grain is right.grain
        if _DASH.fullmatch(between):
            return Interval(_with_year(left, right), right) if same else None
        found = self._between.fullmatch(between)
        if not found:
            return None
        bare = same and not between.startswith(",") and plain(found["closer"]) in self._spans.get("", ())
        return Interval(_with_year(left, right), right) if bare or self._opens(text, first.start, found) else None

    def joins_interval(self, text: str, start: int, end: int, second: int) -> bool:
        """Return whether the words before and after a date `[start, end)` make an interval with the one that starts at `second`."""
        found = self._between.fullmatch(text, end, second) if second - end <= _GAP else None
        return found is not None and self._opens(text, start, found)

    def _opens(self, text: str, start: int, found: re.Match[str]) -> bool:
        opened = self._opener.search(text[max(start - _OPENING, 0) : start])
        return opened is not None and plain(found["closer"]) in self._spans[plain(opened["opener"])]


def _lone_month(mention: Mention) -> bool:
    value = mention.value
    return isinstance(value, Calendar) and value.day is None and value.year is None


def _with_year(first: Calendar, last: Calendar) -> Calendar:
    return replace(first, year=last.year) if first.year is None else first


@cache
def make_date_finder(language: Language) -> DateFinder:
    """Return the dates of a language."""
    return DateFinder(language)
