"""The decision: which fact each statement of a sentence states, from the scores of all pairs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from factcheck.linking.candidates import Candidate
from factcheck.linking.relations import Row
from factcheck.linking.scorer import probability
from factcheck.model import Difference, Link
from factcheck.runtime.assignment import assign
from factcheck.values.span import Span
from factcheck.values.tense import PAST


def choose(rows: Sequence[Row]) -> Iterator[Link]:
    """Yield the links of one sentence: the best assignment of its statements to facts, by the sum of their log-odds."""
    places = sorted({each.place for row in rows for each in row.candidates})
    table = [[likely.get(place, 0.0) for place in places] for likely in map(_list_likely, rows)]
    chosen = [(row, places[column]) for row, column in zip(rows, assign(table), strict=True) if column >= 0]
    taken = {fact for _, (fact, _) in chosen}
    for row, place in chosen:
        candidate, score = next((each, score) for each, score in zip(row.candidates, row.scores, strict=True) if each.place == place)
        difference, time = _difference(candidate, taken)
        yield Link(candidate.statement, candidate.fact, probability(score), candidate.reasons, candidate.comparison, difference, time)


def _list_likely(row: Row) -> dict[tuple[str, int], float]:
    """Return the scores of the candidates of a statement that are likelier than not, by what they state; one with another value only if it is
    likelier than all that have the stated one: that fact may be stated twice in a sentence. A veto: another value than that of a fact that has
    expired is a newer one, if the statement is about the present."""
    scored = list(zip(row.candidates, row.scores, strict=True))
    equal = max((score for each, score in scored if each.comparison.equal), default=0.0)
    return {
        each.place: score for each, score in scored if score > 0 and (each.comparison.equal or (score >= equal and not _is_expired(each)))
    }


def _difference(candidate: Candidate, taken: Set[str]) -> tuple[Difference, Span | None]:
    """Return where a statement differs from its fact, all considered, and the span of the time that differs; `taken` are the facts that the
    sentence states."""
    difference, time = candidate.comparison.difference, candidate.time
    if difference is Difference.NONE and _is_expired(candidate) and candidate.fact.replaced_by not in taken:
        return Difference.EXPIRED, None
    if difference is Difference.NONE and time.conflict is not Difference.NONE and time.stated is not None and time.stated.in_clause:
        return time.conflict, time.stated.span
    return difference, None


def _is_expired(candidate: Candidate) -> bool:
    """Return whether a fact has expired, and the statement is not about a time before."""
    statement, until, stated = candidate.statement, candidate.fact.valid_until, candidate.time.stated
    if until is None or until >= candidate.today or statement.tense in PAST or statement.modifiers.is_former:
        return False
    end = statement.modifiers.until.period if statement.modifiers.until else None
    return not (end and end.last < candidate.today) and not (stated and stated.period.first <= until)
