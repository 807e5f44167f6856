"""What makes it doubtful that the tense of a verb is an error: a chronicle, a condition, an example, a winter, an old note without a date."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date, timedelta

from factcheck.analysis import Analysis
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import tokens
from factcheck.model import DateRole, Statement, VerbGroup
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import reached
from factcheck.values.span import Span
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Period

# A note whose newest date lies further back speaks from its own time.
_OLD = timedelta(days=2 * 365)
# The entries of a chronicle stand in a passage, or so many blocks from it.
_REACH = 2
_OPENING, _CLOSING = compiled(r"(?:^|[\n.;*•–—-]\s*)\Z"), compiled(r"\s?[:–—]\s")
_DECEMBER = 12
# The date before another one stands so few statements before it.
_STEPS = 4
# The tenses of what is to come, and the roles of its dates.
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE, Tense.FUTURE_PERFECT, Tense.CONDITIONAL, Tense.PLANNED, Tense.MODAL})
_DEADLINES = frozenset({DateRole.BY, DateRole.UNTIL, DateRole.BEFORE})
# The tenses of a story, in which the future of a past event is a future.
_NARRATIVE = frozenset({Tense.PRESENT, Tense.SIMPLE_PAST})


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


def is_narrated(statement: Statement, period: Period, analysis: Analysis) -> bool:
    """Return whether the future of a past date is that of a story: a chronicle, or a passage that tells the past in the present."""
    return statement.mention.block in analysis.derive(_find_chronicles) or _follows_story(statement, period, analysis)


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


def _find_chronicles(analysis: Analysis) -> frozenset[int]:
    """Return the blocks of chronicles: those that have an entry (March 3, 2015: …), and those around them."""
    text, found = analysis.document.text, set[int]()
    for mention in analysis.mentions:
        if not isinstance(mention.value, Calendar) or mention.value.year is None or not _CLOSING.match(text, mention.end):
            continue
        block = analysis.document.blocks[mention.block]
        if mention.start == block.start or _OPENING.search(text[block.start : mention.start][-4:]):
            found.update(range(mention.block - _REACH, mention.block + _REACH + 1))
    return frozenset(found)


def _follows_story(statement: Statement, period: Period, analysis: Analysis) -> bool:
    """Return whether the statement of a date before this one, in the same block, tells an older event in a tense of stories."""
    statements = analysis.statements
    at = bisect_left(statements, statement.mention.start, key=lambda each: each.mention.start)
    for before in reversed(statements[max(at - _STEPS, 0) : at]):
        value = before.mention.value
        if before.mention.block == statement.mention.block and isinstance(value, Calendar) and value.period:
            return _is_narrative(before) and value.period.last <= period.first
    return False


def _is_narrative(statement: Statement) -> bool:
    """Return whether a date stands in a tense of stories; a verb that no table knows, after a date that opens its sentence, is in one."""
    tense = statement.verb.tense if statement.verb else statement.tense
    opens = statement.adverbial == statement.sentence.start
    return statement.date_role is DateRole.AT and (tense in _NARRATIVE or (opens and tense is Tense.NONE))
