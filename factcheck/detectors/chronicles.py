"""Chronicles and stories, which relate past events in order: a verb in the future looks ahead from the event before it, not from today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.model import DateRole, Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Period

# A chronicle reaches so many blocks from its entries, and from its events; the date before another one stands so few statements before it.
_REACH, _STEPS = 2, 4
# What may stand before the date of an entry, and the mark after it.
_OPENING, _CLOSING = compiled(r"(?:^|[\n.;*•–—-]\s*)\Z"), compiled(r"\s?[:–—]\s")
# The tenses of a story, in which the future of a past event is a future.
_NARRATIVE = frozenset({Tense.PRESENT, Tense.SIMPLE_PAST})


@record
class Chronicles:
    """The chronicles of a note; one line a field.

    `entries` are the blocks of lists of dates, with those around them.
    `events` are the past events that it relates in the present, in order: the block of each and its time.
    """

    entries: frozenset[int]
    events: tuple[tuple[int, Period], ...]

    def follows(self, block: int, period: Period) -> bool:
        """Return whether an event that is related stands before a date that is later, in its block or shortly before."""
        first = bisect_left(self.events, block - _REACH, key=_block)
        return any(event.last < period.first for _, event in self.events[first : bisect_left(self.events, block + 1, key=_block)])


def is_narrated(statement: Statement, period: Period, analysis: Analysis) -> bool:
    """Return whether the future of a date is that of a story: a chronicle, or a passage that relates the past in the present."""
    chronicles, block = analysis.derive(_find_chronicles), statement.mention.block
    is_entry = block in chronicles.entries and period.last < analysis.date.day
    return is_entry or chronicles.follows(block, period) or _follows_story(statement, period, analysis)


def _block(event: tuple[int, Period]) -> int:
    return event[0]


def _find_chronicles(analysis: Analysis) -> Chronicles:
    entries, events = set[int](), list[tuple[int, Period]]()
    for statement in analysis.statements:
        value, block = statement.mention.value, statement.mention.block
        if not isinstance(value, Calendar) or value.year is None or value.period is None:
            continue
        is_entry = _is_entry(analysis, statement)
        if is_entry:
            entries.update(range(block - _REACH, block + _REACH + 1))
        is_present = statement.verb is not None and statement.verb.tense is Tense.PRESENT
        if (is_entry or is_present) and value.period.last < analysis.date.day:
            events.append((block, value.period))
    return Chronicles(frozenset(entries), tuple(events))


def _is_entry(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a date opens an entry (March 3, 2015: …)."""
    text, mention = analysis.document.text, statement.mention
    start = analysis.document.blocks[mention.block].start
    opens = mention.start == start or _OPENING.search(text[start : mention.start][-4:]) is not None
    return opens and _CLOSING.match(text, mention.end) is not None


def _follows_story(statement: Statement, period: Period, analysis: Analysis) -> bool:
    """Return whether the statement of a date before this one, in the same block, states an older event in a tense of stories."""
    if period.last >= analysis.date.day:
        return False
    statements: Sequence[Statement] = analysis.statements
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
