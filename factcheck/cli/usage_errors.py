"""Usage errors that click finds, worded in the language of the screen."""

from __future__ import annotations

import click

from factcheck.cli.screen import Choice, Screen, find_nearest
from factcheck.errors import Place, Problem


def print_usage_error(error: click.ClickException, screen: Screen) -> None:
    """Write a usage error to standard error: the line of usage, what is wrong, and how to get help."""
    problem = _describe_error(error)
    context = error.ctx if isinstance(error, click.UsageError) else None
    if problem is None or context is None:
        error.show()
        return
    click.echo(context.get_usage(), err=True)
    click.echo(screen.ui("click-try", command=f"{context.command_path} --help"), err=True)
    click.echo(f"\n{screen.ui('click-error', message=screen.messages.problem(problem))}", err=True)


def _describe_error(error: click.ClickException) -> Problem | None:
    """Return the problem of a usage error; None for one that click words itself."""
    match error:
        case click.NoSuchOption():
            known = [name for param in (error.ctx.command.params if error.ctx else ()) for name in param.opts if name.startswith("--")]
            return _make_problem("usage-option", name=error.option_name, nearest=find_nearest(error.option_name, known))
        case click.BadOptionUsage():
            return _describe_option_error(error)
        case click.MissingParameter(param=click.Parameter() as param):
            if isinstance(param.type, Choice):
                return _make_problem("usage-choice-missing", name=_format_name(param, error.ctx), known=param.type.known)
            key = "usage-option-missing" if isinstance(param, click.Option) else "usage-argument-missing"
            return _make_problem(key, name=_format_name(param, error.ctx))
    return None


def _describe_option_error(error: click.BadOptionUsage) -> Problem:
    """Return the problem of an option that lacks its value, or has one too many."""
    params = error.ctx.command.params if error.ctx else ()
    option = next((param for param in params if error.option_name in param.opts), None)
    if isinstance(option, click.Option) and option.is_flag:
        return _make_problem("usage-no-value", name=error.option_name)
    return _make_problem("usage-value-missing", name=error.option_name, count=option.nargs if option else 1)


def _format_name(param: click.Parameter, context: click.Context | None) -> str:
    return param.opts[-1] if isinstance(param, click.Option) else str(param.metavar or param.human_readable_name)


def _make_problem(key: str, **values: object) -> Problem:
    return Problem(Place(""), key, values)
