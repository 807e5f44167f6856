"""Phrases in a text by the stems of their words: in any order, in any inflection, with a few other words among them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, Token, stemmer, tokens
from factcheck.values.span import Span

# Words that may stand among those of a phrase.
_SLACK = 2

Stems = tuple[str, ...]
"""The stems of a phrase's words, those of function words left out."""


class StemPhrases:
    """Finds phrases of one language in texts."""

    def __init__(self, language: Language) -> None:
        self._stemmer = stemmer(language)
        self._by_stem: dict[str, list[Stems]] = defaultdict(list)

    def stems(self, text: str) -> Stems:
        """Return the stems of a phrase's words."""
        return tuple(self._stemmer.content(WORD.findall(text.lower().replace("’", "'"))))

    def add(self, phrases: Iterable[Stems]) -> None:
        """Look for phrases, none of them empty."""
        for phrase in phrases:
            self._by_stem[phrase[0]].append(phrase)

    def find(self, folded: str, start: int, end: int) -> Mapping[Stems, Sequence[Span]]:
        """Return the phrases in a stretch of folded text, with the spans of their words."""
        words = tokens(folded, start, end)
        stems = [self._stemmer.stem(token.word) for token in words]
        found: dict[Stems, list[Span]] = {}
        for at, stem in enumerate(stems):
            for phrase in self._by_stem.get(stem, ()):
                if span := _find_around(phrase, words, stems, at):
                    found.setdefault(phrase, []).append(span)
        return found


def _find_around(phrase: Stems, words: Sequence[Token], stems: Sequence[str], at: int) -> Span | None:
    """Return the span of a phrase whose first stem stands at a place, its other words around it."""
    reach = len(phrase) + _SLACK + 1
    low, high = max(at - reach, 0), min(at + reach + 1, len(stems))
    places = [at]
    for stem in phrase[1:]:
        close = [other for other in range(low, high) if stems[other] == stem and other not in places]
        if not close:
            return None
        places.append(min(close, key=lambda other: abs(other - at)))
    return Span(words[min(places)].start, words[max(places)].end)
