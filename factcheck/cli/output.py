"""Choose the formats and the destinations of reports, and write them in order."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import click

from factcheck.cli.destination import STANDARD_OUTPUT, open_output
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import Screen, is_on_terminal, parse_names
from factcheck.cli.settings import Plan
from factcheck.discovery import Notes, find_notes
from factcheck.errors import Problem, make_failure
from factcheck.files.leftovers import remove_leftovers
from factcheck.findings import Report
from factcheck.reporters import FORMAT_OF_SUFFIX, REPORTERS, Options, Reporter, Totals, make_reporter

Output = tuple[str, str | None]
"""The name of a format, and the file that it goes to (None: the screen)."""
_MACHINE_FORMATS = ("json", "jsonl", "sarif", "junit")


class OutputCommand(ScreenCommand):
    """A command whose `--format` and `--output` pair up in the order in which they are written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, and record the order of formats and files for `pair_outputs`."""
        rest = super().parse_args(ctx, list(args))
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        waiting = {name: iter(values.get(name) or ()) for name in ("form", "output")}
        ctx.meta["outputs"] = [(each.name, next(waiting[each.name])) for each in order if each.name in waiting]
        return rest


def pair_outputs(chosen: Iterable[tuple[str, str]]) -> list[Output]:
    """Return the formats and their files: a file belongs to the format before it, or else to the one after it. Raises UsageError."""
    found: list[Output] = []
    waiting: str | None = None
    for name, value in chosen:
        if name == "form":
            parse_names([value], list(REPORTERS), "unknown-format")
            found.append((value, waiting))
            waiting = None
        elif found and found[-1][1] is None:
            found[-1] = (found[-1][0], value)
        else:
            found += [(_find_format(waiting), waiting)] if waiting else []
            waiting = value
    if waiting:
        found.append((_find_format(waiting), waiting))
    found = [(name, None if path == STANDARD_OUTPUT else path) for name, path in found]
    return found or [("rich" if is_on_terminal() else "text", None)]


def _find_format(path: str) -> str:
    """Return the format that fits the name of a file; `text` where none does."""
    return FORMAT_OF_SUFFIX.get(Path(path).suffix.lower(), "text")


def find_run_notes(screen: Screen, plan: Plan, outputs: Iterable[str]) -> Notes:
    """Return the notes of a run; list on standard error what is not checked, and remove the leftovers of killed runs."""
    notes = find_notes(plan.paths, plan.selection)
    screen.print_notices(notes.notices)
    folders = [*notes.folders, *(Path(os.path.realpath(output)).parent for output in outputs if output != STANDARD_OUTPUT)]
    remove_leftovers(dict.fromkeys(folders))
    return notes


def write_reports(
    screen: Screen, forms: Sequence[Output], options: Options, results: Iterable[Report | Problem], force: bool = False
) -> Totals:
    """Write the reports of a run in every format, and return its totals. A second format for the screen follows the first one."""
    totals = Totals()
    with ExitStack() as stack:
        delayed: list[io.StringIO] = []
        reporters: list[Reporter] = []
        for at, (name, path) in enumerate(forms):
            later = path is None and any(earlier is None for _, earlier in forms[:at])
            stream = io.StringIO() if later else stack.enter_context(open_output(path, force))
            delayed += [stream] if isinstance(stream, io.StringIO) else []
            reporters.append(make_reporter(name, stream, screen.messages, options))
        for found in results:
            _write_result(found, reporters, totals)
            if isinstance(found, Problem) and all(name in _MACHINE_FORMATS or path for name, path in forms):
                screen.print_problems([found])
        totals.stale_waivers = options.list_stale_waivers() if options.list_stale_waivers else None
        for each in reporters:
            each.finish(totals)
        for stream in delayed:
            sys.stdout.write(stream.getvalue())
    return totals


def _write_result(found: Report | Problem, reporters: Sequence[Reporter], totals: Totals) -> None:
    if isinstance(found, Report):
        try:
            for each in reporters:
                each.add_document(found)
        except OSError:
            raise
        except Exception as error:  # a bug met in one note must not prevent the report on the others
            _write_result(make_failure(found.path, error), reporters, totals)
        else:
            totals.add(found)
    else:
        totals.failures += 1
        for each in reporters:
            each.add_failure(found)


def show_progress(screen: Screen, results: Iterator[Any], count: int, many: int = 20) -> Iterator[Any]:
    """Yield the results, with a progress bar on standard error if it is a terminal and there are many."""
    if screen.quiet or count <= many or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=count, label=screen.ui("progress"), file=sys.stderr) as bar:
        yield from bar
