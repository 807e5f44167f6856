"""Find the lines and columns of findings in the source, as an editor shows them."""

from __future__ import annotations

from functools import cached_property

from factcheck.document import Document, Lines
from factcheck.findings import Finding
from factcheck.messages import Messages
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence


@record
class Spot:
    """A half-open span of the source: offsets from 0, lines and columns from 1, and its text."""

    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    quote: str


class Places:
    """The spots of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self._document.source)

    def of(self, finding: Finding) -> Spot:
        """Return the spot of a finding."""
        return self.spot(*(finding.source_span or self._document.map.span(finding.start, finding.end)))

    def within(self, start: int, end: int) -> Spot:
        """Return the spot of a span of the document's text."""
        return self.spot(*self._document.map.span(start, end))

    def spot(self, start: int, end: int) -> Spot:
        """Return the spot of a span of the source."""
        return Spot(start, end, *self._lines.place(start), *self._lines.place(end), self._document.source[start:end])

    def line(self, number: int) -> str:
        """Return the text of a line, from 1, without its end."""
        starts, source = self._lines.starts, self._document.source
        end = starts[number] if number < len(starts) else len(source)
        return source[starts[number - 1] : end].rstrip("\r\n")


def format_doubt(finding: Finding, messages: Messages) -> str:
    """Return how sure a finding is that is only possible, in brackets after a space; empty for the others."""
    if finding.confidence is not Confidence.POSSIBLE:
        return ""
    return f" ({messages.confidence(finding.confidence, finding.probability)})"


def format_fact_place(finding: Finding) -> str:
    """Return the place of the fact of a finding, in brackets; empty where it has no fact."""
    place = next((related.place for related in finding.related if related.place), None)
    return f" [{place}]" if place else ""
