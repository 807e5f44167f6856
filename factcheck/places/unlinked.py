"""Find the statements of the very value of a fact that no link ties to it: they may state it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.linking.compare import compare
from factcheck.model import Link
from factcheck.values.error_kinds import get_digits
from factcheck.values.types import Calendar, Count, Duration, Quantity

# A value of fewer significant digits is often that of something else.
_FEWEST = 3


def link_same_values(analysis: Analysis, fact: Fact) -> Analysis:
    """Return an analysis in which the statements of the very value of a fact that have no link are linked with it, with no probability."""
    found = tuple(_find_unlinked(analysis, fact))
    return replace(analysis, links=(*analysis.links, *found)) if found else analysis


def _find_unlinked(analysis: Analysis, fact: Fact) -> Iterator[Link]:
    if not _is_distinctive(fact):
        return
    linked = {link.statement.mention.span for link in analysis.links}
    for statement in analysis.statements:
        value = statement.mention.value
        if statement.mention.span in linked or (isinstance(value, Calendar) and value.day is None):
            continue
        found = compare(statement, fact)
        if found is not None and found.equal and _has_value(value, fact):
            yield Link(statement, fact, 0.0, (), found)


def _has_value(value: object, fact: Fact) -> bool:
    return not isinstance(value, Quantity) or (isinstance(fact.value, Quantity) and value.value == fact.value.value)


def _is_distinctive(fact: Fact) -> bool:
    """Return whether the value of a fact is hardly that of something else."""
    if isinstance(fact.value, Duration | Count):
        return False
    return len(get_digits(fact.value.value)) >= _FEWEST if isinstance(fact.value, Quantity) else True
