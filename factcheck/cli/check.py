"""`factcheck check`: the main job."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TextIO

import click

from factcheck.check import Settings, load_facts
from factcheck.cli.screen import CLEAN, FAILED, FOUND, Screen, chosen, day, on_terminal
from factcheck.corpus import documents, reports
from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Report, Severity
from factcheck.reporters import REPORTERS, Options, Totals, reporter
from factcheck.rules import RULES

LEVELS = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING), "note": tuple(Severity), "never": ()}
DOCUMENTS = "documents"
# Progress is shown for more documents than that.
_MANY = 20


def command(screen: Screen) -> click.Command:
    """The command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        click.Argument(["paths"], nargs=-1, metavar="PATHS..."),
        *screen.shared(),
        screen.option("--as-of", metavar="DATE"),
        screen.option("--today", metavar="DATE"),
        screen.option("--format", "form", metavar="|".join(REPORTERS)),
        screen.option("-o", "--output", key="output", metavar="FILE"),
        screen.option("--select", multiple=True, metavar="RULES"),
        screen.option("--ignore", multiple=True, metavar="RULES"),
        screen.option("--fail-on", type=click.Choice(list(LEVELS)), default="warning", show_default=True),
        screen.option("--exclude", multiple=True, metavar="GLOB"),
        screen.option("--statistics", is_flag=True),
        screen.option("--explain", is_flag=True),
    ]

    def run(
        paths: tuple[str, ...],
        facts: str,
        as_of: str | None,
        today: str | None,
        form: str | None,
        output: str | None,
        select: tuple[str, ...],
        ignore: tuple[str, ...],
        fail_on: str,
        exclude: tuple[str, ...],
        statistics: bool,
        explain: bool,
    ) -> int:
        known = [rule.id for rule in RULES]
        settings = Settings(
            day(today) or date.today(), day(as_of), chosen(select, known, "unknown-rule"), chosen(ignore, known, "unknown-rule"), explain
        )
        name = form or ("rich" if output is None and on_terminal() else "text")
        chosen([name], list(REPORTERS), "unknown-format")
        registry = load_facts(Path(facts))
        files = list(documents([Path(path) for path in paths or (DOCUMENTS,)], exclude))
        with _stream(output) as stream:
            totals = _report(
                screen, stream, name, Options(statistics, explain), _progress(screen, reports(files, registry, settings), len(files))
            )
        return FAILED if totals.failures else FOUND if any(totals.severities[level] for level in LEVELS[fail_on]) else CLEAN

    return click.Command("check", params=parameters, callback=run, help=screen.ui("help-check"))


def _report(screen: Screen, stream: TextIO, name: str, options: Options, results: Iterable[Report | Problem]) -> Totals:
    totals = Totals()
    written = reporter(name, stream, screen.messages, options)
    for found in results:
        if isinstance(found, Report):
            totals.add(found)
            written.document(found)
        else:
            totals.failures += 1
            written.failure(found)
            if name in ("json", "jsonl"):
                screen.problems([found])
    written.finish(totals)
    return totals


@contextmanager
def _stream(output: str | None) -> Iterator[TextIO]:
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


def _progress(screen: Screen, results: Iterator[Report | Problem], count: int) -> Iterator[Report | Problem]:
    """The results, told on standard error where that is a terminal and there are many."""
    if count <= _MANY or not sys.stderr.isatty():
        yield from results
        return
    with click.progressbar(results, length=count, label=screen.ui("progress"), file=sys.stderr) as shown:
        yield from shown


__all__: Sequence[str] = ("command",)
