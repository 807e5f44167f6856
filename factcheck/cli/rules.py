"""`factcheck rules`: the rules, and the page of one of them."""

from __future__ import annotations

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import filled, screen_width
from factcheck.cli.screen import Screen, chosen
from factcheck.rules import RULES

# Widths of the columns of the list.
_ID, _SEVERITY = 22, 14


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""

    def run(rule: str | None) -> None:
        if rule is None:
            for each in RULES:
                first = f"{each.id:{_ID}} {screen.ui(f'severity-{each.severity}'):{_SEVERITY}} "
                click.echo(filled(screen.messages.title(each.id), screen_width(), first, " " * len(first)))
            return
        from factcheck.reference.rules import screen_page

        chosen([rule], [each.id for each in RULES], "unknown-rule")
        click.echo(screen_page(next(each for each in RULES if each.id == rule), screen.messages), nl=False)

    parameters = [screen.argument("rule", "id", required=False), screen.language()]
    return ScreenCommand(screen, "rules", params=parameters, callback=run)
