"""Marks figures that changed places: each statement has the value of the fact that the other one is about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from factcheck.linking.candidates import Candidate
from factcheck.linking.weights import SWAP_SUBJECT
from factcheck.model import Difference, Statement
from factcheck.values.types import Quantity


def mark_exchanged(found: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates, marked where the statement's value is that of another one, and where there is no other one."""
    if len(found) == 1:
        return [replace(found[0], only=True)]
    equal = [candidate.fact.id for candidate in found if candidate.comparison.equal]
    return [replace(each, exchanged=True) if any(fact != each.fact.id for fact in equal) else each for each in found]


def mark_swapped(rows: Sequence[Sequence[Candidate]]) -> list[Sequence[Candidate]]:
    """Return the candidates of a sentence, those marked that two statements exchange: each is nearer to the fact whose value the other has."""
    registered: dict[tuple[str, str], int] = {}
    for at, row in enumerate(rows):
        equal = [each for each in row if each.comparison.equal]
        registered.update({(each.fact.id, other.fact.id): at for each in row if each.exchanged for other in equal if _nearer(each, other)})
    if not any((right, left) in registered for left, right in registered):
        return list(rows)
    marked = {(at, left) for (left, right), at in registered.items() if registered.get((right, left), at) != at}
    return [[replace(each, swapped=(at, each.fact.id) in marked) for each in row] for at, row in enumerate(rows)]


def _nearer(candidate: Candidate, other: Candidate) -> bool:
    return candidate.fact is not other.fact and candidate.subject > other.subject and candidate.subject >= SWAP_SUBJECT


def mark_swapped_sentences(
    groups: Sequence[Sequence[int]], rowed: Sequence[Sequence[Sequence[Candidate]]], statements: Sequence[Statement]
) -> list[Sequence[Sequence[Candidate]]]:
    """Return the candidates of each sentence, those marked that two sentences of one figure each exchange."""
    first = {
        at: rows[0][0]
        for at, rows in enumerate(rowed)
        if len(rows) == 1 and rows[0] and rows[0][0].comparison.difference is Difference.VALUE and rows[0][0].subject >= SWAP_SUBJECT
    }
    registered = {(each.fact.kind, _figure(each.fact.value)): at for at, each in first.items()}
    found = list(rowed)
    for at, each in first.items():
        stated = _figure(statements[groups[at][0]].mention.value)
        other = registered.get((each.fact.kind, stated), at)
        if stated is not None and other != at and _figure(statements[groups[other][0]].mention.value) == _figure(each.fact.value):
            found[at] = [[replace(each, swapped=True), *rowed[at][0][1:]]]
    return found


def _figure(value: object) -> Decimal | None:
    return value.value if isinstance(value, Quantity) else None
