"""`factcheck stress`: put one error at a time into each verified statement, and show which the check would not catch."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli.coverage import UNASKED
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.rate import make_rate_option
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Screen
from factcheck.cli.settings import Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.stress_json import export_stress
from factcheck.cli.stress_text import print_stress
from factcheck.errors import Problem
from factcheck.stress.model import NoteStress, find_rate
from factcheck.stress.run import select_remedies, stress_files

FORMATS = ("text", "json")


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    shared = [each for each in make_check_options(screen) if each.name not in UNASKED]
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        make_rate_option(screen, "fail-under-stress"),
        screen.make_option("--no-remedies", is_flag=True),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        make_confidence_option(screen, "confidence-errors"),
        *shared,
    ]

    def run(paths: tuple[str, ...], fail_under: float | None, no_remedies: bool, format: str, **values: Any) -> int:
        plan = make_plan(paths, {"baseline": None, "pair": (), **values})
        return _run(screen, plan, fail_under, with_remedies=not no_remedies, as_json=format == "json")

    return ScreenCommand(screen, "stress", params=parameters, callback=run)


def _run(screen: Screen, plan: Plan, fail_under: float | None, *, with_remedies: bool, as_json: bool) -> int:
    """Stress the notes, show the result, and return the exit code: 1 where fewer errors are caught than was asked for."""
    registry = load_run_facts(screen, plan)
    notes: list[NoteStress] = []
    failures: list[Problem] = []
    files = find_run_notes(screen, plan, ()).files
    found = stress_files(files, registry, plan.settings, with_remedies=with_remedies)
    for each in show_progress(screen, found, len(files), many=0):
        if isinstance(each, Problem):
            failures.append(each)
        else:
            notes.append(each)
    remedies = select_remedies(notes, registry, plan.settings)
    if as_json:
        click.echo(export_stress(screen, notes, remedies, registry, failures))
    else:
        print_stress(screen, notes, remedies, registry)
        screen.print_problems(failures)
    rate = find_rate(notes)
    return FAILED if failures else FOUND if fail_under is not None and rate < fail_under else CLEAN
