"""The screen of a run: its messages in one language, its options, and its output to standard error."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

import click

from factcheck.cli.paragraphs import wrap_message
from factcheck.errors import Place, Problem, UsageError
from factcheck.messages import Messages, screen_languages
from factcheck.runtime.visible import escape_line, escape_values

CLEAN, FOUND, FAILED = 0, 1, 2
DEFAULT = "en"
FACTS = "facts"
_MOST_JOBS, _SHOWN = 1000, 40


class NonEmptyText(click.types.StringParamType):
    """A text that is not empty: an empty one usually comes from a variable that is not set."""

    name = "text"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the text. Raises UsageError where it is empty."""
        if value == "":
            name = param.opts[0] if param and isinstance(param, click.Option) else (param.human_readable_name if param else "")
            raise UsageError(Problem(Place(""), "path-empty", {"name": name}))
        return value


NON_EMPTY = NonEmptyText()


class Choice(click.types.StringParamType):
    """One of several known names."""

    name = "name"

    def __init__(self, known: Iterable[str]) -> None:
        self.known = tuple(known)

    def get_metavar(self, param: click.Parameter, ctx: click.Context | None = None) -> str:
        """Return the names, as the help shows them."""
        return f"[{'|'.join(self.known)}]"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the name. Raises UsageError where it is not known."""
        if value not in self.known:
            values = {"name": value, "nearest": find_nearest(value, self.known), "known": ", ".join(self.known)}
            raise UsageError(Problem(Place(""), "usage-choice", {**values, "option": param.opts[0] if param else ""}))
        return value


class Number(click.types.StringParamType):
    """A whole number from 1."""

    name = "number"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Return the number. Raises UsageError where it is none."""
        text = str(value)
        if not (text.isascii() and text.isdecimal() and 0 < int(text[:9]) <= _MOST_JOBS):
            name = param.opts[0] if param else ""
            raise UsageError(Problem(Place(""), "usage-number", {"name": text[:_SHOWN], "option": name, "most": _MOST_JOBS}))
        return int(text[:9])


class Screen:
    """The messages of a run in the language of the screen, and the output to standard error."""

    def __init__(self, code: str) -> None:
        self.messages = Messages(code)
        self.quiet = False

    def ui(self, key: str, **values: Any) -> str:
        """Return a text of the screen with its values filled in."""
        return self.messages.ui(key, **escape_values(values))

    def print_problems(self, problems: Iterable[Problem]) -> None:
        """Write problems to standard error: place, cause, remedy."""
        for problem in problems:
            place = f"{problem.place}: " if problem.place.path else ""
            click.echo(wrap_message(escape_line(f"{place}{self.messages.problem(problem)}")), err=True)

    def print_message(self, key: str, **values: Any) -> None:
        """Write a text of the screen to standard error, unless the run is quiet."""
        if not self.quiet:
            click.echo(wrap_message(self.ui(key, **values)), err=True)

    def print_notices(self, problems: Iterable[Problem]) -> None:
        """Write notices to standard error, unless the run is quiet."""
        if not self.quiet:
            self.print_problems(problems)

    def make_option(self, *names: str, **settings: Any) -> click.Option:
        """Return an option, with the help text that is named after its first name, without the dashes."""
        key = settings.pop("key", names[0].lstrip("-"))
        default, metavar_key = settings.pop("default_text", ""), settings.pop("metavar_key", "")
        if metavar_key:
            settings["metavar"] = self.ui(f"meta-{metavar_key}")
        text = self.ui(f"help-option-{key}") + (f"  [{self.ui('default', value=default)}]" if default else "")
        return ScreenOption(list(names), self.ui("click-required"), help=text, **settings)

    def make_argument(self, name: str, metavar_key: str, **settings: Any) -> click.Argument:
        """Return an argument, shown in the usage by a word of the screen."""
        return click.Argument([name], metavar=self.ui(f"meta-{metavar_key}"), **settings)

    def make_registry_options(self) -> list[click.Parameter]:
        """Return the options of every command that reads the registry."""
        return [
            self.make_facts_option(),
            self.make_option("--use", multiple=True, metavar_key="packs"),
            self.make_language_option(),
        ]

    def make_facts_option(self) -> click.Option:
        """Return the option that names the registry."""
        return self.make_option("--facts", multiple=True, type=NON_EMPTY, metavar_key="facts", default_text=FACTS)

    def make_force_option(self, key: str = "force") -> click.Option:
        """Return the option of every command that writes files; `key` is that of its help."""
        return self.make_option("--force", is_flag=True, key=key)

    def make_language_option(self) -> click.Parameter:
        """Return the option of every command: the language."""
        return self.make_option("--ui", type=Choice(screen_languages()), expose_value=False)


def find_screen_language(arguments: list[str]) -> str:
    """Return the language that --ui asks for, or else that of the locale, or else English."""
    known = screen_languages()
    for at, argument in enumerate(arguments):
        value = (
            argument[5:] if argument.startswith("--ui=") else arguments[at + 1] if argument == "--ui" and at + 1 < len(arguments) else ""
        )
        if value in known:
            return value
    locale = next((os.environ[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if os.environ.get(name)), "")
    return locale[:2].lower() if locale[:2].lower() in known else DEFAULT


def parse_day(text: str | None) -> date | None:
    """Return the date of an option. Raises UsageError where it is not a date."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise UsageError(Problem(Place(""), "bad-date", {"name": text})) from None


def parse_names(texts: Iterable[str], known: Collection[str], key: str) -> frozenset[str]:
    """Return the names in repeated, comma-separated options. Raises UsageError for unknown names, with the most similar known ones."""
    names = [name.strip() for text in texts for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in known]
    if unknown:
        raise UsageError(
            *(Problem(Place(""), key, {"name": name, "nearest": find_nearest(name, known), "known": ", ".join(known)}) for name in unknown)
        )
    return frozenset(names)


def find_nearest(name: str, known: Collection[str]) -> str:
    """Return the known name most similar to an unknown one; empty where none is similar."""
    from difflib import get_close_matches

    return next(iter(get_close_matches(name, sorted(known), n=1)), "")


def is_on_terminal() -> bool:
    """Return whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


class ScreenOption(click.Option):
    """An option whose help says in the language of the screen that it is required."""

    def __init__(self, names: list[str], required_word: str, **settings: Any) -> None:
        super().__init__(names, **settings)
        self._required_word = required_word

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the names of the option, and its help."""
        required, self.required = self.required, False
        try:
            record = super().get_help_record(ctx)
        finally:
            self.required = required
        return (record[0], f"{record[1]}  [{self._required_word}]") if record and required else record
