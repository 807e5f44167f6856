"""Show what a change of a fact does: as diffs and a list of the places that remain, or as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from factcheck.cli.paragraphs import wrap_message
from factcheck.cli.screen import Screen, is_on_terminal
from factcheck.cli.set_run import FactFile, SetRun
from factcheck.cli.where_json import VERSION, export_place
from factcheck.errors import Problem
from factcheck.fix import make_diff
from factcheck.places.place import FactPlace
from factcheck.places.uprating import NoteRewrite
from factcheck.runtime.records import record
from factcheck.runtime.visible import escape_bytes, escape_json, escape_line, escape_lines


@record(eq=False)
class Outcome:
    """The result of a run; `broken` are the relations that the new value breaks, `written` is whether files were changed."""

    notes: Sequence[NoteRewrite]
    failures: Sequence[Problem]
    broken: Sequence[Problem]
    written: bool


def print_diffs(fact: FactFile, notes: Sequence[NoteRewrite]) -> None:
    """Print the changes of the fact file and of the notes as a unified diff."""
    texts = [fact.make_diff(), *(_make_note_diff(note) for note in notes)]
    text = "".join(texts)
    click.echo(escape_lines(text) if is_on_terminal() else text, nl=False, color=True)


def _make_note_diff(note: NoteRewrite) -> str:
    return make_diff(note.report, note.changes) if note.rewrites else ""


def print_outcome(run: SetRun, outcome: Outcome) -> None:
    """Write to standard error what was written, and the places that remain with the reason of each."""
    fact, screen = run.uprating.former, run.screen
    if outcome.written:
        for note in outcome.notes:
            if note.rewrites:
                screen.print_message("set-note", path=note.path, count=len(note.rewrites))
        screen.print_message("set-written", path=fact.place.path, name=fact.id, value=run.value)
    edits = sum(len(note.rewrites) for note in outcome.notes)
    remaining = [(note.path, each) for note in outcome.notes for each in note.refused]
    if not outcome.written and not outcome.failures:
        key = "set-summary" if edits else "set-summary-none"
        screen.print_message(key, count=edits, notes=sum(bool(note.rewrites) for note in outcome.notes))
    if fact.valid_from or fact.valid_until:
        screen.print_message("set-valid", start=fact.valid_from or "…", end=fact.valid_until or "…")
    if remaining:
        screen.print_message("set-remaining", count=len(remaining))
    for path, each in () if screen.quiet else remaining:
        reason = screen.ui(f"set-reason-{each.reason}")
        click.echo(wrap_message(escape_line(f"  {_word_place(screen, path, each.place)}  {reason}")), err=True)


def _word_place(screen: Screen, path: str, place: FactPlace) -> str:
    where = screen.messages.location(place.location) or f"{place.spot.line}:{place.spot.column}"
    return f"{path}{': ' if place.location else ':'}{where}  {screen.ui('quoted', text=place.stated)}"


def export_outcome(run: SetRun, outcome: Outcome) -> str:
    """Return the result of a run as JSON."""
    former, screen = run.uprating.former, run.screen
    place = {"path": escape_bytes(former.place.path), "line": former.place.line, "column": former.place.column}
    place |= {"cell": former.place.cell} if former.place.cell else {}
    edits = [
        {**export_place(note.path, each.place), "replacement": each.edit.replacement} for note in outcome.notes for each in note.rewrites
    ]
    remaining = [{**export_place(note.path, each.place), "reason": str(each.reason)} for note in outcome.notes for each in note.refused]
    data: dict[str, Any] = {
        "version": VERSION,
        "fact": {"id": former.id, "kind": former.kind, **place, "before": former.as_written, "after": run.value},
        "written": outcome.written,
        "relations": [_export_problem(screen, each) for each in outcome.broken],
        "edits": edits,
        "remaining": remaining,
        "failures": [_export_problem(screen, each) for each in outcome.failures],
        "summary": {
            "documents": len(outcome.notes),
            "edits": len(edits),
            "remaining": len(remaining),
            "failures": len(outcome.failures),
        },
    }
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))


def _export_problem(screen: Screen, problem: Problem) -> dict[str, Any]:
    return {"path": escape_bytes(problem.place.path), "message": screen.messages.problem(problem)}
