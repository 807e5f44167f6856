"""Corrections as the quick fixes of an editor."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from html import escape

from lsprotocol import types

from factcheck.findings import Finding, Report
from factcheck.fix import Change, select_changes
from factcheck.formats.decode import MARKED_UP
from factcheck.lsp.diagnostics import make_diagnostic
from factcheck.lsp.note import CheckedNote
from factcheck.messages import Messages

FIX_ALL = f"{types.CodeActionKind.SourceFixAll.value}.factcheck"
"""The kind of the action that applies all safe corrections."""


def list_actions(note: CheckedNote, uri: str, params: types.CodeActionParams, messages: Messages) -> Iterator[types.CodeAction]:
    """Yield the corrections of the findings that touch a range, the safe ones first, then all safe ones of the note together."""
    if note.report is None:
        return
    first, last = note.text.span(params.range)
    wanted = [str(getattr(each, "value", each)) for each in params.context.only or ()]
    if _is_wanted(types.CodeActionKind.QuickFix.value, wanted):
        touched = [each for each in note.findings if each.edit and note.span_of(each)[0] <= last and first <= note.span_of(each)[1]]
        for finding in sorted(touched, key=lambda each: not (each.edit and each.edit.safe)):
            yield from _make_fix(finding, note.report, note, uri, messages)
    changes = select_changes(note.report)
    if changes and _is_wanted(FIX_ALL, wanted):
        yield types.CodeAction(messages.ui("action-all"), kind=FIX_ALL, edit=_make_edit(changes, note, uri))


def _is_wanted(kind: str, wanted: list[str]) -> bool:
    """Return whether a kind of action is one of those that a client asks for, or a kind of one."""
    return not wanted or any(kind == each or kind.startswith(f"{each}.") for each in wanted)


def _make_fix(finding: Finding, report: Report, note: CheckedNote, uri: str, messages: Messages) -> Iterator[types.CodeAction]:
    """Yield the correction of a finding; nothing where markup stands in its way."""
    changes = select_changes(replace(report, findings=(finding,)), unsafe=True)
    if changes and finding.edit:
        key = "action-safe" if finding.edit.safe else "action-review"
        yield types.CodeAction(
            messages.ui(key, text=finding.edit.replacement),
            kind=types.CodeActionKind.QuickFix,
            diagnostics=[make_diagnostic(finding, note, messages)],
            is_preferred=finding.edit.safe,
            edit=_make_edit(changes, note, uri),
        )


def _make_edit(changes: tuple[Change, ...], note: CheckedNote, uri: str) -> types.WorkspaceEdit:
    marked = note.path.suffix.lower() in MARKED_UP
    edits = [
        types.TextEdit(note.text.range(each.start, each.end), escape(each.text, quote=False) if marked else each.text) for each in changes
    ]
    return types.WorkspaceEdit(changes={uri: edits})
