"""The option that makes a run fail below a percentage."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli.screen import Screen
from factcheck.errors import Place, Problem, UsageError

_MOST = 100


class Percentage(click.types.StringParamType):
    """A number from 0 to 100."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises UsageError where it is none, or beyond 100."""
        try:
            number = float(value)
        except ValueError:
            number = -1
        if not 0 <= number <= _MOST:
            raise UsageError(Problem(Place(""), "usage-percentage", {"name": value, "option": param.opts[0] if param else ""}))
        return number


def make_rate_option(screen: Screen, key: str) -> click.Option:
    """Return the option `--fail-under`; `key` is that of its help."""
    return screen.make_option("--fail-under", type=Percentage(), key=key, metavar_key="percent")
