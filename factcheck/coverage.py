"""Count the figures, dates and names of a note; each is verified, contradicted, uncovered, ignored or unread."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from enum import StrEnum

from factcheck.analysis import Analysis
from factcheck.findings import ClaimCounts, Coverage, Finding, Severity
from factcheck.mentions.measures import make_measure_finder
from factcheck.model import Mention, NameForm
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.suppress import find_suppressed_spans
from factcheck.values.confidence import is_likely
from factcheck.values.types import Contact

Span = tuple[int, int]
_DIGITS = compiled(r"\d+")
# The number of a section, a version or a class; not one whose thousands points separate.
_SECTION, _GROUPED = compiled(r"\d+(?:\.\d+){2,}"), compiled(r"\d{1,3}(?:\.\d{3})+")
_SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})
# Unread figures with at most this many characters between them are one.
_GAP = 3
_PHONE, _NAME, _NUMBER = "phone", "name", "number"
_SUPERSCRIPTS = frozenset("⁰¹²³⁴⁵⁶⁷⁸⁹")


def count_claims(analysis: Analysis, findings: Sequence[Finding]) -> ClaimCounts:
    """Return how many statements a fact confirms, how many are wrong, and how many a rule reports as covered by no fact.

    A statement whose link is only possible is neither. Wrong are those with an error or a warning, and the spans of such findings outside any statement of a figure.
    """
    contradicted_spans = SpanSet(_list_serious_spans(findings))
    stated = SpanSet((each.mention.start, each.mention.end) for each in analysis.statements)
    contradicted = sum(contradicted_spans.touches(each.mention.start, each.mention.end) for each in analysis.statements)
    others = len({span for span in _list_serious_spans(findings) if not stated.touches(*span)})
    confirmed = [link.statement.mention for link in analysis.links if link.agrees and is_likely(link.score)]
    verified = sum(not contradicted_spans.touches(mention.start, mention.end) for mention in confirmed)
    return ClaimCounts(verified, contradicted + others, sum(finding.rule == "unverified-claim" for finding in findings))


class ClaimClass(StrEnum):
    """The class of a figure, a date or a name of a note; each is in one. They are the fields of `Coverage`."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    UNCOVERED = "uncovered"
    IGNORED = "ignored"
    UNREAD = "unread"


class Exemption(StrEnum):
    """Why something is ignored; one line a member.

    `SUPPRESSED` stands in a passage in which a comment suppresses a rule.
    `REFERENCE` numbers something (a page, an article, a version), or is a rank, an age or a time of day.
    `ADDRESS` is part of a web address or an e-mail address.
    `QUOTATION` stands in somebody else's words, and no fact covers it.
    """

    SUPPRESSED = "suppressed"
    REFERENCE = "reference"
    ADDRESS = "address"
    QUOTATION = "quotation"


@record
class Claim:
    """A figure, a date or a name of a note; one line a field.

    `start` and `end` are half-open offsets in the document's text.
    `kind` is the kind of its mention, `name`, or `number` for digits that state no value that was read.
    `outcome` is its class.
    `exemption` is why it is ignored, None where it is not.
    """

    start: int
    end: int
    kind: str
    outcome: ClaimClass
    exemption: Exemption | None = None


def count_coverage(analysis: Analysis, findings: Sequence[Finding]) -> tuple[Coverage, tuple[Span, ...]]:
    """Return how many figures, dates and names are in each class, and the spans of the figures that were not read."""
    claims = classify_claims(analysis, findings)
    counts = Counter(str(each.outcome) for each in claims)
    return Coverage(**counts), tuple((each.start, each.end) for each in claims if each.outcome is ClaimClass.UNREAD)


def classify_claims(analysis: Analysis, findings: Sequence[Finding]) -> tuple[Claim, ...]:
    """Return the figures, dates and names of a note, each with its class, in order. Every digit of its blocks is in exactly one."""
    contradicted, suppressed = SpanSet(_list_serious_spans(findings)), SpanSet(find_suppressed_spans(analysis.document))
    agreeing = _find_agreeing(analysis)
    named = {(name.start, name.end) for name in analysis.names if name.form is not NameForm.SHORT}
    names = SpanSet(named)
    found = [Claim(start, end, _NAME, *_classify_name((start, end), contradicted, suppressed)) for start, end in sorted(named)]
    found += [
        Claim(name.start, name.end, _NAME, ClaimClass.CONTRADICTED)
        for name in analysis.similar_names
        if not names.touches(name.start, name.end) and contradicted.touches(name.start, name.end)
    ]
    for mention in analysis.mentions:
        if not names.touches(mention.start, mention.end):
            outcome, exemption = _classify(mention, analysis, contradicted, suppressed, agreeing)
            found.append(Claim(mention.start, mention.end, str(mention.kind), outcome, exemption))
    found += _find_others(analysis, SpanSet([*named, *((mention.start, mention.end) for mention in analysis.mentions)]))
    return tuple(sorted(found, key=lambda each: (each.start, each.end)))


def _find_agreeing(analysis: Analysis) -> set[int]:
    """Return where the mentions start that a fact confirms: a figure, and the time over which, from which or until which it holds."""
    found: set[int] = set()
    starts = [mention.start for mention in analysis.mentions]
    for link in analysis.links:
        if link.agrees and is_likely(link.score):
            modifiers, fact = link.statement.modifiers, link.fact
            found.add(link.statement.mention.start)
            pairs = ((modifiers.over, fact.over), (modifiers.starting, fact.starting), (modifiers.until, fact.until))
            stated = [value for value, registered in pairs if value is not None and registered is not None]
            around = analysis.mentions[bisect_left(starts, modifiers.start) : bisect_left(starts, modifiers.end)] if stated else ()
            found.update(mention.start for mention in around if mention.value in stated)
    return found


def _classify_name(span: Span, contradicted: SpanSet, suppressed: SpanSet) -> tuple[ClaimClass, Exemption | None]:
    if contradicted.touches(*span):
        return ClaimClass.CONTRADICTED, None
    return (ClaimClass.IGNORED, Exemption.SUPPRESSED) if suppressed.touches(*span) else (ClaimClass.VERIFIED, None)


def _classify(
    mention: Mention, analysis: Analysis, contradicted: SpanSet, suppressed: SpanSet, agreeing: set[int]
) -> tuple[ClaimClass, Exemption | None]:
    if contradicted.touches(mention.start, mention.end):
        return ClaimClass.CONTRADICTED, None
    if mention.start in agreeing:
        return ClaimClass.VERIFIED, None
    if isinstance(mention.value, Contact) and mention.value.kind != _PHONE:
        return ClaimClass.IGNORED, Exemption.ADDRESS
    if suppressed.touches(mention.start, mention.end):
        return ClaimClass.IGNORED, Exemption.SUPPRESSED
    return (ClaimClass.IGNORED, Exemption.QUOTATION) if analysis.is_quoted(mention.start) else (ClaimClass.UNCOVERED, None)


def _find_others(analysis: Analysis, read_spans: SpanSet) -> Iterator[Claim]:
    """Yield the digits outside the spans: those that number something, and those that were not read."""
    text = analysis.document.text
    for block in analysis.document.blocks:
        if not analysis.folded.figures(block.start, block.end):
            continue
        digits = [found.span() for found in _DIGITS.finditer(text, block.start, block.end) if not read_spans.touches(*found.span())]
        if not digits:
            continue
        numbering = SpanSet(make_measure_finder(analysis.language).find_references(text, block.start, block.end, digits))
        numbered = {span for span in digits if numbering.touches(*span) and text[span[1] : span[1] + 1] not in _SUPERSCRIPTS}
        for start, end in sorted(numbered):
            yield Claim(start, end, _NUMBER, ClaimClass.IGNORED, Exemption.REFERENCE)
        for start, end in join_spans(text, [span for span in digits if span not in numbered]):
            section = _SECTION.fullmatch(text, start, end) and not _GROUPED.fullmatch(text, start, end)
            yield Claim(start, end, _NUMBER, *((ClaimClass.IGNORED, Exemption.REFERENCE) if section else (ClaimClass.UNREAD, None)))


def join_spans(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans, in order; those that only up to three marks or spaces separate are joined into one."""
    last: Span | None = None
    for start, end in spans:
        if last and start - last[1] <= _GAP and not any(map(str.isalnum, text[last[1] : start])):
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
