"""Write the corrections of a run into its notes, or show what they would change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from factcheck.cli.screen import Screen, is_on_terminal
from factcheck.cli.settings import Plan
from factcheck.corpus import LoadRegistry, find_versions, read_other_versions
from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.findings import Report
from factcheck.runtime.visible import escape_lines

if TYPE_CHECKING:
    from factcheck.waivers.apply import Waivers

Recheck = Callable[[bytes, str], Report]
"""Checks the bytes of a note at a path, as they are after a correction."""


def make_recheck(files: Sequence[Path | Problem], load: LoadRegistry, plan: Plan, waivers: Waivers | None) -> Recheck:
    """Return what checks a corrected note as the notes of a run are checked."""
    from factcheck.checker import check_data

    versions = find_versions(files, plan.pairs)

    def recheck(data: bytes, path: str) -> Report:
        report = check_data(data, path, load(), plan.settings, read_other_versions(Path(path), versions)[0])
        return waivers.apply(report) if waivers else report

    return recheck


def print_diffs(results: Iterator[Report | Problem], unsafe: bool) -> Iterator[Report | Problem]:
    """Yield the results, after the differences that their corrections would make are printed; escaped on a terminal."""
    from factcheck.fix import make_diff, select_changes

    for found in results:
        if isinstance(found, Report):
            text = make_diff(found, select_changes(found, unsafe))
            click.echo(escape_lines(text) if is_on_terminal() else text, nl=False, color=True)
        yield found


def apply_fixes(
    screen: Screen, results: Iterator[Report | Problem], recheck: Recheck, *, unsafe: bool, force: bool
) -> Iterator[Report | Problem]:
    """Yield the results that remain after the corrections are written to the notes."""
    from factcheck.fix import correct_file, select_changes

    for found in results:
        if not isinstance(found, Report) or not select_changes(found, unsafe):
            yield found
            continue
        try:
            report, count = correct_file(Path(found.path), recheck, unsafe, force)
            screen.print_message("fixed", path=found.path, count=count)
            yield report
        except DocumentError as error:
            yield found
            yield from error.problems
        except Exception as error:  # a bug met in one note must not prevent the correction of the others
            yield found
            yield make_failure(found.path, error)
