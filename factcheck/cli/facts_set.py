"""`factcheck facts set`: give a fact another value, in its file and in the notes that state it."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Screen, find_nearest
from factcheck.cli.set_output import Outcome, export_outcome, print_diffs, print_outcome
from factcheck.cli.set_run import FactFile, SetRun
from factcheck.cli.settings import UNASKED, load_run_facts, make_plan
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.places.former_value import read_value
from factcheck.places.uprating import NoteRewrite, Uprating

FORMATS = ("text", "json")


def make_set_command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [
        screen.make_argument("name", "name", type=NON_EMPTY),
        screen.make_argument("value", "value", type=NON_EMPTY),
        screen.make_option("--in", "paths", multiple=True, type=NON_EMPTY, key="in", metavar_key="path", default_text="documents"),
        screen.make_option("--diff", "diff", is_flag=True, key="diff-set"),
        screen.make_option("--write", is_flag=True, key="write-set"),
        screen.make_option("--suggest", is_flag=True, key="suggest-set"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--include", multiple=True, metavar_key="glob"),
        screen.make_option("--exclude", multiple=True, metavar_key="glob"),
        screen.make_option("--no-gitignore", is_flag=True),
        screen.make_option("--no-force-exclude", is_flag=True),
        screen.make_force_option("force-set"),
    ]

    def run(name: str, value: str, paths: tuple[str, ...], **values: Any) -> int:
        plan = make_plan(paths, {**UNASKED, **values})
        uprating = _read_uprating(load_run_facts(screen, plan), name, value)
        writing = (values["write"] or values["suggest"]) and not values["diff"]
        return _run(SetRun(screen, plan, uprating, value, values["suggest"], values["force"]), writing, as_json=values["format"] == "json")

    return ScreenCommand(screen, "set", key="facts-set", params=parameters, callback=run)


def _read_uprating(registry: Registry, name: str, value: str) -> Uprating:
    """Return the change of a fact. Raises UsageError for an unknown fact, and for a value that cannot be read."""
    if name not in registry.facts:
        raise UsageError(Problem(Place(""), "unknown-fact", {"name": name, "nearest": find_nearest(name, registry.facts)}))
    former = registry.facts[name]
    if isinstance(former.value, tuple | dict):
        raise UsageError(Problem(former.place, "set-kind", {"kind": former.kind}))
    return Uprating(registry, former, read_value(registry, former, value))


def _run(run: SetRun, writing: bool, *, as_json: bool) -> int:
    """Show or write the changes, name the places that remain, and return the exit code: 1 where there are any."""
    broken = run.find_broken_relations()
    if broken and writing and not run.force:
        refusal = Problem(Place(""), "set-relations", {"name": run.uprating.former.id, "count": len(broken)})
        raise UsageError(refusal, *broken)
    if broken and not as_json:
        run.screen.print_notices([Problem(Place(""), "set-breaks", {"name": run.uprating.former.id, "count": len(broken)}), *broken])
    fact = run.prepare_fact()
    files = find_run_notes(run.screen, run.plan, ()).files
    found = list(show_progress(run.screen, run.prepare_notes(files), len(files)))
    notes = [each for each in found if isinstance(each, NoteRewrite)]
    failures = [each for each in found if isinstance(each, Problem)]
    if writing:
        failures = _write(run, fact, notes, failures)
    outcome = Outcome(notes, failures, broken, writing and not failures)
    _show(run, fact, outcome, writing, as_json=as_json)
    remaining = broken or any(note.refused for note in notes)
    return FAILED if failures else FOUND if remaining else CLEAN


def _write(run: SetRun, fact: FactFile, notes: list[NoteRewrite], failures: list[Problem]) -> list[Problem]:
    """Write all files, unless a note could not be read; return the problems."""
    if failures:
        return [*failures, Problem(Place(""), "set-nothing-written")]
    return list(run.write(fact, notes))


def _show(run: SetRun, fact: FactFile, outcome: Outcome, writing: bool, *, as_json: bool) -> None:
    if as_json:
        click.echo(export_outcome(run, outcome))
        return
    if not writing:
        print_diffs(fact, outcome.notes)
    run.screen.print_problems(outcome.failures)
    print_outcome(run, outcome)
