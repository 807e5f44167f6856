"""Words of a text: folding that keeps offsets, tokens, and stems by a language's tables."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from functools import cache, partial
from itertools import accumulate
from typing import NamedTuple, TypeVar

from factcheck.languages.schema import Language
from factcheck.patterns import compiled

WORD = compiled(r"[^\W_]+")
_PARTS = compiled(r"([^\W_]+)")
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
    """A folded text, which finds its words when they are asked for, a stretch of so many characters at once."""

    __slots__ = ("_stretches",)
    _STRETCH = 256

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

    def _stretch(self, start: int) -> list[Token]:
        """The words that start in a stretch, found for the first time."""
        stop = WORD.search(self, start + self._STRETCH - 1)
        parts = _PARTS.split(self[start : stop.end() if stop else len(self)])
        ends = list(accumulate(map(len, parts), initial=start))
        found = list(map(_token, zip(ends[1:-1:2], ends[2::2], parts[1::2], strict=True)))
        while found and found[-1].start >= start + self._STRETCH:
            found.pop()
        if found and start and found[0].start == start and WORD.match(self, start - 1):
            del found[0]
        self._stretches[start] = found
        return found


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
