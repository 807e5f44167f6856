"""`factcheck report`: write the reviewer's page."""

from __future__ import annotations

from typing import Any

import click

from factcheck.check import load_facts
from factcheck.cli.destination import STANDARD_OUTPUT
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import found_notes, progress, report_all
from factcheck.cli.screen import CLEAN, FAILED, FILLED, Screen
from factcheck.cli.settings import options, plan
from factcheck.corpus import reports
from factcheck.reporters import FITTING, Options
from factcheck.reporters.recognize import is_any_report
from factcheck.rules import RULES


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.argument("paths", "paths", nargs=-1, type=FILLED),
        screen.option("-o", "--output", type=FILLED, key="output-report", shown="html", required=True),
        *options(screen),
        screen.force(),
    ]

    def run(paths: tuple[str, ...], output: str, **given: Any) -> int:
        todo = plan(paths, given, explain=True)
        registry = load_facts(todo.facts, todo.packs)
        notes = found_notes(screen, todo, [output])
        todo.guard(notes, given["force"]).admit([(output, FITTING["html"])], is_any_report)
        results = progress(screen, reports(notes.files, registry, todo.settings, todo.pairs), len(notes.files))
        page = None if output == STANDARD_OUTPUT else output
        totals = report_all(screen, [("html", page)], Options(registry=registry, rules=RULES), results, given["force"])
        click.echo(screen.ui("report-written", path=output, documents=totals.documents), err=page is None)
        return FAILED if totals.failures else CLEAN

    return ScreenCommand(screen, "report", params=parameters, callback=run)
