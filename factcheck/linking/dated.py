"""Whether a date that is not a fact's was surely meant for it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from factcheck.linking.candidates import Candidate
from factcheck.model import DateRole, Statement
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Period

# What a cue and a subject in reach, a subject at hand and a cue of several words are worth at least, here and where figures are settled.
CUE, SUBJECT, AT_HAND, PHRASE = 1.5, 1.0, 1.8, 2.3
# In a table, a row's own subject and a column's own cue.
ROW, HEADER = 3.0, 2.0
# What a subject is worth at least for a day that is another one of the fact's month, or the fact's own of another year.
_NEARLY = 0.5
COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})


def dated(statement: Statement, candidate: Candidate, today: date) -> bool:
    """Whether a date surely is meant for a fact's, and is another one."""
    words = [span for span in candidate.reasons if any(start <= span[0] and span[1] <= end for start, end in statement.clause)]
    slipped = candidate.comparison.error_kind is not ErrorKind.NONE
    if statement.sentence.row:
        return slipped and candidate.subject >= ROW and candidate.cue >= HEADER
    if statement.tense in COMING and _past(candidate, today) and not _past_date(statement, today):
        return False
    if statement.tense == Tense.PLUPERFECT and candidate.subject < AT_HAND:
        return False
    if not slipped and (statement.tense in COMING or statement.date_role is DateRole.NONE or candidate.subject < AT_HAND):
        return False
    close, yearly = slipped and _same_month(statement, candidate), slipped and _same_day(statement, candidate)
    if statement.date_role is DateRole.UNTIL and not slipped:
        return False
    least = _NEARLY if close or yearly else SUBJECT
    return bool(words) and candidate.cue >= (CUE if yearly else PHRASE) and candidate.subject >= least


def _same_month(statement: Statement, candidate: Candidate) -> bool:
    """Whether a day is of the same month and year as its fact's."""
    value, held = statement.mention.value, candidate.fact.value
    if not isinstance(value, Calendar) or value.day is None or not isinstance(held, Period):
        return False
    return (value.year, value.month) == (held.first.year, held.first.month) == (held.last.year, held.last.month)


def _same_day(statement: Statement, candidate: Candidate) -> bool:
    """Whether a day is its fact's, of another year or month; not where a month begins or ends, as many things do."""
    value, held = statement.mention.value, candidate.fact.value
    if not isinstance(value, Calendar) or value.day is None or not isinstance(held, Period) or held.grain is not Grain.DAY:
        return False
    inner = 1 < value.day < monthrange(held.first.year, held.first.month)[1]
    return inner and value.day == held.first.day and (value.month == held.first.month or value.year == held.first.year)


def _past(candidate: Candidate, today: date) -> bool:
    held = candidate.fact.value
    return isinstance(held, Period) and held.last < today


def _past_date(statement: Statement, today: date) -> bool:
    value = statement.mention.value
    return isinstance(value, Calendar) and value.period is not None and value.period.last < today
