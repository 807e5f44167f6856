"""Findings and problems as the diagnostics of an editor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from lsprotocol import types

from factcheck.errors import Problem
from factcheck.findings import Finding, RelatedLocation, Severity
from factcheck.lsp.note import CheckedNote
from factcheck.lsp.paths import locate, make_uri
from factcheck.lsp.text import Text
from factcheck.messages import Messages
from factcheck.reporters.places import format_doubt

SOURCE = "factcheck"
_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.NOTE: types.DiagnosticSeverity.Information,
}
# The most diagnostics of one file; an editor shows no more.
_MOST = 1000


def list_diagnostics(note: CheckedNote, messages: Messages) -> list[types.Diagnostic]:
    """Return what an editor shows in a note: its findings, or why it could not be checked."""
    found = [make_diagnostic(finding, note, messages) for finding in note.findings[:_MOST]]
    return [*(_make_problem(problem, note.text, messages, place=note.path) for problem in note.problems), *found]


def make_diagnostic(finding: Finding, note: CheckedNote, messages: Messages) -> types.Diagnostic:
    """Return a finding as a diagnostic, with the places that explain it."""
    message = messages.finding(finding.rule, finding.key, finding.values) + format_doubt(finding, messages)
    return types.Diagnostic(
        range=note.text.range(*note.span_of(finding)),
        message=message,
        severity=_SEVERITIES[finding.severity or Severity.WARNING],
        code=finding.rule,
        source=SOURCE,
        related_information=list(_list_related(finding, note, messages)),
    )


def _list_related(finding: Finding, note: CheckedNote, messages: Messages) -> Iterator[types.DiagnosticRelatedInformation]:
    for each in finding.related:
        where = _locate_related(each, note)
        if where:
            yield types.DiagnosticRelatedInformation(where, messages.related(each.key, each.values))


def _locate_related(related: RelatedLocation, note: CheckedNote) -> types.Location | None:
    if related.place:
        return locate(related.place)
    if related.span and note.analysis:
        return types.Location(make_uri(note.path), note.text.range(*note.analysis.document.map.span(*related.span)))
    return None


def list_problems(problems: tuple[Problem, ...], texts: Mapping[Path, Text], messages: Messages) -> dict[Path, list[types.Diagnostic]]:
    """Return the problems of fact files and settings as diagnostics, by file; `texts` are those of the open files."""
    found: dict[Path, list[types.Diagnostic]] = {}
    for problem in problems:
        path = Path(problem.place.path).absolute()
        if problem.place.path:
            found.setdefault(path, []).append(_make_problem(problem, texts.get(path), messages, place=path))
    return found


def _make_problem(problem: Problem, text: Text | None, messages: Messages, place: Path) -> types.Diagnostic:
    """Return a problem as a diagnostic at its place, up to the end of its line; at the first line where it is in another file."""
    line = problem.place.line if Path(problem.place.path).absolute() == place.absolute() else 0
    column = problem.place.column
    if text and line:
        start = text.line_start(line - 1) + max(column - 1, 0)
        where = text.range(start, text.line_start(line - 1) + len(text.line(line - 1)))
    else:
        first = types.Position(max(line - 1, 0), max(column - 1, 0) if line else 0)
        where = types.Range(first, first)
    message = messages.problem(problem)
    return types.Diagnostic(range=where, message=message, severity=types.DiagnosticSeverity.Error, code=problem.key, source=SOURCE)
