"""`factcheck facts lint`: the weaknesses of the registry."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.screen import CLEAN, FOUND, Choice, Screen, parse_day
from factcheck.cli.settings import load_named_registry
from factcheck.errors import Problem
from factcheck.facts.lint import HARMLESS, NOTES, lint_registry
from factcheck.runtime.visible import escape_json, escape_line

FORMATS = ("text", "json")
_VERSION = 1
# Spaces before the continuation lines of a message.
_HANGING = 4


def make_lint_command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        screen.make_argument("files", "files", nargs=-1, expose_value=False),
    ]

    def run(facts: tuple[str, ...], use: tuple[str, ...], today: str | None, format: str) -> int:
        registry = load_named_registry(facts, use)
        found = lint_registry(registry, parse_day(today) or date.today())
        counts = {"facts": len(registry.facts), "entities": len(registry.entities), "relations": len(registry.relations)}
        if format == "json":
            click.echo(escape_json(json.dumps(_export(found, counts, screen), ensure_ascii=False, indent=2)))
        else:
            _print_problems(found, screen)
            if not found:
                click.echo(screen.ui("lint-clean", **counts))
        return FOUND if any(problem.key not in HARMLESS for problem in found) else CLEAN

    return ScreenCommand(screen, "lint", key="facts-lint", params=parameters, callback=run)


def _find_severity(problem: Problem) -> str:
    return "note" if problem.key in NOTES else "warning"


def _print_problems(found: Sequence[Problem], screen: Screen) -> None:
    for problem in found:
        place = f"{problem.place}: " if problem.place.path else ""
        line = escape_line(f"{place}{screen.ui(f'severity-{_find_severity(problem)}')}: {screen.messages.problem(problem)}")
        click.echo(wrap_text(line, find_screen_width(), "", " " * _HANGING))


def _export(found: Sequence[Problem], counts: dict[str, int], screen: Screen) -> dict[str, object]:
    """Return the weaknesses as data, with the number of facts, entities and relations."""
    weaknesses = []
    for problem in found:
        place: dict[str, object] = {
            "path": problem.place.path,
            "line": problem.place.line,
            "column": problem.place.column,
            "cell": problem.place.cell,
        }
        message = screen.messages.problem(problem)
        weaknesses.append({"key": problem.key, "severity": _find_severity(problem), "message": message, **_omit_empty(place)})
    return {"version": _VERSION, **counts, "weaknesses": weaknesses}


def _omit_empty(values: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in values.items() if value}
