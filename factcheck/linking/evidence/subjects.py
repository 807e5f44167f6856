"""The entities that a statement may be about: those named in its sentence, those that it points back to, those of its headings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Fact
from factcheck.linking.evidence.reach import Place, Reach, keep_best, list_surroundings
from factcheck.model import Name, NameForm, Statement
from factcheck.names.presence import COMMON
from factcheck.statements.anaphora import Anaphora
from factcheck.statements.distance import NOTHING, Distances
from factcheck.values.span import Span

# So many sentences in a row may point back.
_CHAIN = 2
_TITLE_PERSON = ("title", "person")


class Subjects:
    """The entities in reach of the statements of one document."""

    def __init__(self, document: Document, names: Sequence[Name], kinds: Mapping[str, str]) -> None:
        self._document, self._names, self._kinds = document, names, kinds
        self._starts = [name.start for name in names]
        self._anaphora = Anaphora(document)
        self._topic = self._title()
        self._later = _first_named(names, Reach.LATER)
        self._earlier: dict[str, Place] = {}
        self._passed = 0
        self._asked: tuple[int, Sequence[Span]] = (-1, ())
        self._found: Mapping[str, Place] = {}

    def _title(self) -> dict[str, Place]:
        """Return the entities of the note's title, or else of the first words that name one."""
        named = (each for each in self._names if each.form is not NameForm.SHORT and self._kinds.get(each.entity) not in _TITLE_PERSON)
        spans = ((each.start, self._document.blocks[each.block].end) for each in named)
        return {name.entity: Place(Reach.TITLE, name.span) for name in self.within(*next(spans, (0, 0)))}

    def _named_before(self, end: int) -> dict[str, Place]:
        """Return the entities that the note has named before an offset."""
        while self._passed < len(self._names) and self._names[self._passed].start < end:
            name = self._names[self._passed]
            self._earlier[name.entity] = Place(Reach.EARLIER, name.span)
            self._passed += 1
        return self._earlier

    def within(self, start: int, end: int) -> Sequence[Name]:
        """Return the names between two offsets, in order."""
        return self._names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def of(self, statement: Statement, distances: Distances) -> dict[str, Place]:
        """Return every entity in reach of a statement, each where it is nearest."""
        sentence, mention = statement.sentence, statement.mention
        found = dict(self._around(sentence, statement.context))
        keep_best(found, self._pointed(statement).items())
        for name in self.within(sentence.start, sentence.end):
            if not name.start <= mention.start < name.end:
                steps = NOTHING if sentence.row else distances.between(name.span, mention.span)
                keep_best(found, [(name.entity, Place(Reach.SENTENCE, name.span, steps))])
        return found

    def count_nearer(self, fact: Fact, subject: Place, subjects: Mapping[str, Place]) -> int:
        """Return the number of bodies in the sentence, or in what introduces it, that a fact is not about and that are nearer than its own."""
        others = (entity for entity, each in subjects.items() if each.reach >= Reach.LEAD and each.rank > subject.rank)
        return sum(entity not in fact.about and self._kinds.get(entity) not in COMMON for entity in others) if fact.about else 0

    def _around(self, sentence: Sentence, context: Sequence[Span]) -> Mapping[str, Place]:
        """Return every entity in reach of a sentence that is named outside it; asked for the statements of a note in their order."""
        if (key := (sentence.start, context)) != self._asked:
            found = self._later | self._named_before(sentence.start) | self._topic
            for span, reach in list_surroundings(self._document, sentence, context):
                keep_best(found, _first_named(self.within(*span), reach).items())
            self._asked, self._found = key, found
        return self._found

    def _pointed(self, statement: Statement) -> dict[str, Place]:
        """Return the entities of the sentence before, and of those to which it points back itself, where a statement points back to it."""
        previous = self._document.sentences.before(statement.sentence)
        names = self.within(previous.start, previous.end) if previous else ()
        has_name = bool(self.within(statement.sentence.start, statement.mention.start))
        if not previous or not names or not self._anaphora.points(statement, previous, has_name=has_name):
            return {}
        found = _first_named(names, Reach.ANAPHOR)
        at: Sentence | None = previous
        for _ in range(_CHAIN):
            if at is None or not self._anaphora.opens(self._document.tokens(at.start, at.end)):
                break
            at = self._document.sentences.before(at)
            keep_best(found, _first_named(self.within(at.start, at.end) if at else (), Reach.ANAPHOR).items())
        return found


def _first_named(names: Sequence[Name], reach: Reach) -> dict[str, Place]:
    """Return the entities that are named, each where it is named first."""
    return {name.entity: Place(reach, name.span) for name in reversed(names)}
