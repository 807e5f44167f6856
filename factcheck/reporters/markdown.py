"""Markdown: a comment for a pull request."""

from __future__ import annotations

import re
from typing import TextIO

from factcheck.errors import Problem
from factcheck.findings import Report, Severity
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, format_doubt
from factcheck.reporters.recognize import MARKDOWN_MARK
from factcheck.runtime.visible import escape_line

_MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")
_SIGNS = {Severity.ERROR: "❌", Severity.WARNING: "⚠️", Severity.NOTE: "ℹ️"}
# The most findings of a comment; it gives the number of the others.
_MOST = 200


class Reporter:
    """The report, written as one table for each note."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages = stream, messages
        self._parts: list[str] = []
        self._shown = self._hidden = 0

    def add_document(self, report: Report) -> None:
        """Add the report on a note."""
        if report.document is None or not report.findings:
            return
        places, ui = Places(report.document), self._messages.ui
        rows = []
        for finding in report.findings:
            if self._shown >= _MOST:
                self._hidden += 1
                continue
            self._shown += 1
            spot = places.of(finding)
            assert finding.severity is not None
            message = _escape(self._messages.finding(finding.rule, finding.key, finding.values) + format_doubt(finding, self._messages))
            expected = _escape(finding.expected) if finding.expected is not None else ""
            sign = f"{_SIGNS[finding.severity]} {ui(f'severity-{finding.severity}')}"
            rows.append(f"| {spot.line}:{spot.column} | {sign} | `{finding.rule}` | {message} | {expected} |")
        if rows:
            head = f"| {ui('column-line')} | | {ui('column-rule')} | {ui('column-message')} | {ui('expected')} |\n|---|---|---|---|---|"
            self._parts.append(f"### {_escape(report.path)}\n\n{head}\n" + "\n".join(rows))

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        words = self._messages.ui("placed", place=f"**{self._messages.ui('failure')}**", text=_escape(self._messages.problem(problem)))
        self._parts.append(f"### {_escape(problem.place.path)}\n\n{words}")

    def finish(self, totals: Totals) -> None:
        """Write the comment."""
        summary = self._messages.ui("summary", **totals.counts())
        summary += f"\n\n{self._messages.ui('waived', count=totals.waived)}" if totals.waived else ""
        more = [self._messages.ui("more", count=self._hidden)] if self._hidden else []
        self._stream.write("\n\n".join([f"{MARKDOWN_MARK}\n## factcheck\n\n{summary}", *self._parts, *more]) + "\n")


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\1", escape_line(" ".join(text.split())))
