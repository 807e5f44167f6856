"""Parse sentences: their words, their verb groups, and where a wish begins; each sentence is cached."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from functools import cached_property

from factcheck.document import Document, Sentence
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import Token, tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import VerbGroup
from factcheck.statements.finite_verbs import finite_verb_finder
from factcheck.statements.verbs import verb_finder

# The parses of so many sentences are cached.
_CACHED = 2048


class ParsedSentence:
    """The words and verbs of a sentence; one line a field.

    `text` is the text of the document.
    `words` are the words of the sentence, in order.
    `groups` are its verb groups with an auxiliary or a sure form, in order.
    `wish_end` is the offset at which its first word of wishing ends, or one behind all text.
    """

    def __init__(self, document: Document, sentence: Sentence, wishes: Wishes) -> None:
        self._language = document.language
        self.text = document.text
        self.words: Sequence[Token] = tokens(document.folded, sentence.start, sentence.end)
        self.groups: Sequence[VerbGroup] = verb_finder(self._language).find(self.words, self.text)
        self.wish_end = wishes.first_end(self.words)

    @cached_property
    def finite_groups(self) -> Sequence[VerbGroup]:
        """The verb groups with the finite forms of one word, in order."""
        return finite_verb_finder(self._language).add(self.words, self.text, self.groups)


class SentenceParser:
    """Parses the sentences of a document."""

    def __init__(self, document: Document) -> None:
        self._document, self._wishes = document, Wishes(document.language)
        self._parsed: dict[tuple[int, int], ParsedSentence] = {}

    def parse(self, sentence: Sentence) -> ParsedSentence:
        """Return the parse of a sentence."""
        key = sentence.start, sentence.end
        if key not in self._parsed:
            if len(self._parsed) >= _CACHED:
                self._parsed.clear()
            self._parsed[key] = ParsedSentence(self._document, sentence, self._wishes)
        return self._parsed[key]


class Wishes:
    """Finds the words of wishing of a language."""

    def __init__(self, language: Language) -> None:
        verb_tables = language.grammar.verbs
        self._noun_markers = verb_tables.noun_markers | verb_tables.finite.noun_markers
        self._phrases = trigger_phrases(language, Category.WISH)
        self._first_words = frozenset(phrase.partition(" ")[0] for phrase in self._phrases)

    def first_end(self, words: Sequence[Token]) -> int:
        """Return where the first word of wishing ends; at the start, or after a noun marker, the same word is a noun or an adjective."""
        for at, token in enumerate(words):
            if at and token.word in self._first_words and self._is_phrase(words, at) and words[at - 1].word not in self._noun_markers:
                return token.end
        return sys.maxsize

    def _is_phrase(self, words: Sequence[Token], at: int) -> bool:
        """Return whether a word wishes for something, alone or with the next one (called for, not called at)."""
        alone, following = words[at].word, words[at + 1 : at + 2]
        return alone in self._phrases or (bool(following) and f"{alone} {following[0].word}" in self._phrases)
