"""What makes it doubtful that the tense of a verb is an error: a condition, an example, a winter, an old note without a date."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.analysis import Analysis
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import tokens
from factcheck.model import DateRole, Statement, VerbGroup
from factcheck.statements.triggers import reached
from factcheck.values.span import Span
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Period

# A note whose newest date lies further back speaks from its own time.
_OLD = timedelta(days=2 * 365)
_DECEMBER = 12
# The tenses of what is to come, and the roles of its dates.
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE, Tense.FUTURE_PERFECT, Tense.CONDITIONAL, Tense.PLANNED, Tense.MODAL})
_DEADLINES = frozenset({DateRole.BY, DateRole.UNTIL, DateRole.BEFORE})


def is_supposed(statement: Statement, end: int, analysis: Analysis) -> bool:
    """Return whether a condition stands in a statement's sentence before an offset, or in what leads to its list."""
    spans = [Span(statement.sentence.start, end), *statement.context]
    return any(_is_reached(each, Category.CONDITION, analysis) for each in spans)


def is_doubtful(statement: Statement, verb: VerbGroup, analysis: Analysis) -> bool:
    """Return whether a condition, or a word that opens an example, stands before a verb or its date."""
    end = max(verb.start, statement.mention.start)
    before = Span(statement.sentence.start, end)
    return is_supposed(statement, end, analysis) or _is_reached(before, Category.EXAMPLE, analysis)


def _is_reached(before: Span, category: Category, analysis: Analysis) -> bool:
    words = [token.word for token in tokens(analysis.folded, before.start, before.end)]
    return reached(analysis.language, category, words)


def speaks_from_past(analysis: Analysis) -> bool:
    """Return whether a note bears no date of its own, and the newest date that it states lies long before today."""
    newest = analysis.derive(_find_newest)
    return newest is None or newest + _OLD < analysis.date.day


def get_first_day(statement: Statement, period: Period) -> date:
    """Return the first day that a date may refer to: the winter of a year also is the one in which it begins."""
    value = statement.mention.value
    if isinstance(value, Calendar) and value.grain is Grain.SEASON and value.month == _DECEMBER and value.year:
        return date(value.year - 1, _DECEMBER, 1)
    return period.first


def _find_newest(analysis: Analysis) -> date | None:
    """Return the last day, until today, of the dates that a note states, without those of what is to come where it states others."""
    stated = [each for each in analysis.statements if not _is_to_come(each)]
    return _find_last(stated, analysis.date.day) or _find_last(analysis.statements, analysis.date.day)


def _find_last(statements: Sequence[Statement], today: date) -> date | None:
    """Return the last day of the dates that have begun."""
    values = (each.mention.value for each in statements)
    periods = [value.period for value in values if isinstance(value, Calendar) and value.period]
    return max((period.last for period in periods if period.first <= today), default=None)


def _is_to_come(statement: Statement) -> bool:
    """Return whether a date is that of a plan, a wish or a deadline."""
    tense = statement.verb.tense if statement.verb else statement.tense
    return statement.irrealis or tense in _COMING or statement.date_role in _DEADLINES
