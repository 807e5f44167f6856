"""Where reports go: the screen, files, and the forms that were asked for, in their order."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any, TextIO

import click

from factcheck.cli.screen import Screen, chosen, on_terminal
from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Report
from factcheck.reporters import REPORTERS, SUFFIXES, Options, Reporter, Totals, reporter

Output = tuple[str, str | None]
"""The name of a form, and the file that it goes to (None: the screen)."""
_MACHINES = ("json", "jsonl", "sarif", "junit")


class OutputCommand(click.Command):
    """A command whose `--format` and `--output` pair up in the order in which they are written."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the order for `outputs`."""
        values, _, order = self.make_parser(ctx).parse_args(args=list(args))
        waiting = {name: iter(values.get(name) or ()) for name in ("form", "output")}
        ctx.meta["outputs"] = [(each.name, next(waiting[each.name])) for each in order if each.name in waiting]
        return super().parse_args(ctx, args)


def outputs(given: Iterable[tuple[str, str]]) -> list[Output]:
    """The forms and their files: a file goes to the form before it, else to the one after it. Raises UsageError."""
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
            found += [(SUFFIXES.get(Path(waiting).suffix, "text"), waiting)] if waiting else []
            waiting = value
    if waiting:
        found.append((SUFFIXES.get(Path(waiting).suffix, "text"), waiting))
    return found or [("rich" if on_terminal() else "text", None)]


def report_all(screen: Screen, forms: Sequence[Output], options: Options, results: Iterable[Report | Problem]) -> Totals:
    """Write the reports of a run in every form; its totals. A second form for the screen follows the first one."""
    totals = Totals()
    with ExitStack() as stack:
        held: list[io.StringIO] = []
        written: list[Reporter] = []
        for at, (name, path) in enumerate(forms):
            later = path is None and any(earlier is None for _, earlier in forms[:at])
            stream = io.StringIO() if later else stack.enter_context(opened(path))
            held += [stream] if isinstance(stream, io.StringIO) else []
            written.append(reporter(name, stream, screen.messages, options))
        for found in results:
            _take(found, written, totals)
            if isinstance(found, Problem) and all(name in _MACHINES or path for name, path in forms):
                screen.problems([found])
        for each in written:
            each.finish(totals)
        for stream in held:
            sys.stdout.write(stream.getvalue())
    return totals


def _take(found: Report | Problem, written: Sequence[Reporter], totals: Totals) -> None:
    if isinstance(found, Report):
        totals.add(found)
        for each in written:
            each.document(found)
    else:
        totals.failures += 1
        for each in written:
            each.failure(found)


@contextmanager
def opened(output: str | None) -> Iterator[TextIO]:
    """Standard output, or a file that is written whole or not at all. Raises UsageError where it cannot be written."""
    if output is None:
        if isinstance(sys.stdout, io.TextIOWrapper):
            sys.stdout.reconfigure(encoding="utf-8", errors="replace")
        yield sys.stdout
        sys.stdout.flush()
        return
    path = Path(output)
    partial = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        with partial.open("w", encoding="utf-8", newline="\n") as file:
            yield file
        os.replace(partial, path)
    except OSError as error:
        raise UsageError(Problem(Place(output), "output-unwritable", {"reason": error.strerror or str(error)})) from None
    finally:
        partial.unlink(missing_ok=True)


def progress(screen: Screen, results: Iterator[Any], count: int, many: int = 20) -> Iterator[Any]:
    """The results, told on standard error where that is a terminal and there are many."""
    if count <= many or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=count, label=screen.ui("progress"), file=sys.stderr) as shown:
        yield from shown
