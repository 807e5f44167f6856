"""The data of the reviewer's page: the blocks of a note, divided at its statements and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from factcheck.document import Block, BlockKind
from factcheck.findings import Finding, Report, Severity, StatementTrace
from factcheck.messages import Messages
from factcheck.reporters.places import Places
from factcheck.runtime.records import record

VERIFIED, CONTRADICTED, UNVERIFIED = "verified", "contradicted", "unverified"
_VERDICTS = {"verified": VERIFIED, "contradicted": CONTRADICTED, "unlinked": UNVERIFIED}
_DEEPEST = 6


@dataclass
class Claim:
    """Words of the note, half-open document offsets, with the findings and statements that stand in them."""

    start: int
    end: int
    findings: list[Finding] = field(default_factory=list)
    statements: list[StatementTrace] = field(default_factory=list)
    id: str = ""

    @property
    def outcome(self) -> str:
        """Return the worst result of the words."""
        found = {_VERDICTS[each.outcome] for each in self.statements}
        if any(finding.severity is not Severity.NOTE for finding in self.findings) or CONTRADICTED in found:
            return CONTRADICTED
        return VERIFIED if VERIFIED in found else UNVERIFIED


@record
class Span:
    """A run of text of a block; `claim` where it is one."""

    text: str
    claim: Claim | None = None


@record
class Part:
    """A block as the page shows it: a paragraph or heading (`tag`), or the items of a list or the rows of a table (`parts`)."""

    tag: str
    spans: Sequence[Span] = ()
    parts: Sequence[Part] = ()
    level: int = 0


def claims(report: Report, prefix: str) -> list[Claim]:
    """Return the claims of a note in order; what overlaps is one claim. A date or figure that no fact judges and no rule remarks on is
    none."""
    marks: list[tuple[int, int, Finding | StatementTrace]] = [(max(each.start, 0), each.end, each) for each in report.traces]
    marks += [(each.start, each.end, each) for each in report.findings]
    found: list[Claim] = []
    for start, end, each in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        if not found or start >= max(found[-1].end, found[-1].start + 1):
            found.append(Claim(start, end))
        found[-1].end = max(found[-1].end, end)
        if isinstance(each, Finding):
            found[-1].findings.append(each)
        else:
            found[-1].statements.append(each)
    shown = [claim for claim in found if claim.findings or claim.outcome != UNVERIFIED]
    for number, claim in enumerate(shown, 1):
        claim.id = f"{prefix}-{number}"
    return shown


def parts(report: Report, found: Sequence[Claim]) -> list[Part]:
    """Return the blocks of a note, lists and tables put together."""
    assert report.document is not None
    text, shown, depth = report.document.text, [], 2
    spans = _Spans(text, found)
    for (kind, _), group in groupby(report.document.blocks, key=lambda block: (block.kind, block.table)):
        blocks = list(group)
        if kind is BlockKind.ITEM:
            shown.append(Part("ul", parts=[Part("li", spans.of(block), level=min(max(block.level, 1), _DEEPEST)) for block in blocks]))
        elif kind is BlockKind.CELL:
            shown.append(_table(blocks, spans))
        else:
            for block in blocks:
                if kind is BlockKind.HEADING:
                    depth = min(block.level + 2, depth + 1, _DEEPEST)
                tag = f"h{depth}" if kind is BlockKind.HEADING else "p"
                shown.append(Part(tag, spans.of(block)))
    return shown


def _table(blocks: Iterable[Block], spans: _Spans) -> Part:
    rows = []
    for _, cells in groupby(blocks, key=lambda block: block.row):
        rows.append(Part("tr", parts=[Part("th" if cell.header else "td", spans.of(cell)) for cell in cells]))
    return Part("table", parts=rows)


class _Spans:
    """Cuts blocks, in order, at the claims."""

    def __init__(self, text: str, found: Sequence[Claim]) -> None:
        self._text, self._claims, self._at = text, found, 0

    def of(self, block: Block) -> list[Span]:
        while self._at < len(self._claims) and self._claims[self._at].end <= block.start:
            self._at += 1
        cut, at, next_claim = [], block.start, self._at
        while next_claim < len(self._claims) and self._claims[next_claim].start < block.end:
            claim = self._claims[next_claim]
            start, end = max(claim.start, at), min(claim.end, block.end)
            if start < end:
                cut += [Span(self._text[at:start]), Span(self._text[start:end], claim)]
                at = end
            next_claim += 1
        return [span for span in [*cut, Span(self._text[at : block.end])] if span.text]


def finding_data(finding: Finding, report: Report, places: Places, messages: Messages) -> dict[str, Any]:
    """Return a finding, worded."""
    spot = places.of(finding)
    location = messages.location(report.document.location(spot.start)) if report.document else ""
    return {
        "rule": finding.rule,
        "title": messages.title(finding.rule),
        "severity": str(finding.severity),
        "level": messages.ui(f"severity-{finding.severity}"),
        "message": messages.finding(finding.rule, finding.key, finding.values),
        "expected": finding.expected or "",
        "fact": finding.fact or "",
        "place": location or f"{spot.line}:{spot.column}",
        "quote": " ".join(spot.quote.split()),
        "words": [" ".join(each.values["text"].split()) for each in finding.related if each.key == "reason"],
    }


def statement_data(each: StatementTrace, report: Report, messages: Messages) -> dict[str, Any]:
    """Return a statement, with the fact compared with it and the words that link them."""
    assert report.document is not None
    linked = next((one for one in each.candidates if one.fact == each.fact), None)
    return {
        "quote": " ".join(report.document.text[each.start : each.end].split()),
        "verdict": _VERDICTS[each.outcome],
        "label": messages.ui(f"verdict-{each.outcome}"),
        "fact": each.fact,
        "words": [" ".join(word.split()) for word in linked.words] if linked else [],
        "others": [one.fact for one in each.candidates if one.fact != each.fact][:3],
    }
