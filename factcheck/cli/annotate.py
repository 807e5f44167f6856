"""`factcheck annotate`: write a copy of a Word file or a PDF with its findings in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from factcheck.annotate import PDF, annotate_file, is_annotated
from factcheck.checker import check_data
from factcheck.cli.destination import STANDARD_OUTPUT, open_binary_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, NON_EMPTY, Screen
from factcheck.cli.settings import load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.waived import load_run_waivers, print_stale_waivers
from factcheck.corpus import find_versions, read_other_versions
from factcheck.discovery import Notes
from factcheck.errors import Place, Problem, UsageError
from factcheck.files.leftovers import remove_leftovers
from factcheck.formats import read_contents

SUFFIXES = (".docx", ".docm", PDF)


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("note", "note-annotate", type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-annotate", metavar_key="file", required=True),
        screen.make_option("--suggest", is_flag=True),
        *make_check_options(screen),
        make_confidence_option(screen),
        screen.make_force_option("force-output"),
    ]

    def run(note: str, output: str, suggest: bool, **values: Any) -> int:
        if Path(note).suffix.lower() not in SUFFIXES:
            raise UsageError(Problem(Place(note), "annotate-format", {"suffix": Path(note).suffix or note}))
        if output != STANDARD_OUTPUT and os.path.realpath(note) == os.path.realpath(output):
            raise UsageError(Problem(Place(output), "annotate-same"))
        if suggest and Path(note).suffix.lower() == PDF:
            raise UsageError(Problem(Place(note), "suggest-format", {"suffix": PDF}))
        plan = make_plan((note,), values)
        registry, data = load_run_facts(screen, plan), read_contents(Path(note))
        plan.make_guard(Notes([Path(note)]), values["force"]).check_outputs([(output, (Path(note).suffix.lower(),))], is_annotated)
        remove_leftovers({Path(os.path.realpath(each)).parent for each in (note, output)})
        report = check_data(
            data, note, registry, plan.settings, read_other_versions(Path(note), find_versions([Path(note)], plan.pairs))[0]
        )
        waivers = load_run_waivers(plan)
        report = waivers.apply(report) if waivers else report
        print_stale_waivers(screen, waivers, plan.settings)
        copy, comments, changes = annotate_file(data, report, screen.messages, suggest, plan.settings.today)
        with open_binary_output(output, values["force"]) as file:
            file.write(copy)
        click.echo(screen.ui("annotated", path=output, count=comments, changes=changes), err=output == STANDARD_OUTPUT)
        return CLEAN

    return ScreenCommand(screen, "annotate", params=parameters, callback=run)
