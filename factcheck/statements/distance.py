"""How far two spans of a sentence are from each other: the words, the breaks and the strong marks between them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache, cached_property
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
    """Counts what stands between two places of one sentence, when it is asked; a name is one word."""

    def __init__(self, document: Document, sentence: Sentence, names: Iterable[tuple[int, int]] = ()) -> None:
        self._document, self._sentence, self._names = document, sentence, names

    @cached_property
    def _scan(self) -> tuple[Sequence[int], Sequence[tuple[int, int, int]], Sequence[int]]:
        """Where words and marks start, how many of each kind stand before each of them and after the last, and where conjunctions after a
        comma start."""
        conjunctions, openers = _breaking(self._document.language)
        within = OrderedSpans([(low + 1, high) for low, high in self._names])
        starts, counts, joins = list[int](), [(0, 0, 0)], list[int]()
        words, breaks, marks, last = 0, 0, 0, ""
        for match in _STEP.finditer(self._document.folded, self._sentence.start, self._sentence.end):
            at, step = match.start(), match[0]
            if within.contain(at):
                continue
            if step in _MARKS:
                marks += 1
            elif step in conjunctions:
                breaks += 1
                joins += [at] if last == "," else []
            elif step in _COMMAS or step in openers:
                breaks += 1
            else:
                words += 1
            last = step
            starts.append(at)
            counts.append((words, breaks, marks))
        return starts, counts, joins

    def between(self, first: tuple[int, int], second: tuple[int, int]) -> Steps:
        """Return what stands between two spans, in either order."""
        left, right = (first, second) if first <= second else (second, first)
        if right[0] <= left[1]:
            return NOTHING
        starts, counts, _ = self._scan
        low, high = counts[bisect_left(starts, left[1])], counts[bisect_left(starts, right[0])]
        return Steps(high[0] - low[0], high[1] - low[1], high[2] - low[2])

    def joined(self, first: tuple[int, int], second: tuple[int, int]) -> bool:
        """Return whether a comma and a conjunction join what holds one span to what holds the other: two clauses, or the last of a series."""
        left, right = sorted((first, second))
        joins = self._scan[2]
        return bisect_left(joins, left[1]) < bisect_left(joins, right[0])


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
