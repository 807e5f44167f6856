"""The part of a fact's words that stand around a figure, each weighted by how few facts of the registry have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from math import log
from typing import NamedTuple

from factcheck.document import Document
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, fold, stemmer
from factcheck.model import Statement
from factcheck.values.span import Span
from factcheck.values.types import Count

# A short word, and a number, says little of what a fact is about.
_SHORTEST = 3
_PLACES = 4


class Overlap(NamedTuple):
    """The part of a fact's words, by weight, that stand in a statement's own stretch, in its sentence, and around it alone; the part of its
    best cue that its sentence has."""

    own: float
    sentence: float
    around: float
    cue: float


class FactWords:
    """The words of the facts of one registry in one language, by family, each with its weight."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._stemmer, self._code = stemmer(language), language.code
        self._cues = {fact.id: [self.families(cue) for cue in fact.cues.get(language.code, ())] for fact in registry.facts.values()}
        words = {fact.id: self._words(fact, registry) for fact in registry.facts.values()}
        counted = Counter(family for families in words.values() for family in families)
        self._weights = {family: round(log(1 + len(words) / count), _PLACES) for family, count in counted.items()}
        self._of: Mapping[str, frozenset[str]] = words
        self._totals = {name: sum(sorted(self._weights[family] for family in families)) for name, families in words.items()}

    def families(self, text: str) -> frozenset[str]:
        """Return the families of the content words of a text."""
        words = WORD.findall(fold(text))
        return frozenset(
            self._stemmer.family(word) for word in words if len(word) >= _SHORTEST and word not in self._stemmer.function_words
        )

    def _words(self, fact: Fact, registry: Registry) -> frozenset[str]:
        """Return the families of a fact's cues, of its counted noun and of the names of what it is about."""
        found = frozenset[str]().union(*self._cues[fact.id])
        if isinstance(fact.value, Count):
            found |= self.families(fact.value.noun)
        for entity in fact.about:
            names = registry.entities[entity].names.get(self._code) if entity in registry.entities else None
            found |= self.families(" ".join((names.name, *names.also))) if names else frozenset()
        return found

    def weigh(self, fact: Fact, families: frozenset[str]) -> float:
        """Return the part of a fact's words, by weight, that others have."""
        own = self._of[fact.id]
        shared = sum(sorted(self._weights[family] for family in own & families))
        return round(shared / self._totals[fact.id], _PLACES) if shared else 0.0

    def cue_share(self, fact: Fact, families: frozenset[str]) -> float:
        """Return the part of the words of the fact's best cue that others have."""
        return max((len(cue & families) / len(cue) for cue in self._cues[fact.id] if cue), default=0.0)


class OverlapEvidence:
    """Measures what the facts of a registry share with the statements of one document."""

    def __init__(self, document: Document, words: FactWords) -> None:
        self._document, self._words = document, words
        self._families: dict[tuple[int, int], frozenset[str]] = {}

    def around(self, statement: Statement, others: Sequence[Statement]) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
        """Return the families of a statement's own stretch, up to the next figures of its kind; of its sentence; and of what stands around."""
        sentence, mention = statement.sentence, statement.mention
        low = max((each.mention.end for each in others if each.mention.end <= mention.start), default=sentence.start)
        high = min((each.mention.start for each in others if each.mention.start >= mention.end), default=sentence.end)
        previous = self._document.sentences.before(sentence)
        spans = [*statement.context, *([previous.span] if previous else ())]
        around = frozenset[str]().union(*(self._in(*span) for span in spans)) if spans else frozenset[str]()
        return self._in(low, high), self._in(sentence.start, sentence.end), around

    def measure(self, fact: Fact, families: tuple[frozenset[str], frozenset[str], frozenset[str]]) -> Overlap:
        """Return what a fact shares with the words around a statement."""
        own, sentence, around = families
        weigh = self._words.weigh
        return Overlap(weigh(fact, own), weigh(fact, sentence), weigh(fact, around - sentence), self._words.cue_share(fact, sentence))

    def _in(self, start: int, end: int) -> frozenset[str]:
        span = Span(start, end)
        if span not in self._families:
            self._families[span] = self._words.families(self._document.folded[start:end])
        return self._families[span]


@cache
def fact_words(registry: Registry, language: Language) -> FactWords:
    """Return the words of the facts of a registry in a language."""
    return FactWords(registry, language)
