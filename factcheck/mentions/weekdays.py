"""The day of the week beside a date: before a date in figures (Tuesday 2019-04-15), or in brackets after one (April 15, 2019 (Tuesday))."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Grain

# How far a weekday and what parts it from its date may stand before that date.
_BEFORE = 20


class WeekdayFinder:
    """Finds the weekdays beside the dates of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._numbers = {name.lower().rstrip("."): number for name, number in (*tables.weekdays.items(), *tables.short_weekdays.items())}
        names = rf"{alternation(tables.weekdays)}|(?-i:{alternation(tables.short_weekdays)})"
        self._name = compiled(rf"(?<!\w)(?P<name>{names})(?!\w)", re.IGNORECASE)
        determiners = alternation([word if word.endswith("'") else word + " " for word in language.grammar.reference.determiners])
        self._before = compiled(rf"{self._name.pattern},?{SPACE}(?:{determiners})?\Z", re.IGNORECASE)
        self._after = compiled(rf",?{SPACE}?\({self._name.pattern}\)", re.IGNORECASE)

    def number(self, name: str) -> int | None:
        """Return the number of a weekday, 0 for Monday; None of another word."""
        return self._numbers.get(name.lower().rstrip("."))

    def within(self, text: str) -> Span | None:
        """Return where the first weekday of a text stands."""
        found = self._name.search(text)
        return Span(*found.span("name")) if found else None

    def complete(self, text: str, dates: Iterable[Mention], start: int, end: int) -> Iterator[Mention]:
        """Yield the dates between two offsets, each day with the weekday beside it."""
        last = start
        for mention in dates:
            value = mention.value
            is_day = mention.kind is Kind.DATE and isinstance(value, Calendar) and value.grain is Grain.DAY and value.weekday is None
            complete = self._with_weekday(text, mention, value, last, end) if is_day and isinstance(value, Calendar) else mention
            yield complete
            last = complete.end

    def _with_weekday(self, text: str, mention: Mention, value: Calendar, start: int, end: int) -> Mention:
        low = max(start, mention.start - _BEFORE)
        before = self._before.search(text[low : mention.start])
        if before:
            return replace(mention, start=low + before.start("name"), value=replace(value, weekday=self.number(before["name"])))
        after = self._after.match(text, mention.end, end)
        return replace(mention, end=after.end(), value=replace(value, weekday=self.number(after["name"]))) if after else mention


@cache
def make_weekday_finder(language: Language) -> WeekdayFinder:
    """Return the weekday finder of a language."""
    return WeekdayFinder(language)
