"""`factcheck rules`: the rules, and the page of one of them."""

from __future__ import annotations

import click

from factcheck.cli.screen import Screen, chosen
from factcheck.rules import RULES


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""

    def run(rule: str | None) -> None:
        if rule is None:
            for each in RULES:
                click.echo(f"{each.id:22} {screen.ui(f'severity-{each.severity}'):14} {screen.messages.title(each.id)}")
            return
        from factcheck.reference.rules import screen_page

        chosen([rule], [each.id for each in RULES], "unknown-rule")
        click.echo(screen_page(next(each for each in RULES if each.id == rule), screen.messages), nl=False)

    parameters = [click.Argument(["rule"], required=False, metavar="[ID]"), screen.language()]
    return click.Command("rules", params=parameters, callback=run, help=screen.ui("help-rules"))
