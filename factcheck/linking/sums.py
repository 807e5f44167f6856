"""Which figures of a sentence its others account for: one that is their sum, or a part of a sum, is told for their sake."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.model import Statement
from factcheck.values.types import Amount

# A sentence with more figures of one kind than that is a table in prose.
_MOST = 8


def accounted(statements: Sequence[Statement]) -> frozenset[int]:
    """The places of those sums of money that make one with two or three others of the sentence, as its total or as a part of it."""
    places: dict[Decimal, int] = {}
    for at, statement in enumerate(statements):
        if isinstance(statement.mention.value, Amount) and statement.mention.value.value > 0:
            places.setdefault(statement.mention.value.value, at)
    if len(places) > _MOST:
        return frozenset()
    found: set[Decimal] = set()
    for size in (2, 3):
        for parts in combinations(places, size):
            if (whole := sum(parts, Decimal(0))) in places:
                found.update((whole, *parts))
    return frozenset(places[value] for value in found)
