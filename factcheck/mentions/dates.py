"""Reads dates and intervals in the shapes that a language's tables name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.languages.patterns import SPACE, alternation
from factcheck.languages.schema import Language
from factcheck.model import Kind, Mention
from factcheck.values import Calendar, Grain, Interval

_YEAR = r"(?:1[89]\d\d|20\d\d|21\d\d)"
_SLOTS = re.compile(r"weekday|day|month|year")
_ISO = rf"(?P<iso>{_YEAR}[-/](?:0[1-9]|1[0-2])[-/](?:0[1-9]|[12]\d|3[0-9])|{_YEAR}-(?:0[1-9]|1[0-2]))"
_FISCAL = rf"(?P<fiscal>{_YEAR})(?:[-–\u2010\u2011/]|{SPACE}[-–]{SPACE})(?P<second>{_YEAR}|\d\d)"


class Dates:
    """Finds the dates of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities.dates
        self._months = {name.lower(): number for name, number in tables.months.items()}
        self._weekdays = {name.lower(): number for name, number in tables.weekdays.items()}
        self._seasons, self._quarters = dict(tables.seasons), {name.lower(): at for name, at in tables.quarters.items()}
        self._introducers = tables.introducers
        self._units = frozenset(word.lower() for word in (*language.quantities.times.units, *language.quantities.numbers.scales))
        self._marks = re.compile(rf"{SPACE}?(?:{alternation([*language.quantities.shares.marks, *language.quantities.money.signs, *language.quantities.money.scaled])})|{SPACE}(?:{alternation(language.quantities.money.words)})(?!\w)")
        endings = alternation(tables.day_endings)
        self._day = rf"{alternation(tables.first)}|\d{{1,2}}(?:(?:{endings})(?!\w))?"
        closers = [word for found in tables.spans.values() for word in found]
        determiners = [word if word.endswith("'") else word + " " for word in language.grammar.reference.determiners]
        self._patterns = [re.compile(self._shape(shape), re.IGNORECASE) for shape in tables.shapes]
        linked = rf"(?:{alternation(tables.year_linkers)})"
        quarter = rf"(?:{alternation(tables.quarter_linkers)})"
        self._others = re.compile(
            rf"(?<![\w-]){_ISO}(?![\w]|-\d)"
            rf"|(?<![\w-])(?:(?:{alternation(tables.fiscal)}){SPACE})?(?:\(?){_FISCAL}(?![\w%]|[-/–]\d)"
            rf"|(?<!\w)(?P<season>{alternation(tables.seasons)}){SPACE}{linked}(?P<season_year>{_YEAR})(?!\w)"
            rf"|(?<!\w)(?P<quarter>{alternation(tables.quarters)}){SPACE}{quarter}(?P<quarter_year>{_YEAR})(?!\w)"
            rf"|(?<!\w)(?:{alternation(tables.decades)}){SPACE}(?P<decade>(?:1[89]|20)\d0)(?:s(?!\w)|(?![\w]))"
            rf"|(?<![\w.,/$€£-])(?P<year>{_YEAR})(?![\w/]|[.,]\d|-\d)",
            re.IGNORECASE,
        )
        self._months_pattern = re.compile(rf"(?<!\w)(?:{alternation(tables.months)})(?!\w)", re.IGNORECASE)
        self._decade_words = frozenset(word.lower() for word in tables.decades)
        self._spans = tables.spans
        self._between = re.compile(rf"{SPACE}(?P<word>{alternation(closers)}){SPACE}(?:{alternation(determiners)})?", re.IGNORECASE)
        linked = alternation([f" {word} " for word in closers])
        self._days = re.compile(rf"(?<![\w.,])(?P<first>\d{{1,2}})(?:{SPACE}?[-–]{SPACE}?|{linked})\Z", re.IGNORECASE)

    def _shape(self, shape: str) -> str:
        pattern = re.escape(shape).replace(r"\[", "(?:").replace(r"\]", ")?").replace("\\ ", SPACE)
        return rf"(?<![\w.,-])(?:{_SLOTS.sub(lambda slot: self._slot(slot[0]), pattern)})(?![\w]|[.,]\d)"

    def _slot(self, name: str) -> str:
        tables = self._tables_for(name)
        return rf"(?P<{name}>{tables})"

    def _tables_for(self, name: str) -> str:
        if name == "weekday":
            return alternation(self._weekdays)
        if name == "month":
            return alternation(self._months)
        return _YEAR if name == "year" else self._day

    def find(self, text: str, block: int, start: int, end: int) -> list[Mention]:
        """The dates and intervals between two offsets."""
        found = sorted(self._singles(text, block, start, end), key=lambda mention: (mention.start, -mention.end))
        return list(self._joined(text, found))

    def _singles(self, text: str, block: int, start: int, end: int) -> Iterator[Mention]:
        taken: list[tuple[int, int]] = []
        if self._months_pattern.search(text, start, end):
            for pattern in self._patterns:
                for match in pattern.finditer(text, start, end):
                    if not any(left < match.end() and match.start() < right for left, right in taken):
                        value = self._calendar(match)
                        if value and (value.day or value.year):
                            taken.append(match.span())
                            yield Mention(Kind.DATE, match.start(), match.end(), value, block)
        for match in self._others.finditer(text, start, end):
            if not any(left < match.end() and match.start() < right for left, right in taken):
                yield from self._other(text, match, block)

    def _calendar(self, match: re.Match[str]) -> Calendar | None:
        slots = match.groupdict()
        day = slots.get("day")
        number = (int("".join(filter(str.isdigit, day)) or 1)) if day else None
        if number is not None and not 1 <= number <= 39:
            return None
        weekday = slots.get("weekday")
        month = self._months[(slots["month"] or "").lower()]
        year = int(slots["year"]) if slots.get("year") else None
        grain = Grain.DAY if number else Grain.MONTH
        return Calendar(grain, year, month, number, self._weekdays[weekday.lower()] if weekday else None)

    def _other(self, text: str, match: re.Match[str], block: int) -> Iterator[Mention]:
        slots = {name: value for name, value in match.groupdict().items() if value}
        start, end = match.span()
        if "iso" in slots:
            parts = [int(part) for part in re.split("[-/]", slots["iso"])]
            value = Calendar(Grain.DAY if len(parts) > 2 else Grain.MONTH, *parts)
            yield Mention(Kind.DATE, start, end, value, block)
        elif "fiscal" in slots:
            yield from self._pair(match, int(slots["fiscal"]), slots["second"], block)
        elif "season" in slots:
            yield Mention(Kind.DATE, start, end, Calendar(Grain.SEASON, int(slots["season_year"]), self._seasons[slots["season"].lower()]), block)
        elif "quarter" in slots:
            quarter = re.sub(SPACE, " ", slots["quarter"]).lower()
            yield Mention(Kind.DATE, start, end, Calendar(Grain.QUARTER, int(slots["quarter_year"]), self._quarters[quarter]), block)
        elif "decade" in slots:
            if text[end - 1] == "s" or slots["decade"] != text[start:end]:
                yield Mention(Kind.DATE, match.start("decade"), end, Calendar(Grain.DECADE, int(slots["decade"])), block)
        elif self._is_year(text, start, end):
            yield Mention(Kind.DATE, start, end, Calendar(Grain.YEAR, int(slots["year"])), block)

    def _pair(self, match: re.Match[str], first: int, second: str, block: int) -> Iterator[Mention]:
        last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
        start = match.start("fiscal")
        if last == first + 1:
            yield Mention(Kind.DATE, start, match.end(), Calendar(Grain.FISCAL, first), block)
        elif len(second) == 4 and (last > first + 1 or last <= first):
            value = Interval(Calendar(Grain.YEAR, first), Calendar(Grain.YEAR, last))
            yield Mention(Kind.INTERVAL, start, match.end(), value, block)

    def _is_year(self, text: str, start: int, end: int) -> bool:
        if self._marks.match(text, end):
            return False
        before = re.search(r"([^\W_]+)['\u2019]?[\s\u00a0\u202f(]*\Z", text[max(start - 24, 0) : start])
        introduced = bool(before) and before[1].lower() in self._introducers if before else False
        after = re.match(rf"{SPACE}([^\W\d_]+)", text[end : end + 30])
        if after and after[1].lower() in self._units:
            return False
        if introduced or not after:
            return introduced or text[start - 1 : start] in ("(", "", "\n", "–", "-") or not after
        return not after[1].islower() or len(after[1]) < 4

    def _joined(self, text: str, dates: list[Mention]) -> Iterator[Mention]:
        at = 0
        while at < len(dates):
            first = dates[at]
            second = dates[at + 1] if at + 1 < len(dates) else None
            value = self._interval(text, first, second) if second else None
            if value and second:
                yield Mention(Kind.INTERVAL, first.start, second.end, value, first.block)
                at += 2
                continue
            yield self._ranged(text, first)
            at += 1

    def _interval(self, text: str, first: Mention, second: Mention) -> Interval | None:
        left, right = first.value, second.value
        if not isinstance(left, Calendar) or not isinstance(right, Calendar) or second.start - first.end > 14:
            return None
        between = self._between.fullmatch(text[first.end : second.start])
        if not between:
            if re.fullmatch(rf"{SPACE}?[–—-]{SPACE}?", text[first.end : second.start]) and left.grain is right.grain:
                return Interval(_with_year(left, right), right)
            return None
        before = re.sub(r"[\s\u00a0\u202f]+", " ", text[max(first.start - 10, 0) : first.start]).lower().replace("\u2019", "'")
        closer = re.sub(SPACE, " ", between["word"]).lower().replace("\u2019", "'")
        for opener, closers in self._spans.items():
            opened = before.endswith(opener + (" " if opener and not opener.endswith("'") else "")) and (
                not opener or not before[: len(before) - len(opener) - 1][-1:].isalnum()
            )
            if opened and closer in closers and (opener or left.grain is right.grain):
                return Interval(_with_year(left, right), right)
        return None

    def _ranged(self, text: str, date: Mention) -> Mention:
        """« du 3 au 7 mai 2021 », "May 3 to 7, 2021": a day before the date opens an interval."""
        value = date.value
        if not isinstance(value, Calendar) or value.day is None or value.weekday is not None:
            return date
        day = self._days.search(text[max(date.start - 20, 0) : date.start])
        if not day or not text[date.start].isdigit():
            return date
        first = Calendar(Grain.DAY, value.year, value.month, int(day["first"]))
        return Mention(Kind.INTERVAL, max(date.start - 20, 0) + day.start("first"), date.end, Interval(first, value), date.block)


def _with_year(first: Calendar, last: Calendar) -> Calendar:
    if first.year is not None or last.year is None:
        return first
    return Calendar(first.grain, last.year, first.month, first.day, first.weekday)


@cache
def dates(language: Language) -> Dates:
    """The dates of a language."""
    return Dates(language)
