"""The words of a text: folding that keeps offsets, tokens, and stems by the tables of a language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache, cached_property, partial
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple, TypeVar

from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

WORD = compiled(r"[^\W_]+")
# Single bytes: those of other characters, and what stays of the others where only words are kept, and where only letters are.
_ASCII = bytes(range(128))
_WORDS = bytes(each if each > 127 or chr(each).isalnum() else 32 for each in range(256))
_LETTERS = bytes(32 if chr(each).isdecimal() else each for each in _WORDS)
# What a family of words has in common has so many letters.
_ROOT = 5
_FOLD = (
    *dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'").items(),
    *dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\t\n\r\u2028", " ").items(),
    *dict.fromkeys("\u2010\u2011", "-").items(),
    ("\u0130", "i"),
)


T = TypeVar("T")


class Token(NamedTuple):
    """A word of a text: half-open offsets, and the word as folded."""

    start: int
    end: int
    word: str


_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


class Folded(str):
    """A folded text, which finds its words when they are asked for, a stretch of so many characters at once, and keeps so many stretches."""

    _STRETCH, _KEPT = 256, 1024

    def __init__(self, text: str) -> None:
        self._stretches: dict[int, list[Token]] = {}

    def words(self, start: int, end: int) -> list[Token]:
        """The words that lie between two offsets."""
        held: list[Token] = []
        for at in range(start - start % self._STRETCH, end, self._STRETCH):
            found = self._stretches.get(at)
            held += self._stretch(at) if found is None else found
        low, high = bisect_left(held, (start,)), bisect_left(held, (end,))
        while high > low and held[high - 1].end > end:
            high -= 1
        return held[low:high]

    def letters(self, start: int, end: int) -> set[str]:
        """The words between two offsets, each once; figures part them."""
        return set(self._lettered[start:end].split())

    def figures(self, start: int, end: int) -> bool:
        """Whether a figure stands between two offsets."""
        return self._lettered[start:end] != self._worded[start:end]

    @cached_property
    def _worded(self) -> str:
        """The text with a space for whatever is not of a word."""
        return _spaced(self, _WORDS, lambda mark: not mark.isalnum())

    @cached_property
    def _lettered(self) -> str:
        """The text with a space for whatever is neither a letter nor another sign of a word that no figure is."""
        return _spaced(self, _LETTERS, lambda mark: mark.isdecimal() or not mark.isalnum())

    def _stretch(self, start: int) -> list[Token]:
        """The words that start in a stretch, found for the first time."""
        worded = self._worded
        stop = worded.find(" ", min(start + self._STRETCH, len(worded)) - 1)
        words = worded[start : stop if stop >= 0 else len(worded)].split(" ")
        starts = list(map(add, accumulate(map(len, words), initial=0), count(start)))
        found = list(map(_token, compress(zip(starts, map(add, starts, map(len, words)), words, strict=False), words)))
        if found and start and found[0].start == start and worded[start - 1] != " ":
            del found[0]
        if len(self._stretches) >= self._KEPT:
            self._stretches.clear()
        self._stretches[start] = found
        return found


def _spaced(text: str, table: bytes, is_mark: Callable[[str], bool]) -> str:
    """A text as long, with a space for each character of one byte that a table has one for, and for each other that is a mark."""
    raw = text.encode("utf-8", "surrogatepass")
    others = set(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    spaced = raw.translate(table).decode("utf-8", "surrogatepass")
    for mark in filter(is_mark, others):
        spaced = spaced.replace(mark, " ")
    return spaced


def fold(text: str) -> Folded:
    """The text in lower case, with one kind of apostrophe, space and hyphen; every offset stays."""
    for mark, plain in _FOLD:
        text = text.replace(mark, plain)
    return Folded(text.lower())


def tokens(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """The words of a folded text between two offsets; an apostrophe, a hyphen or a dot parts words, a bound none."""
    text = folded if isinstance(folded, Folded) else Folded(folded)
    return text.words(start, len(folded) if end is None else min(end, len(folded)))


class Known(dict[str, T]):
    """What is known of words; each is looked at once."""

    def __init__(self, look: Callable[[str], T], known: Mapping[str, T] | None = None) -> None:
        super().__init__(known or {})
        self._look = look

    def __missing__(self, word: str) -> T:
        found = self[word] = self._look(word)
        return found


class Stemmer:
    """Brings the words of one family to one stem; each word once."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.inflection
        self._stems = Known(self._cut, tables.lemmas)
        self._suffixes = sorted(tables.suffixes, key=lambda suffix: (-len(suffix), suffix))
        self._families = Known(self._rooted)
        self._derived = frozenset(tables.derived)
        self._longest = max(map(len, tables.derived), default=0)
        self._shortest = tables.shortest
        self.function_words = tables.function_words

    def stem(self, word: str) -> str:
        """The stem of a folded word."""
        return self._stems[word]

    def content(self, words: list[str]) -> list[str]:
        """The stems of a phrase's words, without function words where two others remain."""
        kept = [word for word in words if word not in self.function_words]
        return [self.stem(word) for word in (kept if len(kept) > 1 or (kept and len(words) > 1) else words)]

    def family(self, word: str) -> str:
        """What the words of one family begin with (distribution, distributors); a short word is its own."""
        return self._families[word]

    def _rooted(self, word: str) -> str:
        for end in range(max(len(word) - self._longest, _ROOT), len(word)):
            if word[end:] in self._derived:
                return word[:end]
        return self.stem(word)

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
