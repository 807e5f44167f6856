"""The statements of a note with their candidate facts, and the vector of each pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.linking.candidates import Candidate, CandidateFinder
from factcheck.linking.features.feature import Pair
from factcheck.linking.features.table import measure
from factcheck.model import Name, Statement
from factcheck.runtime.records import record
from factcheck.statements.markers import find_markers
from factcheck.values.span import Span

# The most statements of a sentence that are looked at together: a long list of figures is read in several groups.
_MOST = 48


@record(eq=False)
class PairRow:
    """A statement, its candidates, and the vector of each; `index` is the statement's in the note."""

    index: int
    statement: Statement
    candidates: Sequence[Candidate]
    vectors: Sequence[tuple[float, ...]]


def read_rows(
    document: Document, registry: Registry, names: Sequence[Name], statements: Sequence[Statement], today: date
) -> Iterator[list[PairRow]]:
    """Yield the statements of each sentence of a note with their candidates, those that have none left out; `today` is the note's date."""
    if not registry.facts:
        return
    finder = CandidateFinder(document, registry, names, statements)
    for group in _by_sentence(statements):
        distances = finder.distances(statements[group[0]].sentence)
        rows = []
        for index in group:
            statement = statements[index]
            if not finder.has_facts(statement):
                continue
            others = [statements[at] for at in group if statements[at].mention.kind is statement.mention.kind]
            found = finder.find(statement, others, distances)
            if found:
                markers = find_markers(statement, document)
                pairs = [Pair(statement, each, finder.presence, markers, today, finder.markers(each.fact)) for each in found]
                rows.append(PairRow(index, statement, found, [measure(pair) for pair in pairs]))
        if rows:
            yield rows


def _by_sentence(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the indices of the statements of each sentence; a long list of figures in several groups, so that work grows with its length."""
    groups: dict[Span, list[int]] = {}
    for at, statement in enumerate(statements):
        groups.setdefault(statement.sentence.span, []).append(at)
    return [group[at : at + _MOST] for group in groups.values() for at in range(0, len(group), _MOST)]
