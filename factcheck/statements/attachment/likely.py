"""The verb group that a date likely qualifies: the nearest one, by a distance that counts what stands between."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup
from factcheck.values.span import Span

# What counts in the distance between a date and a verb, in words: another clause, a comma, a stronger mark, a word that joins two clauses; a verb
# after its date. Set on 463 French and 57 English dates whose verbs persons marked.
_CLAUSE, _COMMA, _STRONG, _JOINED, _AFTER = 9, 3, 6, 6, 1
# What another clause counts for a date that opens its sentence.
_FRONTED = 40
# How far from the start of its sentence a date opens it; how near its verb a word stands that joins its clause to the one before.
_OPENING, _DISTANCE = 16, 2
_MARKS = ";:«»()\u201c\u201d"


class LikelyVerb:
    """Finds the likely verb of a date in a language."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        clauses = grammar.clauses
        full = (clauses.subordinators | clauses.relatives) - clauses.verbless
        self._openers = full | frozenset(short for short, whole in grammar.inflection.elisions.items() if whole in full)
        self._coordinators = clauses.coordinators

    def find(self, words: Sequence[Token], groups: Sequence[VerbGroup], adverbial: Span, text: str) -> VerbGroup | None:
        """Return the verb group of a sentence that a date most likely qualifies; None in a sentence without any."""
        of_date, clauses = self._clauses(words, groups, adverbial.start)
        other = _FRONTED if words and words[0].start >= adverbial.start - _OPENING else _CLAUSE
        distance = partial(self._distance, words, adverbial, text)
        costs = [
            (distance(group) + (other if clause != of_date else 0), group.start) for group, clause in zip(groups, clauses, strict=True)
        ]
        return groups[min(range(len(groups)), key=costs.__getitem__)] if groups else None

    def _clauses(self, words: Sequence[Token], groups: Sequence[VerbGroup], start: int) -> tuple[int, list[int]]:
        """Return the numbers of the clauses in which a date that starts at an offset and the verb groups stand; 0 is the main clause.

        A word that opens a clause waits for its verb; a verb after that of a clause inside another is the other's.
        """
        inside, with_verb, found, of_date, last = [0], set[int](), list[int](), -1, 0
        was_opener = False
        for token in words:
            if of_date < 0 and token.start >= start:
                of_date = inside[-1]
            if len(found) < len(groups) and groups[len(found)].start <= token.start:
                while inside[-1] in with_verb and any(clause not in with_verb for clause in inside):
                    inside.pop()
                with_verb.add(inside[-1])
                found.append(inside[-1])
            is_opener = token.word in self._openers
            if is_opener and not was_opener:
                last += 1
                inside.append(last)
            was_opener = is_opener
        return (of_date if of_date >= 0 else inside[-1]), found + [inside[-1]] * (len(groups) - len(found))

    def _distance(self, words: Sequence[Token], adverbial: Span, text: str, group: VerbGroup) -> int:
        """Return the distance between a date and a verb group, in words and what counts as words."""
        start, end = adverbial
        low, high = (group.end, start) if group.end <= start else (end, group.start)
        between = [token.word for token in words if low <= token.start and token.end <= high]
        is_after = low == end
        is_fronted = is_after and words[0].start >= start - _OPENING
        is_joined = is_after and any(word in self._coordinators for word in between[-_DISTANCE:])
        commas = 0 if is_fronted else text.count(",", low, high)
        strong = sum(text.count(mark, low, high) for mark in _MARKS)
        return len(between) + _COMMA * commas + _STRONG * strong + _JOINED * is_joined + _AFTER * is_after
