"""JSON lines: an object for each document as soon as it is checked, then the summary."""

from __future__ import annotations

import json
from typing import Any, TextIO

from factcheck.errors import Problem
from factcheck.findings import Report
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.json_report import TOOL, export_document, export_failure, export_stale_waivers, export_summary
from factcheck.runtime.visible import escape_json


class Reporter:
    """Writes each note at once."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages, self._options = stream, messages, options

    def add_document(self, report: Report) -> None:
        """Write a note."""
        self._write(export_document(report, self._messages, self._options))

    def add_failure(self, problem: Problem) -> None:
        """Write a document that could not be read."""
        self._write({"failure": export_failure(problem, self._messages)})

    def finish(self, totals: Totals) -> None:
        """Write the summary, and by which tool."""
        self._write({"summary": export_summary(totals), **export_stale_waivers(totals), "tool": TOOL})

    def _write(self, found: dict[str, Any]) -> None:
        self._stream.write(escape_json(json.dumps(found, ensure_ascii=False)) + "\n")
        self._stream.flush()
