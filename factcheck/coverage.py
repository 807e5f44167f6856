"""Count the figures, dates and names of a note; each is verified, contradicted, uncovered, ignored or unread."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from factcheck.analysis import Analysis
from factcheck.findings import ClaimCounts, Coverage, Finding, Severity
from factcheck.linking.confidence import is_likely
from factcheck.mentions.measures import make_measure_finder
from factcheck.model import Mention, NameForm
from factcheck.runtime.regex import compiled
from factcheck.suppress import find_suppressed_spans
from factcheck.values.types import Contact

Span = tuple[int, int]
_DIGITS = compiled(r"\d+")
_SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})
# Unread figures with at most this many characters between them are one.
_GAP = 3
_PHONE = "phone"
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


def count_claims(analysis: Analysis, findings: Sequence[Finding]) -> ClaimCounts:
    """Return how many statements a fact confirms, how many are wrong, and how many a rule reports as covered by no fact.

    A statement whose link is only possible is neither. Wrong are those with an error or a warning, and the spans of such findings outside any statement of a figure.
    """
    contradicted_spans = SpanSet(_list_serious_spans(findings))
    stated = SpanSet((each.mention.start, each.mention.end) for each in analysis.statements)
    contradicted = sum(contradicted_spans.touches(each.mention.start, each.mention.end) for each in analysis.statements)
    others = len({span for span in _list_serious_spans(findings) if not stated.touches(*span)})
    confirmed = [link.statement.mention for link in analysis.links if link.agrees and is_likely(link)]
    verified = sum(not contradicted_spans.touches(mention.start, mention.end) for mention in confirmed)
    return ClaimCounts(verified, contradicted + others, sum(finding.rule == "unverified-claim" for finding in findings))


def count_coverage(analysis: Analysis, findings: Sequence[Finding]) -> tuple[Coverage, tuple[Span, ...]]:
    """Return how many figures, dates and names are in each class, and the spans of the figures that were not read."""
    contradicted_spans, suppressed = SpanSet(_list_serious_spans(findings)), SpanSet(find_suppressed_spans(analysis.document))
    agreeing = {link.statement.mention.start for link in analysis.links if link.agrees and is_likely(link)}
    named = {(name.start, name.end) for name in analysis.names if name.form is not NameForm.SHORT}
    names = SpanSet(named)
    counts: Counter[str] = Counter()
    for start, end in named:
        counts[
            "contradicted" if contradicted_spans.touches(start, end) else "ignored" if suppressed.touches(start, end) else "verified"
        ] += 1
    counts["contradicted"] += sum(
        not names.touches(name.start, name.end) and contradicted_spans.touches(name.start, name.end) for name in analysis.similar_names
    )
    figures = [mention for mention in analysis.mentions if not names.touches(mention.start, mention.end)]
    for mention in figures:
        counts[_classify(mention, contradicted_spans, suppressed, agreeing)] += 1
    ignored, unread = _find_unread(analysis, SpanSet([*named, *((mention.start, mention.end) for mention in analysis.mentions)]))
    counts["ignored"] += ignored
    counts["unread"] += len(unread)
    return Coverage(**counts), unread


def _classify(mention: Mention, contradicted_spans: SpanSet, suppressed: SpanSet, agreeing: set[int]) -> str:
    if contradicted_spans.touches(mention.start, mention.end):
        return "contradicted"
    if mention.start in agreeing:
        return "verified"
    address = isinstance(mention.value, Contact) and mention.value.kind != _PHONE
    return "ignored" if address or suppressed.touches(mention.start, mention.end) else "uncovered"


def _find_unread(analysis: Analysis, read_spans: SpanSet) -> tuple[int, tuple[Span, ...]]:
    """Return how many digits outside the spans number something, and the spans of those that were not read."""
    text, ignored, unread = analysis.document.text, 0, list[Span]()
    for block in analysis.document.blocks:
        if not analysis.folded.figures(block.start, block.end):
            continue
        digits = [found.span() for found in _DIGITS.finditer(text, block.start, block.end) if not read_spans.touches(*found.span())]
        if not digits:
            continue
        numbering = SpanSet(make_measure_finder(analysis.language).find_references(text, block.start, block.end, digits))
        numbered = {span for span in digits if numbering.touches(*span) and text[span[1] : span[1] + 1] not in _SUPERSCRIPTS}
        ignored += len(numbered)
        unread += _join_spans(text, [span for span in digits if span not in numbered])
    return ignored, tuple(unread)


def _join_spans(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans; those separated only by punctuation or spaces are joined into one."""
    last: Span | None = None
    for start, end in spans:
        if last and start - last[1] <= _GAP and not any(map(str.isalpha, text[last[1] : start])):
            last = last[0], end
            continue
        if last:
            yield last
        last = start, end
    if last:
        yield last


def _list_serious_spans(findings: Iterable[Finding]) -> list[Span]:
    return [(finding.start, finding.end) for finding in findings if finding.severity in _SERIOUS]


class SpanSet:
    """Half-open spans of a text, merged where they overlap."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def touches(self, start: int, end: int) -> bool:
        """Return whether one of the spans shares a character with `[start, end)`."""
        at = bisect_right(self._starts, end - 1) - 1
        return at >= 0 and self._ends[at] > start
