"""JUnit XML: a test suite for each note, a failed case for each finding, a skipped one for each that a waiver covers."""

from __future__ import annotations

import re
from typing import TextIO
from xml.etree import ElementTree as etree

from factcheck.errors import Problem
from factcheck.findings import Finding, Report, Severity
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, Spot, format_doubt, format_fact_place
from factcheck.runtime.visible import escape_lines

_COUNTS = ("tests", "failures", "errors", "skipped")
# Characters that XML does not have, beside those that are never shown.
_NOT_XML = re.compile("[\ufffe\uffff]")


class Reporter:
    """Gathers the notes of a run, and writes them at its end."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages = stream, messages
        self._root = etree.Element("testsuites", name="factcheck")
        self._counts = dict.fromkeys(_COUNTS, 0)

    def add_document(self, report: Report) -> None:
        """Add the report on a note; findings of severity `note` do not fail."""
        if report.document is None:
            return
        places, failed = Places(report.document), 0
        suite = etree.SubElement(self._root, "testsuite", name=_escape(report.path))
        for finding in report.findings:
            spot, message = places.of(finding), self._word(finding)
            case = _add_case(suite, finding, report.path, spot)
            if finding.severity is Severity.NOTE:
                etree.SubElement(case, "system-out").text = message
                continue
            failed += 1
            failure = etree.SubElement(case, "failure", type=str(finding.severity), message=message)
            failure.text = _escape(f"{report.path}:{spot.line}:{spot.column}\n{spot.quote}\n{message}{format_fact_place(finding)}")
        for finding, waiver in report.waived:
            words = self._messages.ui("waived-by", who=waiver.who, day=waiver.until, why=waiver.why)
            skipped = etree.SubElement(_add_case(suite, finding, report.path, places.of(finding)), "skipped", message=_escape(words))
            skipped.text = self._word(finding)
        cases = len(report.findings) + len(report.waived)
        if not cases:
            etree.SubElement(suite, "testcase", name="factcheck", classname=_escape(report.path))
        self._count(suite, tests=max(cases, 1), failures=failed, skipped=len(report.waived))

    def _word(self, finding: Finding) -> str:
        return _escape(self._messages.finding(finding.rule, finding.key, finding.values) + format_doubt(finding, self._messages))

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        suite = etree.SubElement(self._root, "testsuite", name=_escape(problem.place.path))
        case = etree.SubElement(suite, "testcase", name=problem.key, classname=_escape(problem.place.path))
        etree.SubElement(case, "error", type=problem.key, message=_escape(self._messages.problem(problem)))
        self._count(suite, tests=1, errors=1)

    def _count(self, suite: etree.Element, **counts: int) -> None:
        for name in _COUNTS:
            suite.set(name, str(counts.get(name, 0)))
            self._counts[name] += counts.get(name, 0)

    def finish(self, totals: Totals) -> None:
        """Write the suites."""
        for name, count in self._counts.items():
            self._root.set(name, str(count))
        etree.indent(self._root)
        self._stream.write("<?xml version='1.0' encoding='utf-8'?>\n" + etree.tostring(self._root, encoding="unicode") + "\n")


def _add_case(suite: etree.Element, finding: Finding, path: str, spot: Spot) -> etree.Element:
    name = f"{finding.rule} {spot.line}:{spot.column}"
    return etree.SubElement(suite, "testcase", name=name, classname=_escape(path), file=_escape(path), line=str(spot.line))


def _escape(text: str) -> str:
    return escape_lines(_NOT_XML.sub("\ufffd", text))
