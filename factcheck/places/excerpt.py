"""Make a place of a span of a note: its spot, its words and its sentence."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import Any

from factcheck.analysis import Analysis
from factcheck.places.place import FactPlace, Key, Outcome
from factcheck.reporters.places import Places
from factcheck.runtime.records import record
from factcheck.values.span import Span

# The most characters before and after the words of a place that its excerpt has.
_AROUND = 90
# What it says has at most so many characters; longer, it is the value alone.
_STATED = 80
_CUT = "…"


@record(eq=False, slots=False)
class PlaceMaker:
    """Makes the places of one note."""

    analysis: Analysis

    @cached_property
    def _places(self) -> Places:
        return Places(self.analysis.document)

    def make(self, key: Key, span: Span, outcome: Outcome, whole: Span | None = None, **values: Any) -> FactPlace:
        """Return the place of a fact or an entity at a span of the text; `whole` is the span with its qualifiers."""
        document, spot = self.analysis.document, self._places.within(*span)
        stated = _squeeze(document.text[whole.start : whole.end]) if whole else ""
        if not stated or len(stated) > _STATED:
            stated = _squeeze(document.text[span.start : span.end])
        location = document.location(spot.start)
        return FactPlace(key, spot, stated, self._make_excerpt(span), outcome, location=location, **values)

    def _make_excerpt(self, span: Span) -> str:
        """Return the sentences of a span on one line, cut between words where they are long."""
        text, (start, end) = self.analysis.document.text, self._find_sentence(span)
        before, after = text[start : span.start], text[span.end : end]
        if len(before) > _AROUND:
            before = _CUT + before[-_AROUND:].partition(" ")[2]
        if len(after) > _AROUND:
            after = after[:_AROUND].rpartition(" ")[0] + _CUT
        return _squeeze(before + text[span.start : span.end] + after)

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.analysis.document.blocks]

    def _find_sentence(self, span: Span) -> Span:
        """Return the span from the first sentence of a span to its last."""
        sentences = self.analysis.document.sentences
        ends = (sentences.of(at, max(bisect_right(self._block_starts, at) - 1, 0)) for at in (span.start, max(span.end - 1, span.start)))
        first, last = ends
        return Span(min(first.start, span.start), max(last.end, span.end))


def _squeeze(text: str) -> str:
    return " ".join(text.split())
