"""Finds the cues of facts in a stretch of text: their words in any order and any inflection, close together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, Token, stemmer, tokens

# Words that may stand among those of a cue.
_SLACK = 2

Cue = tuple[str, ...]
"""The stems of a cue."""


class Cues:
    """The cues of one registry in one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._stemmer = stemmer(language)
        self._code = language.code
        self._by_stem: dict[str, list[Cue]] = defaultdict(list)
        self._of: dict[str, tuple[Cue, ...]] = {}
        self.facts: dict[Cue, list[Fact]] = defaultdict(list)
        known: set[Cue] = set()
        for fact in registry.facts.values():
            self._of[fact.id] = cues = tuple(self.stems(text) for text in fact.cues.get(language.code, ()))
            for cue in cues:
                if cue and not fact.about:
                    self.facts[cue].append(fact)
                if cue and cue not in known:
                    known.add(cue)
                    self._by_stem[cue[0]].append(cue)

    def stems(self, text: str) -> Cue:
        """The stems of a phrase's words."""
        return tuple(self._stemmer.content(WORD.findall(text.lower().replace("’", "'"))))

    def of(self, fact: Fact) -> tuple[Cue, ...]:
        """The cues of a fact."""
        return self._of[fact.id]

    def find(self, folded: str, start: int, end: int) -> Mapping[Cue, Sequence[tuple[int, int]]]:
        """The cues in a stretch of folded text, with the spans of their words."""
        words = tokens(folded, start, end)
        stems = [self._stemmer.stem(token.word) for token in words]
        found: dict[Cue, list[tuple[int, int]]] = {}
        for at, stem in enumerate(stems):
            for cue in self._by_stem.get(stem, ()):
                span = _span(cue, words, stems, at)
                if span:
                    found.setdefault(cue, []).append(span)
        return found


def _span(cue: Cue, words: Sequence[Token], stems: Sequence[str], at: int) -> tuple[int, int] | None:
    if len(cue) == 1:
        return words[at].start, words[at].end
    reach = len(cue) + _SLACK + 1
    low, high = max(at - reach, 0), min(at + reach + 1, len(stems))
    places = [at]
    for stem in cue[1:]:
        near = [other for other in range(low, high) if stems[other] == stem and other not in places]
        if not near:
            return None
        places.append(min(near, key=lambda other: abs(other - at)))
    return words[min(places)].start, words[max(places)].end


@cache
def cues(registry: Registry, language: Language) -> Cues:
    """The cues of a registry in a language."""
    return Cues(registry, language)
