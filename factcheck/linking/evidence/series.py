"""Series of figures that a word pairs, in order, with a series of names (A, B and C received 1, 2 and 3, respectively)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

from factcheck.document import Document, Sentence
from factcheck.model import Name, Statement
from factcheck.values.span import Span

# So many words at most stand between two figures of a series, and between two names of one, with their articles.
_SERIES, _NAMES = 1, 3


class Series:
    """Finds the paired series of one document."""

    def __init__(self, document: Document, kinds: Mapping[str, str]) -> None:
        self._document, self._kinds = document, kinds
        self._pairing = document.language.grammar.reference.pairing
        self._has_pairing: dict[tuple[int, int], bool] = {}

    def paired(self, statement: Statement, here: Sequence[Name], rivals: Sequence[Span]) -> tuple[Name, Sequence[Name]] | None:
        """Return the name with which a figure goes, and the series of names; None where no word pairs a series of figures with one of names."""
        sentence = statement.sentence
        if sentence.row or not self._pairs(sentence):
            return None
        run = self._run(statement.mention.span, sorted(rivals))
        before = self._series([name for name in here if name.end <= run[0][0]], len(run))
        after = self._series([name for name in here if name.start >= run[-1][1]], len(run))
        series = before[-1:] or after[:1]
        if len(run) < 2 or not series:
            return None
        return series[0][run.index(statement.mention.span)], series[0]

    def _pairs(self, sentence: Sentence) -> bool:
        """Return whether a sentence has a word that pairs two series."""
        span = sentence.start, sentence.end
        if span not in self._has_pairing:
            words = {token.word for token in self._document.tokens(*span)}
            self._has_pairing[span] = not self._pairing.isdisjoint(words)
        return self._has_pairing[span]

    def _series(self, names: Sequence[Name], count: int) -> list[Sequence[Name]]:
        """Return the series of so many names, each of another entity of one kind, that stand in a row."""
        rows = [names[at : at + count] for at in range(len(names) - count + 1)]
        return [row for row in rows if len({name.entity for name in row}) == count and self._close(row)]

    def _close(self, row: Sequence[Name]) -> bool:
        alike = len({self._kinds.get(name.entity) for name in row}) == 1
        return alike and all(len(self._document.tokens(left.end, right.start)) <= _NAMES for left, right in pairwise(row))

    def _run(self, mention: Span, rivals: Sequence[Span]) -> Sequence[Span]:
        """Return the figures that stand in a row with one, hardly a word between them."""
        low = high = rivals.index(mention)
        while low and len(self._document.tokens(rivals[low - 1][1], rivals[low][0])) <= _SERIES:
            low -= 1
        while high + 1 < len(rivals) and len(self._document.tokens(rivals[high][1], rivals[high + 1][0])) <= _SERIES:
            high += 1
        return rivals[low : high + 1]
