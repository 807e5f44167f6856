"""Explains why a text is not YAML: the usual mistakes, each with its place and what to do."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from factcheck.runtime.records import record

_KEY = re.compile(r"\s*(?:- )?(?P<name>[^\s:#][^:#]*?):(?P<gap>\s+|$)")
_INNER_KEY = re.compile(r"(?P<name>[\w-]+):\s+[^:,{}\[\]]*$")


@record
class Fault:
    """A mistake: the key of its message, line and column from 1, and the values of the message."""

    key: str
    line: int
    column: int
    values: Mapping[str, str]


@record
class Failure:
    """What the parser reports: its words, and the lines and columns, from 1, of the fault and of what it was reading."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int


def fault(lines: Sequence[str], failure: Failure) -> Fault:
    """Return the mistake in the lines of a file that made the parser fail."""
    for explain in _EXPLANATIONS:
        found = explain(lines, failure)
        if found:
            return found
    return Fault("yaml-broken", failure.line, failure.column, {"reason": failure.problem})


def _tab(lines: Sequence[str], failure: Failure) -> Fault | None:
    line = _line(lines, failure.line)
    at = line[: len(line) - len(line.lstrip())].find("\t")
    return Fault("yaml-tab", failure.line, at + 1, {}) if at >= 0 else None


def _unclosed(lines: Sequence[str], failure: Failure) -> Fault | None:
    if "quoted scalar" in failure.context:
        return Fault("yaml-quote", failure.context_line, failure.context_column, {})
    if "flow" not in failure.context:
        return None
    before = _line(lines, failure.line)[: failure.column - 1]
    key = _INNER_KEY.search(before)
    if key and _line(lines, failure.line)[failure.column - 1 : failure.column] == ":":
        return Fault("yaml-colon", failure.line, key.start() + 1, {"name": key["name"]})
    return Fault("yaml-bracket", failure.context_line, failure.context_column, {})


def _character(lines: Sequence[str], failure: Failure) -> Fault | None:
    if "cannot start any token" not in failure.problem and "scanning an anchor" not in failure.context:
        return None
    line, column = (failure.context_line, failure.context_column) if "anchor" in failure.context else (failure.line, failure.column)
    first = _KEY.match(_line(lines, line))
    shown = _line(lines, line)[first.end() :][:1] if first and first.end() < column else _line(lines, line)[column - 1 : column]
    return Fault("yaml-character", line, first.end() + 1 if first and first.end() < column else column, {"name": shown})


def _second_colon(lines: Sequence[str], failure: Failure) -> Fault | None:
    """Return the mistake where a colon stands in a value, or makes a key of words that continue the line above."""
    if "mapping values are not allowed" not in failure.problem:
        return None
    key = _KEY.match(_line(lines, failure.line))
    if key and key.end() < failure.column:
        return Fault("yaml-colon", failure.line, key.start("name") + 1, {"name": key["name"]})
    above = next((number for number in range(failure.line - 1, 0, -1) if _line(lines, number).strip()), 0)
    text = _line(lines, above).strip()
    column = len(_line(lines, above)) - len(_line(lines, above).lstrip()) + 1
    if _KEY.match(text):
        return Fault("yaml-indent", failure.line, _indent(lines, failure.line), {})
    name, colon, _ = text.partition(":")
    if colon:
        return Fault("yaml-no-space", above, column, {"name": name})
    return Fault("yaml-no-colon", above, column, {"name": text.split()[0] if text else ""})


def _misplaced(lines: Sequence[str], failure: Failure) -> Fault | None:
    """Return the mistake where a line does not go on with the list or the keys that were begun."""
    if "block" not in failure.context:
        return None
    line, column = failure.line, failure.column
    if column != _indent(lines, line):
        return Fault("yaml-text-after", line, column, {})
    if "'-' indicator" in failure.problem:
        return Fault("yaml-keys-in-list", line, column, {})
    dash = _line(lines, line).lstrip().startswith("- ")
    return Fault("yaml-list-in-keys" if dash else "yaml-indent", line, column, {})


def _line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _indent(lines: Sequence[str], number: int) -> int:
    """Return the column, from 1, of the first character of a line."""
    line = _line(lines, number)
    return len(line) - len(line.lstrip()) + 1


_EXPLANATIONS: tuple[Callable[[Sequence[str], Failure], Fault | None], ...] = (_tab, _unclosed, _character, _second_colon, _misplaced)
