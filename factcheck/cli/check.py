"""`factcheck check`: check notes against the facts."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from factcheck.check import check_data, load_facts
from factcheck.cli.destination import opened
from factcheck.cli.output import OutputCommand, found_notes, outputs, progress, report_all
from factcheck.cli.screen import CLEAN, FAILED, FILLED, FOUND, Names, Screen, on_terminal
from factcheck.cli.settings import LEVELS, Plan, options, plan
from factcheck.corpus import others_of, reports, versions
from factcheck.discovery import Notes
from factcheck.errors import DocumentError, Problem, failure
from factcheck.findings import Report
from factcheck.reporters import FITTING, REPORTERS, Options
from factcheck.reporters.recognize import is_any_report
from factcheck.rules import RULES
from factcheck.runtime.visible import escape_line, escape_lines

if TYPE_CHECKING:
    from factcheck.baseline import Baseline, Listing


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.argument("paths", "paths", nargs=-1, type=FILLED),
        *options(screen),
        screen.option("--format", "form", multiple=True, metavar="|".join(REPORTERS)),
        screen.option("-o", "--output", type=FILLED, key="output", multiple=True, shown="file"),
        screen.option("--fail-on", type=Names(LEVELS), usual="warning"),
        screen.option("--fix", is_flag=True),
        screen.option("--unsafe-fixes", is_flag=True),
        screen.option("--diff", is_flag=True),
        screen.option("--write-baseline", type=FILLED, shown="file"),
        screen.option("--statistics", is_flag=True),
        screen.option("--explain", is_flag=True),
        screen.option("-q", "--quiet", key="quiet", is_flag=True),
        screen.force(),
    ]

    def run(paths: tuple[str, ...], **given: Any) -> int:
        forms = outputs(click.get_current_context().meta["outputs"])
        if given["quiet"]:
            screen.quiet = True
            forms = [form for form in forms if form[1]]
        pages = any(name == "html" for name, _ in forms)
        return _run(screen, plan(paths, given, given["explain"] or pages), given, forms)

    return OutputCommand(screen, "check", params=parameters, callback=run)


def _run(screen: Screen, todo: Plan, given: dict[str, Any], forms: list[tuple[str, str | None]]) -> int:
    registry = load_facts(todo.facts, todo.packs)
    baseline = [given["write_baseline"]] if given["write_baseline"] else []
    notes = found_notes(screen, todo, [*(path for _, path in forms if path), *baseline])
    files = notes.files
    _admit(todo, notes, given, forms)
    known, listing = _lists(todo, given)
    mending = given["fix"] or given["unsafe_fixes"]
    results = reports(files, registry, todo.settings, todo.pairs, in_advance=not mending)
    if given["diff"]:
        results = results if screen.quiet else _shown(results, given["unsafe_fixes"])
        forms = [form for form in forms if form[1]]
    elif mending:
        pairs = versions(files, todo.pairs)

        def recheck(data: bytes, path: str) -> Report:
            return check_data(data, path, registry, todo.settings, others_of(Path(path), pairs)[0])

        results = _mended(screen, results, recheck, unsafe=given["unsafe_fixes"], force=given["force"])
    shown = Options(given["statistics"], given["explain"], registry=registry, rules=RULES)
    totals = report_all(screen, forms, shown, progress(screen, _weighed(results, known, listing), len(files)), given["force"])
    if listing:
        with opened(given["write_baseline"], given["force"]) as stream:
            stream.write(listing.text())
        screen.print_text("baseline-written", path=given["write_baseline"], count=listing.count)
    elif known:
        _print_stale(screen, known, todo)
    failing = not listing and any(totals.severities[level] for level in todo.failing)
    return FAILED if totals.failures else FOUND if failing else CLEAN


def _admit(todo: Plan, notes: Notes, given: dict[str, Any], forms: list[tuple[str, str | None]]) -> None:
    """Raise UsageError for an output that would overwrite what it must not."""
    guard = todo.guard(notes, given["force"])
    written = [(path, FITTING[name]) for name, path in forms if path]
    guard.admit(written, is_any_report)
    if given["write_baseline"]:
        from factcheck.baseline import SUFFIXES, is_baseline

        own = guard.without(todo.baseline).beside(path for path, _ in written)
        own.admit([(given["write_baseline"], SUFFIXES)], is_baseline)


def _lists(todo: Plan, given: dict[str, Any]) -> tuple[Baseline | None, Listing | None]:
    """Return the known findings to omit, and the list to write findings to; each is loaded only if the options ask for it."""
    if not (todo.baseline or given["write_baseline"]):
        return None, None
    from factcheck.baseline import Baseline, Listing

    known = Baseline.read(todo.baseline) if todo.baseline and not _new(todo.baseline, given) else None
    return known, Listing() if given["write_baseline"] else None


def _new(path: Path, given: dict[str, Any]) -> bool:
    """Return whether a list of known findings does not exist yet, and is about to be written."""
    return bool(given["write_baseline"]) and not os.path.lexists(path)


def _weighed(results: Iterator[Report | Problem], known: Baseline | None, listing: Listing | None) -> Iterator[Report | Problem]:
    for found in results:
        if isinstance(found, Report):
            if listing:
                listing.add(found)
            found = known.absorb(found) if known else found
        yield found


def _shown(results: Iterator[Report | Problem], unsafe: bool) -> Iterator[Report | Problem]:
    """Yield the results, after the differences that their corrections would make are printed; escaped on a terminal."""
    from factcheck.fix import changes, diff

    for found in results:
        if isinstance(found, Report):
            text = diff(found, changes(found, unsafe))
            click.echo(escape_lines(text) if on_terminal() else text, nl=False, color=True)
        yield found


def _mended(
    screen: Screen, results: Iterator[Report | Problem], recheck: Callable[[bytes, str], Report], *, unsafe: bool, force: bool
) -> Iterator[Report | Problem]:
    """Yield the results that remain after the corrections are written to the notes."""
    from factcheck.fix import changes, mend

    for found in results:
        if not isinstance(found, Report) or not changes(found, unsafe):
            yield found
            continue
        try:
            left, count = mend(Path(found.path), recheck, unsafe, force)
            screen.print_text("fixed", path=found.path, count=count)
            yield left
        except DocumentError as error:
            yield found
            yield from error.problems
        except Exception as error:  # a fault of ours, in one note, must not keep the others from being corrected
            yield found
            yield failure(found.path, error)


def _print_stale(screen: Screen, known: Baseline, todo: Plan) -> None:
    stale = known.stale()
    if screen.quiet:
        return
    if stale:
        screen.print_text("baseline-stale", path=str(todo.baseline), count=len(stale))
    for path, each in stale:
        click.echo(escape_line(f"  {path}: {each.rule} {screen.ui('quoted', text=each.quote)} {each.fact}".rstrip()), err=True)
