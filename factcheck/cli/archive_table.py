"""Print the summary of an archive: documents, findings by rule and severity, and the documents that could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.rate_table import print_table
from factcheck.cli.screen import Screen
from factcheck.findings import Severity
from factcheck.runtime.visible import escape_line

if TYPE_CHECKING:
    from factcheck.archive.model import Summary

_LEVELS = {"column-errors": Severity.ERROR, "column-warnings": Severity.WARNING, "column-notes": Severity.NOTE}
# So many of the documents that could not be read are listed; all of them stand in the results.
_LISTED = 20


def print_summary(screen: Screen, summary: Summary, folder: str) -> None:
    """Print the table of the findings by rule, unless the run is quiet, and on standard error what could not be read."""
    if not screen.quiet:
        rules = sorted({rule for rule, _ in summary.rules})
        rows = [[screen.messages.title(rule), *_count(summary, [rule])] for rule in rules]
        heads = [screen.ui(key) for key in ("column-rule", *_LEVELS)]
        if rows:
            print_table(heads, rows, [screen.ui("total"), *_count(summary, rules)])
            click.echo()
        text = screen.ui("archive-done", documents=summary.documents, failures=len(summary.unread), path=folder)
        click.echo(wrap_text(escape_line(text), find_screen_width(), "", ""))
    for path, message in summary.unread[:_LISTED]:
        click.echo(escape_line(f"{path}: {message}"), err=True)
    if len(summary.unread) > _LISTED:
        screen.print_message("archive-more-unread", count=len(summary.unread) - _LISTED)


def _count(summary: Summary, rules: list[str]) -> list[str]:
    return [str(sum(summary.rules[rule, str(level)] for rule in rules)) for level in _LEVELS.values()]
