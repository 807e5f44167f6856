"""`factcheck report`: the reviewer's page."""

from __future__ import annotations

from typing import Any

import click

from factcheck.check import load_facts
from factcheck.cli.output import progress, report_all
from factcheck.cli.screen import CLEAN, FAILED, Screen
from factcheck.cli.settings import options, plan
from factcheck.corpus import documents, reports
from factcheck.reporters import Options
from factcheck.rules import RULES


def command(screen: Screen) -> click.Command:
    """The command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, metavar="PATHS..."),
        screen.option("-o", "--output", key="output-report", metavar="FILE.html", required=True),
        *options(screen),
    ]

    def run(paths: tuple[str, ...], output: str, **given: Any) -> int:
        todo = plan(paths, given, explain=True)
        registry = load_facts(todo.facts, todo.packs)
        files = list(documents(todo.paths, todo.selection))
        results = progress(screen, reports(files, registry, todo.settings, todo.pairs), len(files))
        totals = report_all(screen, [("html", output)], Options(registry=registry, rules=RULES), results)
        click.echo(screen.ui("report-written", path=output, documents=totals.documents))
        return FAILED if totals.failures else CLEAN

    return click.Command("report", params=parameters, callback=run, help=screen.ui("help-report"))
