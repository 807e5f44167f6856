"""`factcheck rules`: the rules, and the page of one of them."""

from __future__ import annotations

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.patterns import match_rules
from factcheck.cli.screen import NON_EMPTY, Screen
from factcheck.rules import RULES

# Widths of the columns of the list.
_ID, _SEVERITY = 22, 14


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""

    def run(rule: str | None) -> None:
        if rule is None:
            for each in RULES:
                first = f"{each.id:{_ID}} {screen.ui(f'severity-{each.severity}'):{_SEVERITY}} "
                click.echo(wrap_text(screen.messages.title(each.id), find_screen_width(), first, " " * len(first)))
            return
        from factcheck.reference.rules import format_for_screen

        wanted = match_rules([rule], [each.id for each in RULES])
        click.echo("\n\n".join(format_for_screen(each, screen.messages) for each in RULES if each.id in wanted), nl=False)

    parameters = [screen.make_argument("rule", "id", required=False, type=NON_EMPTY), screen.make_language_option()]
    return ScreenCommand(screen, "rules", params=parameters, callback=run)
