"""The distance of two spans of a sentence: the words between them, and the marks."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache

from factcheck.document import Document, Sentence
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_MARKS = {",": 2.0, "(": 1.0, ")": 1.0, ":": 3.0, ";": 25.0, "–": 3.0, "—": 3.0, "?": 25.0, "!": 25.0}
_WORD, _COORDINATION, _CLAUSE = 1.0, 2.0, 3.0
_STEP = compiled(rf"[^\W_]+|[{''.join(_MARKS)}]")


class Distances:
    """The cost of going from one place of a sentence to another; zero inside one word, inside a name and inside a relative clause between commas."""

    def __init__(self, document: Document, sentence: Sentence, names: Iterable[tuple[int, int]] = ()) -> None:
        """Measure a sentence, in which the spans of `names` are known, in order."""
        folded, start, end, language = document.folded, sentence.start, sentence.end, document.language
        conjunctions, clauses = _boundaries(language)
        within = OrderedSpans([(low + 1, high) for low, high in names])
        asides = OrderedSpans([match.span(1) for match in _aside(language).finditer(folded, start, end)])
        self._at: list[int] = []
        self._cost: list[float] = [0.0]
        self._coordinators: list[int] = []
        self._joins: list[int] = []
        total, last = 0.0, ""
        for match in _STEP.finditer(folded, start, end):
            at, step = match.start(), match[0]
            if within.contain(at):
                continue
            aside = asides.contain(at)
            if step in conjunctions and not aside:
                self._coordinators.append(at)
                self._joins += [at] if last == "," else []
                total += _COORDINATION
            elif not aside:
                total += _MARKS.get(step) or (_CLAUSE if step in clauses else _WORD)
            last = step
            self._at.append(at)
            self._cost.append(total)

    def between(self, first: tuple[int, int], second: tuple[int, int]) -> float:
        """Return the cost of what stands between two spans, in either order."""
        left, right = sorted((first, second))
        if right[0] <= left[1]:
            return 0.0
        return max(self._cost[bisect_left(self._at, right[0])] - self._cost[bisect_left(self._at, left[1])], 0.0)

    def coordinated(self, start: int, end: int) -> bool:
        """Return whether a conjunction stands between two places, so that what follows opens another member of the series."""
        return bisect_left(self._coordinators, start) < bisect_left(self._coordinators, end)

    def joined(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Return whether a comma and a conjunction join what holds one span to what holds the other: two clauses, or the last of a series."""
        left, right = sorted((first, second))
        return bisect_left(self._joins, left[1]) < bisect_left(self._joins, right[0])


class OrderedSpans:
    """Spans in order, asked for places in order."""

    def __init__(self, spans: Sequence[tuple[int, int]]) -> None:
        self._spans, self._next, self._end = spans, 0, -1

    def contain(self, at: int) -> bool:
        """Return whether a place, none before the last one asked for, stands within a span."""
        while self._next < len(self._spans) and self._spans[self._next][0] <= at:
            self._end = max(self._end, self._spans[self._next][1])
            self._next += 1
        return at < self._end


@cache
def _aside(language: Language) -> re.Pattern[str]:
    """A relative clause of three words and more between two commas."""
    return compiled(rf", (?=(?:{alternation(language.grammar.clauses.relatives)})(?!\w))((?:[^,;:()?!\s]+ ){{2,}}[^,;:()?!]*)(?=,)")


@cache
def _boundaries(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    grammar = language.grammar
    elided = {
        short for short, full in grammar.inflection.elisions.items() if full in grammar.clauses.subordinators | grammar.clauses.relatives
    }
    return frozenset(grammar.names.conjunctions), grammar.clauses.subordinators | grammar.clauses.relatives | elided
