"""The noun that a number counts."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.model import Statement
from factcheck.values.types import Count


def find_counted(statement: Statement, others: Sequence[Statement]) -> str:
    """Return the noun that a statement counts; a number without one shares that of the number before it in the sentence."""
    noun = ""
    for other in others:
        value = other.mention.value
        noun = value.noun or noun if isinstance(value, Count) else noun
        if other is statement:
            break
    return noun
