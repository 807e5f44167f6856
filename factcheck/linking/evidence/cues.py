"""The cues of facts in a text, their words in any order and any inflection, and how near they stand to a figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from functools import cache

from factcheck.document import Document
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, Token, stemmer, tokens
from factcheck.model import DateRole, Statement
from factcheck.runtime.records import record
from factcheck.statements.distance import NOTHING, Distances, Steps
from factcheck.values.span import Span
from factcheck.values.types import Count

# Words that may stand among those of a cue.
_SLACK = 2
_ADVERBIAL = frozenset({DateRole.AT, DateRole.BY})

Cue = tuple[str, ...]
"""The stems of a cue."""


class CueReach(IntEnum):
    """Where a cue stands, the farthest first."""

    NOWHERE = 0
    BEFORE_PREVIOUS = 1
    HEADING = 2
    PREVIOUS = 3
    LEAD = 4
    HEADER = 5
    SENTENCE = 6


@record
class CuePlace:
    """A cue in reach of a statement; one line a field.

    `reach` says where it stands.
    `span` is the span of its words.
    `steps` is what stands between it and the figure, in the sentence.
    """

    reach: CueReach
    span: Span
    steps: Steps = NOTHING

    @property
    def rank(self) -> tuple[int, int]:
        """What orders the cues of one fact, the best highest."""
        return self.reach, -self.steps.total


NO_CUE = CuePlace(CueReach.NOWHERE, Span(-1, -1))


class Cues:
    """The cues of one registry in one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._stemmer = stemmer(language)
        self._code = language.code
        self._by_stem: dict[str, list[Cue]] = defaultdict(list)
        self._of: dict[str, tuple[Cue, ...]] = {}
        self._nouns: dict[str, Cue] = {}
        self.facts: dict[Cue, list[Fact]] = defaultdict(list)
        self.general: dict[Cue, list[Fact]] = defaultdict(list)
        known: set[Cue] = set()
        for fact in registry.facts.values():
            self._of[fact.id] = cues = tuple(self.stems(text) for text in fact.cues.get(language.code, ()))
            for cue in cues:
                if cue:
                    self.facts[cue].append(fact)
                if cue and not fact.about:
                    self.general[cue].append(fact)
                if cue and cue not in known:
                    known.add(cue)
                    self._by_stem[cue[0]].append(cue)

    def stems(self, text: str) -> Cue:
        """Return the stems of a phrase's words."""
        return tuple(self._stemmer.content(WORD.findall(text.lower().replace("’", "'"))))

    def of(self, fact: Fact) -> tuple[Cue, ...]:
        """Return the cues of a fact."""
        return self._of[fact.id]

    def noun(self, fact: Fact) -> Cue:
        """Return the stems of the noun that a fact counts."""
        if fact.id not in self._nouns:
            self._nouns[fact.id] = self.stems(fact.value.noun) if isinstance(fact.value, Count) else ()
        return self._nouns[fact.id]

    def find(self, folded: str, start: int, end: int) -> Mapping[Cue, Sequence[Span]]:
        """Return the cues in a stretch of folded text, with the spans of their words."""
        words = tokens(folded, start, end)
        stems = [self._stemmer.stem(token.word) for token in words]
        found: dict[Cue, list[Span]] = {}
        for at, stem in enumerate(stems):
            for cue in self._by_stem.get(stem, ()):
                span = _span(cue, words, stems, at)
                if span:
                    found.setdefault(cue, []).append(span)
        return found


class CueEvidence:
    """Finds the cues in reach of the statements of one document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self._document, self._index = document, cues
        self._found: dict[tuple[int, int], Mapping[Cue, Sequence[Span]]] = {}
        self._asked: tuple[int, Sequence[Span]] = (-1, ())
        self._outer: Mapping[Cue, CuePlace] = {}

    def reached(self, statement: Statement, distances: Distances) -> dict[Cue, CuePlace]:
        """Return the cues in reach of a statement, each where it is nearest."""
        found, mention = dict(self._outside(statement)), statement.mention.span
        for cue, places in self._in(statement.sentence.span).items():
            usable = [place for place in places if not _in_adverbial(place, statement)]
            if usable and statement.sentence.row:
                found[cue] = CuePlace(CueReach.SENTENCE, usable[0])
            elif usable:
                steps, place = min(((distances.between(place, mention), place) for place in usable), key=lambda each: each[0].total)
                found[cue] = CuePlace(CueReach.SENTENCE, place, steps)
        return found

    def _outside(self, statement: Statement) -> Mapping[Cue, CuePlace]:
        """Return the cues in reach of a statement's sentence that stand outside it."""
        if (key := (statement.sentence.start, statement.context)) != self._asked:
            found: dict[Cue, CuePlace] = {}
            for span, reach in self._around(statement):
                for cue, places in self._in(span).items():
                    known = found.get(cue)
                    if known is None or known.reach < reach:
                        found[cue] = CuePlace(reach, places[0])
            self._asked, self._outer = key, found
        return self._outer

    def _around(self, statement: Statement) -> Iterator[tuple[Span, CueReach]]:
        """Yield what stands around a sentence, with its reach."""
        sentence, row = statement.sentence, statement.sentence.row
        for at, span in enumerate(statement.context):
            yield span, CueReach.HEADING if at else CueReach.HEADER if row else CueReach.LEAD
        previous = self._document.sentences.before(sentence)
        if previous:
            yield previous.span, CueReach.PREVIOUS
            earlier = self._document.sentences.before(previous)
            if earlier:
                yield earlier.span, CueReach.BEFORE_PREVIOUS

    def _in(self, span: Span) -> Mapping[Cue, Sequence[Span]]:
        if span not in self._found:
            self._found[span] = self._index.find(self._document.folded, *span)
        return self._found[span]


def _in_adverbial(place: Span, statement: Statement) -> bool:
    """Return whether a span stands in the bare adverbial of a date (by the end of May): its words are no cue."""
    return statement.date_role in _ADVERBIAL and statement.adverbial <= place.start < statement.mention.start


def _span(cue: Cue, words: Sequence[Token], stems: Sequence[str], at: int) -> Span | None:
    if len(cue) == 1:
        return Span(words[at].start, words[at].end)
    reach = len(cue) + _SLACK + 1
    low, high = max(at - reach, 0), min(at + reach + 1, len(stems))
    places = [at]
    for stem in cue[1:]:
        close = [other for other in range(low, high) if stems[other] == stem and other not in places]
        if not close:
            return None
        places.append(min(close, key=lambda other: abs(other - at)))
    return Span(words[min(places)].start, words[max(places)].end)


@cache
def cue_index(registry: Registry, language: Language) -> Cues:
    """Return the cues of a registry in a language."""
    return Cues(registry, language)
