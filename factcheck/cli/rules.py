"""`factcheck rules`: the catalogue, made from the rules themselves."""

from __future__ import annotations

import re

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import PROSE, filled, screen_width
from factcheck.cli.screen import Screen, chosen
from factcheck.findings import Example, Rule
from factcheck.rules import RULES

# Widths of the columns of the list, and the indent of an example.
_ID, _SEVERITY, _ITEM = 22, 14, "    "
_MARK, _SPAN = "[[", re.compile(r"\[\[(.*?)\]\]", re.DOTALL)


def command(screen: Screen) -> click.Command:
    """The command, with help in the language of the screen."""

    def run(rule: str | None) -> None:
        if rule is None:
            for each in RULES:
                first = f"{each.id:{_ID}} {screen.ui(f'severity-{each.severity}'):{_SEVERITY}} "
                click.echo(filled(screen.messages.title(each.id), screen_width(), first, " " * len(first)))
            return
        chosen([rule], [each.id for each in RULES], "unknown-rule")
        click.echo(page(next(each for each in RULES if each.id == rule), screen), nl=False)

    parameters = [screen.argument("rule", "id", required=False), screen.language()]
    return ScreenCommand(screen, "rules", params=parameters, callback=run)


def page(rule: Rule, screen: Screen) -> str:
    """Return the page of a rule: what it reports and does not report, examples, whether it proposes corrections."""
    width = min(screen_width(PROSE), PROSE)
    parts = [f"{rule.id} ({screen.ui(f'severity-{rule.severity}')})", filled(screen.messages.title(rule.id), width)]
    parts += [_paragraph(each, width) for each in screen.messages.explanation(rule.id, rule.doc).split("\n\n")]
    examples = sorted(rule.examples, key=lambda each: each.language != screen.messages.code)
    parts += [_example(each, screen, width) for each in examples]
    return "\n\n".join([*parts, screen.ui("fixable-yes" if rule.fixable else "fixable-no")]) + "\n"


def _paragraph(text: str, width: int) -> str:
    """Return a paragraph in lines of a width; the items of a list and indented lines stay on lines of their own."""
    lines = text.split("\n")
    if not any(line.startswith(("-", "*", " ")) for line in lines):
        return filled(" ".join(lines), width)
    return "\n".join(filled(line.lstrip(), width, " " * (len(line) - len(line.lstrip())), _ITEM) for line in lines)


def _example(example: Example, screen: Screen, width: int) -> str:
    """Return an example: right or wrong, as of which day, its text with what is reported underlined, its facts."""
    lines = [f"{screen.ui('bad' if _MARK in example.text else 'good')} ({example.language})"]
    versions = [(example.language, example.text), *([example.pair] if example.pair else [])]
    for language, text in versions:
        shown = marked(_sentences(text), screen.ui("example-mark"))
        first = _ITEM + (f"{language}: " if len(versions) > 1 else "")
        lines += [filled(line, width, first, _ITEM) for line in shown.split("\n")]
    return "\n".join(lines)


def _sentences(text: str) -> str:
    """Return an example's lines, without its front matter; those of one paragraph joined."""
    if text.startswith("---\n"):
        text = text.partition("\n---\n")[2]
    return text.strip()


def marked(text: str, template: str) -> str:
    """Return a text in which the words between double brackets stand in the marks of a template."""
    return _SPAN.sub(lambda found: template.format(text=found[1]), text)
