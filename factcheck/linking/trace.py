"""Says why each statement was tied to its fact, for a person who asks."""

from __future__ import annotations

from factcheck.analysis import Analysis
from factcheck.findings import CandidateTrace, StatementTrace
from factcheck.linking.decide import ScoredRow
from factcheck.linking.scorer import probability


def trace_statements(analysis: Analysis) -> tuple[StatementTrace, ...]:
    """Return, for each statement, the fact with which it was compared and those that were candidates."""
    links = {link.statement.mention.start: link for link in analysis.links}
    rows = {row.row.index: row for rows in analysis.rows for row in rows}
    found = []
    for at, statement in enumerate(analysis.statements):
        link = links.get(statement.mention.start)
        outcome = "unlinked" if link is None else "verified" if link.agrees else "contradicted"
        candidates = _trace(rows[at], analysis) if at in rows else ()
        found.append(StatementTrace(statement.mention.start, statement.mention.end, link.fact.id if link else "", outcome, candidates))
    return tuple(found)


def _trace(row: ScoredRow, analysis: Analysis) -> tuple[CandidateTrace, ...]:
    """Return the candidates of a statement with their probabilities, the likeliest first."""
    text = analysis.document.text
    found = [
        CandidateTrace(each.fact.id, round(probability(score), 2), tuple(text[start:end] for start, end in each.reasons))
        for each, score in zip(row.row.candidates, row.scores, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (-each.score, each.fact)))
