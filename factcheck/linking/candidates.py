"""The facts that a statement may state, each with the evidence that evokes it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Fact, Registry
from factcheck.linking.evidence.cues import CueEvidence
from factcheck.linking.evidence.distance import Distances
from factcheck.linking.evidence.nouns import NounEvidence
from factcheck.linking.evidence.subjects import Subject, Subjects
from factcheck.linking.fact_index import fact_index
from factcheck.linking.weights import EQUAL_VALUE, KNOWN_ERROR
from factcheck.model import Comparison, DateRole, Name, Statement
from factcheck.runtime.records import record
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span
from factcheck.values.types import Calendar, Grain

_NO_FACT = frozenset({DateRole.NAME, DateRole.COMPARISON, DateRole.BEFORE, DateRole.AFTER})


@record
class Evoked:
    """A fact that a statement may state, and the evidence for it; one line a field.

    `subject` is the entity in reach that the fact is about.
    `cue` is the score of its strongest cue, `cue_words` the span of that cue's words.
    `noun` is the score of the counted noun.
    `bounds_another` marks a date from or until which another fact in reach holds.
    """

    fact: Fact
    subject: Subject
    cue: float
    cue_words: Span | None
    noun: float
    bounds_another: bool


@record
class Candidate:
    """An evoked fact that can be compared with the statement; one line a field.

    `subject`, `cue`, `noun` and `time` are the scores of the evidence.
    `comparison` is how the statement compares with the fact.
    `reasons` are the spans of the words that evoked it.
    `phrase` marks a cue of several words.
    `exchanged` marks a value that is that of another candidate.
    `swapped` marks a value that is that of another candidate, which is stated with this one's value.
    `only` marks the only candidate of its statement.
    `then` marks a statement about a time at which the fact, since expired, held.
    """

    fact: Fact
    subject: float
    cue: float
    noun: float
    time: float
    comparison: Comparison
    reasons: tuple[Span, ...]
    phrase: bool = False
    exchanged: bool = False
    swapped: bool = False
    only: bool = False
    then: bool = False

    @property
    def evidence(self) -> float:
        """The sum of the evidence without time and value."""
        return self.subject + self.cue + self.noun + self.comparison.agreed

    @property
    def score(self) -> float:
        """The sum of the evidence; the values weigh the least."""
        comparison = self.comparison
        value = EQUAL_VALUE if comparison.equal else KNOWN_ERROR if comparison.error_kind is not ErrorKind.NONE else 0.0
        return self.subject + self.cue + self.noun + self.time + comparison.agreed + value


class CandidateFinder:
    """Finds the candidates of the statements of one document."""

    def __init__(self, document: Document, registry: Registry, names: Sequence[Name]) -> None:
        self._index = fact_index(registry, document.language)
        self._subjects = Subjects(document, names, registry.kinds)
        self._cues = CueEvidence(document, self._index.cues)
        self._nouns = NounEvidence(document, self._index.cues)
        self._previous = document.sentences.before

    def names(self, sentence: Sentence) -> list[Span]:
        """Return the spans of the names in a sentence, in order."""
        return [name.span for name in self._subjects.within(sentence.start, sentence.end)]

    def find(self, statement: Statement, others: Sequence[Statement], distances: Distances) -> Iterator[Evoked]:
        """Yield the facts that a statement may state; `others` are the statements of its kind in the sentence, itself among them."""
        if statement.modifiers.is_change or statement.date_role in _NO_FACT:
            return
        previous = self._previous(statement.sentence)
        subjects = self._subjects.of(statement, distances, previous, [each.mention.span for each in others])
        cues = self._cues.weights(statement, distances, others)
        if previous and self._recalls(statement, others, distances) and self._subjects.points_back(statement, previous):
            cues = self._cues.recalled(previous) | cues
        bounds_another = self._bounds_another(statement, subjects)
        counted = self._nouns.counted(statement, others)
        around = self._nouns.around(statement, previous) if not counted else ()
        for fact in self._index.evoked(statement.mention.kind, subjects, cues):
            subject = self._index.subject(fact, subjects, in_domain=self._subjects.in_domain)
            noun = self._nouns.score(fact, counted, around)
            if subject is not None and noun is not None:
                cue, words = self._cues.strongest(fact, cues)
                yield Evoked(fact, subject, cue, words, noun, bounds_another)

    def _bounds_another(self, statement: Statement, subjects: Mapping[str, Subject]) -> bool:
        """Return whether a day or a month is that from or until which a fact in reach holds."""
        value = statement.mention.value
        period = value.period if isinstance(value, Calendar) and value.grain in (Grain.DAY, Grain.MONTH) else None
        return period is not None and self._index.bounds(subjects, period)

    @staticmethod
    def _recalls(statement: Statement, others: Sequence[Statement], distances: Distances) -> bool:
        """Return whether a statement is the only one of its kind, in the first of the sentence's joined clauses."""
        opening = statement.sentence.start, statement.sentence.start
        return len(others) == 1 and not distances.joined(opening, statement.mention.span)
