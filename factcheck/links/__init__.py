"""Ties statements to the facts that they state: per sentence, the best one-to-one assignment of the evoked facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from factcheck.facts.schema import Registry
from factcheck.languages.schema import Language
from factcheck.links.assign import assign
from factcheck.links.candidates import Candidate, Span, index, strongest
from factcheck.links.cues import Cue
from factcheck.links.distance import Distances
from factcheck.links.judge import judge
from factcheck.links.settle import settle
from factcheck.links.subjects import SLOPE, Subjects
from factcheck.links.when import Times, timely
from factcheck.model import Document, Kind, Link, Name, Role, Sentence, Statement

_AT_HAND, _LEAST, _LEAD, _ROW = 3.0, 1.0, 1.5, 2.0
_NO_FACT = frozenset({Role.NAME, Role.COMPARISON, Role.BEFORE, Role.AFTER})


@dataclass(frozen=True)
class Linked:
    """The links of a document, and the candidates of each statement, the best first."""

    links: tuple[Link, ...]
    candidates: Mapping[int, tuple[Candidate, ...]] = field(default_factory=dict)


class Linker:
    """Links the statements of one document."""

    def __init__(
        self, document: Document, folded: str, language: Language, registry: Registry, names: Sequence[Name], today: date
    ) -> None:
        self._folded, self._language, self._today = folded, language, today
        self._index = index(registry, language)
        kinds = {entity.id: entity.kind for entity in registry.entities.values()}
        self._subjects = Subjects(document, folded, language, names, kinds)
        self._spans: dict[Span, Mapping[Cue, Sequence[Span]]] = {}

    def link(self, statements: Sequence[Statement]) -> Linked:
        """The links of a document's statements, in order; `candidates` by the statement's place in the sequence."""
        times, links, explained = Times(statements), [], {}
        previous: Sentence | None = None
        for group in _sentences(statements):
            sentence = statements[group[0]].sentence
            distances = Distances(self._folded, sentence.start, sentence.end, self._language)
            rows = []
            for at in group:
                rivals = [_span(statements[other]) for other in group if statements[other].mention.kind is statements[at].mention.kind]
                found = self._candidates(statements[at], distances, rivals, times, previous)
                explained[at] = tuple(sorted(found, key=lambda candidate: (-candidate.score, candidate.fact.id)))
                rows.append(explained[at])
            links += self._assigned([statements[at] for at in group], rows)
            previous = sentence
        return Linked(tuple(links), explained)

    def _candidates(
        self, statement: Statement, distances: Distances, rivals: Sequence[Span], times: Times, previous: Sentence | None
    ) -> list[Candidate]:
        modifiers = statement.modifiers
        if modifiers.delta or statement.role in _NO_FACT:
            return []
        subjects = self._subjects.of(statement, distances, self._before(statement, previous), rivals)
        weights = self._cues(statement, distances)
        when = times.of(statement, distances)
        found = []
        for fact in self._index.evoked(statement.mention.kind, subjects, weights):
            verdict = judge(statement, fact)
            subject = self._index.subject(fact, subjects)
            noun = self._index.noun(fact, statement)
            if verdict is None or subject is None or noun is None:
                continue
            time = timely(fact, when, statement, self._today, verdict.equal) if fact.kind != "date" else 0.0
            if time is None:
                continue
            cue, words = strongest(fact, self._index.cues.of(fact), weights)
            reasons = tuple(sorted(span for span in (subject.span, words) if span and span[0] >= 0))
            found.append(Candidate(fact, subject.score, cue, noun, time, verdict, reasons))
        return found

    def _before(self, statement: Statement, previous: Sentence | None) -> Sentence | None:
        """The sentence before, in the same paragraph or list, where it bears on this one."""
        if previous is None or statement.sentence.row or previous.row:
            return None
        return previous if statement.sentence.block - previous.block <= 1 else None

    def _cues(self, statement: Statement, distances: Distances) -> dict[Cue, tuple[float, Span]]:
        sentence, mention = statement.sentence, _span(statement)
        weights: dict[Cue, tuple[float, Span]] = {}
        for at, span in enumerate(statement.context):
            weight = _ROW if at == 0 and sentence.row else _LEAD
            for cue, places in self._find(span).items():
                weights.setdefault(cue, (weight, places[0]))
        for cue, places in self._find((sentence.start, sentence.end)).items():
            near = min(places, key=lambda place: distances.between(place, mention))
            weight = _ROW if sentence.row else max(_AT_HAND - SLOPE * distances.between(near, mention), _LEAST)
            if cue not in weights or weight > weights[cue][0]:
                weights[cue] = weight, near
        return weights

    def _find(self, span: Span) -> Mapping[Cue, Sequence[Span]]:
        if span not in self._spans:
            self._spans[span] = self._index.cues.find(self._folded, *span)
        return self._spans[span]

    def _assigned(self, statements: Sequence[Statement], rows: Sequence[Sequence[Candidate]]) -> list[Link]:
        facts = sorted({candidate.fact.id for row in rows for candidate in row})
        columns = {fact: at for at, fact in enumerate(facts)}
        scores = [[0.0] * len(facts) for _ in rows]
        for at, (statement, row) in enumerate(zip(statements, rows, strict=True)):
            for candidate in row:
                if settle(statement, candidate, row, frozenset(), self._today) is not None:
                    scores[at][columns[candidate.fact.id]] = candidate.score
        chosen = assign(scores) if facts else [-1] * len(rows)
        taken = frozenset(facts[column] for column in chosen if column >= 0)
        links = []
        for statement, row, column in zip(statements, rows, chosen, strict=True):
            if column < 0:
                continue
            candidate = next(each for each in row if each.fact.id == facts[column])
            conflict = settle(statement, candidate, row, taken, self._today)
            if conflict is not None:
                links.append(Link(statement, candidate.fact, candidate.score, candidate.reasons, conflict))
        return links


def _sentences(statements: Sequence[Statement]) -> list[list[int]]:
    groups: dict[tuple[int, int], list[int]] = {}
    for at, statement in enumerate(statements):
        groups.setdefault((statement.sentence.start, statement.sentence.end), []).append(at)
    return list(groups.values())


def _span(statement: Statement) -> Span:
    return statement.mention.start, statement.mention.end


__all__ = ["Kind", "Linked", "Linker"]
