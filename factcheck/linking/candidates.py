"""The facts that a statement may state, each with the evidence that evokes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum

from factcheck.document import Document
from factcheck.document.sentences import Sentence
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.triggers import Category
from factcheck.linking.compare import compare
from factcheck.linking.evidence.cues import NO_CUE, Cue, CueEvidence, CuePlace, CueReach
from factcheck.linking.evidence.nouns import NounEvidence, NounMatch
from factcheck.linking.evidence.subjects import NOWHERE, Presence, Reach, Subject, Subjects
from factcheck.linking.evidence.time_relation import TimeRelation, relate
from factcheck.linking.fact_index import FACT_KINDS, FactIndex, fact_index
from factcheck.model import Comparison, Difference, Name, Statement
from factcheck.runtime.records import record
from factcheck.statements.distance import Distances
from factcheck.statements.stated_times import Times
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span

MOST, LEAST = 6, 2
"""The most candidates of a statement, and the least that each is evoked by (`_strength`): of 17,387 pairs that are links, 10 have less, and of
103,158 others 38,764."""
_EQUAL = 2


class Owner(IntEnum):
    """How another fact that has the stated value is evoked: there is none, not at all, farther than the fact itself, alike, or nearer."""

    NONE = 0
    NOWHERE = 1
    FARTHER = 2
    ALIKE = 3
    NEARER = 4


@record(eq=False)
class Candidate:
    """A fact that a statement may state, and the evidence for it; one line a field.

    `comparison` is how the statement and the fact compare.
    `subject` is the entity of the fact that is nearest, `nearer` the number of other bodies that are nearer.
    `cue` is the fact's nearest cue, `cue_length` the number of its words, `cue_facts` how many facts of the kind share it.
    `cues` is how many of the fact's cues stand in the sentence.
    `noun` is how the counted noun stands to the fact's.
    `time` is how their times stand to one another.
    `crowd` is how many facts of the kind are about the same entity.
    `owner` is how another fact of the kind that has the stated value is evoked.
    """

    fact: Fact
    comparison: Comparison
    subject: Subject
    nearer: int
    cue: CuePlace
    cue_length: int
    cue_facts: int
    cues: int
    noun: NounMatch
    time: TimeRelation
    crowd: int
    owner: Owner

    @property
    def reasons(self) -> tuple[Span, ...]:
        """The spans of the words that evoke the fact, in order."""
        return tuple(sorted(span for span in (self.subject.span, self.cue.span) if span.start >= 0))


class CandidateFinder:
    """Finds the candidates of the statements of one document."""

    def __init__(self, document: Document, registry: Registry, names: Sequence[Name], statements: Sequence[Statement]) -> None:
        self._document = document
        self._index: FactIndex = fact_index(registry, document.language)
        self._subjects = Subjects(document, names, registry.kinds)
        self._cues = CueEvidence(document, self._index.cues)
        self._nouns = NounEvidence(document, self._index.cues)
        self._times = Times(statements, document)
        self.presence: Presence = self._subjects.presence
        """How far the note is about the registry's bodies."""

    def has_facts(self, statement: Statement) -> bool:
        """Return whether the registry has facts of a statement's kind."""
        return not self._index.kinds.isdisjoint(FACT_KINDS[statement.mention.kind])

    def distances(self, sentence: Sentence) -> Distances:
        """Return the distances of a sentence, whose names are one word each."""
        return Distances(self._document, sentence, [name.span for name in self._subjects.within(sentence.start, sentence.end)])

    def find(self, statement: Statement, others: Sequence[Statement], distances: Distances) -> list[Candidate]:
        """Return the facts that a statement may state, the likeliest first; `others` are the statements of its kind in the sentence, itself
        among them."""
        subjects, cues = self._subjects.of(statement, distances), self._cues.reached(statement, distances)
        evoked = sorted(self._evoked(statement, others, subjects, cues), key=lambda each: each[:2])[:MOST]
        when = self._times.of(statement, distances) if evoked else None
        owners = [self._cue(fact, cues)[0].reach for _, _, fact, comparison, _ in evoked if comparison.equal]
        found = []
        for _, _, fact, comparison, noun in evoked:
            subject = max((subjects.get(each, NOWHERE) for each in fact.about), key=lambda each: each.rank, default=NOWHERE)
            cue, length, shared, number = self._cue(fact, cues)
            owned = not comparison.equal and self._index.has_value(fact.kind, statement.mention.value)
            owner = _find_owner(cue.reach, owners) if owned else Owner.NONE
            time, crowd = relate(fact, when, statement), self._index.facts_about(fact)
            nearer = self._subjects.count_nearer(fact, subject, subjects)
            found.append(Candidate(fact, comparison, subject, nearer, cue, length, shared, number, noun, time, crowd, owner))
        return found

    def _evoked(
        self, statement: Statement, others: Sequence[Statement], subjects: Mapping[str, Subject], cues: Mapping[Cue, CuePlace]
    ) -> Iterator[tuple[int, str, Fact, Comparison, NounMatch]]:
        """Yield the facts that enough evokes, with what orders them, how they compare and how their counted noun stands to the statement's."""
        noun, previous = self._nouns.counted(statement, others), self._document.sentences.before(statement.sentence)
        for fact in self._index.evoked(statement.mention.kind, subjects, cues):
            match = self._nouns.match(fact, statement, noun, previous)
            subject = max((subjects[each].reach for each in fact.about if each in subjects), default=Reach.NOWHERE)
            cue = max((cues[each].reach for each in self._index.cues.of(fact) if each in cues), default=CueReach.NOWHERE)
            strength = _strength(subject, cue) + match
            comparison = compare(statement, fact) if strength + _EQUAL >= LEAST else None
            if comparison is None or _is_other_thing(comparison, match):
                continue
            strength += _EQUAL if comparison.equal else comparison.error_kind is not ErrorKind.NONE
            if strength >= LEAST:
                yield -strength, fact.id, fact, comparison, match

    def markers(self, fact: Fact) -> frozenset[Category]:
        """Return the categories of trigger of which a fact's own cues hold a phrase."""
        return self._index.markers(fact)

    def _cue(self, fact: Fact, cues: Mapping[Cue, CuePlace]) -> tuple[CuePlace, int, int, int]:
        """Return a fact's nearest cue, the number of its words, how many facts share it, and how many of its cues are in the sentence."""
        own = [(cues[cue], cue) for cue in self._index.cues.of(fact) if cue in cues]
        if not own:
            return NO_CUE, 0, 0, 0
        place, cue = max(own, key=lambda each: (*each[0].rank, len(each[1]), each[1]))
        number = sum(each.reach is CueReach.SENTENCE for each, _ in own)
        return place, len(cue), self._index.facts_with_cue(fact, cue), number


def _find_owner(own: CueReach, owners: Sequence[CueReach]) -> Owner:
    """Return how the facts that have a stated value are evoked, from the reach of their cues and that of a fact that has another."""
    best = max(owners, default=None)
    if best is None:
        return Owner.NOWHERE
    return Owner.FARTHER if best < own else Owner.ALIKE if best == own else Owner.NEARER


def _strength(subject: Reach, cue: CueReach) -> int:
    """Return how much the nearest of a fact's entities and of its cues evoke it, as a plain sum."""
    return (subject >= Reach.LEAD) + (subject > Reach.TITLE) + 2 * (cue >= CueReach.LEAD) + (cue > CueReach.NOWHERE)


def _is_other_thing(comparison: Comparison, match: NounMatch) -> bool:
    """Return whether another number of another thing is counted. A veto: of 9,013 such pairs, 42 are links."""
    return match is NounMatch.OTHER and comparison.difference is Difference.VALUE
