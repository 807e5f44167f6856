"""Join the statements of a table's row: its only duration is the time over which its only amount is spread."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby

from factcheck.model import Kind, Statement
from factcheck.values.types import Duration


def join_rows(statements: Sequence[Statement]) -> Iterable[Statement]:
    """Return the statements, in order, those of each table's row joined."""
    for _, group in groupby(statements, key=lambda statement: (statement.sentence.row, statement.sentence.start)):
        yield from _joined(list(group))


def _joined(found: Sequence[Statement]) -> Iterable[Statement]:
    """Return the statements of one sentence or row; where a row has one amount and one duration, the amount spread over it."""
    amounts = [each for each in found if each.mention.kind is Kind.AMOUNT]
    durations = [each for each in found if each.mention.kind is Kind.DURATION]
    if not found[0].sentence.row or len(amounts) != 1 or len(durations) != 1 or amounts[0].modifiers.over is not None:
        return found
    return [_spread(each, durations[0]) if each is amounts[0] else each for each in found if each is not durations[0]]


def _spread(amount: Statement, duration: Statement) -> Statement:
    """Return the statement of an amount, spread over a duration."""
    start, end = min(amount.mention.start, duration.mention.start), max(amount.mention.end, duration.mention.end)
    value = duration.mention.value
    modifiers = replace(amount.modifiers, over=value if isinstance(value, Duration) else None, start=start, end=end)
    return replace(amount, modifiers=modifiers)
