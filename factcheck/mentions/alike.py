"""Says whether two phrases are one name, written in two ways: a letter astray, a word left out or moved, another small word."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema import Language
from factcheck.languages.words import stemmer
from factcheck.slips import Slip, letters

# Of 545 published documents, shorter names and words that differ in a letter were two things (Iran, Iraq).
_CONTENT, _LONG = 3, 6


class Alike:
    """Holds phrases of one language, as their folded words, against each other."""

    def __init__(self, language: Language) -> None:
        reference = language.grammar.reference
        self._stemmer = stemmer(language)
        self._akin = language.grammar.names.akin
        self._titles = language.grammar.names.title_words
        self._articles = {word.strip("'") for word in (*reference.determiners, *reference.possessives)}

    def content(self, words: Sequence[str]) -> tuple[str, ...]:
        """The words of a phrase that carry its meaning."""
        return tuple(word for word in words if word not in self._stemmer.function_words)

    def one(self, said: Sequence[str], held: Sequence[str]) -> bool:
        """Whether two phrases are one name in two ways."""
        first, second = self.content(said), self.content(held)
        if min(len(first), len(second)) < _CONTENT:
            return False
        if first == second:
            return self._reworded(said, held)
        if len(first) == len(second):
            return self._misspelt(first, second) or (_ends(first) == _ends(second) and sorted(first) == sorted(second))
        longer, shorter = (held, second), first
        if len(first) > len(second):
            longer, shorter = (said, first), second
        return self._shortened(*longer, shorter)

    def _reworded(self, said: Sequence[str], held: Sequence[str]) -> bool:
        one, other = ([word for word in words if word not in self._articles] for words in (said, held))
        return one != other and abs(len(one) - len(other)) <= 1 and len(set(one) ^ set(other)) <= 2

    def _misspelt(self, first: Sequence[str], second: Sequence[str]) -> bool:
        apart = [(one, other) for one, other in zip(first, second, strict=True) if one != other]
        if len(apart) != 1:
            return False
        one, other = apart[0]
        if self._akin.get(one, one) == self._akin.get(other, other):
            return True
        slipped = min(len(one), len(other)) >= _LONG and letters(one, other) is not Slip.NONE
        inflected = self._stemmer.stem(one) == self._stemmer.stem(other) or one[:-1] == other or other[:-1] == one
        return slipped and not inflected

    def _shortened(self, words: Sequence[str], content: Sequence[str], shorter: Sequence[str]) -> bool:
        """Whether one inner word, beside a small word, was left out; between two words with capitals, or after a title, it is a person's."""
        if len(content) != len(shorter) + 1:
            return False
        at = next((at for at, word in enumerate(shorter) if word != content[at]), len(shorter))
        if not 0 < at < len(shorter) or tuple(content[at + 1 :]) != tuple(shorter[at:]):
            return False
        place = list(words).index(content[at])
        before, after = words[place - 1], words[place + 1]
        return before not in self._titles and not self._stemmer.function_words.isdisjoint((before, after))


def _ends(words: Sequence[str]) -> tuple[str, str]:
    return words[0], words[-1]
