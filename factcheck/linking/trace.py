"""Says why each statement was tied to its fact, for a person who asks."""

from __future__ import annotations

from factcheck.analysis import Analysis
from factcheck.findings import CandidateTrace, StatementTrace
from factcheck.linking.candidates import Candidate


def trace_statements(analysis: Analysis) -> tuple[StatementTrace, ...]:
    """Return, for each statement, the fact with which it was compared and those that were candidates."""
    links = {link.statement.mention.start: link for link in analysis.links}
    found = []
    for at, statement in enumerate(analysis.statements):
        link = links.get(statement.mention.start)
        candidates = tuple(_trace(each, analysis) for each in analysis.candidates.get(at, ()))
        outcome = "unlinked" if link is None else "verified" if link.agrees else "contradicted"
        found.append(StatementTrace(statement.mention.start, statement.mention.end, link.fact.id if link else "", outcome, candidates))
    return tuple(found)


def _trace(candidate: Candidate, analysis: Analysis) -> CandidateTrace:
    words = tuple(analysis.document.text[start:end] for start, end in candidate.reasons)
    return CandidateTrace(candidate.fact.id, round(candidate.score, 2), words)
