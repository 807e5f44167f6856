"""The words by which a waiver recognizes its finding: its quote, and the words around it in its paragraph."""

from __future__ import annotations

from bisect import bisect_right

from factcheck.findings import Finding, Report
from factcheck.languages.tokens import fold
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

AROUND = 5
"""A new waiver has so many words on either side."""
_WORD = compiled(r"\w+")


@record
class FindingWords:
    """The words of a finding: its quotes (as read, and as in the source), and the words before and after it, folded."""

    quotes: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]


def normalize(text: str) -> str:
    """Return a text folded, with single spaces."""
    return " ".join(fold(text).split())


def split_words(text: str) -> tuple[str, ...]:
    """Return the folded words of a text."""
    return tuple(_WORD.findall(fold(text)))


def find_finding_words(finding: Finding, report: Report) -> FindingWords:
    """Return the words of a finding."""
    document = report.document
    assert document is not None
    start, end = find_paragraph(finding, report)
    first, last = finding.source_span or document.map.span(finding.start, finding.end)
    quotes = (document.text[finding.start : finding.end], document.source[first:last])
    before, after = document.text[start : finding.start], document.text[finding.end : end]
    return FindingWords(tuple(map(normalize, quotes)), split_words(before), split_words(after))


def find_paragraph(finding: Finding, report: Report) -> tuple[int, int]:
    """Return the half-open span of the block in which a finding starts, widened to its end."""
    assert report.document is not None
    blocks = report.document.blocks
    at = bisect_right(blocks, finding.start, key=lambda block: block.start) - 1
    start, end = (blocks[at].start, blocks[at].end) if at >= 0 else (finding.start, finding.end)
    return min(start, finding.start), max(end, finding.end)


def find_context(finding: Finding, report: Report) -> tuple[str, str]:
    """Return the last words before a finding in its paragraph, and the first ones after it, as they are written."""
    assert report.document is not None
    text = report.document.text
    start, end = find_paragraph(finding, report)
    before, after = list(_WORD.finditer(text, start, finding.start)), list(_WORD.finditer(text, finding.end, end))
    first = text[before[-AROUND:][0].start() : finding.start] if before else ""
    last = text[finding.end : after[:AROUND][-1].end()] if after else ""
    return " ".join(first.split()), " ".join(last.split())
