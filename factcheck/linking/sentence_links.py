"""The links of one sentence: the best one-to-one assignment of its statements to facts, without those that are undecided."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.linking.assignment import assign
from factcheck.linking.rivals import Scored, claimed_facts, is_answered, is_undecided, sums_and_parts
from factcheck.linking.weights import ERROR_BONUS
from factcheck.model import Difference, Link, Statement
from factcheck.values.error_kinds import ErrorKind


def link_sentence(statements: Sequence[Statement], rows: Sequence[Sequence[Scored]]) -> Iterator[Link]:
    """Yield the links of the statements of a sentence, in order; `rows` are their candidates, the best first."""
    return _SentenceLinks(statements, rows).links()


class _SentenceLinks:
    """The statements of a sentence with their candidates."""

    def __init__(self, statements: Sequence[Statement], rows: Sequence[Sequence[Scored]]) -> None:
        self._statements, self._rows = statements, rows
        self._facts = sorted({each.candidate.fact.id for row in rows for each in row})
        self._claimed = claimed_facts(rows)

    def links(self) -> Iterator[Link]:
        """Yield the links, in the order of the statements."""
        chosen = assign([self._scores(at) for at in range(len(self._rows))]) if self._facts else [-1] * len(self._rows)
        taken = frozenset(self._facts[column] for column in chosen if column >= 0)
        sums = sums_and_parts(self._statements)
        for at, (statement, row, column) in enumerate(zip(self._statements, self._rows, chosen, strict=True)):
            best = next((each for each in row if column >= 0 and each.candidate.fact.id == self._facts[column]), None)
            if best is None or best.difference is None:
                continue
            candidate = best.candidate
            if best.difference is Difference.VALUE and (at in sums or is_undecided(statement, candidate, row, taken)):
                continue
            # A former value is stated beside the present one (its budget, 40 million until 2023, is now 60).
            if best.difference is Difference.EXPIRED and candidate.fact.replaced_by in taken.union(self._claimed):
                continue
            yield Link(statement, candidate.fact, candidate.score, candidate.reasons, candidate.comparison, best.difference)

    def _scores(self, at: int) -> list[float]:
        """Return the score of each fact for the statement at an index; 0 where the two are not to be linked."""
        statement, row = self._statements[at], self._rows[at]
        has_equal = any(each.candidate.comparison.equal for each in row)
        scores = dict.fromkeys(self._facts, 0.0)
        for each in row:
            candidate = each.candidate
            if (
                each.difference is not None
                and not self._is_taken(at, each)
                and not is_answered(statement, candidate, row, self._statements)
            ):
                scores[candidate.fact.id] = candidate.score + ERROR_BONUS * (_has_error(each) and not has_equal)
        return list(scores.values())

    def _is_taken(self, at: int, scored: Scored) -> bool:
        """Return whether another statement of the sentence states a fact rightly, and no known error explains this one."""
        claimed = self._claimed.get(scored.candidate.fact.id, at) != at
        return claimed and (not _has_error(scored) or self._statements[at].is_date)


def _has_error(scored: Scored) -> bool:
    return scored.candidate.comparison.error_kind is not ErrorKind.NONE
