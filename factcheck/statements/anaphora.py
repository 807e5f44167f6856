"""Sentences that point back to the one before: by a pronoun, a possessive, a demonstrative, or as the answer to a question."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.document import Document, Sentence
from factcheck.languages.tokens import Token
from factcheck.model import Statement

# An opening pronoun stands among so many first words; or, after an adverbial with its comma (Open since 2009, it …), among so many.
_OPENING, _OPENING_CLAUSE = 4, 12
# What may follow a question mark.
_CLOSING = ' \n*_»\u00a0\u201d"'
# So many characters after a figure that opens its sentence hold the pronoun for its subject (Renewed in 2009, it …).
_NEXT = 20


class Anaphora:
    """Recognizes the sentences of one document that point back."""

    def __init__(self, document: Document) -> None:
        language, reference = document.language, document.language.grammar.reference
        self._document = document
        self._pointing = reference.pronouns | reference.possessives | reference.demonstratives
        self._pronouns = reference.pronouns
        self._prepositions, self._months = language.grammar.adverbials.at, language.quantities.dates.months

    def points(self, statement: Statement, previous: Sentence, *, has_name: bool) -> bool:
        """Return whether a word that points back opens a statement's sentence, or follows right after a figure that does; an answer before
        which no name stands in its sentence points back to its question."""
        sentence = statement.sentence
        asked = self._document.folded[previous.start : previous.end].rstrip(_CLOSING).endswith("?")
        if asked and not has_name:
            return True
        words = self._document.tokens(sentence.start, min(statement.mention.start, sentence.end))
        if self.opens(words):
            return True
        end = statement.modifiers.end
        after = self._document.tokens(end, min(end + _NEXT, sentence.end))
        return len(words) < _OPENING and self._document.folded[end : end + 1] == "," and bool(after) and after[0].word in self._pointing

    def opens(self, words: Sequence[Token]) -> bool:
        """Return whether a word that points back stands among the first of a sentence, or opens its clause after what a comma sets before it."""
        if any(token.word in self._pointing and not self._governs(words, at) for at, token in enumerate(words[:_OPENING])):
            return True
        return any(
            token.word in self._pronouns and self._document.folded[token.start - 2 : token.start] == ", " and not self._governs(words, at)
            for at, token in enumerate(words[:_OPENING_CLAUSE])
        )

    def _governs(self, words: Sequence[Token], at: int) -> bool:
        """Return whether a pronoun that is a preposition too (en) stands before a time or a name."""
        after = words[at + 1] if at + 1 < len(words) else None
        if words[at].word not in self._prepositions or after is None:
            return False
        return after.word.isdigit() or after.word in self._months or self._document.text[after.start].isupper()
