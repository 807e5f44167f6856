"""The decision: which fact each statement of a note states, from the scores of all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date

from factcheck.linking.assignment import assign
from factcheck.linking.candidates import Candidate
from factcheck.linking.features.relations import Row, find_swaps, list_stated_facts, relate_rows
from factcheck.linking.features.table import Group, group_of
from factcheck.linking.rows import PairRow
from factcheck.linking.scorer import Weights, probability
from factcheck.model import Difference, Link, Statement
from factcheck.runtime.records import record
from factcheck.values.span import Span
from factcheck.values.tense import PAST


@record(eq=False)
class ScoredRow:
    """A statement with its candidates, the vector of each with its relations, and its calibrated log-odds."""

    row: PairRow
    vectors: Sequence[tuple[float, ...]]
    scores: Sequence[float]


def score_rows(sentences: Sequence[Sequence[PairRow]], weights: Mapping[Group, Weights]) -> list[list[ScoredRow]]:
    """Return the statements of each sentence with the scores of their candidates, each among all others of the note."""
    first = [[_score_first(row, weights) for row in rows] for rows in sentences]
    everything = [row for rows in first for row in rows]
    stated, swaps = list_stated_facts(everything), find_swaps(everything)
    return [list(_score_second(rows, relate_rows(scored, stated, swaps), weights)) for rows, scored in zip(sentences, first, strict=True)]


def _score_first(row: PairRow, weights: Mapping[Group, Weights]) -> Row:
    scores = weights[group_of(row.statement.mention.kind)].first
    return Row(row.statement, row.candidates, [scores.score(vector) for vector in row.vectors])


def _score_second(
    rows: Sequence[PairRow], relations: Sequence[Sequence[tuple[float, ...]]], weights: Mapping[Group, Weights]
) -> Iterator[ScoredRow]:
    for row, related in zip(rows, relations, strict=True):
        own = weights[group_of(row.statement.mention.kind)]
        vectors = [vector + more for vector, more in zip(row.vectors, related, strict=True)]
        yield ScoredRow(row, vectors, [own.calibrate(own.second.score(vector)) for vector in vectors])


def choose(rows: Sequence[ScoredRow], today: date = date.min) -> Iterator[Link]:
    """Yield the links of one sentence: the best assignment of its statements to facts, by the sum of their log-odds; `today` is the date of
    the note."""
    facts = sorted({_place(each) for row in rows for each in row.row.candidates})
    columns = {place: at for at, place in enumerate(facts)}
    table = [[0.0] * len(facts) for _ in rows]
    for line, row in zip(table, rows, strict=True):
        for candidate, score in _list_likely(row, today):
            line[columns[_place(candidate)]] = score
    chosen = assign(table)
    taken = {facts[column][0] for column in chosen if column >= 0}
    for row, column in zip(rows, chosen, strict=True):
        if column >= 0:
            at = next(at for at, each in enumerate(row.row.candidates) if _place(each) == facts[column])
            candidate = row.row.candidates[at]
            difference, time = _difference(row.row.statement, candidate, taken, today)
            yield Link(
                row.row.statement, candidate.fact, probability(row.scores[at]), candidate.reasons, candidate.comparison, difference, time
            )


def _list_likely(row: ScoredRow, today: date) -> Iterator[tuple[Candidate, float]]:
    """Yield the candidates of a statement that are likelier than not, with their scores; one with another value only if it is likelier than all
    that have the stated one: that fact may be stated twice in a sentence. A veto: another value than that of a fact that has expired is a newer
    one, if the statement is about the present."""
    scored = list(zip(row.row.candidates, row.scores, strict=True))
    equal = max((score for candidate, score in scored if candidate.comparison.equal), default=0.0)
    for candidate, score in scored:
        if score <= 0:
            continue
        if candidate.comparison.equal or (score >= equal and not _is_expired(row.row.statement, candidate, today)):
            yield candidate, score


def _place(candidate: Candidate) -> tuple[str, int]:
    """Return what one statement of a sentence at most states: a fact, or one end of a range."""
    return candidate.fact.id, candidate.comparison.end


def _difference(statement: Statement, candidate: Candidate, taken: Set[str], today: date) -> tuple[Difference, Span | None]:
    """Return where a statement differs from its fact, all considered, and the span of the time that differs; `taken` are the facts that the
    sentence states."""
    difference, stated = candidate.comparison.difference, candidate.time.stated
    if difference is not Difference.NONE:
        return difference, None
    if _is_expired(statement, candidate, today) and candidate.fact.replaced_by not in taken:
        return Difference.EXPIRED, None
    if candidate.time.conflict is not Difference.NONE and stated is not None and stated.in_clause:
        return candidate.time.conflict, stated.span
    return difference, None


def _is_expired(statement: Statement, candidate: Candidate, today: date) -> bool:
    """Return whether a fact has expired, and the statement is not about a time before."""
    until, stated = candidate.fact.valid_until, candidate.time.stated
    if until is None or until >= today or statement.tense in PAST or statement.modifiers.is_former:
        return False
    end = statement.modifiers.until.period if statement.modifiers.until else None
    return not (end and end.last < today) and not (stated and stated.period.first <= until)
