"""The command line: options, exit statuses; no logic."""

from __future__ import annotations

import gc
import os
import sys
from importlib import import_module
from typing import Any

import click

from factcheck import __version__
from factcheck.cli.screen import FAILED, Screen, screen_language
from factcheck.errors import FactcheckError
from factcheck.patterns import keep

# New objects before the collector looks for cycles: a run makes few of them.
_COLLECT = 50_000


def main(arguments: list[str] | None = None) -> None:
    """Run the command line, and leave with its exit status."""
    given = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_COLLECT, 50, 50)
    screen = Screen(screen_language(given))
    try:
        status = commands(screen).main(given, prog_name="factcheck", standalone_mode=False)
    except click.exceptions.Abort:
        status = 130
    except click.ClickException as error:
        error.show()
        status = FAILED
    except FactcheckError as error:
        screen.problems(error.problems)
        status = FAILED
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 0
    if arguments is None:
        _leave(status or 0)
    sys.exit(status or 0)


def _leave(status: int) -> None:
    """End the process at once: what it holds needs no taking apart."""
    keep()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        status = FAILED if status not in (0, 1) else status
    os._exit(status)


COMMANDS = ("check", "report", "annotate", "read", "facts", "rules")
"""The commands, in the order of the help; each is a module of this package with `command(screen) -> click.Command`."""


class Commands(click.Group):
    """The commands, each loaded when it is called or told of."""

    def __init__(self, screen: Screen) -> None:
        super().__init__("factcheck", help=screen.ui("help"), context_settings={"help_option_names": ["-h", "--help"]})
        self._screen = screen

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"factcheck.cli.{cmd_name}").command(self._screen)
        return command


def commands(screen: Screen) -> click.Group:
    """The commands, with help in the language of the screen."""
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
