"""The facts that a statement may state, each with the evidence for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from enum import IntEnum

from factcheck.document import Document
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.triggers import Category
from factcheck.linking.compare import compare
from factcheck.linking.compare_times import TimeRelation, relate
from factcheck.linking.evidence.cues import Cues, NounMatch
from factcheck.linking.evidence.reach import NOWHERE, Place, Reach
from factcheck.linking.evidence.subjects import Subjects
from factcheck.linking.fact_index import FACT_KINDS, Cue, fact_index
from factcheck.model import Comparison, Difference, Name, Statement
from factcheck.names.presence import Presence, measure_presence
from factcheck.runtime.records import record
from factcheck.statements.counted_nouns import find_counted
from factcheck.statements.distance import Distances
from factcheck.statements.markers import Markers, find_markers
from factcheck.statements.stated_times import Times
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span

MOST, LEAST = 6, 2
"""The most candidates of a statement, and the least that each is evoked by (`_strength`): of 17,387 pairs that are links, 10 have less, and of
103,158 others 38,764."""
_EQUAL = 2
# The most statements of a sentence that are looked at together: a long list of figures is read in several groups.
_TOGETHER = 48


class Owner(IntEnum):
    """How another fact that has the stated value is evoked: there is none, not at all, farther than the fact itself, alike, or nearer."""

    NONE = 0
    NOWHERE = 1
    FARTHER = 2
    ALIKE = 3
    NEARER = 4


@record(eq=False)
class Candidate:
    """A statement and a fact that it may state, with the evidence for it; one line a field.

    `comparison` is how the two compare.
    `subject` is the entity of the fact that is nearest, `nearer` the number of other bodies that are nearer.
    `cue` is the fact's nearest cue, `cue_length` the number of its words, `cue_facts` how many facts of the kind share it.
    `cues` is how many of the fact's cues stand in the sentence.
    `noun` is how the counted noun stands to the fact's.
    `time` is how their times stand to one another.
    `crowd` is how many facts of the kind are about the same entity.
    `owner` is how another fact of the kind that has the stated value is evoked.
    `markers` are what the words of the sentence make of the figure, `named` the categories of trigger that the fact's own cues hold.
    `presence` is how far the note is about the registry's bodies, `today` its date.
    """

    statement: Statement
    fact: Fact
    comparison: Comparison
    subject: Place
    nearer: int
    cue: Place
    cue_length: int
    cue_facts: int
    cues: int
    noun: NounMatch
    time: TimeRelation
    crowd: int
    owner: Owner
    markers: Markers
    named: frozenset[Category]
    presence: Presence
    today: date

    @property
    def reasons(self) -> tuple[Span, ...]:
        """The spans of the words that evoke the fact, in order."""
        return tuple(sorted(place.span for place in (self.subject, self.cue) if place.reach))

    @property
    def place(self) -> tuple[str, int]:
        """What one statement of a sentence at most states: a fact, or one end of a range."""
        return self.fact.id, self.comparison.end


class CandidateFinder:
    """Finds the candidates of the statements of one document; `today` is its date."""

    def __init__(self, document: Document, registry: Registry, names: Sequence[Name], statements: Sequence[Statement], today: date) -> None:
        self._document, self._statements, self._today = document, statements, today
        self._index = fact_index(registry, document.language)
        self._subjects = Subjects(document, names, registry.kinds)
        self._cues = Cues(document, self._index)
        self._times = Times(statements, document)
        self._presence = measure_presence(names, registry.kinds, len(document.text))

    def find_all(self) -> Iterator[list[tuple[int, list[Candidate]]]]:
        """Yield for each sentence the indices of its statements that have candidates, with these, the likeliest first."""
        groups: dict[Span, list[int]] = {}
        for at, statement in enumerate(self._statements):
            groups.setdefault(statement.sentence.span, []).append(at)
        for group in (own[at : at + _TOGETHER] for own in groups.values() for at in range(0, len(own), _TOGETHER)):
            sentence = self._statements[group[0]].sentence
            distances = Distances(self._document, sentence, [name.span for name in self._subjects.within(*sentence.span)])
            rows = [(at, self._find(self._statements[at], [self._statements[other] for other in group], distances)) for at in group]
            if rows := [row for row in rows if row[1]]:
                yield rows

    def _find(self, statement: Statement, sentence: Sequence[Statement], distances: Distances) -> list[Candidate]:
        """Return the facts that a statement may state; `sentence` are the statements of its sentence."""
        if self._index.kinds.isdisjoint(FACT_KINDS[statement.mention.kind]):
            return []
        noun = find_counted(statement, [each for each in sentence if each.mention.kind is statement.mention.kind])
        subjects, cues = self._subjects.of(statement, distances), self._cues.of(statement, distances)
        evoked = sorted(self._evoked(statement, noun, subjects, cues), key=lambda each: each[:2])[:MOST]
        if not evoked:
            return []
        when, markers = self._times.of(statement, distances), find_markers(statement, self._document)
        owners = [self._cues.best(fact, cues)[0].reach for _, _, fact, comparison, _ in evoked if comparison.equal]
        found = []
        for _, _, fact, comparison, match in evoked:
            subject = max((subjects.get(each, NOWHERE) for each in fact.about), key=lambda each: each.rank, default=NOWHERE)
            cue, stems, number = self._cues.best(fact, cues)
            owned = not comparison.equal and self._index.has_value(fact.kind, statement.mention.value)
            candidate = Candidate(
                statement=statement,
                fact=fact,
                comparison=comparison,
                subject=subject,
                nearer=self._subjects.count_nearer(fact, subject, subjects),
                cue=cue,
                cue_length=len(stems),
                cue_facts=self._index.facts_with_cue(fact, stems),
                cues=number,
                noun=match,
                time=relate(fact, when, statement),
                crowd=self._index.facts_about(fact),
                owner=_find_owner(cue.reach, owners) if owned else Owner.NONE,
                markers=markers,
                named=self._index.markers(fact),
                presence=self._presence,
                today=self._today,
            )
            found.append(candidate)
        return found

    def _evoked(
        self, statement: Statement, noun: str, subjects: Mapping[str, Place], cues: Mapping[Cue, Place]
    ) -> Iterator[tuple[int, str, Fact, Comparison, NounMatch]]:
        """Yield the facts that enough evokes, with what orders them, how they compare and how their counted noun stands to the statement's."""
        for fact in self._index.evoked(statement.mention.kind, subjects, cues):
            match = self._cues.match_noun(fact, statement, noun)
            subject = max((subjects[each].reach for each in fact.about if each in subjects), default=Reach.NOWHERE)
            cue = max((cues[each].reach for each in self._index.cues(fact) if each in cues), default=Reach.NOWHERE)
            strength = _strength(subject, cue) + match
            comparison = compare(statement, fact) if strength + _EQUAL >= LEAST else None
            # A veto: another number of another thing; of 9,013 such pairs, 42 are links.
            if comparison is None or (match is NounMatch.OTHER and comparison.difference is Difference.VALUE):
                continue
            strength += _EQUAL if comparison.equal else comparison.error_kind is not ErrorKind.NONE
            if strength >= LEAST:
                yield -strength, fact.id, fact, comparison, match


def _find_owner(own: Reach, owners: Sequence[Reach]) -> Owner:
    """Return how the facts that have a stated value are evoked, from the reach of their cues and that of a fact that has another."""
    if not owners:
        return Owner.NOWHERE
    return Owner.FARTHER if max(owners) < own else Owner.ALIKE if max(owners) == own else Owner.NEARER


def _strength(subject: Reach, cue: Reach) -> int:
    """Return how much the nearest of a fact's entities and of its cues evoke it, as a plain sum."""
    return (subject >= Reach.LEAD) + (subject > Reach.TITLE) + 2 * (cue >= Reach.LEAD) + (cue > Reach.NOWHERE)
