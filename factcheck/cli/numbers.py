"""Whole numbers as values of options."""

from __future__ import annotations

from typing import Any

import click

from factcheck.errors import Place, Problem, UsageError

_MOST, _SHOWN = 10_000, 40


class PositiveNumber(click.types.StringParamType):
    """A whole number from 1 to 10,000."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises UsageError where it is none."""
        text = str(value)
        if text.isascii() and text.isdecimal() and len(text) <= len(str(_MOST)) and 0 < int(text) <= _MOST:
            return int(text)
        values = {"name": text[:_SHOWN], "option": param.opts[0] if param else "", "most": _MOST}
        raise UsageError(Problem(Place(""), "usage-whole-number", values))
