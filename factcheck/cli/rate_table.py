"""A table of notes with counts and a percentage."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

from factcheck.cli.screen import Screen


def make_rate(screen: Screen, rate: float) -> str:
    """Return a percentage, in the style of the screen's language; rounded down, so that only what is whole is 100."""
    return screen.ui("probability", percent=floor(rate))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]], total: Sequence[str]) -> None:
    """Print rows under their heads, numbers to the right, and a last row with the totals where there are several."""
    from rich.table import Table

    from factcheck.reporters.terminal import PlainConsole

    table = Table(box=None, pad_edge=False, header_style="bold", show_footer=len(rows) > 1, footer_style="bold")
    for at, head in enumerate(heads):
        table.add_column(head, total[at], justify="right" if at else "left", overflow="fold", no_wrap=bool(at))
    for row in rows:
        table.add_row(*row)
    PlainConsole().print(table)
