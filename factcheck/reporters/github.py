"""GitHub Actions: one annotation (a workflow command) for each finding."""

from __future__ import annotations

from typing import TextIO

from factcheck.errors import Problem
from factcheck.findings import Report
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, format_doubt, format_fact_place
from factcheck.runtime.visible import escape_line, escape_lines

_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


class Reporter:
    """Writes workflow commands."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages = stream, messages

    def add_document(self, report: Report) -> None:
        """Write the findings of a note."""
        if report.document is None:
            return
        places = Places(report.document)
        for finding in report.findings:
            spot = places.of(finding)
            where = {"file": report.path, "line": spot.line, "endLine": spot.end_line, "col": spot.column, "endColumn": spot.end_column}
            if spot.line != spot.end_line:
                where = {key: value for key, value in where.items() if key not in ("col", "endColumn")}
            message = self._messages.finding(finding.rule, finding.key, finding.values) + format_doubt(finding, self._messages)
            self._write(
                _LEVELS[str(finding.severity)], {**where, "title": f"factcheck {finding.rule}"}, message + format_fact_place(finding)
            )

    def add_failure(self, problem: Problem) -> None:
        """Write why a document could not be read."""
        self._write("error", {"file": problem.place.path, "title": "factcheck"}, self._messages.problem(problem))

    def finish(self, totals: Totals) -> None:
        """Write how many findings waivers cover, if there are any."""
        if totals.waived:
            self._write("notice", {"title": "factcheck"}, self._messages.ui("waived", count=totals.waived))

    def _write(self, level: str, values: dict[str, object], message: str) -> None:
        listed = ",".join(f"{key}={_escape_property(str(value))}" for key, value in values.items())
        self._stream.write(f"::{level} {listed}::{_escape_data(message)}\n")


def _escape_data(text: str) -> str:
    return escape_lines(text.replace("\r", "\n")).replace("%", "%25").replace("\n", "%0A")


def _escape_property(text: str) -> str:
    return escape_line(text).replace("%", "%25").replace(":", "%3A").replace(",", "%2C")
