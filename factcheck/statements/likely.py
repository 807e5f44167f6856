"""Which verb group most likely governs a date: the nearest of its own clause, with a penalty for what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup

# What counts in the distance between a date and a verb, in words: another clause, a comma, a stronger mark, a word that joins two clauses; a verb
# after its date. Set on 463 French and 57 English dates whose verbs persons marked.
_CLAUSE, _COMMA, _STRONG, _JOINED, _AFTER = 9, 3, 6, 6, 1
# What another clause counts for a date that opens its sentence.
_FRONTED = 40
# How far from the start of its sentence a date opens it; how near its verb a word stands that joins its clause to the one before.
_OPENING, _NEAR = 16, 2
_MARKS = ";:«»()\u201c\u201d"


class Likely:
    """Finds the likely verb group of a date in a language."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        clauses = grammar.clauses
        full = (clauses.subordinators | clauses.relatives) - clauses.verbless
        self._openers = full | frozenset(short for short, whole in grammar.inflection.elisions.items() if whole in full)
        self._coordinators = clauses.coordinators

    def verb(self, words: Sequence[Token], groups: Sequence[VerbGroup], start: int, end: int, text: str) -> VerbGroup | None:
        """The verb group that most likely governs the date `[start, end)`; None in a sentence without any."""
        own, clauses = self._clauses(words, groups, start)
        other = _FRONTED if words and words[0].start >= start - _OPENING else _CLAUSE
        costs = [
            (self._distance(words, group, start, end, text) + (other if clause != own else 0), group.start)
            for group, clause in zip(groups, clauses, strict=True)
        ]
        return groups[min(range(len(groups)), key=costs.__getitem__)] if groups else None

    def _clauses(self, words: Sequence[Token], groups: Sequence[VerbGroup], start: int) -> tuple[int, list[int]]:
        """The clause in which a date that starts at an offset stands, and those of the verb groups; 0 is the main one.

        A word that opens a clause waits for its verb; a verb after that of a clause inside another is the other's.
        """
        inside, with_verb, found, own, last = [0], set[int](), list[int](), -1, 0
        opened = False
        for token in words:
            if own < 0 and token.start >= start:
                own = inside[-1]
            if len(found) < len(groups) and groups[len(found)].start <= token.start:
                while inside[-1] in with_verb and any(clause not in with_verb for clause in inside):
                    inside.pop()
                with_verb.add(inside[-1])
                found.append(inside[-1])
            opens = token.word in self._openers
            if opens and not opened:
                last += 1
                inside.append(last)
            opened = opens
        return (own if own >= 0 else inside[-1]), found + [inside[-1]] * (len(groups) - len(found))

    def _distance(self, words: Sequence[Token], group: VerbGroup, start: int, end: int, text: str) -> int:
        low, high = (group.end, start) if group.end <= start else (end, group.start)
        between = [token.word for token in words if low <= token.start and token.end <= high]
        after = low == end
        opening = after and words[0].start >= start - _OPENING
        joined = after and any(word in self._coordinators for word in between[-_NEAR:])
        commas = 0 if opening else text.count(",", low, high)
        strong = sum(text.count(mark, low, high) for mark in _MARKS)
        return len(between) + _COMMA * commas + _STRONG * strong + _JOINED * joined + _AFTER * after


@cache
def likely(language: Language) -> Likely:
    """The likely verbs of a language."""
    return Likely(language)
