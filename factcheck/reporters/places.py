"""Find the lines and columns of findings in the source, as an editor shows them."""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from pathlib import PurePath
from textwrap import shorten

from factcheck.document import BlockKind, Document, Lines
from factcheck.findings import Finding, Report
from factcheck.messages import Messages
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence

# The most characters of a heading that are shown, and the formats whose lines a person does not see.
_HEADING = 60
_WITHOUT_LINES = (".docx", ".docm", ".odt", ".pdf")


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

    def heading(self, finding: Finding) -> str:
        """Return the heading above a finding, or the one in which it is; empty for none, and in footnotes, headers and footers."""
        location = self._document.location(self.of(finding).start)
        if location.get("part", "box") != "box" or not self._headings or self._is_note(finding.start):
            return ""
        at = bisect_right(self._headings, finding.start, key=lambda block: block[0])
        start, end = self._headings[at - 1]
        return " ".join(self._document.text[start:end].split()) if at else ""

    @cached_property
    def _headings(self) -> list[tuple[int, int]]:
        return [(block.start, block.end) for block in self._document.blocks if block.kind is BlockKind.HEADING]

    def _is_note(self, offset: int) -> bool:
        at = bisect_right(self._document.blocks, offset, key=lambda block: block.start)
        return at > 0 and self._document.blocks[at - 1].kind is BlockKind.FOOTNOTE

    def describe(self, finding: Finding, messages: Messages) -> str:
        """Return the place of a finding for a person who sees the document without its lines: heading, page, part, table cell."""
        location, heading = messages.location(self._document.location(self.of(finding).start)), self.heading(finding)
        under = messages.ui("place-heading", text=shorten(heading, _HEADING, placeholder="…")) if heading else ""
        return ", ".join(each for each in (location, under) if each)

    def line(self, number: int) -> str:
        """Return the text of a line, from 1, without its end."""
        starts, source = self._lines.starts, self._document.source
        end = starts[number] if number < len(starts) else len(source)
        return source[starts[number - 1] : end].rstrip("\r\n")


def format_place(finding: Finding, report: Report, places: Places, messages: Messages) -> str:
    """Return the place of a finding in a document of which a person sees no lines; empty for the others."""
    if PurePath(report.path).suffix.lower() not in _WITHOUT_LINES:
        return messages.location(report.document.location(places.of(finding).start)) if report.document else ""
    return places.describe(finding, messages)


def format_doubt(finding: Finding, messages: Messages) -> str:
    """Return how sure a finding is that is only possible, in brackets after a space; empty for the others."""
    if finding.confidence is not Confidence.POSSIBLE:
        return ""
    return f" ({messages.confidence(finding.confidence, finding.probability)})"


def format_fact_place(finding: Finding) -> str:
    """Return the place of the fact of a finding, in brackets; empty where it has no fact."""
    place = next((related.place for related in finding.related if related.place), None)
    return f" [{place}]" if place else ""
