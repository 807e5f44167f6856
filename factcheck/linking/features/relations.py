"""Features of a pair among the others: the other facts for its statement, the other statements for its fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.linking.candidates import Candidate
from factcheck.linking.features.feature import Sign
from factcheck.model import Difference, Statement
from factcheck.runtime.records import record

# The margin of a pair without a rival, and the greatest one; margins have so many decimals.
_WIDEST, _PLACES = 6.0, 2
# A sentence with more figures of one kind than that is a table in prose.
_MOST_FIGURES = 8

FEATURES: Mapping[str, Sign] = {
    "margin": Sign.MORE,
    "fact_margin": Sign.MORE,
    "stated_here": Sign.LESS,
    "note_margin": Sign.MORE,
    "swapped": Sign.MORE,
    "candidates": Sign.ANY,
    "figures": Sign.ANY,
}
"""The features of relations, in order, each with its sign."""


@record(eq=False)
class Row:
    """A statement with its candidates and the first score of each, in log-odds."""

    statement: Statement
    candidates: Sequence[Candidate]
    scores: Sequence[float]


Best = tuple[tuple[float, int], ...]
"""The highest scores of two sentences, the higher first, each with where its sentence starts."""


def list_stated_facts(rows: Iterable[Row]) -> Mapping[str, Best]:
    """Return where a note best states each fact: two sentences are enough to know the best one outside a sentence."""
    found: dict[str, Best] = {}
    for row in rows:
        start = row.statement.sentence.start
        for candidate, score in zip(row.candidates, row.scores, strict=True):
            found[candidate.fact.id] = _add(found.get(candidate.fact.id, ()), score, start)
    return found


def _add(best: Best, score: float, start: int) -> Best:
    """Return the best two sentences, with another statement."""
    same = max((known for known, at in best if at == start), default=score)
    others = [each for each in best if each[1] != start]
    return tuple(sorted([*others, (max(score, same), start)], reverse=True)[:2])


Swaps = Mapping[tuple[int, str], float]
"""By where a statement starts and a fact: 1 where another statement has this fact's value and this one that other's, -1 for the fact whose
value it has."""


def find_swaps(rows: Sequence[Row]) -> Swaps:
    """Return the figures of a note, no dates, that changed places: each has the value of one fact, and is nearer to the other's."""
    figures = Counter(row.statement.sentence.start for row in rows)
    stated = {id(row): _get_stated(row) for row in rows if figures[row.statement.sentence.start] <= _MOST_FIGURES}
    equal: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if value := stated.get(id(row)):
            equal[value.fact.id].append(row)
    found: dict[tuple[int, str], float] = {}
    for row in rows:
        value = stated.get(id(row))
        for own in row.candidates if value else ():
            others = () if own.comparison.equal else equal.get(own.fact.id, ())[:_MOST_FIGURES]
            if value and _tie(own) > _tie(value) and any(_prefers(other, value.fact.id, own.fact.id) for other in others):
                found[row.statement.mention.start, own.fact.id] = 1.0
                found[row.statement.mention.start, value.fact.id] = -1.0
    return found


def _get_stated(row: Row) -> Candidate | None:
    """Return the nearest candidate that has the value of a figure."""
    equal = [] if row.statement.is_date else [each for each in row.candidates if each.comparison.equal]
    return max(equal, key=_tie, default=None)


def _prefers(row: Row, fact: str, other: str) -> bool:
    """Return whether a statement is nearer to a fact than to another one, whose value it has."""
    ties = {each.fact.id: _tie(each) for each in row.candidates}
    return fact in ties and other in ties and ties[fact] > ties[other]


def _tie(candidate: Candidate) -> tuple[tuple[int, int], tuple[int, int]]:
    return candidate.subject.rank, candidate.cue.rank


def relate_rows(rows: Sequence[Row], stated: Mapping[str, Best], swaps: Swaps) -> list[list[tuple[float, ...]]]:
    """Return the features of relations of each candidate of the rows of one sentence, in the order of `FEATURES`."""
    return [[_relate(rows, at, index, stated, swaps) for index in range(len(row.candidates))] for at, row in enumerate(rows)]


def _relate(rows: Sequence[Row], at: int, index: int, stated: Mapping[str, Best], swaps: Swaps) -> tuple[float, ...]:
    row, fact, own = rows[at], rows[at].candidates[index].fact.id, rows[at].scores[index]
    margin = own - max((score for other, score in enumerate(row.scores) if other != index), default=own - _WIDEST)
    fact_margin, stated_here = _among_statements(rows, at, fact, own)
    start = row.statement.sentence.start
    away = max((score for score, place in stated.get(fact, ()) if place != start), default=own - _WIDEST)
    figures = sum(each.statement.mention.kind is row.statement.mention.kind for each in rows)
    swapped = swaps.get((row.statement.mention.start, fact), 0.0)
    margins = _bounded(margin), fact_margin, stated_here, _bounded(own - away)
    return *margins, swapped, float(len(row.candidates)), float(min(figures, _MOST_FIGURES))


def _among_statements(rows: Sequence[Row], at: int, fact: str, own: float) -> tuple[float, float]:
    """Return the margin over the best other statement of the sentence for a fact, and the score of the best one that states it rightly."""
    best, right = own - _WIDEST, -_WIDEST
    for other, each in enumerate(rows):
        if other != at:
            for candidate, score in zip(each.candidates, each.scores, strict=True):
                if candidate.fact.id == fact:
                    best = max(best, score)
                    right = max(right, score) if _agrees(candidate) else right
    return _bounded(own - best), _bounded(right)


def _agrees(candidate: Candidate) -> bool:
    return candidate.comparison.equal and candidate.comparison.difference is Difference.NONE


def _bounded(score: float) -> float:
    return round(max(-_WIDEST, min(score, _WIDEST)), _PLACES)
