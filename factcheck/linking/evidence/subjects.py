"""The entities that a statement may be about: those named in its sentence, those that it points back to, those of its headings."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence

from factcheck.document import Document, Sentence
from factcheck.linking.evidence.anaphora import Anaphora
from factcheck.linking.evidence.distance import Distances
from factcheck.linking.evidence.series import Series
from factcheck.linking.weights import (
    ANAPHOR_NAMES,
    ANAPHOR_SLOPE,
    CHAIN_SLOPE,
    OTHER_SUBJECT,
    REACH_SCORES,
    RELATIVE_SUBJECT,
    RIVAL_DISTANCE,
    SUBJECT_LEAST,
    SUBJECT_SLOPE,
    Reach,
)
from factcheck.model import Name, NameForm, Statement
from factcheck.runtime.records import record
from factcheck.values.span import Span

# So many sentences in a row may point back.
_CHAIN = 2
# Places, titles and persons stand in notes about anything; a note that names so many others is about the registry's domain.
_COMMON, _BODIES = frozenset({"place", "title", "person"}), 2
_TITLE_PERSON, _TITLE_PLACE = ("title", "person"), ("title", "place")
# The first word of a relative clause ends so many characters after its name at most.
_RELATIVE = 12


@record
class Subject:
    """An entity in reach of a statement; one line a field.

    `reach` says where it is named.
    `score` is what it counts.
    `span` is the span of its name.
    """

    reach: Reach
    score: float
    span: Span

    @classmethod
    def at(cls, reach: Reach, span: Span) -> Subject:
        """Return a subject with the full score of its reach."""
        return cls(reach, REACH_SCORES[reach], span)

    def strengthened(self, by: float) -> Subject:
        """Return the same subject with another score."""
        return Subject(self.reach, self.score + by, self.span)


class Subjects:
    """The entities in reach of the statements of one document."""

    def __init__(self, document: Document, names: Sequence[Name], kinds: Mapping[str, str]) -> None:
        self._document = document
        self._names = names
        self._starts = [name.start for name in names]
        self._kinds = kinds
        self._relatives = document.language.grammar.clauses.relatives
        self._anaphora, self._series = Anaphora(document), Series(document, kinds)
        self._topic = self._title()
        self._earlier: dict[str, Subject] = {}
        self._later = {name.entity: Subject.at(Reach.LATER, name.span) for name in reversed(names)}
        self._passed = 0
        bodies = {name.entity for name in names if kinds.get(name.entity) not in _COMMON}
        self.in_domain = len(bodies) >= _BODIES
        """Whether the note names so many bodies of the registry that it surely is about its domain."""

    def _title(self) -> dict[str, Subject]:
        """Return the entities of the note's title, or else of the first words that name one."""
        first = next(
            (name for name in self._names if name.form is not NameForm.SHORT and self._kinds.get(name.entity) not in _TITLE_PERSON),
            None,
        )
        if first is None:
            return {}
        end = self._document.blocks[first.block].end
        return {name.entity: Subject.at(Reach.TITLE, name.span) for name in self.within(first.start, end)}

    def _named_before(self, end: int) -> dict[str, Subject]:
        """Return the entities that the note has named before an offset."""
        while self._passed < len(self._names) and self._names[self._passed].start < end:
            name = self._names[self._passed]
            self._earlier[name.entity] = Subject.at(Reach.EARLIER, name.span)
            self._passed += 1
        return self._earlier

    def within(self, start: int, end: int) -> Sequence[Name]:
        """Return the names between two offsets, in order."""
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, statement: Statement, distances: Distances, previous: Sentence | None, rivals: Sequence[Span]) -> dict[str, Subject]:
        """Return every entity in reach of a statement; `rivals` are the spans of the sentence's statements of its kind."""
        sentence = statement.sentence
        here = self.within(sentence.start, sentence.end)
        found = self._later | self._named_before(sentence.start)
        _keep(found, self._topic.items())
        for span in statement.context:
            _keep(found, ((name.entity, Subject.at(Reach.HEADING, name.span)) for name in self.within(*span)))
        pointed = self._pointed(statement, previous) if previous else {}
        if previous and not pointed:
            names = self.within(previous.start, previous.end)
            _keep(found, ((name.entity, Subject.at(Reach.PREVIOUS, name.span)) for name in names))
        if not sentence.row and (pointed or self._has_subject(statement, here)):
            lessened = ((entity, subject.strengthened(-OTHER_SUBJECT)) for entity, subject in found.items())
            found = {entity: subject for entity, subject in lessened if subject.score > 0}
        _keep(found, pointed.items())
        _keep(found, self._in_sentence(statement, here, distances, rivals))
        return found

    def points_back(self, statement: Statement, previous: Sentence) -> bool:
        """Return whether a statement's sentence points back to the one before."""
        has_name = bool(self.within(statement.sentence.start, statement.mention.start))
        return self._anaphora.points(statement, previous, has_name=has_name)

    def _has_subject(self, statement: Statement, here: Sequence[Name]) -> bool:
        """Return whether an entity that can be a subject is named before a statement in its sentence."""
        return any(name.end <= statement.mention.start and self._kinds.get(name.entity) not in _TITLE_PLACE for name in here)

    def _pointed(self, statement: Statement, previous: Sentence) -> dict[str, Subject]:
        """Return the entities of the sentence before, and of those to which it points back itself, where a statement points back to it."""
        names = self.within(previous.start, previous.end)
        if not names or not self.points_back(statement, previous):
            return {}
        found: dict[str, Subject] = {}
        for at, name in enumerate(names):
            lessened = -ANAPHOR_SLOPE * min(at, ANAPHOR_NAMES)
            _keep(found, [(name.entity, Subject.at(Reach.ANAPHOR, name.span).strengthened(lessened))])
        return self._chained(previous) | found

    def _chained(self, previous: Sentence) -> dict[str, Subject]:
        """Return the entities to which the sentence before points back itself (The Fund … It … Its second phase …)."""
        found: dict[str, Subject] = {}
        at: Sentence | None = previous
        for depth in range(1, _CHAIN + 1):
            if at is None or not self._anaphora.opens(self._document.tokens(at.start, at.end)):
                break
            at = self._document.sentences.before(at)
            names = self.within(at.start, at.end) if at else ()
            lessened = -CHAIN_SLOPE * depth
            _keep(found, [(name.entity, Subject.at(Reach.ANAPHOR, name.span).strengthened(lessened)) for name in names])
        return found

    def _in_sentence(
        self, statement: Statement, here: Sequence[Name], distances: Distances, rivals: Sequence[Span]
    ) -> list[tuple[str, Subject]]:
        """Return the entities that a statement's sentence names, each with what its distance leaves of its score."""
        series, relative = self._series.paired(statement, here, rivals), self._relative(statement, here)
        found = []
        for name in here:
            if name.start <= statement.mention.start < name.end:
                continue
            score = self._score(name, statement, distances, rivals)
            if series:
                score = REACH_SCORES[Reach.IN_SENTENCE] if name is series[0] else min(score, SUBJECT_LEAST) if name in series[1] else score
            if relative and name.entity != relative.entity and self._kinds.get(name.entity) == self._kinds.get(relative.entity):
                score = min(score, RELATIVE_SUBJECT)
            found.append((name.entity, Subject(Reach.IN_SENTENCE, score, name.span)))
        return found

    def _relative(self, statement: Statement, here: Sequence[Name]) -> Name | None:
        """Return the last name before a figure, where a relative clause gives the figure to it (Before the Grant there was the Program, which …)."""
        name = next((each for each in reversed(here) if each.end <= statement.mention.start), None)
        if name is None or statement.sentence.row:
            return None
        after = self._document.tokens(name.end, min(name.end + _RELATIVE, statement.mention.start))
        return name if after and after[0].start - name.end <= 2 and after[0].word in self._relatives else None

    def _score(self, name: Name, statement: Statement, distances: Distances, rivals: Sequence[Span]) -> float:
        if statement.sentence.row:
            return REACH_SCORES[Reach.IN_SENTENCE]
        mention = statement.mention
        low, high = min(name.end, mention.end), max(name.start, mention.start)
        between = max(bisect_right(rivals, (high, high)) - bisect_left(rivals, (low, low)), 0)
        coordinated = len(rivals) > 1 and distances.coordinated(low, high)
        distance = distances.between(name.span, mention.span) + RIVAL_DISTANCE * (between + coordinated)
        return max(REACH_SCORES[Reach.IN_SENTENCE] - SUBJECT_SLOPE * distance, SUBJECT_LEAST)


def _keep(found: dict[str, Subject], subjects: Iterable[tuple[str, Subject]]) -> None:
    """Add subjects by entity; of two of one entity, the one with the higher score stays."""
    for entity, subject in subjects:
        known = found.get(entity)
        if known is None or known.score < subject.score:
            found[entity] = subject
