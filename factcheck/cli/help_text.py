"""Commands whose help and usage errors are worded in the language of the screen."""

from __future__ import annotations

from typing import Any

import click

from factcheck.cli.screen import Screen, find_nearest
from factcheck.errors import Place, Problem, UsageError

HELP = ("-h", "--help")


class ScreenCommand(click.Command):
    """A command whose help is in the language of its screen."""

    def __init__(self, screen: Screen, name: str, **settings: Any) -> None:
        super().__init__(
            name,
            help=screen.ui(f"help-{settings.pop('key', name)}"),
            options_metavar=screen.ui("meta-options"),
            context_settings={"help_option_names": list(HELP), "allow_extra_args": True},
            add_help_option=False,
            **settings,
        )
        self.screen = screen
        self.params.append(_help_option(screen))

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UsageError for surplus ones."""
        try:
            rest = super().parse_args(ctx, args)
        except click.UsageError as error:
            error.ctx = error.ctx or ctx
            raise
        if rest and not isinstance(self, click.Group) and not ctx.resilient_parsing:
            raise UsageError(Problem(Place(""), "usage-extra", {"name": " ".join(rest)}))
        return rest

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the line that shows how the command is called."""
        formatter.write_usage(ctx.command_path, " ".join(self.collect_usage_pieces(ctx)), prefix=self.screen.ui("click-usage") + " ")

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, each with its help."""
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(self.screen.ui("click-options")):
            formatter.write_dl([record for record in records if record])


class ScreenGroup(ScreenCommand, click.Group):
    """Commands under one name."""

    def __init__(self, screen: Screen, name: str, **settings: Any) -> None:
        settings |= {"invoke_without_command": True, "no_args_is_help": False, "callback": _help_without_command}
        super().__init__(screen, name, subcommand_metavar=screen.ui("meta-command"), **settings)
        self.params.insert(0, screen.make_language_option())

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, then the commands, each with its whole help."""
        super().format_options(ctx, formatter)
        commands = [(name, command) for name in self.list_commands(ctx) if (command := self.get_command(ctx, name))]
        with formatter.section(self.screen.ui("click-commands")):
            formatter.write_dl([(name, command.help or "") for name, command in commands])

    def resolve_command(self, ctx: click.Context, args: list[str]) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the name of a command, the command, and the remaining arguments. Raises UsageError for an unknown name."""
        known = self.list_commands(ctx)
        if args[0] not in known and not args[0].startswith("-"):
            values = {"name": args[0], "nearest": find_nearest(args[0], known), "known": ", ".join(known)}
            raise UsageError(Problem(Place(""), "usage-command", values))
        return super().resolve_command(ctx, args)


def _help_option(screen: Screen) -> click.Option:
    return click.Option(
        list(HELP), is_flag=True, is_eager=True, expose_value=False, callback=_show_help, help=screen.ui("help-option-help")
    )


def _show_help(context: click.Context, _: click.Parameter, value: Any) -> None:
    if value and not context.resilient_parsing:
        click.echo(context.get_help(), color=context.color)
        context.exit()


def _help_without_command() -> None:
    context = click.get_current_context()
    if context.invoked_subcommand is None:
        click.echo(context.get_help(), err=True)
        context.exit(2)
