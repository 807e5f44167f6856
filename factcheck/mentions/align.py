"""Lays the words of a name over the words of a text, and says what differs."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from factcheck.languages.words import Stemmer, Token
from factcheck.mentions.forms import Form
from factcheck.mentions.spelling import Spelling
from factcheck.model import NearName

# A name of fewer content words is another name when one of them is changed.
_CHANGEABLE = 4
_VARIABLE = 3


@dataclass(frozen=True)
class Phrase:
    """A form of a name: all its words, and those that carry its meaning."""

    form: Form
    words: tuple[str, ...]
    content: tuple[str, ...]

    @classmethod
    def of(cls, form: Form, function_words: Collection[str]) -> Phrase:
        """The phrase of a form; its words keep their hyphens."""
        from factcheck.languages.words import fold
        from factcheck.mentions.near import WORD

        words = tuple(WORD.findall(fold(form.text)))
        return cls(form, words, tuple(word for word in words if word not in function_words) or words)


@dataclass(frozen=True)
class Alignment:
    """A phrase laid over words of a text: `pairs` of a token with the phrase's word, words `missing`, tokens `extra`."""

    phrase: Phrase
    pairs: tuple[tuple[Token, str], ...]
    missing: tuple[str, ...]
    extra: tuple[Token, ...]
    small: bool

    @property
    def start(self) -> int:
        """Where the first token starts."""
        return self.pairs[0][0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self.pairs[-1][0].end

    def fault(self, text: str, stemmer: Stemmer) -> tuple[float, ...] | None:
        """How far the words stand from the name, to compare alignments; None where they are the name, or something else."""
        near = [token for token, word in self.pairs if token.word != word]
        misspelt = [token for token, word in self.pairs if token.word != word and not self._inflected(token.word, word, stemmer)]
        size = len(self.phrase.content)
        if len(misspelt) > max(1, size // 3) or not self._capital(text):
            return None
        if not self.missing and not self.extra:
            if misspelt and len(misspelt) == len(near):
                return (0, len(misspelt), -size)
            return (2, 0, -size) if self._reworded(size) and not near else None
        if not self._variant(size) or near:
            return None
        return (1, len(self.missing) + len(self.extra), -size)

    def _reworded(self, size: int) -> bool:
        """Whether only small words differ; in a name without a capital, they are the sentence's own."""
        return self.small and size >= _VARIABLE and any(map(str.isupper, self.phrase.form.text))

    def _variant(self, size: int) -> bool:
        if size < _VARIABLE or len(self.missing) > size // 3 or len(self.extra) > max(1, size // 3):
            return False
        return size >= _CHANGEABLE or not (self.missing and self.extra)

    def _capital(self, text: str) -> bool:
        first = self.phrase.form.text[:1]
        return not first.isupper() or text[self.start].isupper()

    @staticmethod
    def _inflected(said: str, word: str, stemmer: Stemmer) -> bool:
        return stemmer.stem(said) == stemmer.stem(word)

    def near_name(self, block: int) -> NearName:
        """The near miss that this alignment shows."""
        form = self.phrase.form
        words: tuple[tuple[int, int, str], ...] = ()
        if not self.missing and not self.extra and any(token.word != word for token, word in self.pairs):
            words = tuple((token.start, token.end, word) for token, word in self.pairs if token.word != word)
        return NearName(self.start, self.end, form.entity, form.text, block, words)


def align(
    phrase: Phrase, words: Sequence[Token], at: int, folded: str, spelling: Spelling, stemmer: Stemmer, seen: set[int]
) -> Iterator[Alignment]:
    """The best alignment of a phrase with the words from `at` on; at most one for each phrase."""
    if id(phrase) in seen:
        return
    seen.add(id(phrase))
    limit = min(at + len(phrase.words) + 3, len(words))
    content = [token for token in words[at:limit] if token.word not in stemmer.function_words]
    pairs, last = _pairs(phrase.content, content, spelling)
    if len(pairs) < 2:
        return
    matched = {id(token) for token, _ in pairs}
    tokens = content[: last + 1]
    present = [word for _, word in pairs]
    missing = list(phrase.content)
    for word in present:
        missing.remove(word)
    extra = tuple(token for token in tokens if id(token) not in matched)
    small = [token.word for token in words[at:limit] if token.end <= pairs[-1][0].end] != list(phrase.words)
    yield Alignment(phrase, tuple(pairs), tuple(missing), extra, small)


def _pairs(content: Sequence[str], tokens: Sequence[Token], spelling: Spelling) -> tuple[list[tuple[Token, str]], int]:
    pairs: list[tuple[Token, str]] = []
    at, last = 0, 0
    for number, token in enumerate(tokens):
        known = spelling.known(token.word)
        for ahead in range(at, min(at + 3, len(content))):
            if content[ahead] in known:
                pairs.append((token, content[ahead]))
                at, last = ahead + 1, number
                break
        if at >= len(content):
            break
    return pairs, last
