"""Features of a pair among the others: the other facts for its statement, the other statements for its fact."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.linking.candidates import Candidate
from factcheck.linking.features import Sign
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
    """A statement that may state facts; one line a field.

    `index` is the statement's in the note.
    `candidates` are the facts, with their evidence.
    `vectors` are the features of each.
    `scores` are their log-odds, empty before they are scored.
    """

    index: int
    candidates: Sequence[Candidate]
    vectors: Sequence[tuple[float, ...]]
    scores: Sequence[float] = ()

    @property
    def statement(self) -> Statement:
        """The statement."""
        return self.candidates[0].statement


Best = tuple[tuple[float, int], ...]
"""The highest scores of two sentences, the higher first, each with where its sentence starts."""
Swaps = Mapping[tuple[int, str], float]
"""By the index of a statement and a fact: 1 where another statement has this fact's value and this one that other's, -1 for the fact whose value
it has."""


def list_stated_facts(rows: Iterable[Row]) -> Mapping[str, Best]:
    """Return where a note best states each fact: two sentences are enough to know the best one outside a sentence."""
    found: dict[str, Best] = {}
    for row in rows:
        start = row.statement.sentence.start
        for candidate, score in zip(row.candidates, row.scores, strict=True):
            best = found.get(candidate.fact.id, ())
            same = max((known for known, at in best if at == start), default=score)
            others = [each for each in best if each[1] != start]
            found[candidate.fact.id] = tuple(sorted([*others, (max(score, same), start)], reverse=True)[:2])
    return found


def find_swaps(rows: Sequence[Row]) -> Swaps:
    """Return the figures of a note, no dates, that changed places: each has the value of one fact, and is nearer to the other's."""
    figures = Counter(row.statement.sentence.start for row in rows)
    stated = [(row, _get_stated(row)) for row in rows if figures[row.statement.sentence.start] <= _MOST_FIGURES]
    equal: dict[str, list[Row]] = defaultdict(list)
    for row, value in stated:
        if value and len(equal[value.fact.id]) < _MOST_FIGURES:
            equal[value.fact.id].append(row)
    found: dict[tuple[int, str], float] = {}
    for row, value in stated:
        for own in row.candidates if value else ():
            others = () if own.comparison.equal else equal.get(own.fact.id, ())
            if value and _tie(own) > _tie(value) and any(_prefers(other, value.fact.id, own.fact.id) for other in others):
                found[row.index, own.fact.id] = 1.0
                found[row.index, value.fact.id] = -1.0
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
    return [[_relate(rows, row, at, stated, swaps) for at in range(len(row.candidates))] for row in rows]


def _relate(rows: Sequence[Row], row: Row, at: int, stated: Mapping[str, Best], swaps: Swaps) -> tuple[float, ...]:
    fact, own, statement = row.candidates[at].fact.id, row.scores[at], row.statement
    rival = max((score for other, score in enumerate(row.scores) if other != at), default=own - _WIDEST)
    same = [
        (score, each.comparison.equal and each.comparison.difference is Difference.NONE)
        for other in rows
        if other is not row
        for each, score in zip(other.candidates, other.scores, strict=True)
        if each.fact.id == fact
    ]
    here = max((score for score, _ in same), default=own - _WIDEST)
    right = max((score for score, agrees in same if agrees), default=-_WIDEST)
    away = max((score for score, start in stated.get(fact, ()) if start != statement.sentence.start), default=own - _WIDEST)
    figures = sum(each.statement.mention.kind is statement.mention.kind for each in rows)
    margins = _bounded(own - rival), _bounded(own - here), _bounded(right), _bounded(own - away)
    return *margins, swaps.get((row.index, fact), 0.0), float(len(row.candidates)), float(min(figures, _MOST_FIGURES))


def _bounded(score: float) -> float:
    return round(max(-_WIDEST, min(score, _WIDEST)), _PLACES)
