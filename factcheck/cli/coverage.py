"""`factcheck coverage`: the class of each figure, date and name of the notes, and the facts that no note states."""

from __future__ import annotations

from collections import Counter
from typing import Any

import click

from factcheck.cli.coverage_json import export_coverage
from factcheck.cli.coverage_text import print_coverage
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.rate import make_rate_option
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Screen, parse_names
from factcheck.cli.settings import Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.coverage import ClaimClass
from factcheck.errors import Problem
from factcheck.tie_out.model import NoteTieOut, find_rate
from factcheck.tie_out.run import find_gaps, tie_out_files

FORMATS = ("text", "json")
UNASKED = frozenset({"baseline", "pair"})
"""The options of `check` that the commands over single notes do not have."""


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    shared = [each for each in make_check_options(screen) if each.name not in UNASKED]
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        screen.make_option("--list", "listed", multiple=True, type=NON_EMPTY, key="list-coverage", metavar_key="classes"),
        make_rate_option(screen, "fail-under-coverage"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        make_confidence_option(screen, "confidence-errors"),
        *shared,
    ]

    def run(paths: tuple[str, ...], listed: tuple[str, ...], fail_under: float | None, format: str, **values: Any) -> int:
        chosen = parse_names(listed, [str(each) for each in ClaimClass], "unknown-class")
        plan = make_plan(paths, {"baseline": None, "pair": (), **values})
        return _run(screen, plan, frozenset(map(ClaimClass, chosen)), fail_under, as_json=format == "json")

    return ScreenCommand(screen, "coverage", params=parameters, callback=run)


def _run(screen: Screen, plan: Plan, listed: frozenset[ClaimClass], fail_under: float | None, *, as_json: bool) -> int:
    """Tie out the notes, show the result, and return the exit code: 1 where less is verified than was asked for."""
    registry = load_run_facts(screen, plan)
    notes: list[NoteTieOut] = []
    failures: list[Problem] = []
    files = find_run_notes(screen, plan, ()).files
    for found in show_progress(screen, tie_out_files(files, registry, plan.settings), len(files)):
        if isinstance(found, Problem):
            failures.append(found)
        else:
            notes.append(found)
    gaps = find_gaps(registry, notes, plan.settings.today)
    if as_json:
        click.echo(export_coverage(screen, notes, gaps, failures))
    else:
        if notes or not failures:
            print_coverage(screen, notes, gaps, listed)
        screen.print_problems(failures)
    rate = find_rate(sum((note.counts for note in notes), Counter[ClaimClass]()))
    return FAILED if failures else FOUND if fail_under is not None and rate < fail_under else CLEAN
