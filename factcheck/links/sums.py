"""Which figures of a sentence its others account for: one that is their sum, or a part of a sum, is told for their sake."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from factcheck.model import Statement
from factcheck.values import Amount, Quantity

# A sentence with more figures of one kind than that is a table in prose.
_MOST = 8


def accounted(statements: Sequence[Statement]) -> frozenset[int]:
    """The places of those sums of money that make one with two or three others of the sentence, as its total or as a part of it."""
    values: dict[int, Quantity] = {}
    for at, statement in enumerate(statements):
        value = statement.mention.value
        if isinstance(value, Amount) and value.value not in [each.value for each in values.values()]:
            values[at] = value
    found: set[int] = set()
    for whole in values if 3 <= len(values) <= _MOST else ():
        others = [at for at in values if at != whole and values[at].value < values[whole].value]
        for size in (2, 3):
            for parts in combinations(others, size):
                if sum(values[at].value for at in parts) == values[whole].value:
                    found.update((whole, *parts))
    return frozenset(found)
