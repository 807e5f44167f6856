"""Align the words of a name with the words of a text."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from factcheck.document.words import HYPHENATED
from factcheck.languages.tokens import Token, fold
from factcheck.names.gazetteer import PERSON, Form
from factcheck.names.spelling import Spelling
from factcheck.runtime.records import record

# So many words of a name may be skipped to find the next.
_SKIPPED = 3


@record
class Phrase:
    """A form of a name: all its words, those that carry its meaning, and whether all of these bear a capital; the `kind`
    of its entity. That of a person may be `turned`: the given name stands behind the other."""

    form: Form
    words: tuple[str, ...]
    content: tuple[str, ...]
    is_capitalized: bool
    kind: str = ""
    is_inverted: bool = False

    @classmethod
    def of(cls, form: Form, function_words: Collection[str], kind: str = "") -> Phrase:
        """Return the phrase of a form of an entity of some kind; its words keep their hyphens; initials carry no meaning."""
        found = list(HYPHENATED.finditer(fold(form.text)))
        words = tuple(match[0] for match in found)
        content = tuple(word for word in words if word not in function_words and len(word) > 1) or words
        capital = all(form.text[match.start()].isupper() for match in found if match[0] in content)
        return cls(form, words, content, capital, kind)

    @property
    def is_person(self) -> bool:
        """Whether it is a person's name."""
        return self.kind == PERSON

    def with_last_word_first(self) -> Phrase:
        """Return the phrase with its last word first."""
        return replace(self, words=(self.words[-1], *self.words[:-1]), content=(self.content[-1], *self.content[:-1]), is_inverted=True)


@record
class Alignment:
    """A phrase laid over words of a text: `pairs` of a token with the phrase's word, words `missing`, tokens `extra`; `stated` are all the
    tokens from the first of a pair to the last."""

    phrase: Phrase
    pairs: tuple[tuple[Token, str], ...]
    missing: tuple[str, ...]
    extra: tuple[Token, ...]
    tokens: tuple[Token, ...]

    @property
    def start(self) -> int:
        """Where the first token starts."""
        return self.pairs[0][0].start

    @property
    def end(self) -> int:
        """Where the last token ends."""
        return self.pairs[-1][0].end

    @property
    def differences(self) -> tuple[tuple[int, int, str], ...]:
        """The tokens that are not the phrase's word, with that word: (start, end, word)."""
        return tuple((token.start, token.end, word) for token, word in self.pairs if token.word != word)


def align_phrase(phrase: Phrase, words: Sequence[Token], at: int, spelling: Spelling) -> Alignment | None:
    """Return the best alignment of a phrase with the words from `at` on; None where they share fewer than two words."""
    limit = min(at + len(phrase.words) + 3, len(words))
    content = [token for token in words[at:limit] if token.word not in spelling.function_words and len(token.word) > 1]
    pairs, last = _pairs(phrase.content, content, spelling)
    if len(pairs) < 2:
        return None
    matched = {id(token) for token, _ in pairs}
    tokens = content[: last + 1]
    missing = list(phrase.content)
    for _, word in pairs:
        missing.remove(word)
    extra = tuple(token for token in tokens if id(token) not in matched)
    stated = tuple(token for token in words[at:limit] if token.end <= pairs[-1][0].end)
    return Alignment(phrase, tuple(pairs), tuple(missing), extra, stated)


def _pairs(content: Sequence[str], tokens: Sequence[Token], spelling: Spelling) -> tuple[list[tuple[Token, str]], int]:
    pairs: list[tuple[Token, str]] = []
    at, last = 0, 0
    for number, token in enumerate(tokens):
        known = spelling.find_known(token.word)
        place = _next(content, at, known)
        if place is not None:
            pairs.append((token, content[place]))
            at, last = place + 1, number
        if at >= len(content):
            break
    return pairs, last


def _next(content: Sequence[str], at: int, known: Sequence[str]) -> int | None:
    """Return where the next word of a phrase stands that is one of some known words, the first of these before the others."""
    for word in known:
        for place in range(at, min(at + _SKIPPED, len(content))):
            if content[place] == word:
                return place
    return None
