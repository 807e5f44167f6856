"""`factcheck review`: decide the findings one by one on the terminal, then write the decisions."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import click

from factcheck.checker import check_data
from factcheck.cli.exit_status import Terminated
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.review_screen import ReviewScreen
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Screen, is_on_terminal
from factcheck.cli.settings import Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.waived import apply_waivers, load_run_waivers
from factcheck.corpus import check_files, find_versions, read_other_versions
from factcheck.discovery import Notes
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.review.decisions import Decision, Item, list_items
from factcheck.review.outcome import Outcome, prepare_outcome, write_outcome
from factcheck.rules import RULES


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        *make_check_options(screen),
        make_confidence_option(screen),
        screen.make_force_option("force-review"),
    ]

    def run(paths: tuple[str, ...], **values: Any) -> int:
        if not (sys.stdin and sys.stdin.isatty() and is_on_terminal()):
            raise UsageError(Problem(Place(""), "review-terminal"))
        plan = make_plan(paths, values)
        return _run(screen, plan, values["force"])

    return ScreenCommand(screen, "review", params=parameters, callback=run)


def _run(screen: Screen, plan: Plan, force: bool) -> int:
    """Decide the findings, write the decisions, and return the exit code: 1 where errors or warnings remain."""
    registry = load_run_facts(screen, plan)
    notes = find_run_notes(screen, plan, ())
    reports, failures = _check(screen, plan, registry, notes)
    screen.print_problems(failures)
    items = list_items(reports)
    if not items:
        screen.print_message("review-nothing")
        return FAILED if failures else CLEAN
    if not _decide(screen, items, plan):
        return FAILED
    if not _write(screen, _prepare(plan, registry, notes, items), force):
        return FAILED
    remaining = any(each.finding.severity in plan.failing for each in items if each.decision in (None, Decision.SKIP))
    return FAILED if failures else FOUND if remaining else CLEAN


def _check(screen: Screen, plan: Plan, registry: Registry, notes: Notes) -> tuple[list[Report], list[Problem]]:
    """Return the reports on the notes that have findings which no waiver covers and no baseline knows, and the problems of the others."""
    from factcheck.baseline import Baseline

    known = Baseline.load(plan.baseline) if plan.baseline else None
    results = apply_waivers(check_files(notes.files, registry, plan.settings, plan.pairs), load_run_waivers(plan))
    reports: list[Report] = []
    failures: list[Problem] = []
    for found in show_progress(screen, results, len(notes.files)):
        if isinstance(found, Problem):
            failures.append(found)
            continue
        report = known.remove_known(found) if known else found
        reports += [report] if report.findings else []
    return reports, failures


def _decide(screen: Screen, items: Sequence[Item], plan: Plan) -> bool:
    """Return whether the decisions are to be written; where the input ends or a signal comes, nothing is."""
    try:
        chosen = ReviewScreen(screen, items, plan.settings.today).run()
    except EOFError:
        click.echo(err=True)
        chosen = False
    except (Terminated, KeyboardInterrupt) as error:
        click.echo(err=True)
        screen.print_message("review-unwritten")
        raise error if isinstance(error, Terminated) else Terminated(signal.SIGINT) from None
    if not chosen:
        screen.print_message("review-unwritten")
    return chosen


def _prepare(plan: Plan, registry: Registry, notes: Notes, items: Sequence[Item]) -> Outcome:
    versions = find_versions(notes.files, plan.pairs)

    def recheck(data: bytes, path: str) -> Report:
        return check_data(data, path, registry, plan.settings, read_other_versions(Path(path), versions)[0])

    return prepare_outcome(items, recheck, plan.waivers, [rule.id for rule in RULES])


def _write(screen: Screen, outcome: Outcome, force: bool) -> bool:
    """Write the decisions, say what was written, and return whether it was."""
    problems = write_outcome(outcome, force)
    if problems:
        screen.print_problems(problems)
        return False
    say = partial(screen.ui, fixed=outcome.fixed, waived=outcome.waived)
    for each in outcome.files:
        click.echo(screen.ui("review-wrote", path=str(each.path)))
    if outcome.gone:
        click.echo(screen.ui("review-gone", count=len(outcome.gone)))
    click.echo(say("review-written"))
    return True
