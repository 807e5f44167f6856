"""Findings, with their edits and related places, and the report of a note."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field, fields
from datetime import date
from enum import StrEnum
from typing import Any

from factcheck.document import Document, DocumentDate
from factcheck.errors import Place
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence


class Severity(StrEnum):
    """The severity of a finding; `NOTE` fails a run only on request."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@record
class Edit:
    """Replace `[start, end)` of the document's text by `replacement`; `safe` when it can be applied without a review."""

    start: int
    end: int
    replacement: str
    safe: bool


@record(eq=False)
class Reason:
    """What speaks for or against a link; one line a field.

    `key` is that of its words, and `values` fill them.
    `weight` is what it adds to the log-odds of the link: less than 0 where it speaks against it.
    `feature` is the strongest of the features that it sums up.
    """

    key: str
    values: Mapping[str, str]
    weight: float
    feature: str


@record(eq=False)
class RelatedLocation:
    """A place that explains a finding: in a fact file (`place`), or in the note (`span`, document offsets)."""

    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    place: Place | None = None
    span: tuple[int, int] | None = None


@record(eq=False)
class Finding:
    """One error: a span of the document's text, and its message as data (`key` and `values`), worded by the reporters.

    The runner sets `rule` and `severity`; a rule sets `severity` only to lower its default. `source_span` replaces the span where the finding is
    about a piece of the source outside the text, such as a comment. `confidence` is how sure the finding is: certain by default, for rules
    that read without guessing. `probability` is the calibrated one of the link on which it rests, if it does, and `evidence` what speaks for and
    against that link.
    """

    start: int
    end: int
    key: str
    values: Mapping[str, Any] = field(default_factory=dict)
    fact: str | None = None
    expected: str | None = None
    related: tuple[RelatedLocation, ...] = ()
    edit: Edit | None = None
    rule: str = ""
    severity: Severity | None = None
    source_span: tuple[int, int] | None = None
    confidence: Confidence = Confidence.CERTAIN
    probability: float | None = None
    evidence: tuple[Reason, ...] = ()


@record(eq=False)
class Example:
    """A note's text in one language. Each `[[…]]` marks a span that the rule must report; without any, it must be silent.

    `pair` is another version of the note, its language and its text, for the rules that compare two.
    """

    language: str
    text: str
    facts: str = ""
    as_of: str = "2024-01-15"
    pair: tuple[str, str] | None = None


@record(eq=False)
class Rule:
    """A rule; its documentation is the docstring of its module.

    `check` takes an Analysis. `check_pair` takes those of two versions of one note, and returns the findings of each.
    """

    id: str
    severity: Severity
    check: Callable[[Any], Iterable[Finding]]
    examples: tuple[Example, ...]
    doc: str
    fixable: bool = False
    check_pair: Callable[[Any, Any], tuple[Iterable[Finding], Iterable[Finding]]] | None = None


@record
class ClaimCounts:
    """How many statements of a note a fact confirms, a fact contradicts, and no fact covers."""

    verified: int = 0
    contradicted: int = 0
    unverified: int = 0


@record
class Coverage:
    """How many figures, dates and names of a note are in each class; each is in one.

    `verified` agree with the registry; `contradicted` have an error or a warning; `uncovered` are in no fact.
    `ignored` number something (a page, an item, an article), are part of an address, or are covered by a suppression; `unread` are figures
    that the grammar could not read whole.
    """

    verified: int = 0
    contradicted: int = 0
    uncovered: int = 0
    ignored: int = 0
    unread: int = 0

    def counts(self) -> dict[str, int]:
        """Return the number of each class by its name."""
        return {each.name: getattr(self, each.name) for each in fields(self)}


@record(eq=False)
class CandidateTrace:
    """A candidate fact of a statement: its probability, the words that evoke it, and the reasons for and against it."""

    fact: str
    score: float
    words: tuple[str, ...]
    reasons: tuple[Reason, ...] = ()


@record(eq=False)
class StatementTrace:
    """A statement (half-open document offsets), the fact with which it was compared (empty for none), the outcome, and its candidates, best first."""

    start: int
    end: int
    fact: str
    outcome: str
    candidates: tuple[CandidateTrace, ...]


@record(eq=False)
class Waiver:
    """An accepted finding; one line a field.

    `place` is its place in the file of waivers.
    `rule`, `fact` (empty for none) and `quote` are those of the finding.
    `before` and `after` are words around it, in its paragraph (empty for any).
    `path` is that of the note, relative to the folder of the file of waivers (empty for any note).
    `who` accepted it, `why`, and `until` which day, included.
    """

    place: Place
    rule: str
    fact: str
    quote: str
    before: str
    after: str
    path: str
    who: str
    why: str
    until: date


@record(eq=False)
class Report:
    """The result of the check of one note.

    `findings` are those with the least confidence that was asked for, `unsure` the others: reports for programs and the review page have both.
    `traces` give, on request, the fact with which each statement was compared, and why. `unread` are the half-open spans, in
    the document's text, of the figures that could not be read whole. `waived` are the findings, of any confidence, that a waiver covers.
    """

    path: str
    document: Document | None
    language: str
    date: DocumentDate
    claims: ClaimCounts
    findings: tuple[Finding, ...]
    traces: tuple[StatementTrace, ...] = ()
    coverage: Coverage = field(default_factory=Coverage)
    unread: tuple[tuple[int, int], ...] = ()
    unsure: tuple[Finding, ...] = ()
    waived: tuple[tuple[Finding, Waiver], ...] = ()

    @property
    def all_findings(self) -> tuple[Finding, ...]:
        """The findings of any confidence, in the order of the text."""
        if not self.unsure:
            return self.findings
        return tuple(sorted((*self.findings, *self.unsure), key=lambda finding: (finding.start, finding.end)))
