"""Features of a pair among the others: the other facts for its statement, the other statements for its fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from factcheck.linking.candidates import Candidate
from factcheck.model import Difference, Statement
from factcheck.runtime.records import record
from factcheck.values.types import Amount

# The margin of a pair without a rival, and the greatest one; margins have so many decimals.
_WIDEST, _PLACES = 6.0, 2
# A sentence with more figures of one kind than that is a table in prose.
_MOST_FIGURES = 8

NAMES = (
    "margin",
    "equal_margin",
    "fact_margin",
    "stated_here",
    "stated_elsewhere",
    "note_margin",
    "swapped",
    "is_sum",
    "candidates",
    "figures",
)
"""The names of the features of relations, in order."""
SIGNS = (1, 1, 1, -1, -1, 1, 1, -1, 0, 0)
"""Their signs."""


@record(eq=False)
class Row:
    """A statement with its candidates and the first score of each, in log-odds."""

    statement: Statement
    candidates: Sequence[Candidate]
    scores: Sequence[float]


Best = tuple[tuple[float, int], ...]
"""The highest scores of two sentences, the higher first, each with where its sentence starts."""
StatedFacts = Mapping[str, tuple[Best, Best]]
"""For each fact the best statements of it in a note, and the best ones whose value is the fact's."""


def list_stated_facts(rows: Iterable[Row]) -> StatedFacts:
    """Return where a note best states each fact: two sentences are enough to know the best one outside a sentence."""
    found: dict[str, tuple[Best, Best]] = {}
    for row in rows:
        start = row.statement.sentence.start
        for candidate, score in zip(row.candidates, row.scores, strict=True):
            every, right = found.get(candidate.fact.id, ((), ()))
            found[candidate.fact.id] = _add(every, score, start), _add(right, score, start) if _agrees(candidate) else right
    return found


def _add(best: Best, score: float, start: int) -> Best:
    """Return the best two sentences, with another statement."""
    same = max((known for known, at in best if at == start), default=score)
    others = [each for each in best if each[1] != start]
    return tuple(sorted([*others, (max(score, same), start)], reverse=True)[:2])


def _outside(best: Best, start: int, default: float) -> float:
    """Return the highest score of the sentences but the one that starts there."""
    return max((score for score, at in best if at != start), default=default)


Swaps = Mapping[tuple[int, str], float]
"""By where a statement starts and a fact: 1 where another statement has this fact's value and this one that other's, -1 for the fact whose
value it has."""


def find_swaps(rows: Sequence[Row]) -> Swaps:
    """Return the figures of a note, no dates, that changed places: each is nearer to the fact whose value the other has."""
    equal: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for candidate in row.candidates:
            if candidate.comparison.equal:
                equal[candidate.fact.id].append(row)
    found: dict[tuple[int, str], float] = {}
    for row in rows:
        stated = [each for each in row.candidates if each.comparison.equal and not row.statement.is_date]
        for own in row.candidates if stated else ():
            others = equal.get(own.fact.id, ())[:_MOST_FIGURES] if not own.comparison.equal else ()
            for value in stated:
                if _tie(own) > _tie(value) and any(_prefers(other, value.fact.id, own.fact.id) for other in others if other is not row):
                    found[row.statement.mention.start, own.fact.id] = 1.0
                    found[row.statement.mention.start, value.fact.id] = -1.0
    return found


def _prefers(row: Row, fact: str, other: str) -> bool:
    """Return whether a statement is nearer to a fact than to another one, whose value it has."""
    ties = {each.fact.id: _tie(each) for each in row.candidates}
    return fact in ties and other in ties and ties[fact] > ties[other]


def _tie(candidate: Candidate) -> tuple[tuple[int, int, int], tuple[int, int, int]]:
    return candidate.subject.rank, candidate.cue.rank


def relate_rows(rows: Sequence[Row], stated: StatedFacts, swaps: Swaps) -> list[list[tuple[float, ...]]]:
    """Return the features of relations of each candidate of the rows of one sentence, in the order of `NAMES`."""
    sums = _sums_and_parts([row.statement for row in rows])
    return [
        [
            (*_among_facts(row, index), *_among_statements(rows, at, index, stated), *_rest(rows, at, index, swaps, sums))
            for index in range(len(row.candidates))
        ]
        for at, row in enumerate(rows)
    ]


def _among_facts(row: Row, index: int) -> tuple[float, float]:
    """Return the margins over the best other fact, and over the best other one that has the value."""
    own = row.scores[index]
    best = best_equal = own - _WIDEST
    for other, candidate in enumerate(row.candidates):
        if other != index:
            best = max(best, row.scores[other])
            if candidate.comparison.equal:
                best_equal = max(best_equal, row.scores[other])
    return _margin(own, best), _margin(own, best_equal)


def _among_statements(rows: Sequence[Row], at: int, index: int, stated: StatedFacts) -> tuple[float, float, float, float]:
    """Return the margin over the best other statement of the sentence for the fact; the score of one in the sentence, and in the rest of the
    note, that states it rightly; the margin over the best one in the rest of the note."""
    row = rows[at]
    fact, own, start = row.candidates[index].fact.id, row.scores[index], row.statement.sentence.start
    best, here = own - _WIDEST, -_WIDEST
    for other, each in enumerate(rows):
        if other == at:
            continue
        for candidate, score in zip(each.candidates, each.scores, strict=True):
            if candidate.fact.id == fact:
                best = max(best, score)
                here = max(here, score) if _agrees(candidate) else here
    every, agreeing = stated.get(fact, ((), ()))
    away, right = max(_outside(every, start, own - _WIDEST), own - _WIDEST), max(_outside(agreeing, start, -_WIDEST), -_WIDEST)
    return _margin(own, best), _bounded(here), _bounded(right), _margin(own, away)


def _rest(rows: Sequence[Row], at: int, index: int, swaps: Swaps, sums: frozenset[int]) -> tuple[float, float, float, float]:
    row = rows[at]
    swapped = swaps.get((row.statement.mention.start, row.candidates[index].fact.id), 0.0)
    figures = sum(each.statement.mention.kind is row.statement.mention.kind for each in rows)
    return swapped, float(at in sums), float(len(row.candidates)), float(min(figures, _MOST_FIGURES))


def _sums_and_parts(statements: Sequence[Statement]) -> frozenset[int]:
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


def _agrees(candidate: Candidate) -> bool:
    return candidate.comparison.equal and candidate.comparison.difference is Difference.NONE


def _bounded(score: float) -> float:
    return round(max(-_WIDEST, min(score, _WIDEST)), _PLACES)


def _margin(own: float, other: float) -> float:
    return _bounded(own - other)
