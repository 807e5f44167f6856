"""Decide by the other facts and statements of a sentence and of a note which pairs to leave alone."""

from __future__ import annotations

from collections.abc import Sequence, Set
from decimal import Decimal
from itertools import combinations

from factcheck.linking.candidates import Candidate
from factcheck.linking.evidence.times import digits
from factcheck.linking.weights import CONFIRMED, CUE, DATE_CUE, DISTINCTIVE, NAMED, RIVAL_FACTS, RIVAL_MARGIN, SUBJECT
from factcheck.model import Difference, Kind, Link, Statement
from factcheck.runtime.records import record
from factcheck.values.comparison import Agreement, compare_quantities
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.types import Amount, Count, Qualifier, Quantity

# A sentence with more figures of one kind than that is a table in prose.
_MOST_FIGURES = 8


@record
class Scored:
    """A candidate of a statement, and where the two differ; None where the statement may state another fact."""

    candidate: Candidate
    difference: Difference | None


def claimed_facts(rows: Sequence[Sequence[Scored]]) -> dict[str, int]:
    """Return the facts that one statement of a sentence states rightly, and before any other, with the statement's index: the other
    figures are about something else."""
    found: dict[str, int] = {}
    for at, row in enumerate(rows):
        best = row[0].candidate if row else None
        if best and _agrees(best) and best.cue + best.noun + best.subject >= CONFIRMED:
            found.setdefault(best.fact.id, at)
    return found


def _agrees(candidate: Candidate) -> bool:
    return candidate.comparison.equal and candidate.comparison.difference is Difference.NONE


def is_answered(statement: Statement, candidate: Candidate, row: Sequence[Scored], statements: Sequence[Statement]) -> bool:
    """Return whether a value that differs from a fact, without a distinctive error, is surely another fact's, or stands beside the right
    one."""
    explained = candidate.comparison.error_kind is not ErrorKind.NONE
    if candidate.comparison.difference is not Difference.VALUE or candidate.swapped or (explained and digits(statement) >= DISTINCTIVE):
        return False
    if any(other is not statement and _is_bare_value(other, candidate) for other in statements):
        return True
    equal = [each for each in row if each.candidate.comparison.equal]
    if statement.is_date and candidate.cue < DATE_CUE and any(each.candidate.subject >= NAMED for each in equal):
        return True
    if explained:
        return False
    least = max(SUBJECT, candidate.subject)
    if digits(statement) >= DISTINCTIVE and any(each.candidate.subject >= least for each in equal):
        return True
    return any(each.candidate.subject >= NAMED and each.difference is Difference.NONE for each in equal)


def _is_bare_value(statement: Statement, candidate: Candidate) -> bool:
    """Return whether a number without its noun is the value of a fact (leases of five years may now last 25)."""
    value, registered = statement.mention.value, candidate.fact.value
    return isinstance(value, Count) and not value.noun and isinstance(registered, Quantity) and value.value == registered.value


def is_undecided(statement: Statement, candidate: Candidate, row: Sequence[Scored], assigned: Set[str]) -> bool:
    """Return whether another fact, or several together, may as well be the one stated; `assigned` are the facts that the sentence's statements state."""
    explained = candidate.swapped or candidate.comparison.error_kind is not ErrorKind.NONE
    if any(_rivals(each.candidate, candidate, assigned, explained=explained) for each in row):
        return True
    value, hedge = statement.mention.value, statement.modifiers.qualifier
    if not isinstance(value, Quantity) or (hedge is Qualifier.EXACT and explained):
        return False
    similar = (each.candidate for each in row[:RIVAL_FACTS])
    evoked = [each.fact.value for each in similar if each.subject >= NAMED or each.cue >= CUE]
    figures = [registered for registered in evoked if isinstance(registered, type(value))]
    return any(_add_up(value, hedge, group) for size in (2, 3) for group in combinations(figures, size))


def _rivals(other: Candidate, candidate: Candidate, assigned: Set[str], *, explained: bool) -> bool:
    """Return whether another fact has nearly as much evidence."""
    replaced = other.fact.replaced_by == candidate.fact.id or candidate.fact.replaced_by == other.fact.id
    if other.fact.id in (candidate.fact.id, *assigned) or (replaced and explained):
        return False
    unexplained = other.comparison.error_kind is ErrorKind.NONE and not other.comparison.equal
    return other.score >= candidate.score - RIVAL_MARGIN and not (explained and unexplained)


def _add_up(value: Quantity, hedge: Qualifier, parts: Sequence[Quantity]) -> bool:
    total = sum((part.value for part in parts[1:]), parts[0].value)
    whole = type(value)(total, step=parts[0].step)
    return compare_quantities(value, hedge, whole, Qualifier.EXACT) in (Agreement.SAME, Agreement.ROUNDED)


def sums_and_parts(statements: Sequence[Statement]) -> frozenset[int]:
    """Return the indices of the amounts that make a sum with two or three others of the sentence, as its total or as a part of it."""
    places: dict[Decimal, int] = {}
    for at, statement in enumerate(statements):
        if isinstance(statement.mention.value, Amount) and statement.mention.value.value > 0:
            places.setdefault(statement.mention.value.value, at)
    if len(places) > _MOST_FIGURES:
        return frozenset()
    found: set[Decimal] = set()
    for size in (2, 3):
        for parts in combinations(places, size):
            if (whole := sum(parts, Decimal(0))) in places:
                found.update((whole, *parts))
    return frozenset(places[value] for value in found)


def without_restated(links: Sequence[Link]) -> list[Link]:
    """Return the links without values that no known error explains, of facts which the note states rightly elsewhere; a contact can't be
    confused with another one."""
    right = {link.fact.id for link in links if link.difference is Difference.NONE}
    return [
        link
        for link in links
        if link.difference is not Difference.VALUE
        or link.fact.id not in right
        or link.comparison.error_kind is not ErrorKind.NONE
        or link.statement.mention.kind is Kind.CONTACT
    ]
