"""`factcheck annotate`: write a copy of a Word or ODT file or a PDF with its findings in it."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from factcheck.annotate import PDF, AnnotateOptions, annotate_file, is_annotated
from factcheck.checker import check_data
from factcheck.cli.destination import STANDARD_OUTPUT, is_stream, open_binary_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, NON_EMPTY, Screen
from factcheck.cli.settings import Plan, load_run_facts, make_check_options, make_confidence_option, make_plan
from factcheck.cli.standard_input import MARK, StandardInput
from factcheck.cli.waived import load_run_waivers, print_stale_waivers
from factcheck.corpus import find_versions, read_other_versions
from factcheck.discovery import Notes
from factcheck.errors import Place, Problem, UsageError
from factcheck.files.leftovers import remove_leftovers
from factcheck.formats import read_contents
from factcheck.formats.annotators import TRACKED

SUFFIXES = (*TRACKED, PDF)


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("note", "note-annotate", type=NON_EMPTY),
        screen.make_option("-o", "--output", type=NON_EMPTY, key="output-annotate", metavar_key="file", required=True),
        screen.make_option("--suggest", is_flag=True),
        *make_check_options(screen),
        make_confidence_option(screen),
        screen.make_option("--stdin-filename", type=NON_EMPTY, key="stdin-filename-annotate", metavar_key="note"),
        screen.make_option("--watch", key="watch-annotate", is_flag=True),
        screen.make_force_option("force-output"),
    ]

    def run(note: str, output: str, **values: Any) -> int:
        given = StandardInput(screen, {**values, "diff": False, "fix": False, "unsafe_fixes": False}) if note == MARK else None
        annotation = Annotation(screen, given.path if given else Path(note), output, values, given)
        annotation.check_options()
        if values["watch"]:
            from factcheck.cli.annotate_watch import AnnotationWatch

            return AnnotationWatch(screen, annotation).run()
        annotation.write(annotation.make_plan())
        return CLEAN

    return ScreenCommand(screen, "annotate", params=parameters, callback=run)


class Annotation:
    """The copy of one note, as the options of a run ask for it; `given` is the note where it is on standard input."""

    def __init__(self, screen: Screen, note: Path, output: str, values: Mapping[str, Any], given: StandardInput | None) -> None:
        self.note, self.output = note, output
        self._screen, self._values, self._given = screen, values, given

    def check_options(self) -> None:
        """Raise UsageError for files and options that do not go together."""
        suffix = self.note.suffix.lower()
        if suffix not in SUFFIXES:
            raise UsageError(Problem(Place(str(self.note)), "annotate-format", {"suffix": self.note.suffix or str(self.note)}))
        if self.output != STANDARD_OUTPUT and os.path.realpath(self.note) == os.path.realpath(self.output):
            raise UsageError(Problem(Place(self.output), "annotate-same"))
        if self._values["suggest"] and suffix == PDF:
            raise UsageError(Problem(Place(str(self.note)), "suggest-format", {"suffix": PDF}))
        if self._values["watch"] and self._given:
            raise UsageError(Problem(Place(""), "annotate-watch-input"))
        if self._values["watch"] and (self.output == STANDARD_OUTPUT or is_stream(self.output)):
            raise UsageError(Problem(Place(self.output), "annotate-watch-output"))

    def make_plan(self) -> Plan:
        """Return the plan of the check of the note. Raises UsageError."""
        return make_plan((str(self.note),), dict(self._values), explain=True)

    def write(self, plan: Plan) -> None:
        """Check the note, and write the copy, completely or not at all. Raises UsageError and DocumentError."""
        screen, force = self._screen, self._values["force"]
        registry, data = load_run_facts(screen, plan), self._given.data if self._given else read_contents(self.note)
        plan.make_guard(Notes([self.note]), force).check_outputs([(self.output, (self.note.suffix.lower(),))], is_annotated)
        remove_leftovers({Path(os.path.realpath(each)).parent for each in (self.note, self.output)})
        others = read_other_versions(self.note, find_versions([self.note], plan.pairs))[0]
        report = check_data(data, str(self.note), registry, plan.settings, others)
        waivers = load_run_waivers(plan)
        report = waivers.apply(report) if waivers else report
        print_stale_waivers(screen, waivers, plan.settings)
        options = AnnotateOptions(screen.messages, plan.settings.today, self._values["suggest"], registry)
        copy, comments, changes = annotate_file(data, report, options)
        with open_binary_output(self.output, force) as file:
            file.write(copy)
        text = screen.ui("annotated", path=self.output, count=comments, changes=changes)
        click.echo(text, err=self.output == STANDARD_OUTPUT)
