"""The data of the reviewer's page: the blocks of a note, divided at its statements and findings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from factcheck.document import Block, BlockKind
from factcheck.findings import Finding, Report, Severity, StatementTrace, Waiver
from factcheck.messages import Messages
from factcheck.reporters.places import Places
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.confidence import Confidence, grade

CONTRADICTED, UNVERIFIED, VERIFIED, ACCEPTED, UNCOVERED = "contradicted", "unverified", "verified", "accepted", "uncovered"
OUTCOMES = (CONTRADICTED, UNVERIFIED, VERIFIED, ACCEPTED, UNCOVERED)
"""The outcomes of passages: to correct, to confirm, verified, waived or suppressed, covered by no fact."""
_OUTCOMES = {"verified": VERIFIED, "contradicted": CONTRADICTED, "possible": UNCOVERED, "unlinked": UNCOVERED}
# The space inside guillemets, where no line may be broken; marks that end a clause, and are not part of what is highlighted.
_GUILLEMETS = compiled(r"(?<=«) | (?=»)")
_ENDING = ' \n\t\u00a0,;:!?…»”"'
_DEEPEST = 6


@dataclass
class Claim:
    """Words of the note, at half-open document offsets, with the findings, the waived ones and the statements that lie in them."""

    start: int
    end: int
    findings: list[Finding] = field(default_factory=list)
    statements: list[StatementTrace] = field(default_factory=list)
    waived: list[tuple[Finding, Waiver]] = field(default_factory=list)
    id: str = ""

    @property
    def outcome(self) -> str:
        """The worst outcome of the findings and statements: a finding that is only possible, or a note, is to be confirmed."""
        found = {_OUTCOMES[each.outcome] for each in self.statements}
        if any(is_serious(finding) for finding in self.findings):
            return CONTRADICTED
        if self.findings:
            return UNVERIFIED
        if self.waived or CONTRADICTED in found:
            return ACCEPTED
        return VERIFIED if VERIFIED in found else UNCOVERED


def is_serious(finding: Finding) -> bool:
    """Return whether a finding is an error or a warning that is more than possible."""
    return finding.severity is not Severity.NOTE and finding.confidence is not Confidence.POSSIBLE


@record
class TextRun:
    """A piece of the text of a block, with its claim where it is one."""

    text: str
    claim: Claim | None = None


@record
class PageBlock:
    """A block as the page shows it: a paragraph or heading (`tag`), or the items of a list or the rows of a table (`children`)."""

    tag: str
    spans: Sequence[TextRun] = ()
    children: Sequence[PageBlock] = ()
    level: int = 0


def find_claims(report: Report, prefix: str) -> list[Claim]:
    """Return the claims of a note in order; what overlaps is one claim. One that no fact covers has no id."""
    marks: list[tuple[int, int, Finding | StatementTrace | tuple[Finding, Waiver]]] = []
    marks += [(max(each.start, 0), each.end, each) for each in report.traces]
    marks += [(each.start, each.end, each) for each in report.all_findings]
    marks += [(each[0].start, each[0].end, each) for each in report.waived]
    found: list[Claim] = []
    for start, end, each in sorted(marks, key=lambda mark: (mark[0], mark[1])):
        if not found or start >= max(found[-1].end, found[-1].start + 1):
            found.append(Claim(start, end))
        found[-1].end = max(found[-1].end, end)
        if isinstance(each, Finding):
            found[-1].findings.append(each)
        elif isinstance(each, tuple):
            found[-1].waived.append(each)
        else:
            found[-1].statements.append(each)
    for number, claim in enumerate((claim for claim in found if claim.outcome != UNCOVERED), 1):
        claim.id = f"{prefix}-{number}"
    return found


def build_blocks(report: Report, found: Sequence[Claim]) -> list[PageBlock]:
    """Return the blocks of a note, with the items of each list and the rows of each table together."""
    assert report.document is not None
    text, page_blocks, depth = report.document.text, [], 2
    divider = _BlockDivider(text, found)
    for (kind, _), group in groupby(report.document.blocks, key=lambda block: (block.kind, block.table)):
        blocks = list(group)
        if kind is BlockKind.ITEM:
            page_blocks.append(
                PageBlock(
                    "ul", children=[PageBlock("li", divider.divide(block), level=min(max(block.level, 1), _DEEPEST)) for block in blocks]
                )
            )
        elif kind is BlockKind.CELL:
            page_blocks.append(_build_table(blocks, divider))
        else:
            for block in blocks:
                if kind is BlockKind.HEADING:
                    depth = min(block.level + 2, depth + 1, _DEEPEST)
                tag = f"h{depth}" if kind is BlockKind.HEADING else "p"
                page_blocks.append(PageBlock(tag, divider.divide(block)))
    return page_blocks


def _build_table(blocks: Iterable[Block], divider: _BlockDivider) -> PageBlock:
    rows = []
    for _, cells in groupby(blocks, key=lambda block: block.row):
        rows.append(PageBlock("tr", children=[PageBlock("th" if cell.header else "td", divider.divide(cell)) for cell in cells]))
    return PageBlock("table", children=rows)


class _BlockDivider:
    """Divides blocks, in order, at the claims."""

    def __init__(self, text: str, found: Sequence[Claim]) -> None:
        self._text, self._claims, self._at = join_guillemets(text), found, 0

    def divide(self, block: Block) -> list[TextRun]:
        """Return the text of a block, divided at the claims."""
        while self._at < len(self._claims) and self._claims[self._at].end <= block.start:
            self._at += 1
        cut, at, next_claim = [], block.start, self._at
        while next_claim < len(self._claims) and self._claims[next_claim].start < block.end:
            claim = self._claims[next_claim]
            start, end = max(claim.start, at), min(claim.end, block.end)
            end = start + len(_trim(self._text[start:end]))
            if start < end:
                cut += [TextRun(self._text[at:start]), TextRun(self._text[start:end], claim)]
                at = end
            next_claim += 1
        return [span for span in [*cut, TextRun(self._text[at : block.end])] if span.text]


def join_guillemets(text: str) -> str:
    """Return a text in which no line is broken inside a guillemet; its length is the same."""
    return _GUILLEMETS.sub("\u00a0", text)


def _trim(words: str) -> str:
    """Return words without the marks at their end; a full stop is one where there is no other, as there is in an abbreviation."""
    trimmed = words.rstrip(_ENDING)
    return trimmed.rstrip(".").rstrip(_ENDING) if trimmed.count(".") == 1 else trimmed


def describe_finding(finding: Finding, report: Report, places: Places, messages: Messages) -> dict[str, Any]:
    """Return the data of a finding, with its message."""
    spot = places.of(finding)
    location = messages.location(report.document.location(spot.start)) if report.document else ""
    return {
        "rule": finding.rule,
        "title": messages.title(finding.rule),
        "severity": str(finding.severity),
        "level": messages.ui(f"severity-{finding.severity}"),
        "confidence": messages.confidence(finding.confidence, finding.probability),
        "message": join_guillemets(messages.finding(finding.rule, finding.key, finding.values)),
        "expected": finding.expected or "",
        "fact": finding.fact or "",
        "place": location or f"{spot.line}:{spot.column}",
        "quote": " ".join(spot.quote.split()),
        "words": [" ".join(each.values["text"].split()) for each in finding.related if each.key == "reason"],
        "reasons": messages.reasons(finding.evidence),
    }


def describe_statement(each: StatementTrace, report: Report, messages: Messages) -> dict[str, Any]:
    """Return the data of a statement, with the fact compared with it and the words that link them."""
    assert report.document is not None
    compared = next((one for one in each.candidates if one.fact == each.fact), None)
    return {
        "quote": " ".join(report.document.text[each.start : each.end].split()),
        "outcome": _OUTCOMES[each.outcome],
        "label": messages.ui(f"outcome-{each.outcome}"),
        "fact": each.fact,
        "words": [" ".join(word.split()) for word in compared.words] if compared else [],
        "confidence": messages.confidence(grade(compared.score), compared.score) if compared else "",
        "reasons": messages.reasons(compared.reasons) if compared else ("", ""),
        "others": [one.fact for one in each.candidates if one.fact != each.fact][:3],
    }
