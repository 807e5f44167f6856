"""Plain text: one line for each finding, with its place, severity, rule and message."""

from __future__ import annotations

from typing import TextIO

from factcheck.errors import Problem
from factcheck.findings import Report
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, format_doubt, format_fact_place
from factcheck.reporters.traces import list_shown, word_reasons
from factcheck.runtime.visible import escape_line

_GAPS = str.maketrans("\n\r\t", "   ")


class Reporter:
    """Writes plain lines, which editors and scripts can read."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages, self._options = stream, messages, options

    def add_document(self, report: Report) -> None:
        """Write the findings of a note, and the traces of its statements on request."""
        if report.document is None:
            return
        places = Places(report.document)
        for finding in report.findings:
            spot = places.of(finding)
            severity = self._messages.ui(f"severity-{finding.severity}")
            message = self._messages.finding(finding.rule, finding.key, finding.values)
            where = self._messages.location(report.document.location(spot.start))
            source = format_doubt(finding, self._messages) + (f" ({where})" if where else "") + format_fact_place(finding)
            self._write_line(f"{report.path}:{spot.line}:{spot.column}: {severity} {finding.rule}: {_flatten(message)}{source}")
        for part in report.document.unread:
            spot, where = places.spot(part.start, part.start), self._messages.location(part.location)
            what = self._messages.ui(part.key, **part.values) + (f" ({where})" if where else "")
            self._write_line(f"{report.path}:{spot.line}:{spot.column}: {self._messages.ui('unread-line')}: {_flatten(what)}")
        for each in report.traces if self._options.explain else ():
            spot = places.within(each.start, each.end)
            outcome = self._messages.trace(each.outcome, each.fact)
            self._write_line(
                f"{report.path}:{spot.line}:{spot.column}: {self._messages.ui('trace', text=_flatten(spot.quote), outcome=outcome)}"
            )
            for candidate in list_shown(each):
                percent, words = self._messages.probability(candidate.score), "; ".join(map(_flatten, candidate.words))
                self._write_line(f"    {percent:>5}  {candidate.fact}  {words}".rstrip())
                for line in word_reasons(candidate.reasons, self._messages):
                    self._write_line(f"           {_flatten(line)}")

    def add_failure(self, problem: Problem) -> None:
        """Write why a document could not be read."""
        self._write_line(f"{problem.place}: {self._messages.ui('failure')}: {self._messages.problem(problem)}")

    def finish(self, totals: Totals) -> None:
        """Write the number of findings of each rule, on request, and the totals of the run."""
        if self._options.statistics:
            for rule, count in sorted(totals.rules.items(), key=lambda item: (-item[1], item[0])):
                self._write_line(f"{count:6} {rule}")
        if totals.unsure:
            self._write_line(self._messages.ui("unsure", count=totals.unsure))
        if totals.waived:
            self._write_line(self._messages.ui("waived", count=totals.waived))
        self._write_line(self._messages.ui("summary", **totals.counts()))
        if totals.failures:
            self._write_line(self._messages.ui("failures", count=totals.failures))

    def _write_line(self, text: str) -> None:
        self._stream.write(escape_line(text) + "\n")


def _flatten(text: str) -> str:
    return text.translate(_GAPS)
