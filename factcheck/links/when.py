"""The time of which a statement speaks, and whether a fact can be meant at that time."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.facts.schema import Fact
from factcheck.links.distance import Distances
from factcheck.model import Kind, Role, Statement
from factcheck.values import Calendar, Interval, Period, Unit

_KINDS = frozenset({Kind.DATE, Kind.INTERVAL})
_PLAIN = frozenset({Role.AT, Role.NONE, Role.BY, Role.UNTIL, Role.SINCE, Role.STARTING})
_FAR = 14.0
# A fact without a time of its own is current; what is said of an earlier time than this is another matter.
_CURRENT = timedelta(days=400)


class Times:
    """The dates of one document that say when something holds."""

    def __init__(self, statements: Sequence[Statement]) -> None:
        self._dates = [each for each in statements if each.mention.kind in _KINDS and each.role in _PLAIN]
        self._starts = [each.mention.start for each in self._dates]

    def of(self, statement: Statement, distances: Distances) -> Period | None:
        """The time of which a statement speaks, where its clause, its row or its column's header says it."""
        sentence = statement.sentence
        spans = [(sentence.start, sentence.end), *statement.context[:1]] if sentence.row else statement.segment
        best: tuple[float, Period] | None = None
        for span in spans:
            for each in self._dates[bisect_left(self._starts, span[0]) : bisect_left(self._starts, span[1])]:
                period = _period(each)
                if period is None:
                    continue
                apart = 0.0 if sentence.row else distances.between(_span(each), _span(statement))
                opening = each.mention.start - sentence.start < 8
                if not sentence.row and _closes(each) and distances.joined(_span(each), _span(statement)):
                    continue
                if (apart <= _FAR or opening) and (best is None or apart < best[0]):
                    best = apart, period
        return best[1] if best else None


def timely(fact: Fact, when: Period | None, statement: Statement, today: date, *, equal: bool, slipped: bool) -> float | None:
    """What the time of a statement adds to a pair's score; None where the fact cannot be meant at that time."""
    modifiers = statement.modifiers
    if when is None or modifiers.over or modifiers.starting or modifiers.span:
        return 0.0
    window = _window(fact)
    if window is not None:
        if not window.overlaps(when):
            return None
        whole = fact.over is None or fact.per is not None or (fact.over.unit is Unit.YEAR and fact.over.value == 1)
        return 1.5 if whole else 0.0 if equal or slipped else None
    if equal or slipped:
        return 0.0
    return None if when.first > today or when.last < today - _CURRENT else 0.0


def then(fact: Fact, when: Period | None) -> bool:
    """Whether a statement speaks of a time at which a fact that holds no longer still held."""
    return when is not None and fact.valid_until is not None and when.first <= fact.valid_until


def _closes(statement: Statement) -> bool:
    """Whether a date stands after the verb of its clause: it goes for that clause, not for those that follow."""
    return statement.verb is not None and statement.verb.end <= statement.mention.start


def _window(fact: Fact) -> Period | None:
    if fact.starting is None:
        return None
    first, last = fact.starting.first, fact.starting.last
    if fact.over and fact.over.unit is Unit.YEAR and fact.over.value >= 1:
        last = last + timedelta(days=int(fact.over.value - 1) * 365 + 1)
    elif fact.per or fact.until:
        last = fact.until.last if fact.until else date.max
    return Period(first, last, fact.starting.grain)


def _period(statement: Statement) -> Period | None:
    value = statement.mention.value
    if isinstance(value, Interval):
        return value.last.period
    return value.period if isinstance(value, Calendar) else None


def _span(statement: Statement) -> tuple[int, int]:
    return statement.mention.start, statement.mention.end
