"""The dates that a coordinator or a comma joins to others (in 2018 and 2019, en 2018, 2019 ou 2020): together they are one time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.analysis import Analysis
from factcheck.languages.tokens import tokens
from factcheck.model import DATES, Statement
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain, Period

# Words between two joined dates, at most: a coordinator and a preposition.
_BETWEEN = 2
_PLAIN = compiled(r"[\w\s,']*")


def find_joined_times(analysis: Analysis) -> Mapping[int, Period]:
    """Return the time of each date that is joined to others, from the first of them to the last, by the offset of the date."""
    found: dict[int, Period] = {}
    for group in _groups(analysis):
        periods = [period for statement in group if (period := _period(statement))]
        whole = Period(min(period.first for period in periods), max(period.last for period in periods), Grain.RANGE)
        found.update((statement.mention.start, whole) for statement in group)
    return found


def _groups(analysis: Analysis) -> list[list[Statement]]:
    """Return the runs of two and more joined dates."""
    groups: list[list[Statement]] = []
    for statement in analysis.statements:
        if statement.mention.kind not in DATES or not _period(statement):
            continue
        if groups and _joins(analysis, groups[-1][-1], statement):
            groups[-1].append(statement)
        else:
            groups.append([statement])
    return [group for group in groups if len(group) > 1]


def _period(statement: Statement) -> Period | None:
    value = statement.mention.value
    return value.period if isinstance(value, Calendar) else None


def _joins(analysis: Analysis, first: Statement, second: Statement) -> bool:
    """Return whether only a coordinator, a comma and a preposition stand between two dates of one sentence."""
    start, end = first.mention.end, second.mention.start
    if second.sentence.start != first.sentence.start:
        return False
    words: Sequence[str] = [token.word for token in tokens(analysis.folded, start, end)]
    if len(words) > _BETWEEN or not _PLAIN.fullmatch(analysis.folded, start, end):
        return False
    coordinated = bool(words) and words[0] in analysis.language.grammar.clauses.coordinators
    return coordinated or (not words and "," in analysis.folded[start:end])
