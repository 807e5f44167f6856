"""The decision: which fact each statement of a note states, from the scores of all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.linking.assignment import assign
from factcheck.linking.candidates import Candidate
from factcheck.linking.features.relations import Row, list_stated_facts, relate_rows
from factcheck.linking.rows import PairRow
from factcheck.linking.scorer import Weights, kind_group, probability
from factcheck.model import Difference, Link
from factcheck.runtime.records import record

LEAST = 0.5
"""The least probability of a link."""


@record(eq=False)
class ScoredRow:
    """A statement with its candidates, the vector of each with its relations, and its calibrated log-odds."""

    row: PairRow
    vectors: Sequence[tuple[float, ...]]
    scores: Sequence[float]


def score_rows(sentences: Sequence[Sequence[PairRow]], weights: Mapping[str, Weights]) -> list[list[ScoredRow]]:
    """Return the statements of each sentence with the scores of their candidates, each among all others of the note."""
    first = [[_score_first(row, weights) for row in rows] for rows in sentences]
    stated = list_stated_facts(row for rows in first for row in rows)
    return [list(_score_second(rows, relate_rows(scored, stated), weights)) for rows, scored in zip(sentences, first, strict=True)]


def _score_first(row: PairRow, weights: Mapping[str, Weights]) -> Row:
    scores = weights[kind_group(row.statement.mention.kind)].first
    return Row(row.statement, row.candidates, [scores.score(vector) for vector in row.vectors])


def _score_second(
    rows: Sequence[PairRow], relations: Sequence[Sequence[tuple[float, ...]]], weights: Mapping[str, Weights]
) -> Iterator[ScoredRow]:
    for row, related in zip(rows, relations, strict=True):
        own = weights[kind_group(row.statement.mention.kind)]
        vectors = [vector + more for vector, more in zip(row.vectors, related, strict=True)]
        yield ScoredRow(row, vectors, [own.calibrate(own.second.score(vector)) for vector in vectors])


def choose(rows: Sequence[ScoredRow]) -> Iterator[Link]:
    """Yield the links of one sentence: the best assignment of its statements to facts, by the sum of their log-odds."""
    facts = sorted({(each.fact.id, each.comparison.end) for row in rows for each in row.row.candidates})
    columns = {fact: at for at, fact in enumerate(facts)}
    table = []
    for row in rows:
        line = [0.0] * len(facts)
        for candidate, score in zip(row.row.candidates, row.scores, strict=True):
            line[columns[candidate.fact.id, candidate.comparison.end]] = max(score, 0.0)
        table.append(line)
    for row, column in zip(rows, assign(table), strict=True):
        if column >= 0:
            at = next(at for at, each in enumerate(row.row.candidates) if (each.fact.id, each.comparison.end) == facts[column])
            yield _link(row, row.row.candidates[at], row.scores[at])


def _link(row: ScoredRow, candidate: Candidate, score: float) -> Link:
    return Link(row.row.statement, candidate.fact, probability(score), candidate.reasons, candidate.comparison, _difference(row, candidate))


def _difference(row: ScoredRow, candidate: Candidate) -> Difference:
    """Return where a statement differs from its fact; of one that agrees with an expired fact, that it has expired."""
    return candidate.comparison.difference
