"""Check a note with an error in it: the error is caught where a finding that was not there before stands at its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.check import list_findings
from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Severity
from factcheck.settings import Settings
from factcheck.stress.edited import replace_words
from factcheck.stress.model import Mutant

_SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})
FindingKey = tuple[str, str | None, int, int]
"""The rule and the fact of a finding, and its half-open span."""


class NoteTester:
    """Tests the errors of one note against a registry."""

    def __init__(self, document: Document, registry: Registry, settings: Settings) -> None:
        self.document, self.registry, self._settings = document, registry, settings
        self.analysis: Analysis = self._analyze(document)
        self.findings: Sequence[Finding] = self.list_serious(self.analysis)
        self._known = {_key(finding) for finding in self.findings}

    def is_caught(self, mutant: Mutant) -> bool:
        """Return whether the check finds an error: a new error or warning at the words that it changes."""
        statement = mutant.statement
        start, end, by = statement.start, statement.end, len(mutant.words) - (statement.end - statement.start)
        changed = self._analyze(replace_words(self.document, start, end, mutant.words))
        known = {(rule, fact, first + by * (first >= end), last + by * (last >= end)) for rule, fact, first, last in self._known}
        new = [finding for finding in self.list_serious(changed) if _key(finding) not in known]
        return any(finding.start < start + len(mutant.words) and start < finding.end for finding in new)

    def has_new_finding(self, other: NoteTester) -> bool:
        """Return whether another test of the note has an error or a warning that this one does not have."""
        return any(_key(finding) not in self._known for finding in other.findings)

    def list_serious(self, analysis: Analysis) -> list[Finding]:
        """Return the errors and warnings of the confidence that is asked for."""
        return list(_select(list_findings(analysis, self._settings), self._settings))

    def _analyze(self, document: Document) -> Analysis:
        return analyze(document, self.registry, self._settings.today, self._settings.document_date)


def _select(findings: Sequence[Finding], settings: Settings) -> Iterator[Finding]:
    for finding in findings:
        if finding.severity in _SERIOUS and finding.confidence.reaches(settings.confidence):
            yield finding


def _key(finding: Finding) -> FindingKey:
    return finding.rule, finding.fact, finding.start, finding.end
