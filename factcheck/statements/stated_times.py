"""The time of which a statement speaks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from factcheck.document import Document
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.model import DateRole, Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.distance import NOTHING, Distances, Steps
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Grain, Interval, Period

_PLAIN = frozenset({DateRole.AT, DateRole.NONE, DateRole.BY, DateRole.UNTIL, DateRole.SINCE, DateRole.STARTING})
# So many times before and after a statement are looked at: a bound on the work.
_NEAREST = 20
# A year that is stated relative to another one (the year after) stands so many characters behind it at most.
_REACH = 400
_YEARS = frozenset({Grain.YEAR, Grain.FISCAL})


@record
class _Time:
    """A time that a note states: half-open offsets, and whether it holds for its own clause alone."""

    start: int
    end: int
    period: Period
    role: DateRole = DateRole.NONE
    closes: bool = False


@record
class StatedTime:
    """The time of which a statement speaks; one line a field.

    `period` is the time.
    `in_clause` is whether the statement's own clause states it.
    `steps` is what stands between the two.
    `span` is where it is stated.
    `role` is the role of its date.
    """

    period: Period
    in_clause: bool
    steps: Steps
    span: Span
    role: DateRole


class Times:
    """The dates of one document that say when something holds; years relative to another one (the year after) among them."""

    def __init__(self, statements: Sequence[Statement], document: Document) -> None:
        stated = [each for each in statements if each.is_date and each.date_role in _PLAIN]
        dates = [_Time(*each.mention.span, period, each.date_role, _closes(each)) for each in stated if (period := _period(each))]
        self._times = sorted([*dates, *_relative_years(dates, document)], key=lambda time: time.start)
        self._starts = [time.start for time in self._times]

    def of(self, statement: Statement, distances: Distances) -> StatedTime | None:
        """Return the time of which a statement speaks: the nearest in its clause, its row or its column's header, else in its sentence."""
        sentence = statement.sentence
        spans = [sentence.span, *statement.context[:1]] if sentence.row else [sentence.span]
        best: StatedTime | None = None
        for span in spans:
            for time in self._nearby(span, statement.mention.start):
                at = Span(time.start, time.end)
                steps = NOTHING if sentence.row else distances.between(at, statement.mention.span)
                own = sentence.row or any(clause.contains(at) for clause in statement.clause)
                joined = not sentence.row and time.closes and distances.joined(at, statement.mention.span)
                found = StatedTime(time.period, own and not joined, steps, at, time.role)
                if best is None or (not found.in_clause, steps.total) < (not best.in_clause, best.steps.total):
                    best = found
        return best

    def _nearby(self, span: tuple[int, int], at: int) -> Sequence[_Time]:
        """Return the times within a span of the text; of very many, those nearest to an offset."""
        low, high = bisect_left(self._starts, span[0]), bisect_left(self._starts, span[1])
        if high - low > 2 * _NEAREST:
            middle = bisect_left(self._starts, at)
            low, high = max(low, middle - _NEAREST), min(high, middle + _NEAREST)
        return self._times[low:high]


def _relative_years(dates: Sequence[_Time], document: Document) -> Iterator[_Time]:
    """Return the years that a note states relative to the last one before them (the year after)."""
    years = [time for time in dates if time.period.grain in _YEARS and time.period.first != date.min and time.period.last != date.max]
    starts = [time.start for time in years]
    for found in _neighbours(document.language).finditer(document.folded) if years else ():
        before = bisect_left(starts, found.start()) - 1
        if before >= 0 and found.start() - years[before].end <= _REACH:
            away = document.language.quantities.dates.neighbours[found[0]]
            yield _Time(found.start(), found.end(), years[before].period.move(away))


@cache
def _neighbours(language: Language) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{alternation(language.quantities.dates.neighbours)})(?!\w)")


def _closes(statement: Statement) -> bool:
    """Return whether a date stands after the verb of its clause: it holds for that clause, not for those that follow."""
    return statement.verb is not None and statement.verb.end <= statement.mention.start


def _period(statement: Statement) -> Period | None:
    """Return the time that a date states: from it on, where something began then and goes on; up to it, where it goes on until then."""
    value = statement.mention.value
    if isinstance(value, Interval):
        return value.last.period
    period = value.period if isinstance(value, Calendar) else None
    if period and statement.date_role is DateRole.SINCE:
        return Period(period.first, date.max, period.grain)
    return Period(date.min, period.last, period.grain) if period and statement.date_role is DateRole.UNTIL else period
