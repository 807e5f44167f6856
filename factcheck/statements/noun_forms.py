"""Distinguish verbs from the nouns, names and parts of compounds that are written like them."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.statements.word_roles import word_roles

# Words of an aside between two commas inside a verb group, at most.
_ASIDE = 9
_CLOSING = (".", ",", ";", ":", ")")
_HYPHENS = ("-", "\u2010", "\u2011")
_AUXILIARIES = ("be-", "have-", "will", "modal", "may")
_PRETERITE, _PARTICIPLE, _FUTURE, _INFINITIVE_MARK = "preterite", "participle", "future", "to"


class NounForms:
    """Finds the words of a language that look like a verb and are none, by the words around them."""

    def __init__(self, language: Language) -> None:
        tables, clauses = language.grammar.verbs, language.grammar.clauses
        self._roles = word_roles(language)
        self._coordinators, self._relatives = clauses.coordinators, clauses.relatives
        self._needs_subject, self._lowercase_only = tables.needs_subject, tables.lowercase_only
        self._inverted, self._after_article, self._articles = tables.inverted, tables.after_article, tables.finite.articles
        self._subjects = tables.finite.subjects | tables.finite.clitics
        self._noun_markers = frozenset(word.strip("'") for word in tables.noun_markers)

    def has(self, words: Sequence[Token], at: int, text: str, *, after_past: bool) -> bool:
        """Return whether a word among those of a sentence is no verb; `after_past` where the verb before it is in the past."""
        return (at > 0 and self._is_marked(words, at, after_past)) or self._is_alike(words, at, text)

    def _is_alike(self, words: Sequence[Token], at: int, text: str) -> bool:
        """Return whether a word is a name, a part of a compound, or a noun written like a verb."""
        word, before = words[at].word, words[at - 1].word if at else ""
        if self._is_name(words, at, text) or is_hyphenated(words, at, text, self._inverted):
            return True
        if word in self._after_article and before not in self._subjects and self._follows_article(words, at, text):
            return True
        return word in self._needs_subject and before not in self._subjects

    def _is_name(self, words: Sequence[Token], at: int, text: str) -> bool:
        """Return whether a capital makes a word a name."""
        token = words[at]
        if not text[token.start].isupper() or token.word in self._subjects:
            return False
        return token.word in self._lowercase_only or (at > 0 and not text[token.start : token.end + 2].isupper())

    def _follows_article(self, words: Sequence[Token], at: int, text: str) -> bool:
        """Return whether a word that is a noun after an article follows one, or closes its clause."""
        token = words[at]
        is_interrupted = after_aside(words, at + 1, text) > at + 1
        is_closing = at + 1 == len(words) or (text[token.end : token.end + 1] in _CLOSING and not is_interrupted)
        if is_closing and at:
            return True
        return at > 0 and words[at - 1].word in self._articles and (at < 2 or words[at - 2].word not in self._subjects)

    def _is_marked(self, words: Sequence[Token], at: int, after_past: bool) -> bool:
        """Return whether the word before makes a noun or an infinitive of what could be a verb."""
        before, roles = words[at - 1].word, self._roles.of(words[at].word)
        if _PRETERITE in roles and _INFINITIVE_MARK in self._roles.of(before):
            return True
        if before not in self._noun_markers or any(role.startswith(_AUXILIARIES) for role in roles):
            return False
        if before in self._articles and _FUTURE in roles:
            return False
        return _PRETERITE not in roles or not self._narrates(words, at, after_past or _PARTICIPLE not in roles)

    def _narrates(self, words: Sequence[Token], at: int, is_past: bool) -> bool:
        """Return whether a past form continues a narrative after a coordinator, or follows its subject or a relative."""
        before = words[at - 1].word
        if before in self._relatives and at > 1:
            return words[at - 2].word not in self._noun_markers
        return is_past and (before in self._coordinators or before in self._subjects)


def is_hyphenated(words: Sequence[Token], at: int, text: str, inverted: Collection[str]) -> bool:
    """Return whether a hyphen joins a word to another that is not its inverted subject (c'est-à-dire, ex-président)."""
    token = words[at]
    if token.start and text[token.start - 1] in _HYPHENS and token.word not in inverted:
        return True
    return text[token.end : token.end + 1] in _HYPHENS and at + 1 < len(words) and words[at + 1].word not in inverted


def follows_hyphen(token: Token, text: str) -> bool:
    """Return whether a hyphen stands right before a word."""
    return text[token.start - 1 : token.start] in _HYPHENS


def after_aside(words: Sequence[Token], at: int, text: str) -> int:
    """Return the place of the first word after an aside between commas that starts at a place; the place itself where none does.

    The aside interrupts a verb group: « est, après des années, entré en vigueur ».
    """
    if not 0 < at < len(words) or text[words[at - 1].end : words[at].start] != ", ":
        return at
    closing = range(at + 1, min(at + _ASIDE, len(words)))
    return next((each for each in closing if text[words[each - 1].end : words[each].start] == ", "), at)
