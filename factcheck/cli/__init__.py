"""The command line: options and exit codes, no logic."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any

import click

from factcheck import __version__
from factcheck.cli.exit_status import exit_process, find_exit_status, handle_signals, pass_on_errors, prepare_streams, run_to_status
from factcheck.cli.help_text import ScreenGroup
from factcheck.cli.screen import FAILED, Screen, find_screen_language
from factcheck.runtime.tables import TableError

# New objects before the collector looks for cycles: a run makes few of them.
_COLLECT = 50_000


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit: 0 nothing to report, 1 findings, 2 the run failed, 128 + N signal N."""
    words = sys.argv[1:] if arguments is None else arguments
    gc.set_threshold(_COLLECT, 50, 50)
    with handle_signals():
        try:
            status = run_to_status(lambda: _run(words), find_screen_language(words))
        except TableError as error:  # without its tables, the program has no words either
            print(f"factcheck: {error}", file=sys.stderr)
            status = FAILED
        except BaseException as error:  # a signal during the last message
            status = find_exit_status(error)
        if arguments is None:
            exit_process(status)
    sys.exit(status)


def _run(words: list[str]) -> int:
    prepare_streams()
    return build_commands(Screen(find_screen_language(words))).main(words, prog_name="factcheck", standalone_mode=False) or 0


COMMANDS = (
    "init",
    "check",
    "review",
    "archive",
    "report",
    "annotate",
    "certify",
    "verify",
    "diff",
    "read",
    "where",
    "coverage",
    "stress",
    "propose",
    "facts",
    "rules",
    "lsp",
    "mcp",
)
"""The commands, in the order of the help; each is a module of this package with `command(screen) -> click.Command`."""


class Commands(ScreenGroup):
    """The commands, each imported when it is called or listed."""

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen, "factcheck")

    def make_context(self, *arguments: Any, **settings: Any) -> click.Context:
        """Return the context of a run."""
        with pass_on_errors():
            return super().make_context(*arguments, **settings)

    def invoke(self, ctx: click.Context) -> Any:
        """Return the exit code of the command."""
        with pass_on_errors():
            return super().invoke(ctx)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return the command of that name; None for an unknown name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"factcheck.cli.{cmd_name}").command(self.screen)
        return command


def build_commands(screen: Screen) -> click.Group:
    """Return the commands, with help in the language of the screen."""
    group = Commands(screen)
    group.params.append(
        click.Option(
            ["--version"], is_flag=True, is_eager=True, expose_value=False, callback=_print_version, help=screen.ui("help-option-version")
        )
    )
    return group


def _print_version(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value:
        click.echo(f"factcheck {__version__}")
        context.exit(0)
