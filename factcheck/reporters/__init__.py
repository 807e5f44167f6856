"""The formats of reports: a module for each, with a class `Reporter`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from typing import Protocol, TextIO, cast

from factcheck.errors import Problem
from factcheck.facts.schema import Registry
from factcheck.findings import Report, Rule, Severity
from factcheck.messages import Messages
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence

REPORTERS = {
    "rich": "terminal",
    "text": "text",
    "json": "json_report",
    "jsonl": "json_lines",
    "sarif": "sarif",
    "junit": "junit",
    "github": "github",
    "html": "page",
    "markdown": "markdown",
}
NEEDING_FACTS, NEEDING_TABLES, NEEDING_RULES = frozenset({"html"}), frozenset({"json", "jsonl"}), frozenset({"sarif"})
"""The formats that list the facts of the registry, those that name the tables from which facts are derived, and those that list the rules."""


@dataclass
class Totals:
    """The totals of a run: notes, findings by severity and by rule, failures, coverage.

    `sure` counts the findings by severity without those that are only possible, `unsure` those that are not shown, `waived` those that a
    waiver covers.
    `stale_waivers` are the waivers that have expired or cover nothing, as data, when the run has ended.
    """

    documents: int = 0
    failures: int = 0
    unsure: int = 0
    waived: int = 0
    stale_waivers: Sequence[Mapping[str, object]] | None = None
    severities: Counter[Severity] = field(default_factory=Counter)
    sure: Counter[Severity] = field(default_factory=Counter)
    rules: Counter[str] = field(default_factory=Counter)
    coverage: Counter[str] = field(default_factory=Counter)

    def add(self, report: Report) -> None:
        """Count a note."""
        self.documents += 1
        self.severities.update(finding.severity for finding in report.findings if finding.severity)
        sure = (finding for finding in report.findings if finding.confidence is not Confidence.POSSIBLE)
        self.sure.update(finding.severity for finding in sure if finding.severity)
        self.rules.update(finding.rule for finding in report.findings)
        self.coverage.update(report.coverage.counts())
        self.unsure += len(report.unsure)
        self.waived += len(report.waived)

    def counts(self) -> dict[str, int]:
        """Return the numbers of documents, errors, warnings and notes, by name."""
        levels = {"errors": Severity.ERROR, "warnings": Severity.WARNING, "notes": Severity.NOTE}
        return {"documents": self.documents, **{name: self.severities[level] for name, level in levels.items()}}


@record
class Options:
    """What a report shows besides the findings.

    `statistics` adds the number of findings of each rule, `explain` the trace of each statement.
    `width` is the width of the terminal in characters (None: the actual one).
    `registry` is the registry whose facts the page lists.
    `rules` are the rules that some formats describe.
    `list_stale_waivers` returns, at the end of a run, its waivers that have expired or cover nothing.
    """

    statistics: bool = False
    explain: bool = False
    width: int | None = None
    registry: Registry | None = None
    rules: tuple[Rule, ...] = ()
    list_stale_waivers: Callable[[], Sequence[Mapping[str, object]] | None] | None = None


class Reporter(Protocol):
    """A report in one format: it receives the notes and failures of a run in order, and then ends."""

    def add_document(self, report: Report) -> None:
        """Add the report on a note."""

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""

    def finish(self, totals: Totals) -> None:
        """Close the report."""


FORMAT_OF_SUFFIX = {".json": "json", ".jsonl": "jsonl", ".sarif": "sarif", ".xml": "junit", ".html": "html", ".md": "markdown"}
"""The format that the name of a file asks for where no option does."""
SUFFIXES_OF_FORMAT = {
    "rich": (".txt", ".text", ".log", ".ansi"),
    "text": (".txt", ".text", ".log"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "sarif": (".sarif", ".json"),
    "junit": (".xml",),
    "github": (".txt", ".text", ".log"),
    "html": (".html", ".htm", ".xhtml"),
    "markdown": (".md", ".markdown"),
}
"""The suffixes that a file of each format may have."""


def make_reporter(name: str, stream: TextIO, messages: Messages, options: Options) -> Reporter:
    """Return the reporter of that name, which writes to a stream."""
    module = import_module(f"factcheck.reporters.{REPORTERS[name]}")
    return cast(Reporter, module.Reporter(stream, messages, options))
