"""Chronicles, which relate past events in order and in the present: a verb in the future looks ahead from the event before it, not from today."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from factcheck.analysis import Analysis
from factcheck.model import Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Period

# How many blocks before that of a sentence its chronicle reaches.
_REACH = 2
# The mark after the date of an entry, and what may stand before that date.
_ENTRY = compiled(r"\s?:\s")
_OPENING = compiled(r"(?:\A|[.;\n]|[-–•*]\s?)\s*\Z")


@record
class Chronicles:
    """The events of a note's chronicles, in order: the block of each and its time."""

    events: tuple[tuple[int, Period], ...]

    def covers(self, statement: Statement) -> bool:
        """Return whether an event that a chronicle relates stands before a date that is later."""
        block, value = statement.mention.block, statement.mention.value
        period = value.period if isinstance(value, Calendar) else None
        first = bisect_left(self.events, block - _REACH, key=_block)
        return period is not None and any(
            at <= block and event.last < period.first for at, event in self.events[first : bisect_left(self.events, block + 1, key=_block)]
        )


def find_chronicles(analysis: Analysis) -> Chronicles:
    """Return the past events of a note that it relates in the present, or as the entries of a list of dates."""
    return Chronicles(tuple(_events(analysis, analysis.statements)))


def _block(event: tuple[int, Period]) -> int:
    return event[0]


def _events(analysis: Analysis, statements: Sequence[Statement]) -> list[tuple[int, Period]]:
    found = []
    for statement in statements:
        value = statement.mention.value
        if not isinstance(value, Calendar) or not value.period or value.period.last >= analysis.date.day:
            continue
        if (statement.verb and statement.verb.tense is Tense.PRESENT) or _is_entry(analysis, statement):
            found.append((statement.mention.block, value.period))
    return found


def _is_entry(analysis: Analysis, statement: Statement) -> bool:
    """Return whether a date opens an entry, before a colon."""
    text, mention = analysis.document.text, statement.mention
    before = text[max(mention.start - 4, 0) : mention.start]
    return _ENTRY.match(text, mention.end) is not None and (mention.start == 0 or _OPENING.search(before) is not None)
