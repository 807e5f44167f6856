"""How far two spans of a sentence are from each other: the words, the breaks and the strong marks between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from typing import NamedTuple

from factcheck.document import Document, Sentence
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_COMMAS, _MARKS = frozenset(",()"), frozenset(":;–—?!")
_STEP = compiled(r"[^\W_]+|[,():;–—?!]")


class Steps(NamedTuple):
    """What stands between two spans: words; commas, brackets, conjunctions and words that open a clause; strong marks."""

    words: int
    breaks: int
    marks: int

    @property
    def total(self) -> int:
        """The number of all."""
        return self.words + self.breaks + self.marks


class Distances:
    """Counts what stands between two places of one sentence; a name is one word."""

    def __init__(self, document: Document, sentence: Sentence, names: Iterable[tuple[int, int]] = ()) -> None:
        folded, (conjunctions, openers) = document.folded, _breaking(document.language)
        within = OrderedSpans([(low + 1, high) for low, high in names])
        self._at: list[int] = []
        self._counts: list[Steps] = [Steps(0, 0, 0)]
        self._joins: list[int] = []
        words, breaks, marks, last = 0, 0, 0, ""
        for match in _STEP.finditer(folded, sentence.start, sentence.end):
            at, step = match.start(), match[0]
            if within.contain(at):
                continue
            self._joins += [at] if step in conjunctions and last == "," else []
            if step in _MARKS:
                marks += 1
            elif step in _COMMAS or step in conjunctions or step in openers:
                breaks += 1
            else:
                words += 1
            last = step
            self._at.append(at)
            self._counts.append(Steps(words, breaks, marks))

    def between(self, first: tuple[int, int], second: tuple[int, int]) -> Steps:
        """Return what stands between two spans, in either order."""
        left, right = (first, second) if first <= second else (second, first)
        if right[0] <= left[1]:
            return NOTHING
        low, high = self._counts[bisect_left(self._at, left[1])], self._counts[bisect_left(self._at, right[0])]
        return Steps(high.words - low.words, high.breaks - low.breaks, high.marks - low.marks)

    def joined(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Return whether a comma and a conjunction join what holds one span to what holds the other: two clauses, or the last of a series."""
        left, right = sorted((first, second))
        return bisect_left(self._joins, left[1]) < bisect_left(self._joins, right[0])


NOTHING = Steps(0, 0, 0)


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
def _breaking(language: Language) -> tuple[frozenset[str], frozenset[str]]:
    """Return the conjunctions of a language, and the words that open a clause."""
    grammar = language.grammar
    openers = grammar.clauses.subordinators | grammar.clauses.relatives
    elided = {short for short, full in grammar.inflection.elisions.items() if full in openers}
    return frozenset(grammar.names.conjunctions), openers | elided
