"""The report for a terminal: each finding with its line, fact, source and correction; then the totals of the run."""

from __future__ import annotations

from typing import TextIO

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

from factcheck.errors import Problem
from factcheck.findings import Finding, Report, Severity, StatementTrace
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.folding import fold_text
from factcheck.reporters.places import Places, Spot, format_place
from factcheck.reporters.traces import list_shown, word_reasons
from factcheck.runtime.visible import escape_line, mask_controls
from factcheck.values.confidence import Confidence

_STYLES = {Severity.ERROR: "bold red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
_OUTCOMES = {"verified": "green", "contradicted": "red", "possible": "yellow", "unlinked": "dim"}
_NARROWEST = 30
# Spaces before the lines of a note, before those of a finding, between columns; digits of a count; more spaces before a reason.
_INDENT, _BODY, _GAP, _COUNT, _REASON = 2, 10, 2, 6, 7


class PlainConsole(Console):
    """Writes text as it is, without markup."""

    def __init__(self, stream: TextIO | None = None, width: int | None = None) -> None:
        super().__init__(file=stream, highlight=False, markup=False, emoji=False, width=width, soft_wrap=False)

    def on_broken_pipe(self) -> None:
        """Raise BrokenPipeError, which the command line handles."""
        raise BrokenPipeError


class Reporter:
    """Writes to a terminal, or to a stream as to a terminal of `options.width` characters."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._messages, self._options = messages, options
        self._console = PlainConsole(stream, options.width)
        self._width = self._console.width
        self._lines: list[Text] = []
        self._reports: list[Report] = []

    def add_document(self, report: Report) -> None:
        """Write a note."""
        self._reports.append(_without_text(report))
        if report.document is None:
            return
        places = Places(report.document)
        day = self._messages.ui(f"as-of-{report.date.source}", day=report.date.day)
        self._print(Text.assemble((escape_line(report.path), "bold underline"), ("  " + escape_line(day), "dim")), more=_INDENT)
        for finding in report.findings:
            self._add_finding(finding, report, places)
            self._flush()
        for each in report.traces if self._options.explain else ():
            self._print_trace(each, places)
        claims = report.claims
        counts = {"verified": claims.verified, "contradicted": claims.contradicted, "unverified": claims.unverified}
        self._print(Text(self._messages.ui("claims", **counts), "dim"), _INDENT, _INDENT)
        self._print(Text(self._messages.ui("coverage", **report.coverage.counts()), "dim"), _INDENT, _INDENT)
        for part in report.document.unread:
            line = self._messages.ui("placed", place=self._messages.ui("unread-line"), text=escape_line(self._messages.unread(part)))
            self._print(Text(line, "yellow"), _INDENT, _INDENT)
        self._end_part()

    def print_line(self, text: Text, indent: int = 0) -> None:
        """Write a text in lines that fit the screen, the lines after the first one after an indent."""
        self._print(text, more=indent)
        self._flush()

    def print_finding(self, finding: Finding, report: Report, places: Places) -> None:
        """Write a finding, with its excerpt, fact, source and correction."""
        self._add_finding(finding, report, places)
        self._flush()

    def _add_finding(self, finding: Finding, report: Report, places: Places) -> None:
        spot = places.of(finding)
        style = _STYLES[finding.severity or Severity.NOTE]
        where = escape_line(format_place(finding, report, places, self._messages))
        head = Text.assemble(
            (f"{spot.line}:{spot.column}".rjust(8), "dim"),
            "  ",
            (self._messages.ui(f"severity-{finding.severity}"), style),
            "  ",
            (finding.rule, "bold"),
            (f"  {self._messages.confidence(finding.confidence)}" if finding.confidence is not Confidence.CERTAIN else "", "dim"),
            (f"  {where}" if where else "", "dim"),
        )
        self._print(head)
        self._print_body(Text(escape_line(" ".join(self._messages.finding(finding.rule, finding.key, finding.values).split("\n")))))
        for line in self._make_excerpt(spot, places, style):
            line.truncate(max(self._width - _BODY, 1), overflow="crop")
            self._print_line(Text(" " * _BODY) + line)
        if finding.expected is not None:
            self._print_body(Text(escape_line(self._messages.ui("expected-is", text=finding.expected)), "green"))
        for related in finding.related:
            message = self._messages.related(related.key, related.values)
            place = str(related.place) if related.place else ""
            if related.span and related.key == "first":
                earlier = places.within(*related.span)
                place = f"{report.path}:{earlier.line}:{earlier.column}"
            if related.key != "reason":
                self._print_body(Text.assemble((escape_line(place), "blue"), "  ", (escape_line(message), "dim")))
        reasons = [related.values["text"] for related in finding.related if related.key == "reason"]
        if reasons:
            self._print_body(Text.assemble((self._messages.ui("matched-on") + " ", "dim"), (", ".join(map(self._quote, reasons)), "dim")))
        self._lines.append(Text())

    def _quote(self, words: str) -> str:
        """Return words of the note in the quotation marks of the screen's language."""
        return escape_line(self._messages.ui("quoted", text=" ".join(words.split())))

    def _print_body(self, text: Text) -> None:
        self._print(text, _BODY)

    def _print(self, text: Text, indent: int = 0, more: int = 0) -> None:
        """Write a text in lines that fit the screen, each after an indent, the lines after the first one after some `more` spaces."""
        for at, line in enumerate(fold_text(text, self._width - indent - more)):
            self._print_line(Text(" " * (indent + (more if at else 0))) + line)

    def _print_line(self, text: Text) -> None:
        self._lines.append(text)

    def _end_part(self) -> None:
        """Write the lines that wait, and an empty one."""
        self._lines.append(Text())
        self._flush()

    def _flush(self) -> None:
        """Write the lines that wait, in one call: each takes the console as long as all of them."""
        if self._lines:
            self._console.print(Text("\n").join(self._lines), no_wrap=True, overflow="ignore", crop=False)
            self._lines.clear()

    def _make_excerpt(self, spot: Spot, places: Places, style: str) -> list[Text]:
        """Return the words around a spot on its first line, and carets under it."""
        line = mask_controls(places.line(spot.line), keep="").replace("\N{SYMBOL FOR HORIZONTAL TABULATION}", " ")
        start = spot.column - 1
        end = spot.end_column - 1 if spot.end_line == spot.line else len(line)
        width = max(self._width - 14, _NARROWEST)
        offset = max(0, min(start - max((width - (end - start)) // 2, 0), len(line) - width))
        words = line[offset : offset + width]
        first, last = start - offset, min(end - offset, len(words))
        before, after = ("…" if offset else ""), ("…" if offset + width < len(line) else "")
        text = Text(before + words + after, "default", no_wrap=True)
        text.stylize(style, len(before) + first, len(before) + last)
        carets = Text(" " * (len(before) + first) + "^" * max(last - first, 1), style, no_wrap=True)
        return [text, carets]

    def _print_trace(self, each: StatementTrace, places: Places) -> None:
        spot = places.within(each.start, each.end)
        outcome = Text(self._messages.trace(each.outcome, each.fact), _OUTCOMES[each.outcome])
        quote = f"  {escape_line(' '.join(spot.quote.split()))}  "
        self._print(Text.assemble((f"{spot.line}:{spot.column}".rjust(8), "dim"), quote, outcome))
        for candidate in list_shown(each):
            words = ", ".join(map(self._quote, candidate.words))
            self._print_body(Text(f"{self._messages.probability(candidate.score):>5}  {candidate.fact}  {words}", "dim"))
            for line in word_reasons(candidate.reasons, self._messages):
                self._print(Text(escape_line(line), "dim"), _BODY + _REASON, _GAP)

    def add_failure(self, problem: Problem) -> None:
        """Write why a document could not be read."""
        what = f"  {escape_line(self._messages.problem(problem))}"
        self._print(Text.assemble((escape_line(str(problem.place)), "bold"), "  ", (self._messages.ui("failure"), "bold red"), what))
        self._end_part()

    def finish(self, totals: Totals) -> None:
        """Write the tables of the run."""
        if len(self._reports) > 1:
            self._print_claim_counts()
        if totals.rules and (self._options.statistics or len(self._reports) > 1):
            self._print_rule_counts(totals)
        if totals.unsure:
            self._print(Text(self._messages.ui("unsure", count=totals.unsure), "dim"))
        if totals.waived:
            self._print(Text(self._messages.ui("waived", count=totals.waived), "dim"))
        self._print(Text(self._messages.ui("summary", **totals.counts()), "bold"))
        if totals.failures:
            self._print(Text(self._messages.ui("failures", count=totals.failures), "bold red"))
        self._flush()

    def _print_claim_counts(self) -> None:
        """Write how many statements and findings each note has; a name that is too long has a line to itself."""
        heads = [self._messages.ui(f"column-{name}") for name in ("verified", "contradicted", "unverified", "errors", "warnings")]
        rows = [(escape_line(report.path), _count_outcomes(report)) for report in self._reports]
        room = self._width - sum(len(head) + _GAP for head in heads)
        wide = max(
            len(self._messages.ui("column-note")), len(self._messages.ui("total")), *(len(name) for name, _ in rows if len(name) <= room)
        )
        self._print_row(self._messages.ui("column-note"), heads, heads, wide, "bold")
        for name, counts in rows:
            self._print_row(name, list(map(str, counts)), heads, wide)
        sums = [str(sum(column)) for column in zip(*(counts for _, counts in rows), strict=True)]
        self._print_row(self._messages.ui("total"), sums, heads, wide, "bold")
        self._end_part()

    def _print_row(self, name: str, cells: list[str], heads: list[str], wide: int, style: str = "") -> None:
        columns = "".join(" " * _GAP + cell.rjust(len(head)) for cell, head in zip(cells, heads, strict=True))
        if cell_len(name) > wide:
            self._print(Text(name, style))
            name = ""
        self._print_line(Text(name + " " * (wide - cell_len(name)) + columns, style))

    def _print_rule_counts(self, totals: Totals) -> None:
        """Write how often each rule fired."""
        wide = max(map(len, totals.rules))
        head = f"{self._messages.ui('column-count').rjust(_COUNT)}  {self._messages.ui('column-rule')}"
        self._print(Text(head, "bold"))
        for rule, count in sorted(totals.rules.items(), key=lambda item: (-item[1], item[0])):
            indent = _COUNT + 2 * _GAP + wide
            first, *others = fold_text(Text(self._messages.title(rule)), max(self._width - indent, _NARROWEST))
            self._print_line(Text(f"{count:{_COUNT}}  {rule:{wide}}  ") + first)
            for line in others:
                self._print_line(Text(" " * indent) + line)
        self._end_part()


def _count_outcomes(report: Report) -> list[int]:
    """Return the statements of a note by result, and its errors and warnings."""
    levels = [sum(finding.severity is level for finding in report.findings) for level in (Severity.ERROR, Severity.WARNING)]
    return [report.claims.verified, report.claims.contradicted, report.claims.unverified, *levels]


def _without_text(report: Report) -> Report:
    """Return a report without its text, to keep the memory of a long run small."""
    from dataclasses import replace

    return replace(report, document=None, traces=())
