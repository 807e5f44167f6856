"""Says why each statement was tied to its fact, for a person who asks."""

from __future__ import annotations

from factcheck.analysis import Analysis
from factcheck.explanation.reasons import explain
from factcheck.findings import CandidateTrace, StatementTrace
from factcheck.linking.relations import Row
from factcheck.linking.scorer import probability
from factcheck.model import Link
from factcheck.values.confidence import is_likely, round_down

SHOWN = 3
"""So many candidates of a statement are shown to a person."""


def trace_statements(analysis: Analysis) -> tuple[StatementTrace, ...]:
    """Return, for each statement, the fact with which it was compared and those that were candidates."""
    links = {link.statement.mention.start: link for link in analysis.links}
    rows = {row.index: row for rows in analysis.rows for row in rows}
    found = []
    for at, statement in enumerate(analysis.statements):
        link = links.get(statement.mention.start)
        outcome = _find_outcome(link)
        candidates = _trace(rows[at], link, analysis) if at in rows else ()
        found.append(StatementTrace(statement.mention.start, statement.mention.end, link.fact.id if link else "", outcome, candidates))
    return tuple(found)


def _find_outcome(link: Link | None) -> str:
    """Return how a statement compares with its fact: one whose link is only possible is neither verified nor contradicted."""
    if link is None:
        return "unlinked"
    if not is_likely(link.score):
        return "possible"
    return "verified" if link.agrees else "contradicted"


def _trace(row: Row, link: Link | None, analysis: Analysis) -> tuple[CandidateTrace, ...]:
    """Return the candidates of a statement with their probabilities, the likeliest first, with reasons for those that are shown."""
    text, found = analysis.document.text, []
    ordered = sorted(range(len(row.scores)), key=lambda at: (-row.scores[at], row.candidates[at].fact.id))
    for rank, at in enumerate(ordered):
        each = row.candidates[at]
        is_shown = rank < SHOWN or (link is not None and each.fact.id == link.fact.id)
        reasons = explain(row, at, analysis) if is_shown else ()
        words = tuple(text[start:end] for start, end in each.reasons)
        found.append(CandidateTrace(each.fact.id, round_down(probability(row.scores[at])), words, reasons))
    return tuple(found)
