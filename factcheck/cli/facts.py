"""`factcheck facts`: list, show and check the registry, and print its schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from factcheck.check import load_facts
from factcheck.cli.help_text import ScreenCommand, ScreenGroup
from factcheck.cli.paragraphs import filled, screen_width
from factcheck.cli.screen import CLEAN, FOUND, Screen, day, suggest
from factcheck.cli.settings import registry_of
from factcheck.config import find
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.pack import packs as known_packs
from factcheck.facts.schema import Entity, Fact, Registry
from factcheck.languages.tokens import fold
from factcheck.rules import RULES
from factcheck.runtime.visible import escape_line

# Spaces before the lines that go on with a value.
_HANGING = 4
_RULES = [rule.id for rule in RULES]


def command(screen: Screen) -> click.Group:
    """Return the commands, with help in the language of the screen."""
    group = ScreenGroup(screen, "facts")
    group.add_command(_lint(screen))
    group.add_command(_list(screen))
    group.add_command(_show(screen))
    group.add_command(_schema(screen))
    return group


def _lint(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...], today: str | None) -> int:
        from factcheck.facts.relations import lint

        registry = _registry(facts, use)
        found = lint(registry, day(today) or date.today())
        for problem in found:
            line = escape_line(f"{problem.place}: {screen.ui('severity-warning')}: {screen.messages.problem(problem)}")
            click.echo(filled(line, screen_width(), "", " " * _HANGING))
        if not found:
            click.echo(
                screen.ui("lint-clean", facts=len(registry.facts), entities=len(registry.entities), relations=len(registry.relations))
            )
        return FOUND if any(problem.key != "lint-no-source" for problem in found) else CLEAN

    parameters = [*screen.shared(), screen.option("--today", shown="date"), click.Argument(["files"], nargs=-1, expose_value=False)]
    return ScreenCommand(screen, "lint", key="facts-lint", params=parameters, callback=run)


def _list(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...]) -> None:
        registry = _registry(facts, use)
        width = max(map(len, registry.facts), default=0)
        for fact in registry.facts.values():
            line = escape_line(f"{_value(fact)}  ({', '.join(fact.about)})".replace("  ()", ""))
            click.echo(filled(line, screen_width(), f"{fact.id:{width}}  ", " " * (width + 2)))

    return ScreenCommand(screen, "list", key="facts-list", params=screen.shared(), callback=run)


def _show(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...], name: str) -> None:
        registry = _registry(facts, use)
        found = [each for each in (registry.facts.get(name), registry.entities.get(name)) if each] or _named(name, registry)
        if not found:
            known = [*registry.facts, *registry.entities]
            raise UsageError(Problem(Place(""), "unknown-fact", {"name": name, "nearest": suggest(name, known)}))
        for each in found:
            for line in _fact(each, screen) if isinstance(each, Fact) else _entity(each, registry, screen):
                indent = " " * (len(line) - len(line.lstrip(" ")))
                click.echo(filled(escape_line(line.lstrip(" ")), screen_width(), indent, indent + " " * _HANGING))

    parameters = [screen.argument("name", "name"), *screen.shared()]
    return ScreenCommand(screen, "show", key="facts-show", params=parameters, callback=run)


def _schema(screen: Screen) -> click.Command:
    def run() -> None:
        import json

        from factcheck.reference.facts import fact_schema

        click.echo(json.dumps(fact_schema(screen.messages.code), ensure_ascii=False, indent=2))

    return ScreenCommand(screen, "schema", key="facts-schema", params=[screen.language()], callback=run)


def _registry(facts: tuple[str, ...], use: tuple[str, ...]) -> Registry:
    """Return the registry that the options, or else the settings, name."""
    paths, packs = registry_of(find(Path(), _RULES, known_packs()), {"facts": facts, "use": use})
    return load_facts(paths, packs)


def _named(name: str, registry: Registry) -> list[Fact | Entity]:
    """Return the entities that have a name."""
    wanted = fold(name)
    return [
        entity
        for entity in registry.entities.values()
        if any(wanted == fold(form) for names in entity.names.values() for form in (names.name, *names.also, names.acronym or ""))
    ]


def _value(fact: Fact) -> str:
    return f"{fact.kind}: {fact.as_written}"


def _fact(fact: Fact, screen: Screen) -> list[str]:
    lines = [f"{fact.id}  {fact.place}", f"  {_value(fact)}"]
    lines += [f"  about: {', '.join(fact.about)}"] if fact.about else []
    if fact.over:
        lines.append(f"  over: {screen.messages.value(fact.over)}")
    if fact.per:
        lines.append(f"  per: {fact.per}")
    lines += [f"  {key}: {period.first} – {period.last}" for key, period in (("starting", fact.starting), ("until", fact.until)) if period]
    lines += [f"  cues.{code}: {', '.join(words)}" for code, words in fact.cues.items()]
    lines += [
        f"  {key}: {value}" for key, value in (("part_of", fact.part_of), ("replaced_by", fact.replaced_by), ("note", fact.note)) if value
    ]
    source = screen.messages.source(fact).strip(" ()")
    return [*lines, f"  {screen.ui('source')}: {source}"] if source else lines


def _entity(entity: Entity, registry: Registry, screen: Screen) -> list[str]:
    lines = [f"{entity.id}  {entity.place}", f"  kind: {entity.kind}"]
    for code, names in entity.names.items():
        acronym = f" ({names.acronym})" if names.acronym else ""
        lines.append(f"  {code}: {names.name}{acronym}")
        lines += [
            f"    {key}: {', '.join(forms)}"
            for key, forms in (("also", names.also), ("description", names.descriptions), ("avoid", names.avoid))
            if forms
        ]
    lines += [f"  note: {entity.note}"] if entity.note else []
    source = screen.messages.source(entity).strip(" ()")
    lines += [f"  {screen.ui('source')}: {source}"] if source else []
    about = [fact.id for fact in registry.facts.values() if entity.id in fact.about]
    return [*lines, f"  facts: {', '.join(about)}"] if about else lines
