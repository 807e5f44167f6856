"""The report for a person: each finding with its line, its fact, its source and what would be right; then the tables of the run."""

from __future__ import annotations

from typing import TextIO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from factcheck.errors import Problem
from factcheck.findings import Finding, Report, Severity
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, Spot
from factcheck.runtime.visible import masked, visible

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_VERDICTS = {"verified": "green", "contradicted": "red", "unlinked": "dim"}
_NARROWEST = 30


class PlainConsole(Console):
    """Writes text as it is, without marks of its own."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        super().__init__(file=stream, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, which the command line meets."""
        raise BrokenPipeError


class Reporter:
    """Writes to a terminal, or to a stream as a terminal of `options.width` characters would show it."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._messages, self._options = messages, options
        self._console = PlainConsole(stream, options.width)
        self._reports: list[Report] = []

    def document(self, report: Report) -> None:
        """Write a note."""
        self._reports.append(_light(report))
        if report.document is None:
            return
        places = Places(report.document)
        day = self._messages.ui(f"as-of-{report.date.source}", day=report.date.day)
        self._console.print(Text.assemble((visible(report.path), "bold underline"), ("  " + visible(day), "dim")))
        for finding in report.findings:
            self._finding(finding, report, places)
        for each in report.traces if self._options.explain else ():
            self._explained(each, places)
        claims = report.claims
        self._console.print(
            Text(
                "  "
                + self._messages.ui("claims", verified=claims.verified, contradicted=claims.contradicted, unverified=claims.unverified),
                "dim",
            )
        )
        self._console.print(Text("  " + self._messages.ui("coverage", **report.coverage.counts()), "dim"))
        for part in report.document.unread:
            where, what = self._messages.location(part.location), self._messages.ui(part.key, **part.values)
            self._console.print(
                Text(f"  {self._messages.ui('unread-line')}: {visible(f'{where}: ' if where else '')}{visible(what)}", "yellow")
            )
        self._console.print()

    def _finding(self, finding: Finding, report: Report, places: Places) -> None:
        spot = places.of(finding)
        style = _STYLES[finding.severity or Severity.NOTE]
        where = self._messages.location(report.document.location(spot.start)) if report.document else ""
        head = Text.assemble(
            (f"{spot.line}:{spot.column}".rjust(8), "dim"),
            "  ",
            (self._messages.ui(f"severity-{finding.severity}"), style),
            "  ",
            (finding.rule, "bold"),
            (f"  {where}" if where else "", "dim"),
        )
        self._console.print(head)
        self._body(Text(visible(" ".join(self._messages.finding(finding.rule, finding.key, finding.values).split("\n")))))
        for line in self._excerpt(spot, places, style):
            self._body(line)
        if finding.expected is not None:
            self._body(Text(visible(self._messages.ui("expected-is", text=finding.expected)), "green"))
        for related in finding.related:
            message = self._messages.related(related.key, related.values)
            place = str(related.place) if related.place else ""
            if related.span and related.key == "first":
                earlier = places.within(*related.span)
                place = f"{report.path}:{earlier.line}:{earlier.column}"
            if related.key != "reason":
                self._body(Text.assemble((visible(place), "blue"), "  ", (visible(message), "dim")))
        reasons = [related.values["text"] for related in finding.related if related.key == "reason"]
        if reasons:
            self._body(Text.assemble((self._messages.ui("tied") + " ", "dim"), (", ".join(map(self._quoted, reasons)), "dim")))
        self._console.print()

    def _quoted(self, words: str) -> str:
        """Words of the note in the quotation marks of the screen's language."""
        return visible(self._messages.ui("quoted", text=" ".join(words.split())))

    def _body(self, text: Text) -> None:
        self._console.print(Padding(text, (0, 0, 0, 10), expand=False))

    def _excerpt(self, spot: Spot, places: Places, style: str) -> list[Text]:
        """The words around a spot on its first line, and carets under it."""
        line = masked(places.line(spot.line), keep="").replace("\N{SYMBOL FOR HORIZONTAL TABULATION}", " ")
        start = spot.column - 1
        end = spot.end_column - 1 if spot.end_line == spot.line else len(line)
        width = max(self._console.width - 14, _NARROWEST)
        left = max(0, min(start - max((width - (end - start)) // 2, 0), len(line) - width))
        shown = line[left : left + width]
        first, last = start - left, min(end - left, len(shown))
        before, after = ("…" if left else ""), ("…" if left + width < len(line) else "")
        text = Text(before + shown + after, "default", no_wrap=True)
        text.stylize(style, len(before) + first, len(before) + last)
        carets = Text(" " * (len(before) + first) + "^" * max(last - first, 1), style, no_wrap=True)
        return [text, carets]

    def _explained(self, each: object, places: Places) -> None:
        from factcheck.findings import StatementTrace

        assert isinstance(each, StatementTrace)
        spot = places.within(each.start, each.end)
        outcome = Text(self._messages.ui(f"verdict-{each.outcome}"), _VERDICTS[each.outcome])
        self._console.print(
            Text.assemble(
                (f"{spot.line}:{spot.column}".rjust(8), "dim"), f"  {visible(' '.join(spot.quote.split()))}  ", outcome, f"  {each.fact}"
            )
        )
        for candidate in each.candidates:
            words = ", ".join(map(self._quoted, candidate.words))
            self._body(Text(f"{candidate.score:5.2f}  {candidate.fact}  {words}", "dim"))

    def failure(self, problem: Problem) -> None:
        """Write why a document could not be read."""
        self._console.print(
            Text.assemble(
                (visible(str(problem.place)), "bold"),
                "  ",
                (self._messages.ui("failure"), "bold red"),
                f"  {visible(self._messages.problem(problem))}",
            )
        )
        self._console.print()

    def finish(self, totals: Totals) -> None:
        """Write the tables of the run."""
        if len(self._reports) > 1:
            self._console.print(self._claims())
        if totals.rules and (self._options.statistics or len(self._reports) > 1):
            self._console.print(self._rules(totals))
        counts = {
            "errors": totals.severities[Severity.ERROR],
            "warnings": totals.severities[Severity.WARNING],
            "notes": totals.severities[Severity.NOTE],
        }
        self._console.print(Text(self._messages.ui("summary", documents=totals.documents, **counts), "bold"))
        if totals.failures:
            self._console.print(Text(self._messages.ui("failures", count=totals.failures), "bold red"))

    def _claims(self) -> Table:
        table = self._table(
            "column-note", "column-verified", "column-contradicted", "column-unverified", "column-errors", "column-warnings"
        )
        sums = [0] * 5
        for report in self._reports:
            levels = [sum(finding.severity is level for finding in report.findings) for level in (Severity.ERROR, Severity.WARNING)]
            row = [report.claims.verified, report.claims.contradicted, report.claims.unverified, *levels]
            sums = [left + right for left, right in zip(sums, row, strict=True)]
            table.add_row(visible(report.path), *map(str, row))
        table.add_section()
        table.add_row(self._messages.ui("total"), *map(str, sums), style="bold")
        return table

    def _rules(self, totals: Totals) -> Table:
        table = self._table("column-rule", "column-count")
        for rule, count in sorted(totals.rules.items(), key=lambda item: (-item[1], item[0])):
            table.add_row(f"{rule}  {self._messages.title(rule)}", str(count))
        return table

    def _table(self, first: str, *others: str) -> Table:
        table = Table(box=None, pad_edge=False, header_style="bold")
        table.add_column(self._messages.ui(first), overflow="fold")
        for name in others:
            table.add_column(self._messages.ui(name), justify="right")
        return table


def _light(report: Report) -> Report:
    """A report without its text, to keep the memory of a long run small."""
    from dataclasses import replace

    return replace(report, document=None, traces=())
