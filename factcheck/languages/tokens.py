"""The words of a text: folding that keeps offsets, tokens, and stems by the tables of a language."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping
from functools import cache, cached_property, partial
from itertools import accumulate, compress, count
from operator import add
from typing import NamedTuple, TypeVar

from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

WORD = compiled(r"[^\W_]+")
# Tables for single bytes: the characters of several bytes; what is a word or part of one; what is a letter.
_ASCII = bytes(range(128))
_WORDS = bytes(each if each > 127 or chr(each).isalnum() else 32 for each in range(256))
_HYPHENATED = bytes(each if chr(each) == "-" else _WORDS[each] for each in range(256))
_LETTERS = bytes(32 if chr(each).isdecimal() else each for each in _WORDS)
# Hyphens that join no words.
_DASHES = (" -", "--", "- ")
# The words of a family share so many letters, at least.
_ROOT = 5
_FOLD = (
    *dict.fromkeys("\u2018\u2019\u02bc\u2032\u00b4`", "'").items(),
    *dict.fromkeys("\u00a0\u202f\u2009\u2007\u2008\u200a\t\n\r\u2028", " ").items(),
    *dict.fromkeys("\u2010\u2011", "-").items(),
    ("\u0130", "i"),
)
_ASCII_FOLD = tuple((mark, plain) for mark, plain in _FOLD if mark.isascii())


T = TypeVar("T")


class Token(NamedTuple):
    """A word of a text: half-open offsets, and the word as folded."""

    start: int
    end: int
    word: str


_token: Callable[[tuple[int, int, str]], Token] = partial(tuple.__new__, Token)


class Folded(str):
    """A folded text, which finds its words on demand, a stretch of so many characters at once, and caches so many stretches."""

    _STRETCH, _CACHED = 8192, 32

    def __init__(self, text: str) -> None:
        self._stretches: dict[int, tuple[list[Token], list[int]]] = {}

    def words(self, start: int, end: int) -> list[Token]:
        """Return the words between two offsets."""
        found: list[Token] = []
        for at in range(start - start % self._STRETCH, end, self._STRETCH):
            words, starts = self._stretches.get(at) or self._stretch(at)
            found += words[bisect_left(starts, start) : bisect_left(starts, end)]
        while found and found[-1].end > end:
            found.pop()
        return found

    def hyphenated(self, start: int, end: int) -> list[str]:
        """Return the words between two offsets, without their places; a hyphen joins words."""
        text = f" {self._hyphened[start:end]} "
        if any(dash in text for dash in _DASHES):
            return [word for piece in text.split() for part in piece.split("--") if (word := part.strip("-"))]
        return text.split()

    def letters(self, start: int, end: int) -> set[str]:
        """Return the words between two offsets, each once; figures separate them."""
        return set(self._lettered[start:end].split())

    def figures(self, start: int, end: int) -> bool:
        """Return whether a figure stands between two offsets."""
        return self._lettered[start:end] != self._worded[start:end]

    @cached_property
    def _worded(self) -> str:
        """The text with a space for each character that is not part of a word."""
        return _spaced(self, _WORDS, lambda mark: not mark.isalnum())

    @cached_property
    def _hyphened(self) -> str:
        """The text with a space for each character that is neither part of a word nor a hyphen."""
        return _spaced(self, _HYPHENATED, lambda mark: not mark.isalnum())

    @cached_property
    def _lettered(self) -> str:
        """The text with a space for each character that is not part of a word, or is a figure."""
        return _spaced(self, _LETTERS, lambda mark: mark.isdecimal() or not mark.isalnum())

    def _stretch(self, start: int) -> tuple[list[Token], list[int]]:
        """Return the words that start in a stretch, which is not cached, and the offset of each."""
        worded = self._worded
        stop = worded.find(" ", min(start + self._STRETCH, len(worded)) - 1)
        pieces = worded[start : stop if stop >= 0 else len(worded)].split(" ")
        words = list(filter(None, pieces))
        starts = list(compress(map(add, accumulate(map(len, pieces), initial=0), count(start)), pieces))
        found = list(map(_token, zip(starts, map(add, starts, map(len, words)), words, strict=True)))
        if found and start and starts[0] == start and worded[start - 1] != " ":
            del found[0], starts[0]
        if len(self._stretches) >= self._CACHED:
            self._stretches.clear()
        self._stretches[start] = found, starts
        return found, starts


def _spaced(text: str, table: bytes, is_mark: Callable[[str], bool]) -> str:
    """Return a text of the same length, with a space for each single-byte character that a table maps to one, and for each other mark."""
    raw = text.encode("utf-8", "surrogatepass")
    others = set(raw.translate(None, _ASCII).decode("utf-8", "surrogatepass"))
    spaced = raw.translate(table).decode("utf-8", "surrogatepass")
    for mark in filter(is_mark, others):
        spaced = spaced.replace(mark, " ")
    return spaced


def fold(text: str) -> Folded:
    """Return a text in lower case, with one kind of apostrophe, space and hyphen; every offset is preserved."""
    for mark, plain in _FOLD if not text.isascii() else _ASCII_FOLD:
        text = text.replace(mark, plain)
    return Folded(text.lower())


def tokens(folded: str, start: int = 0, end: int | None = None) -> list[Token]:
    """Return the words of a folded text between two offsets; an apostrophe, a hyphen or a dot separates words."""
    text = folded if isinstance(folded, Folded) else Folded(folded)
    return text.words(start, len(folded) if end is None else min(end, len(folded)))


class WordCache(dict[str, T]):
    """A mapping from words to what a function returns for each; the function is called once for each word."""

    def __init__(self, look: Callable[[str], T], known: Mapping[str, T] | None = None) -> None:
        super().__init__(known or {})
        self._look = look

    def __missing__(self, word: str) -> T:
        found = self[word] = self._look(word)
        return found


class Stemmer:
    """Reduces the words of one family to one stem; each word once."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.inflection
        self._stems = WordCache(self._cut, tables.lemmas)
        self._suffixes = sorted(tables.suffixes, key=lambda suffix: (-len(suffix), suffix))
        self._families = WordCache(self._rooted)
        self._derived = frozenset(tables.derived)
        self._longest = max(map(len, tables.derived), default=0)
        self._shortest = tables.shortest
        self.function_words = tables.function_words

    def stem(self, word: str) -> str:
        """Return the stem of a folded word."""
        return self._stems[word]

    def stem_all(self, words: Iterable[str]) -> list[str]:
        """Return the stems of folded words, in order."""
        return list(map(self._stems.__getitem__, words))

    def content(self, words: list[str]) -> list[str]:
        """Return the stems of a phrase's words, without function words where two others remain."""
        others = [word for word in words if word not in self.function_words]
        return [self.stem(word) for word in (others if len(others) > 1 or (others and len(words) > 1) else words)]

    def family(self, word: str) -> str:
        """Return what the words of one family begin with (distribution, distributors); a short word is returned whole."""
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
    """Return the stemmer of a language."""
    return Stemmer(language)


def elided(language: Language, word: str) -> str:
    """Return the full form of an elided word (`qu` for que), else the word itself."""
    return language.grammar.inflection.elisions.get(word, word)
