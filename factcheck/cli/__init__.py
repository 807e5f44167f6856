"""The command line: options and exit codes, no logic."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import click

from factcheck import __version__
from factcheck.cli.ending import ended_by, interruptible, leave, passing_on, prepare_streams, status_of
from factcheck.cli.help_text import ScreenGroup
from factcheck.cli.screen import Screen, screen_language

# New objects before the collector looks for cycles: a run makes few of them.
_COLLECT = 50_000


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 nothing to report, 1 findings, 2 the run failed, 128 + N signal N."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_COLLECT, 50, 50)
    with interruptible():
        try:
            status = status_of(lambda: _run(given), screen_language(given))
        except BaseException as error:  # a signal while the end was being told
            status = ended_by(error)
        if arguments is None:
            leave(status)
    sys.exit(status)


def _run(given: list[str]) -> int:
    prepare_streams()
    return commands(Screen(screen_language(given))).main(given, prog_name="factcheck", standalone_mode=False) or 0


COMMANDS = ("check", "report", "annotate", "read", "facts", "rules")
"""The commands, in the order of the help; each is a module of this package with `command(screen) -> click.Command`."""


class Commands(ScreenGroup):
    """The commands, each imported when it is called or listed."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "factcheck")

    def make_context(self, *given: Any, **settings: Any) -> click.Context:
        """Return the context of a run."""
        with passing_on():
            return super().make_context(*given, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Return the exit code of the command."""
        with passing_on():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"factcheck.cli.{cmd_name}").command(self.screen)
        return command


def commands(screen: Screen) -> click.Group:
    """Return the commands, with help in the language of the screen."""
    group = Commands(screen)
    group.params.append(
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_version, help=screen.ui("help-option-version")
        )
    )
    return group


def _version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"factcheck {__version__}")
        context.exit(0)
