"""Words of a text: folding that keeps offsets, tokens, and stems by a language's tables."""

from __future__ import annotations

from bisect import bisect_left
from functools import cache
from typing import NamedTuple

from factcheck.languages.schema import Language
from factcheck.patterns import compiled

WORD = compiled(r"[^\W_]+")
_FOLD = str.maketrans(
    {
        **dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'"),
        **dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\t\n\r\u2028", " "),
        **dict.fromkeys("\u2010\u2011", "-"),
        "\u0130": "i",
    }
)


_new = tuple.__new__


class Token(NamedTuple):
    """A word of a text: half-open offsets, and the word as folded."""

    start: int
    end: int
    word: str


class Folded(str):
    """A folded text, which finds its words once."""

    __slots__ = ("_starts", "_tokens")

    def words(self, start: int, end: int) -> list[Token]:
        """The words that lie between two offsets."""
        if not hasattr(self, "_tokens"):
            self._tokens = [_new(Token, (*match.span(), match[0])) for match in WORD.finditer(self)]
            self._starts = [token.start for token in self._tokens]
        low, high = bisect_left(self._starts, start), bisect_left(self._starts, end)
        while high > low and self._tokens[high - 1].end > end:
            high -= 1
        return self._tokens[low:high]


def fold(text: str) -> Folded:
    """The text in lower case, with one kind of apostrophe, space and hyphen; every offset stays."""
    return Folded(text.translate(_FOLD).lower())


def tokens(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a folded text between two offsets; an apostrophe, a hyphen or a dot parts words."""
    stop = len(folded) if end is None else min(end, len(folded))
    if isinstance(folded, Folded):
        return folded.words(start, stop)
    return [Token(match.start(), match.end(), match[0]) for match in WORD.finditer(folded, start, stop)]


class Stemmer:
    """Brings the words of one family to one stem; each word once."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.inflection
        self._stems: dict[str, str] = dict(tables.lemmas)
        self._suffixes = sorted(tables.suffixes, key=lambda suffix: (-len(suffix), suffix))
        self._shortest = tables.shortest
        self.function_words = tables.function_words

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        found = self._stems.get(word)
        if found is None:
            found = self._stems[word] = self._cut(word)
        return found

    def content(self, words: list[str]) -> list[str]:
        """The stems of a phrase's words, without function words where two others remain."""
        kept = [word for word in words if word not in self.function_words]
        return [self.stem(word) for word in (kept if len(kept) > 1 or (kept and len(words) > 1) else words)]

    def _cut(self, word: str) -> str:
        if word[:1].isdigit():
            return word
        for suffix in self._suffixes:
            if word.endswith(suffix) and len(word) - len(suffix) >= self._shortest:
                return word[: -len(suffix)] if suffix else word
        return word


@cache
def stemmer(language: Language) -> Stemmer:
    """The stemmer of a language."""
    return Stemmer(language)


def elided(language: Language, word: str) -> str:
    """The full form of an elided word (`qu` for que), else the word itself."""
    return language.grammar.inflection.elisions.get(word, word)
