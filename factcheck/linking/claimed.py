"""Which fact is spoken for by which statement of a sentence, and what is left of a note's links once all are known."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.linking.candidates import Candidate
from factcheck.model import Difference, Kind, Link, Statement
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.types import Count, Quantity

# A date or a contact has no other figure to be confused with.
OWN = frozenset({Kind.CONTACT})


def bare(statement: Statement, candidate: Candidate) -> bool:
    """Whether a number without its noun is that of a fact (leases of five years may now last 25)."""
    value, held = statement.mention.value, candidate.fact.value
    return isinstance(value, Count) and not value.noun and isinstance(held, Quantity) and value.value == held.value


def claimed(rows: Sequence[Sequence[Candidate]]) -> dict[str, int]:
    """The facts that one statement of a sentence states rightly, and would state before any other: the other figures are about something else."""
    found: dict[str, int] = {}
    for at, row in enumerate(rows):
        if (
            row
            and row[0].comparison.equal
            and row[0].comparison.difference is Difference.NONE
            and row[0].cue + row[0].noun + row[0].subject >= 2
        ):
            found.setdefault(row[0].fact.id, at)
    return found


def told_apart(links: Sequence[Link]) -> list[Link]:
    """The links without those figures that are no slip of a fact which the note states rightly elsewhere."""
    right = {link.fact.id for link in links if link.difference is Difference.NONE}
    return [
        link
        for link in links
        if link.difference is not Difference.VALUE
        or link.fact.id not in right
        or link.comparison.error_kind is not ErrorKind.NONE
        or link.statement.mention.kind in OWN
    ]
