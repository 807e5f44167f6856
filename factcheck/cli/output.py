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

from factcheck.cli.destination import STANDARD_OUTPUT, opened
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import Screen, chosen, on_terminal
from factcheck.cli.settings import Plan
from factcheck.discovery import Notes, find_notes
from factcheck.errors import Problem, failure
from factcheck.files.leftovers import remove_leftovers
from factcheck.findings import Report
from factcheck.reporters import REPORTERS, SUFFIXES, Options, Reporter, Totals, reporter

Output = tuple[str, str | None]
"""The name of a format, and the file that it goes to (None: the screen)."""
_MACHINES = ("json", "jsonl", "sarif", "junit")


class OutputCommand(ScreenCommand):
    """A command whose `--format` and `--output` pair up in the order in which they are written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments, and keep the order of formats and files for `outputs`."""
        left = super().parse_args(ctx, list(args))
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        waiting = {name: iter(values.get(name) or ()) for name in ("form", "output")}
        ctx.meta["outputs"] = [(each.name, next(waiting[each.name])) for each in order if each.name in waiting]
        return left


def outputs(given: Iterable[tuple[str, str]]) -> list[Output]:
    """Return the formats and their files: a file belongs to the format before it, or else to the one after it. Raises UsageError."""
    found: list[Output] = []
    waiting: str | None = None
    for name, value in given:
        if name == "form":
            chosen([value], list(REPORTERS), "unknown-format")
            found.append((value, waiting))
            waiting = None
        elif found and found[-1][1] is None:
            found[-1] = (found[-1][0], value)
        else:
            found += [(_form(waiting), waiting)] if waiting else []
            waiting = value
    if waiting:
        found.append((_form(waiting), waiting))
    found = [(name, None if path == STANDARD_OUTPUT else path) for name, path in found]
    return found or [("rich" if on_terminal() else "text", None)]


def _form(path: str) -> str:
    """Return the format that a file's name asks for; for the screen, `text`."""
    return SUFFIXES.get(Path(path).suffix.lower(), "text")


def found_notes(screen: Screen, todo: Plan, outputs: Iterable[str]) -> Notes:
    """Return the notes of a run. What is not checked is listed on standard error; leftovers of killed runs are removed."""
    notes = find_notes(todo.paths, todo.selection)
    screen.notices(notes.notices)
    folders = [*notes.folders, *(Path(os.path.realpath(output)).parent for output in outputs if output != STANDARD_OUTPUT)]
    remove_leftovers(dict.fromkeys(folders))
    return notes


def report_all(
    screen: Screen, forms: Sequence[Output], options: Options, results: Iterable[Report | Problem], force: bool = False
) -> Totals:
    """Write the reports of a run in every format, and return its totals. A second format for the screen follows the first one."""
    totals = Totals()
    with ExitStack() as stack:
        pending: list[io.StringIO] = []
        written: list[Reporter] = []
        for at, (name, path) in enumerate(forms):
            later = path is None and any(earlier is None for _, earlier in forms[:at])
            stream = io.StringIO() if later else stack.enter_context(opened(path, force))
            pending += [stream] if isinstance(stream, io.StringIO) else []
            written.append(reporter(name, stream, screen.messages, options))
        for found in results:
            _take(found, written, totals)
            if isinstance(found, Problem) and all(name in _MACHINES or path for name, path in forms):
                screen.problems([found])
        for each in written:
            each.finish(totals)
        for stream in pending:
            sys.stdout.write(stream.getvalue())
    return totals


def _take(found: Report | Problem, written: Sequence[Reporter], totals: Totals) -> None:
    if isinstance(found, Report):
        try:
            for each in written:
                each.document(found)
        except OSError:
            raise
        except Exception as error:  # a fault of ours, in one note, must not keep the others from being reported
            _take(failure(found.path, error), written, totals)
        else:
            totals.add(found)
    else:
        totals.failures += 1
        for each in written:
            each.failure(found)


def progress(screen: Screen, results: Iterator[Any], count: int, many: int = 20) -> Iterator[Any]:
    """Yield the results, with a progress bar on standard error if it is a terminal and there are many."""
    if screen.quiet or count <= many or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=count, label=screen.ui("progress"), file=sys.stderr) as shown:
        yield from shown
