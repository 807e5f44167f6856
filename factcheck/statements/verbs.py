"""Find the verb groups of a sentence and their tense, by the roles of their words."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.verbs import Group
from factcheck.languages.tokens import Token, WordCache
from factcheck.model import VerbGroup
from factcheck.statements.noun_forms import NounForms, after_aside, follows_hyphen
from factcheck.statements.word_roles import word_roles
from factcheck.values.tense import Tense

# Words of `between` that may stand inside a group, from one role to the next.
_GAP = 4
# What stands for any figure in a phrase.
_FIGURE = "#"
_SEPARATORS = ";:()"
# The tenses of a narrative.
_PAST = frozenset({Tense.PAST, Tense.PLUPERFECT, Tense.IMPERFECT})
_PRETERITE = "preterite"


class VerbFinder:
    """Finds the verb groups of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.verbs
        self._roles, self._nouns = word_roles(language), NounForms(language)
        self._groups: dict[str, list[Group]] = {}
        for group in tables.groups:
            self._groups.setdefault(group.roles[0], []).append(group)
        self._order = {id(group): at for at, group in enumerate(tables.groups)}
        self._opened = WordCache(self._opened_by)
        self._between = frozenset(part for word in tables.between for part in word.replace("'", " ").split())
        self._endings, self._inverted = tables.between_endings, tables.inverted
        self._interruptions: dict[str, list[tuple[str, ...]]] = {}
        for phrase in sorted(tables.interruptions, key=len, reverse=True):
            parts = tuple(phrase.replace("'", " ").replace("-", " ").split())
            self._interruptions.setdefault(parts[0], []).append(parts)

    def find(self, words: Sequence[Token], text: str) -> list[VerbGroup]:
        """Return the verb groups among a sentence's words, in order, not overlapping; `text` shows capitals and marks."""
        found: list[VerbGroup] = []
        last, opened = -1, self._opened
        for at, token in enumerate(words):
            candidates = opened[token.word]
            if not candidates or at <= last:
                continue
            after_past = bool(found) and found[-1].tense in _PAST
            if self._nouns.has(words, at, text, after_past=after_past):
                continue
            group, end = self._group(words, at, candidates, text)
            is_adjacent_preterite = found and end == at == last + 1 and _PRETERITE in self._roles.of(token.word)
            if group and not is_adjacent_preterite:
                found.append(VerbGroup(token.start, words[end].end, group.tense))
                last = end
        return found

    def _opened_by(self, word: str) -> tuple[Group, ...]:
        """Return the groups that a word may open, the more specific first."""
        groups = [group for role in self._roles.of(word) for group in self._groups.get(role, ())]
        return tuple(sorted(groups, key=lambda group: self._order[id(group)]))

    def _group(self, words: Sequence[Token], at: int, candidates: Sequence[Group], text: str) -> tuple[Group | None, int]:
        """Return the first group that matches from a place on, and the place of its last word."""
        reach: dict[int, Sequence[int]] = {}
        for group in candidates:
            last = self._match(words, at, group.roles, text, reach)
            if last >= 0 and _is_uninterrupted(text, words[at].end, words[last].start):
                return group, last
        return None, at

    def _match(self, words: Sequence[Token], at: int, roles: Sequence[str], text: str, reach: dict[int, Sequence[int]]) -> int:
        """Return the place of the last of the words that have the roles in order, the first at a place; -1 where they don't. `reach` keeps
        the places where the next word may stand, by that of the word before it."""
        for role in roles[1:]:
            if at not in reach:
                reach[at] = self._find_reach(words, at + 1, text)
            at = next((place for place in reach[at] if role in self._roles.of(words[place].word)), -1)
            if at < 0:
                return -1
        return at

    def _find_reach(self, words: Sequence[Token], at: int, text: str) -> list[int]:
        """Return the places where the next word of a group may stand, from a place on, in order."""
        at, places = after_aside(words, at, text), []
        last = min(at + _GAP, len(words) - 1)
        while at <= last:
            places.append(at)
            length = self._interruption(words, at)
            if not length and not self._may_stand_inside(words[at], text):
                break
            at += length or 1
            last = min(last + length, len(words) - 1)
        return places

    def _interruption(self, words: Sequence[Token], at: int) -> int:
        """Return the number of words of the phrase at a place that may stand inside a group; 0 where there is none."""
        for phrase in self._interruptions.get(words[at].word, ()):
            found = words[at : at + len(phrase)]
            if len(found) == len(phrase) and all(
                part == (_FIGURE if token.word.isdigit() else token.word) for part, token in zip(phrase, found, strict=True)
            ):
                return len(phrase)
        return 0

    def _may_stand_inside(self, token: Token, text: str) -> bool:
        """Return whether a word may stand inside a group."""
        if token.word in self._between or (self._endings and token.word.endswith(self._endings)):
            return True
        return token.word in self._inverted and follows_hyphen(token, text)


def _is_uninterrupted(text: str, start: int, end: int) -> bool:
    """Return whether no mark separates the first word of a group from its last; two commas enclose an aside."""
    between = text[start:end]
    return between.count(",") % 2 == 0 and not any(mark in between for mark in _SEPARATORS)


@cache
def verb_finder(language: Language) -> VerbFinder:
    """Return the verb finder of a language."""
    return VerbFinder(language)
