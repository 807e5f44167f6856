"""Explain why a text is not YAML: the usual mistakes, each with its place and its remedy."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from factcheck.runtime.records import record

_KEY = re.compile(r"\s*(?:- )?(?P<name>[^\s:#][^:#]*?):(?P<gap>\s+|$)")
_INNER_KEY = re.compile(r"(?P<name>[\w-]+):\s+[^:,{}\[\]]*$")


@record
class YamlProblem:
    """A mistake: the key of its message, line and column from 1, and the values of the message."""

    key: str
    line: int
    column: int
    values: Mapping[str, str]


@record
class ParserFailure:
    """The report of the parser: its words, and the lines and columns, from 1, of the error and of its context."""

    problem: str
    context: str
    line: int
    column: int
    context_line: int
    context_column: int


def explain_error(lines: Sequence[str], failure: ParserFailure) -> YamlProblem:
    """Return the mistake in the lines of a file that made the parser fail."""
    for explain in _EXPLANATIONS:
        found = explain(lines, failure)
        if found:
            return found
    return YamlProblem("yaml-broken", failure.line, failure.column, {"reason": failure.problem})


def _explain_tab(lines: Sequence[str], failure: ParserFailure) -> YamlProblem | None:
    line = _get_line(lines, failure.line)
    at = line[: len(line) - len(line.lstrip())].find("\t")
    return YamlProblem("yaml-tab", failure.line, at + 1, {}) if at >= 0 else None


def _explain_unclosed(lines: Sequence[str], failure: ParserFailure) -> YamlProblem | None:
    if "quoted scalar" in failure.context:
        return YamlProblem("yaml-quote", failure.context_line, failure.context_column, {})
    if "flow" not in failure.context:
        return None
    before = _get_line(lines, failure.line)[: failure.column - 1]
    key = _INNER_KEY.search(before)
    if key and _get_line(lines, failure.line)[failure.column - 1 : failure.column] == ":":
        return YamlProblem("yaml-colon", failure.line, key.start() + 1, {"name": key["name"]})
    return YamlProblem("yaml-bracket", failure.context_line, failure.context_column, {})


def _explain_character(lines: Sequence[str], failure: ParserFailure) -> YamlProblem | None:
    if "cannot start any token" not in failure.problem and "scanning an anchor" not in failure.context:
        return None
    line, column = (failure.context_line, failure.context_column) if "anchor" in failure.context else (failure.line, failure.column)
    first = _KEY.match(_get_line(lines, line))
    character = _get_line(lines, line)[first.end() :][:1] if first and first.end() < column else _get_line(lines, line)[column - 1 : column]
    return YamlProblem("yaml-character", line, first.end() + 1 if first and first.end() < column else column, {"name": character})


def _explain_colon(lines: Sequence[str], failure: ParserFailure) -> YamlProblem | None:
    """Return the mistake of a colon inside a value, or in words that continue the line above."""
    if "mapping values are not allowed" not in failure.problem:
        return None
    key = _KEY.match(_get_line(lines, failure.line))
    if key and key.end() < failure.column:
        return YamlProblem("yaml-colon", failure.line, key.start("name") + 1, {"name": key["name"]})
    above = next((number for number in range(failure.line - 1, 0, -1) if _get_line(lines, number).strip()), 0)
    text = _get_line(lines, above).strip()
    column = len(_get_line(lines, above)) - len(_get_line(lines, above).lstrip()) + 1
    if _KEY.match(text):
        return YamlProblem("yaml-indent", failure.line, _find_indent(lines, failure.line), {})
    name, colon, _ = text.partition(":")
    if colon:
        return YamlProblem("yaml-no-space", above, column, {"name": name})
    return YamlProblem("yaml-no-colon", above, column, {"name": text.split()[0] if text else ""})


def _explain_misplaced(lines: Sequence[str], failure: ParserFailure) -> YamlProblem | None:
    """Return the mistake where a line does not go on with the list or the keys that were begun."""
    if "block" not in failure.context:
        return None
    line, column = failure.line, failure.column
    if column != _find_indent(lines, line):
        return YamlProblem("yaml-text-after", line, column, {})
    if "'-' indicator" in failure.problem:
        return YamlProblem("yaml-keys-in-list", line, column, {})
    dash = _get_line(lines, line).lstrip().startswith("- ")
    return YamlProblem("yaml-list-in-keys" if dash else "yaml-indent", line, column, {})


def _get_line(lines: Sequence[str], number: int) -> str:
    return lines[number - 1] if 0 < number <= len(lines) else ""


def _find_indent(lines: Sequence[str], number: int) -> int:
    """Return the column, from 1, of the first character of a line."""
    line = _get_line(lines, number)
    return len(line) - len(line.lstrip()) + 1


_EXPLANATIONS: tuple[Callable[[Sequence[str], ParserFailure], YamlProblem | None], ...] = (
    _explain_tab,
    _explain_unclosed,
    _explain_character,
    _explain_colon,
    _explain_misplaced,
)
