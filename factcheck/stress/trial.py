"""Check a note with an error in it: the error is caught where a finding that was not there before stands at its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import list_findings
from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Severity
from factcheck.settings import Settings
from factcheck.stress.edited import replace_words
from factcheck.stress.excerpt import cut_document, find_bounds
from factcheck.stress.model import Mutant, VerifiedStatement

_SERIOUS = frozenset({Severity.ERROR, Severity.WARNING})
# A longer note is tested in parts of so many characters, with so many before and after.
_LONG, _PART, _MARGIN = 24_000, 6_000, 6_000
FindingKey = tuple[str, str | None, int, int]
"""The rule and the fact of a finding, and its half-open span."""


class NoteTester:
    """Tests the errors of one note against a registry.

    Of a long note, only the part around an error is checked, where that part alone is read as it is in the note. An error that is not
    caught so is tried in the whole note.
    """

    def __init__(self, document: Document, registry: Registry, settings: Settings, *, long: int = _LONG) -> None:
        self.document, self.registry, self._settings, self._long = document, registry, settings, long
        self.analysis: Analysis = self._analyze(document)
        self.findings: Sequence[Finding] = self.list_serious(self.analysis)
        self._known = {_key(finding) for finding in self.findings}
        self._parts: dict[int, tuple[int, NoteTester]] = {}

    def is_caught(self, mutant: Mutant) -> bool:
        """Return whether the check finds an error: a new error or warning at the words that it changes."""
        if len(self.document.text) > self._long:
            offset, part = self._find_part(mutant.statement.start)
            moved = _move(mutant, -offset)
            if self._reads_alike(part, offset, moved.statement) and part.is_caught(moved):
                return True
        return self._is_caught(mutant)

    def _is_caught(self, mutant: Mutant) -> bool:
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

    def _find_part(self, at: int) -> tuple[int, NoteTester]:
        """Return the part of the note around an offset, with the offset at which it starts."""
        number = at // _PART
        if number not in self._parts:
            low, high = max(number * _PART - _MARGIN, 0), min((number + 1) * _PART + _MARGIN, len(self.document.text))
            start, end = find_bounds(self.document, low, high)
            settings = replace(self._settings, document_date=self.analysis.date.day)
            part = cut_document(self.document, start, end)
            self._parts[number] = start, NoteTester(part, self.registry, settings, long=len(part.text))
        return self._parts[number]

    def _reads_alike(self, part: NoteTester, offset: int, statement: VerifiedStatement) -> bool:
        """Return whether a part has the same findings as the note, and the same fact for a statement."""
        end = offset + len(part.document.text)
        inside = {(rule, fact, first - offset, last - offset) for rule, fact, first, last in self._known if offset <= first and last <= end}
        return inside == part._known and _find_facts(self, statement, offset) == _find_facts(part, statement, 0)

    def _analyze(self, document: Document) -> Analysis:
        return analyze(document, self.registry, self._settings.today, self._settings.document_date)


def _find_facts(tester: NoteTester, statement: VerifiedStatement, offset: int) -> set[tuple[str, bool]]:
    start, end = statement.start + offset, statement.end + offset
    links = (link for link in tester.analysis.links if start <= link.statement.mention.start < end)
    return {(link.fact.id, link.agrees) for link in links}


def _move(mutant: Mutant, by: int) -> Mutant:
    """Return a mutant whose statement stands so many characters farther."""
    statement = mutant.statement
    return replace(mutant, statement=replace(statement, start=statement.start + by, end=statement.end + by))


def _select(findings: Sequence[Finding], settings: Settings) -> Iterator[Finding]:
    for finding in findings:
        if finding.severity in _SERIOUS and finding.confidence.reaches(settings.confidence):
            yield finding


def _key(finding: Finding) -> FindingKey:
    return finding.rule, finding.fact, finding.start, finding.end
