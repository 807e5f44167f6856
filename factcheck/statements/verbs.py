"""Finds the verb groups of a sentence and their tense, by the roles that a language's tables give to words."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import Group, VerbForms
from factcheck.languages.tokens import Known, Token
from factcheck.model import VerbGroup
from factcheck.values.tense import Tense

# Words of `between` that may stand inside a group, from one role to the next.
_GAP = 4
# Words of an aside between two commas inside a group, at most.
_ASIDE = 9
# What stands for any figure in a phrase.
_FIGURE = "#"
_PARTING = ";:()"
_CLOSING = (".", ",", ";", ":", ")")
_HYPHENS = ("-", "\u2010", "\u2011")
_AUXILIARIES = ("be-", "have-", "will", "modal", "may")
# The tenses in which a tale goes on.
_TOLD = frozenset({Tense.PAST, Tense.PLUPERFECT, Tense.IMPERFECT})
_NONFINITE = frozenset({"participle", "progressive", "preterite", "to"})


class Verbs:
    """Finds verb groups; each word's roles are looked up once."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.verbs
        self._forms = tuple((name, Form(form)) for name, form in tables.roles.items())
        self._groups: dict[str, list[Group]] = {}
        for group in tables.groups:
            self._groups.setdefault(group.roles[0], []).append(group)
        self._openings = Known(self._opened)
        self._order = {id(group): at for at, group in enumerate(tables.groups)}
        self._between = frozenset(part for word in tables.between for part in word.replace("'", " ").split())
        self._endings = tables.between_endings
        self._phrases: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(tables.interruptions, key=len, reverse=True):
            parts = tuple(phrase.replace("'", " ").replace("-", " ").split())
            self._phrases.setdefault(parts[0], []).append(parts)
        self._needs_subject = tables.needs_subject
        self._coordinators, self._relatives = language.grammar.clauses.coordinators, language.grammar.clauses.relatives
        self._lowercase_only, self._inverted = tables.lowercase_only, tables.inverted
        self._after_article, self._articles = tables.after_article, tables.finite.articles
        self._left = tables.finite.subjects | tables.finite.clitics
        self._noun_markers = frozenset(word.strip("'") for word in tables.noun_markers)
        self._roles = Known(self._played)
        # In a language without a mark of the infinitive, any word may be one: there, what opens it tells.
        self._opening = _NONFINITE | (frozenset() if "" in tables.roles["infinitive"].suffixes else {"infinitive"})

    def roles(self, word: str) -> frozenset[str]:
        """The roles that a folded word can play."""
        return self._roles[word]

    def _played(self, word: str) -> frozenset[str]:
        return frozenset(name for name, form in self._forms if form.has(word))

    def infinitive(self, word: str) -> bool:
        """Whether a word has the mark of an infinitive, in a language that has one."""
        return "infinitive" in self._opening and "infinitive" in self.roles(word)

    def opens(self, word: str) -> bool:
        """Whether a word may be a verb form that takes a date to itself: a participle, an infinitive."""
        return not self._opening.isdisjoint(self.roles(word))

    def groups(self, words: Sequence[Token], text: str) -> list[VerbGroup]:
        """The verb groups among a sentence's words, in order, not overlapping; `text` shows capitals and marks."""
        found: list[VerbGroup] = []
        last, openings = -1, self._openings
        for at, token in enumerate(words):
            candidates = openings[token.word]
            if candidates and at > last:
                group, end = self._group(words, at, candidates, text, bool(found) and found[-1].tense in _TOLD)
                lone = found and end == at == last + 1 and "preterite" in self.roles(token.word)
                if group and not lone:
                    found.append(VerbGroup(token.start, words[end].end, group.tense))
                    last = end
        return found

    def _opened(self, word: str) -> tuple[Group, ...]:
        """The groups that a word may open, the more specific first."""
        groups = [group for role in self.roles(word) for group in self._groups.get(role, ())]
        return tuple(sorted(groups, key=lambda group: self._order[id(group)]))

    def _group(self, words: Sequence[Token], at: int, candidates: Sequence[Group], text: str, told: bool) -> tuple[Group | None, int]:
        before = words[at - 1].word if at else ""
        if (at and self._nouns(words, at, told)) or self._alike(words, at, before, text):
            return None, at
        for group in candidates:
            last = self._match(words, at, group.roles, text)
            if last >= 0 and _together(text, words[at].end, words[last].start):
                return group, last
        return None, at

    def _alike(self, words: Sequence[Token], at: int, before: str, text: str) -> bool:
        """Whether a word is a name, by its capital, a part of a compound, or a noun written as a verb is, by what stands before it."""
        token = words[at]
        shown = text[token.start].isupper() and token.word not in self._left
        if shown and (token.word in self._lowercase_only or (at and not text[token.start : token.end + 2].isupper())):
            return True
        if hyphened(words, at, text, self._inverted):
            return True
        if token.word in self._after_article and before not in self._left:
            interrupted = _after_aside(words, at + 1, text) > at + 1
            closing = at + 1 == len(words) or (text[token.end : token.end + 1] in _CLOSING and not interrupted)
            if (closing and at) or (before in self._articles and (at < 2 or words[at - 2].word not in self._left)):
                return True
        return token.word in self._needs_subject and before not in self._left

    def _nouns(self, words: Sequence[Token], at: int, told: bool) -> bool:
        """Whether the word before makes a noun or an infinitive of what could be a verb; `told` says that the verb before is in the past."""
        before, roles = words[at - 1].word, self.roles(words[at].word)
        if "preterite" in roles and "to" in self.roles(before):
            return True
        if before not in self._noun_markers or any(role.startswith(_AUXILIARIES) for role in roles):
            return False
        if before in self._articles and "future" in roles:
            return False
        return "preterite" not in roles or not self._tells(words, at, told or "participle" not in roles)

    def _tells(self, words: Sequence[Token], at: int, sure: bool) -> bool:
        """Whether a past form goes on with a tale after a word that joins, or follows its subject or a relative."""
        before = words[at - 1].word
        if before in self._relatives and at > 1:
            return words[at - 2].word not in self._noun_markers
        return sure and (before in self._coordinators or before in self._left)

    def _match(self, words: Sequence[Token], at: int, roles: Sequence[str], text: str) -> int:
        for number, role in enumerate(roles):
            if number:
                at = self._next(words, at + 1, role, text)
                if at < 0:
                    return -1
        return at

    def _next(self, words: Sequence[Token], at: int, role: str, text: str) -> int:
        at = _after_aside(words, at, text)
        last = min(at + _GAP, len(words) - 1)
        while at <= last:
            if role in self.roles(words[at].word):
                return at
            length = self._interruption(words, at)
            if not length and not self._inside(words[at], text):
                return -1
            at += length or 1
            last = min(last + length, len(words) - 1)
        return -1

    def _interruption(self, words: Sequence[Token], at: int) -> int:
        """How many words from a place on make a phrase that may stand inside a group."""
        for phrase in self._phrases.get(words[at].word, ()):
            found = words[at : at + len(phrase)]
            if len(found) == len(phrase) and all(
                part == (_FIGURE if token.word.isdigit() else token.word) for part, token in zip(phrase, found, strict=True)
            ):
                return len(phrase)
        return 0

    def _inside(self, token: Token, text: str) -> bool:
        """Whether a word may stand inside a group."""
        if token.word in self._between or (self._endings and token.word.endswith(self._endings)):
            return True
        return token.word in self._inverted and text[token.start - 1 : token.start] in _HYPHENS


def hyphened(words: Sequence[Token], at: int, text: str, inverted: Collection[str]) -> bool:
    """Whether a hyphen ties a word to another that is not its inverted subject (c'est-à-dire, ex-président)."""
    token = words[at]
    if token.start and text[token.start - 1] in _HYPHENS and token.word not in inverted:
        return True
    return text[token.end : token.end + 1] in _HYPHENS and at + 1 < len(words) and words[at + 1].word not in inverted


def _after_aside(words: Sequence[Token], at: int, text: str) -> int:
    """The place of the first word after what two commas set off from a place on (est, après des années, entré en vigueur); else the place itself."""
    if not 0 < at < len(words) or text[words[at - 1].end : words[at].start] != ", ":
        return at
    closing = range(at + 1, min(at + _ASIDE, len(words)))
    return next((each for each in closing if text[words[each - 1].end : words[each].start] == ", "), at)


def _together(text: str, start: int, end: int) -> bool:
    """Whether no mark parts the first word of a group from its last; two commas enclose what only interrupts it."""
    between = text[start:end]
    return between.count(",") % 2 == 0 and not any(mark in between for mark in _PARTING)


class Form:
    """The words that one role takes in."""

    def __init__(self, form: VerbForms) -> None:
        self._words = form.words | {stem + ending for stem in form.stems for ending in form.endings} | frozenset()
        self._words = frozenset(word.strip("'") for word in self._words)
        self._suffixes, self._stop, self._shortest = form.suffixes, form.stop, form.shortest

    def has(self, word: str) -> bool:
        """Whether a folded word plays the role."""
        if word in self._words:
            return True
        return (
            bool(self._suffixes)
            and len(word) >= self._shortest
            and word.endswith(self._suffixes)
            and word not in self._stop
            and word.isalpha()
        )


@cache
def verbs(language: Language) -> Verbs:
    """The finder of a language's verb groups."""
    return Verbs(language)
