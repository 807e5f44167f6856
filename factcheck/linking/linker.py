"""Ties statements to the facts that they state: candidates, comparison, features and scores, then one assignment a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field
from datetime import date

from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.linking.candidates import Candidate, CandidateFinder, Evoked
from factcheck.linking.compare import compare
from factcheck.linking.evidence.distance import Distances
from factcheck.linking.evidence.times import Times, time_score, was_registered_then
from factcheck.linking.features import Pair
from factcheck.linking.rivals import Scored, without_restated
from factcheck.linking.scorer import decide
from factcheck.linking.sentence_links import link_sentence
from factcheck.linking.swaps import mark_exchanged, mark_swapped, mark_swapped_sentences
from factcheck.linking.weights import MOST_CANDIDATES, MOST_STATEMENTS, SUBJECT
from factcheck.model import Comparison, Difference, Kind, Link, Name, Statement
from factcheck.runtime.records import record
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span


@record
class Linked:
    """The links of a document, in order, and the candidates of each statement by its index, the best first."""

    links: tuple[Link, ...]
    candidates: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)


class Linker:
    """Links the statements of one document to the facts of a registry."""

    def __init__(self, document: Document, registry: Registry, names: Sequence[Name], today: date) -> None:
        self._document, self._today = document, today
        self._finder = CandidateFinder(document, registry, names) if registry.facts else None

    def link(self, statements: Sequence[Statement]) -> Linked:
        """Return the links of a document's statements, in order."""
        if self._finder is None:
            return Linked(())
        times, groups = Times(statements, self._document), _by_sentence(statements)
        found = [mark_swapped(list(self._rows(self._finder, [statements[at] for at in group], times))) for group in groups]
        links, candidates = list[Link](), dict[int, tuple[Candidate, ...]]()
        for group, rows in zip(groups, mark_swapped_sentences(groups, found, statements), strict=True):
            candidates.update((at, tuple(row)) for at, row in zip(group, rows, strict=True))
            links += link_sentence(
                [statements[at] for at in group], [self._scored(statements[at], row) for at, row in zip(group, rows, strict=True)]
            )
        return Linked(tuple(without_restated(links)), candidates)

    def _rows(self, finder: CandidateFinder, statements: Sequence[Statement], times: Times) -> Iterator[list[Candidate]]:
        """Yield the candidates of each statement of a sentence, the best first."""
        sentence = statements[0].sentence
        distances = Distances(self._document, sentence, finder.names(sentence))
        for statement in statements:
            others = [each for each in statements if each.mention.kind is statement.mention.kind]
            found = mark_exchanged(list(self._candidates(finder, statement, others, distances, times)))
            yield sorted(found, key=lambda candidate: (-candidate.score, candidate.fact.id))[:MOST_CANDIDATES]

    def _candidates(
        self, finder: CandidateFinder, statement: Statement, others: Sequence[Statement], distances: Distances, times: Times
    ) -> Iterator[Candidate]:
        """Yield the evoked facts that can be compared with a statement, and hold at its time."""
        # A former value is not of the time at which it changed.
        when = None if statement.modifiers.is_former else times.of(statement, distances)
        for evoked in finder.find(statement, others, distances):
            comparison = compare(statement, evoked.fact)
            if comparison is None or not _is_possible(statement, evoked, comparison):
                continue
            time = time_score(evoked.fact, when, statement, self._today, comparison)
            if time is not None:
                then = was_registered_then(evoked.fact, when)
                yield self._candidate(evoked, comparison, time, then=then)

    def _scored(self, statement: Statement, row: Sequence[Candidate]) -> list[Scored]:
        """Return the candidates of a statement with what the scorer decides of them."""
        return [Scored(each, decide(Pair(statement, each, self._document, self._today))) for each in row]

    def _candidate(self, evoked: Evoked, comparison: Comparison, time: float, *, then: bool) -> Candidate:
        words = evoked.cue_words
        reasons = tuple(sorted(span for span in (evoked.subject.span, words) if span and span.start >= 0))
        phrase = words is not None and " " in self._document.folded[words.start : words.end]
        return Candidate(evoked.fact, evoked.subject.score, evoked.cue, evoked.noun, time, comparison, reasons, phrase=phrase, then=then)


def _is_possible(statement: Statement, evoked: Evoked, comparison: Comparison) -> bool:
    """Return whether there is evidence enough to consider a fact at all."""
    if evoked.bounds_another and comparison.difference is Difference.VALUE:
        return False
    modifiers = statement.modifiers
    has_modifiers = any((modifiers.over, modifiers.per, modifiers.starting, modifiers.span))
    if has_modifiers or evoked.cue or evoked.noun:
        return True
    contact_error = statement.mention.kind is Kind.CONTACT and comparison.error_kind is not ErrorKind.NONE
    return evoked.subject.score >= SUBJECT or contact_error


def _by_sentence(statements: Sequence[Statement]) -> list[list[int]]:
    """Return the indices of the statements of each sentence; a long list of figures in several groups, so that work grows with its length."""
    groups: dict[Span, list[int]] = {}
    for at, statement in enumerate(statements):
        groups.setdefault(statement.sentence.span, []).append(at)
    return [group[at : at + MOST_STATEMENTS] for group in groups.values() for at in range(0, len(group), MOST_STATEMENTS)]
