"""`factcheck report`: write the reviewer's page."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli.destination import STANDARD_OUTPUT
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.kept import find_run_facts, make_running_options
from factcheck.cli.output import find_run_notes, show_progress, write_reports
from factcheck.cli.screen import CLEAN, FAILED, NON_EMPTY, Screen
from factcheck.cli.settings import make_check_options, make_plan
from factcheck.cli.waived import apply_waivers, load_run_waivers, print_stale_waivers
from factcheck.corpus import Running, check_files
from factcheck.reporters import SUFFIXES_OF_FORMAT, Options
from factcheck.reporters.recognize import is_any_report


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("paths", "paths", nargs=-1, type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-report", metavar_key="html", required=True),
        *make_check_options(screen),
        *make_running_options(screen),
        screen.make_force_option("force-output"),
    ]

    def run(paths: tuple[str, ...], output: str, **values: Any) -> int:
        plan = make_plan(paths, values, explain=True)
        facts = find_run_facts(screen, plan, keep=not values["no_cache"])
        notes = find_run_notes(screen, plan, [output])
        plan.make_guard(notes, values["force"]).check_outputs([(output, SUFFIXES_OF_FORMAT["html"])], is_any_report)
        waivers = load_run_waivers(plan)
        running = Running(jobs=values["jobs"] or 0, kept=facts.kept)
        checked = apply_waivers(check_files(notes.files, facts.load, plan.settings, plan.pairs, running), waivers)
        results = show_progress(screen, checked, len(notes.files))
        page = None if output == STANDARD_OUTPUT else output
        totals = write_reports(screen, [("html", page)], Options(registry=facts.load()), results, values["force"])
        print_stale_waivers(screen, waivers, plan.settings)
        click.echo(screen.ui("report-written", path=output, documents=totals.documents), err=page is None)
        return FAILED if totals.failures else CLEAN

    return ScreenCommand(screen, "report", params=parameters, callback=run)
