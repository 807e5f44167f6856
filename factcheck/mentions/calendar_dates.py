"""Find dates with the name of a month, in the forms of a language's tables, and the intervals inside one month."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, hyphenated, unhyphenated
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Grain, Interval

YEAR = r"(?:1[6-9]\d\d|20\d\d|21\d\d)"
# Beside the name of a month, four digits are a year from the first that has so many.
_FULL_YEAR = r"(?:1\d\d\d|20\d\d|21\d\d)"
_MONTH = "month"
_DAYS = compiled(r"[^\s,]+")
_SLOTS = compiled(r"weekday|span|day|month|year")
# How far a day and a weekday may stand before the month.
_BEFORE = 48
# How far before an interval the word that opens it may start.
_OPENING = 12
_LAST_DAY = 39


class MonthDateFinder:
    """Finds the dates of a language that name their month."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._words = {unhyphenated(word): number for word, number in tables.day_words.items()}
        self._months = {name.lower(): number for name, number in tables.months.items()}
        weekdays = {**tables.weekdays, **tables.short_weekdays}
        self._weekdays = {name.lower(): number for name, number in weekdays.items()}
        variants = {form: name for name in tables.months for form in (name, name.lower(), name.capitalize(), name.upper())}
        self._month = compiled(rf"(?:{alternation(variants)})(?![^\W\d])")
        self.words = frozenset(name.rstrip(".").lower() for name in tables.months)
        self._capital = all(name[0].isupper() for name in tables.months)
        self._openers = {
            closer: frozenset(opener for opener, closers in tables.spans.items() if closer in closers)
            for words in tables.spans.values()
            for closer in words
        }
        closers = alternation(self._openers)
        self._onward = compiled(rf"(?:{SPACE}(?:{closers}){SPACE}|{SPACE}?[-–]{SPACE}?)(?:{alternation(variants)})(?!\w)")
        determiners = alternation([word if word.endswith("'") else word + " " for word in language.grammar.reference.determiners])
        endings = rf"(?:\^?(?:{alternation(tables.day_endings)})\^?(?!\w))?"
        self._slots = {
            "weekday": rf"(?P<weekday>{alternation(tables.weekdays)}|(?-i:{alternation(tables.short_weekdays)}))",
            "day": rf"(?P<day>{alternation(tables.first)}|{hyphenated(tables.day_words)}|\d{{1,2}}{endings})(?![\d])",
            "year": rf"(?P<year>{_FULL_YEAR})",
            "span": rf"(?P<earlier>(?:(?:[12]\d|3[01]|0?[1-9])(?-i:[a-z]{{2}})?,{SPACE}(?=\d))*)(?P<first>{alternation(tables.first)}|\d{{1,2}}{endings})(?:{SPACE}?[-–]{SPACE}?|{SPACE}(?P<closer>{closers}){SPACE}(?:{determiners})?)",
        }
        self._shapes = [self._shape(shape) for shape in tables.shapes]
        openers = "|".join(rf"{alternation([word])}" for word in tables.spans if word)
        self._opening = compiled(rf"(?<!\w)(?P<opener>{openers}){SPACE}?(?:{determiners})?\Z", re.IGNORECASE)

    def _shape(self, shape: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
        """Return what stands before the month, and after it."""
        before, _, after = shape.partition(_MONTH)
        head = rf"(?<![\w.,/$-]){self._pattern(before)}\Z" if before else r"\Z"
        closing = rf"(?:\.(?={SPACE}{_FULL_YEAR}\s*\Z))?" if before == "" else ""
        return compiled(head, re.IGNORECASE), compiled(rf"{closing}{self._pattern(after)}(?![\w]|[.,]\d)", re.IGNORECASE)

    def _pattern(self, shape: str) -> str:
        pattern = re.escape(shape).replace(r"\[", "(?:").replace(r"\]", ")?").replace("\\ ", SPACE).replace("'", "['\u2019]")
        pattern = pattern.replace(r"\|", "|").replace(",", rf"{SPACE}?,")
        return _SLOTS.sub(lambda slot: self._slots[slot[0]], pattern)

    def find(self, text: str, block: int, start: int, end: int) -> Iterator[Mention]:
        """Yield the dates between two offsets, in order; a month alone stands for itself, without a year, as a possible start of an interval."""
        last = start
        for month in self._month.finditer(text, start, end):
            if month.start() < last or (month.start() and text[month.start() - 1].isalnum()):
                continue
            for mention in self._read(text, month, block, last, end):
                yield mention
                last = max(last, mention.end)

    def _read(self, text: str, month: re.Match[str], block: int, start: int, end: int) -> Iterator[Mention]:
        number = self._months[compiled(SPACE).sub(" ", month[0]).lower()]
        low = max(start, month.start() - _BEFORE)
        for before, after in self._shapes:
            head = before.search(text[low : month.start()])
            tail = after.match(text, month.end(), end) if head else None
            if head and tail:
                slots = {**head.groupdict(), **{name: value for name, value in tail.groupdict().items() if value}}
                if self._capital and not slots.get("year") and not self._is_certain(text, month, slots.get("day"), tail.end()):
                    return
                yield from self._mentions(text, slots, number, Span(low + head.start(), tail.end()), block)
                return

    def _is_certain(self, text: str, month: re.Match[str], day: str | None, end: int) -> bool:
        """Return whether a month without a year is one, by its capital, or by another month to which it leads (jan 8 to december 12 2013)."""
        if self._spelled(day):
            return False
        return not month[0].islower() or self._onward.match(text, end) is not None

    def _mentions(self, text: str, slots: dict[str, str | None], month: int, span: Span, block: int) -> Iterator[Mention]:
        """Return the date, the interval, or the two dates that the slots of a shape give."""
        day, first = self._day(slots.get("day")), self._day(slots.get("first"))
        year = int(slots["year"] or 0) if slots.get("year") else None
        weekday = self._weekdays.get((slots.get("weekday") or "").lower())
        if day is not None and not 1 <= day <= _LAST_DAY:
            return
        if first is None or not 1 <= first <= _LAST_DAY:
            yield Mention(Kind.DATE, *span, Calendar(Grain.DAY if day else Grain.MONTH, year, month, day, weekday), block)
            return
        earlier = list(self._earlier(text, slots, Calendar(Grain.DAY, year, month, None, weekday), span.start, block))
        yield from earlier
        start = text.index(slots["first"] or "", earlier[-1].end) if earlier else span.start
        opening, closing = Calendar(Grain.DAY, year, month, first, None if earlier else weekday), Calendar(Grain.DAY, year, month, day)
        if self._is_interval(text[max(start - _OPENING, 0) : start], slots.get("closer")):
            yield Mention(Kind.INTERVAL, start, span.end, Interval(opening, closing), block)
            return
        written = slots["first"] or ""
        end = start + text[start : span.end].index(written) + len(written)
        yield Mention(Kind.DATE, start, end, opening, block)
        yield Mention(Kind.DATE, text.index(slots["day"] or "", end), span.end, closing, block)

    def _earlier(self, text: str, slots: dict[str, str | None], date: Calendar, start: int, block: int) -> Iterator[Mention]:
        """Yield the days of a list that stand before its last two (the 3, 4 and 5 June); the first takes what stands before it."""
        at = start
        for written in _DAYS.findall(slots.get("earlier") or ""):
            place = text.index(written, at)
            first = at == start
            at = place + len(written)
            day = replace(date, day=self._day(written), weekday=date.weekday if first else None)
            yield Mention(Kind.DATE, start if first else place, at, day, block)

    def _day(self, written: str | None) -> int | None:
        """Return the number of a day: of a word for the first, 1."""
        if not written:
            return None
        return int("".join(filter(str.isdigit, written)) or self._words.get(unhyphenated(written), 1))

    def _spelled(self, written: str | None) -> bool:
        return bool(written) and not any(map(str.isdigit, written or ""))

    def _is_interval(self, before: str, closer: str | None) -> bool:
        """Return whether a word between two days makes an interval of them, by the word that opens it."""
        if closer is None:
            return True
        openers = self._openers[compiled(SPACE).sub(" ", closer).lower().replace("\u2019", "'")]
        found = self._opening.search(before)
        return "" in openers or bool(found and found["opener"].lower().replace("\u2019", "'") in openers)


@cache
def make_month_date_finder(language: Language) -> MonthDateFinder:
    """Return the dates of a language that name their month."""
    return MonthDateFinder(language)
