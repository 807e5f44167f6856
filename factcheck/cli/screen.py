"""What the commands share: the language of the messages, options, dates, failures."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import click

from factcheck.cli.paragraphs import message
from factcheck.errors import Place, Problem, UsageError
from factcheck.messages import Messages, languages
from factcheck.runtime.visible import escape_line, escape_values

CLEAN, FOUND, FAILED = 0, 1, 2
DEFAULT = "en"
FACTS = "facts"


class FilledText(click.types.StringParamType):
    """A name that is not empty (an empty one comes from a variable that is not set)."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name. Raises UsageError."""
        if value == "":
            shown = param.opts[0] if param and isinstance(param, click.Option) else (param.human_readable_name if param else "")
            raise UsageError(Problem(Place(""), "path-empty", {"name": shown}))
        return value


FILLED = FilledText()


class Names(click.types.StringParamType):
    """One of some names."""

    name = "name"

    def __init__(self, known: Iterable[str]) -> None:
        self._known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names, as the help shows them."""
        return f"[{'|'.join(self._known)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name. Raises UsageError for one that is not known."""
        if value not in self._known:
            values = {"name": value, "nearest": suggest(value, self._known), "known": ", ".join(self._known)}
            raise UsageError(Problem(Place(""), "usage-choice", {**values, "option": param.opts[0] if param else ""}))
        return value


class Screen:
    """The messages of a run in the language of the screen, and the output to standard error."""

    def __init__(self, code: str) -> None:
        self.messages = Messages(code)
        self.quiet = False

    def ui(self, key: str, **values: Any) -> str:
        """Return a text of the screen."""
        return self.messages.ui(key, **escape_values(values))

    def problems(self, problems: Iterable[Problem]) -> None:
        """Write problems to standard error: place, cause, remedy."""
        for problem in problems:
            place = f"{problem.place}: " if problem.place.path else ""
            click.echo(message(escape_line(f"{place}{self.messages.problem(problem)}")), err=True)

    def print_text(self, key: str, **values: Any) -> None:
        """Write a text of the screen to standard error, unless the run is quiet."""
        if not self.quiet:
            click.echo(message(self.ui(key, **values)), err=True)

    def notices(self, problems: Iterable[Problem]) -> None:
        """Write what is no failure to standard error, unless the run is quiet."""
        if not self.quiet:
            self.problems(problems)

    def option(self, *names: str, **settings: Any) -> click.Option:
        """Return an option, with the help text that is named after its first name, without the dashes."""
        key = settings.pop("key", names[0].lstrip("-"))
        default, shown = settings.pop("usual", ""), settings.pop("shown", "")
        if shown:
            settings["metavar"] = self.ui(f"meta-{shown}")
        text = self.ui(f"help-option-{key}") + (f"  [{default}]" if default else "")
        return ScreenOption(list(names), self.ui("click-required"), help=text, **settings)

    def argument(self, name: str, shown: str, **settings: Any) -> click.Argument:
        """Return an argument, shown in the usage by a word of the screen."""
        return click.Argument([name], metavar=self.ui(f"meta-{shown}"), **settings)

    def shared(self) -> list[click.Parameter]:
        """Return the options of every command that reads the registry."""
        return [
            self.facts(),
            self.option("--use", multiple=True, shown="packs"),
            self.language(),
        ]

    def facts(self) -> click.Option:
        """Return the option that names the registry."""
        return self.option("--facts", multiple=True, type=FILLED, shown="facts", usual=FACTS)

    def force(self) -> click.Option:
        """Return the option of every command that writes files."""
        return self.option("--force", is_flag=True)

    def language(self) -> click.Parameter:
        """Return the option of every command: the language."""
        return self.option("--ui", type=Names(languages()), expose_value=False)


def screen_language(arguments: list[str]) -> str:
    """Return the language that --ui asks for, or else that of the locale, or else English."""
    known = languages()
    for at, argument in enumerate(arguments):
        value = (
            argument[5:] if argument.startswith("--ui=") else arguments[at + 1] if argument == "--ui" and at + 1 < len(arguments) else ""
        )
        if value in known:
            return value
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return locale[:2].lower() if locale[:2].lower() in known else DEFAULT


def day(text: str | None) -> date | None:
    """Return the date that an option gives. Raises UsageError."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem(Place(""), "bad-date", {"name": text})) from None


def chosen(texts: Iterable[str], known: Collection[str], key: str) -> frozenset[str]:
    """Return the names of repeated, comma-separated options. Raises UsageError, with the nearest known name, for one that is not known."""
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    wrong = [name for name in names if name not in known]
    if wrong:
        raise UsageError(
            *(Problem(Place(""), key, {"name": name, "nearest": suggest(name, known), "known": ", ".join(known)}) for name in wrong)
        )
    return frozenset(names)


def suggest(name: str, known: Collection[str]) -> str:
    """Return the known name nearest to one that is not known; empty where none is near."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), n=1)), "")


def on_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


class ScreenOption(click.Option):
    """An option that says in the language of the screen that it must be given."""

    def __init__(self, names: list[str], required_word: str, **settings: Any) -> None:
        super().__init__(names, **settings)
        self._required_word = required_word

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option, and its help."""
        needed, self.required = self.required, False
        try:
            record = super().get_help_record(ctx)
        finally:
            self.required = needed
        return (record[0], f"{record[1]}  [{self._required_word}]") if record and needed else record
