"""`factcheck rules`: the catalogue, made from the rules themselves."""

from __future__ import annotations

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import Screen, chosen
from factcheck.findings import Rule
from factcheck.rules import RULES


def command(screen: Screen) -> click.Command:
    """The command, with help in the language of the screen."""

    def run(rule: str | None) -> None:
        if rule is None:
            for each in RULES:
                click.echo(f"{each.id:22} {screen.ui(f'severity-{each.severity}'):14} {screen.messages.title(each.id)}")
            return
        chosen([rule], [each.id for each in RULES], "unknown-rule")
        click.echo(page(next(each for each in RULES if each.id == rule), screen), nl=False)

    parameters = [screen.argument("rule", "id", required=False), screen.language()]
    return ScreenCommand(screen, "rules", params=parameters, callback=run)


def page(rule: Rule, screen: Screen) -> str:
    """One rule explained: what it finds, when it is silent, good and bad examples, whether it can be fixed."""
    lines = [f"{rule.id} ({screen.ui(f'severity-{rule.severity}')})", "", screen.messages.explanation(rule.id, rule.doc), ""]
    for example in rule.examples:
        bad = "[[" in example.text
        lines += [f"{screen.ui('bad' if bad else 'good')} ({example.language}) : " + _told(example.text)]
        if example.pair:
            lines += [f"    ({example.pair[0]}) : " + _told(example.pair[1])]
    lines += ["", screen.ui("fixable-yes" if rule.fixable else "fixable-no"), ""]
    return "\n".join(lines)


def _told(text: str) -> str:
    """An example's sentences, without its front matter."""
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    return " ".join(text.split())
