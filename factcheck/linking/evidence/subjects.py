"""The entities that a statement may be about: those named in its sentence, those that it points back to, those of its headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from enum import IntEnum

from factcheck.document import Document
from factcheck.document.sentences import Sentence
from factcheck.facts.schema import Fact
from factcheck.model import Name, NameForm, Statement
from factcheck.runtime.records import record
from factcheck.statements.anaphora import Anaphora
from factcheck.statements.distance import NOTHING, Distances, Steps
from factcheck.values.span import Span

# So many sentences in a row may point back.
_CHAIN = 2
# Places, titles and persons stand in notes about anything.
_MANY, _STRETCH, _DENSEST = 5, 1000, 10.0
_COMMON = frozenset({"place", "title", "person"})
_TITLE_PERSON = ("title", "person")


class Reach(IntEnum):
    """Where an entity that a statement may be about is named, the farthest first."""

    NOWHERE = 0
    LATER = 1
    EARLIER = 2
    TITLE = 3
    HEADING = 4
    BEFORE_PREVIOUS = 5
    PREVIOUS = 6
    LEAD = 7
    ANAPHOR = 8
    SENTENCE = 9


@record
class Subject:
    """An entity in reach of a statement; one line a field.

    `reach` says where it is named.
    `steps` is what stands between it and the figure, in the sentence.
    `span` is the span of its name.
    """

    reach: Reach
    span: Span
    steps: Steps = NOTHING

    @property
    def rank(self) -> tuple[int, int]:
        """What orders the places of one entity, the best highest."""
        return self.reach, -self.steps.total


NOWHERE = Subject(Reach.NOWHERE, Span(-1, -1))


@record(eq=False)
class Presence:
    """How far a note is about a registry's bodies, neither places nor people: the part of them that it names, of a large registry of a few of
    them; and how often it names one in a stretch of text, up to a bound."""

    share: float
    density: float


class Subjects:
    """The entities in reach of the statements of one document."""

    def __init__(self, document: Document, names: Sequence[Name], kinds: Mapping[str, str]) -> None:
        self._document = document
        self._names = names
        self._starts = [name.start for name in names]
        self._kinds = kinds
        self._anaphora = Anaphora(document)
        self._topic = self._title()
        self._earlier: dict[str, Subject] = {}
        self._named: dict[tuple[Span, Reach], dict[str, Subject]] = {}
        self._later = {name.entity: Subject(Reach.LATER, name.span) for name in reversed(names)}
        self._passed = 0
        self._asked: tuple[int, Sequence[Span]] = (-1, ())
        self._found: Mapping[str, Subject] = {}
        self.presence = self._measure()

    def _measure(self) -> Presence:
        bodies = {entity for entity, kind in self._kinds.items() if kind not in _COMMON}
        named = [name.entity for name in self._names if name.entity in bodies]
        share = min(len(set(named)) / max(min(len(bodies), _MANY), 1), 1.0)
        return Presence(share, min(round(len(named) * _STRETCH / max(len(self._document.text), 1), 2), _DENSEST))

    def _title(self) -> dict[str, Subject]:
        """Return the entities of the note's title, or else of the first words that name one."""
        first = next(
            (name for name in self._names if name.form is not NameForm.SHORT and self._kinds.get(name.entity) not in _TITLE_PERSON),
            None,
        )
        if first is None:
            return {}
        end = self._document.blocks[first.block].end
        return {name.entity: Subject(Reach.TITLE, name.span) for name in self.within(first.start, end)}

    def _named_before(self, end: int) -> dict[str, Subject]:
        """Return the entities that the note has named before an offset."""
        while self._passed < len(self._names) and self._names[self._passed].start < end:
            name = self._names[self._passed]
            self._earlier[name.entity] = Subject(Reach.EARLIER, name.span)
            self._passed += 1
        return self._earlier

    def within(self, start: int, end: int) -> Sequence[Name]:
        """Return the names between two offsets, in order."""
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, statement: Statement, distances: Distances) -> dict[str, Subject]:
        """Return every entity in reach of a statement, each where it is nearest."""
        sentence, mention = statement.sentence, statement.mention
        found = dict(self._around(sentence, statement.context))
        previous = self._document.sentences.before(sentence)
        if previous:
            _keep(found, self._pointed(statement, previous).items())
        for name in self.within(sentence.start, sentence.end):
            if not name.start <= mention.start < name.end:
                steps = NOTHING if sentence.row else distances.between(name.span, mention.span)
                _keep(found, [(name.entity, Subject(Reach.SENTENCE, name.span, steps))])
        return found

    def count_nearer(self, fact: Fact, subject: Subject, subjects: Mapping[str, Subject]) -> int:
        """Return the number of bodies in the sentence, or in what introduces it, that a fact is not about and that are nearer than its own."""
        others = (entity for entity, each in subjects.items() if each.reach >= Reach.LEAD and each.rank > subject.rank)
        return sum(entity not in fact.about and self._kinds.get(entity) not in _COMMON for entity in others) if fact.about else 0

    def _around(self, sentence: Sentence, context: Sequence[Span]) -> Mapping[str, Subject]:
        """Return every entity in reach of a sentence that is named outside it; asked for the statements of a note in their order."""
        if (key := (sentence.start, context)) == self._asked:
            return self._found
        found = self._later | self._named_before(sentence.start) | self._topic
        for at, span in reversed(list(enumerate(context))):
            found |= self._named_in(span, Reach.HEADING if at else Reach.LEAD)
        previous = self._document.sentences.before(sentence)
        earlier = self._document.sentences.before(previous) if previous else None
        if earlier:
            _keep(found, self._named_in(earlier.span, Reach.BEFORE_PREVIOUS).items())
        if previous:
            _keep(found, self._named_in(previous.span, Reach.PREVIOUS).items())
        self._asked, self._found = key, found
        return found

    def _named_in(self, span: Span, reach: Reach) -> dict[str, Subject]:
        """Return the entities that are named in a span, each where it is named first."""
        if (span, reach) not in self._named:
            names = self.within(*span)
            self._named[span, reach] = {name.entity: Subject(reach, name.span) for name in reversed(names)}
        return self._named[span, reach]

    def _pointed(self, statement: Statement, previous: Sentence) -> dict[str, Subject]:
        """Return the entities of the sentence before, and of those to which it points back itself, where a statement points back to it."""
        names = self.within(previous.start, previous.end)
        has_name = bool(self.within(statement.sentence.start, statement.mention.start))
        if not names or not self._anaphora.points(statement, previous, has_name=has_name):
            return {}
        return self._chained(previous) | {name.entity: Subject(Reach.ANAPHOR, name.span) for name in reversed(names)}

    def _chained(self, previous: Sentence) -> dict[str, Subject]:
        """Return the entities to which the sentence before points back itself (The Fund … It … Its second phase …)."""
        found: dict[str, Subject] = {}
        at: Sentence | None = previous
        for _ in range(_CHAIN):
            if at is None or not self._anaphora.opens(self._document.tokens(at.start, at.end)):
                break
            at = self._document.sentences.before(at)
            names = self.within(at.start, at.end) if at else ()
            _keep(found, [(name.entity, Subject(Reach.ANAPHOR, name.span)) for name in names])
        return found


def _keep(found: dict[str, Subject], subjects: Iterable[tuple[str, Subject]]) -> None:
    """Add subjects by entity; of two of one entity, the higher one stays."""
    for entity, subject in subjects:
        known = found.get(entity)
        if known is None or known.rank < subject.rank:
            found[entity] = subject
