"""`factcheck annotate`: write a copy of a Word file or a PDF with its findings in it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from factcheck.annotate import PDF, annotated, is_annotated
from factcheck.check import check_data, load_facts
from factcheck.cli.destination import STANDARD_OUTPUT, opened_bytes
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, FILLED, Screen
from factcheck.cli.settings import options, plan
from factcheck.corpus import others_of, versions
from factcheck.discovery import Notes
from factcheck.errors import Place, Problem, UsageError
from factcheck.files.leftovers import remove_leftovers
from factcheck.formats import read_contents

SUFFIXES = (".docx", ".docm", PDF)


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.argument("note", "note-annotate", type=FILLED),
        screen.option("-o", "--output", type=FILLED, key="output-annotate", shown="file", required=True),
        screen.option("--suggest", is_flag=True),
        *options(screen),
        screen.force(),
    ]

    def run(note: str, output: str, suggest: bool, **given: Any) -> int:
        if Path(note).suffix.lower() not in SUFFIXES:
            raise UsageError(Problem(Place(note), "annotate-format", {"suffix": Path(note).suffix or note}))
        if output != STANDARD_OUTPUT and os.path.realpath(note) == os.path.realpath(output):
            raise UsageError(Problem(Place(output), "annotate-same"))
        if suggest and Path(note).suffix.lower() == PDF:
            raise UsageError(Problem(Place(note), "suggest-format", {"suffix": PDF}))
        todo = plan((note,), given)
        registry, data = load_facts(todo.facts, todo.packs), read_contents(Path(note))
        todo.guard(Notes([Path(note)]), given["force"]).admit([(output, (Path(note).suffix.lower(),))], is_annotated)
        remove_leftovers({Path(os.path.realpath(each)).parent for each in (note, output)})
        report = check_data(data, note, registry, todo.settings, others_of(Path(note), versions([Path(note)], todo.pairs))[0])
        copy, comments, changes = annotated(data, report, screen.messages, suggest, todo.settings.today)
        with opened_bytes(output, given["force"]) as file:
            file.write(copy)
        click.echo(screen.ui("annotated", path=output, count=comments, changes=changes), err=output == STANDARD_OUTPUT)
        return CLEAN

    return ScreenCommand(screen, "annotate", params=parameters, callback=run)
