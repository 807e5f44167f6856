"""`factcheck facts`: list, show, check, export and change the registry, and print its schema."""

from __future__ import annotations

import click

from factcheck.cli.facts_export import make_export_command
from factcheck.cli.facts_lint import make_lint_command
from factcheck.cli.facts_list import format_value, make_list_command
from factcheck.cli.facts_set import make_set_command
from factcheck.cli.help_text import ScreenCommand, ScreenGroup
from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.screen import Screen, find_nearest
from factcheck.cli.settings import load_named_registry
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Entity, Fact, Registry
from factcheck.languages.tokens import fold
from factcheck.runtime.visible import escape_line

# Spaces before the continuation lines of a value.
_HANGING = 4


def command(screen: Screen) -> click.Group:
    """Return the commands, with help in the language of the screen."""
    group = ScreenGroup(screen, "facts")
    group.add_command(make_lint_command(screen))
    group.add_command(make_list_command(screen))
    group.add_command(_make_show_command(screen))
    group.add_command(make_export_command(screen))
    group.add_command(make_set_command(screen))
    group.add_command(_make_schema_command(screen))
    return group


def _make_show_command(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...], name: str) -> None:
        registry = load_named_registry(facts, use)
        found = [each for each in (registry.facts.get(name), registry.entities.get(name)) if each] or _find_entities(name, registry)
        if not found:
            known = [*registry.facts, *registry.entities]
            raise UsageError(Problem(Place(""), "unknown-fact", {"name": name, "nearest": find_nearest(name, known)}))
        for each in found:
            for line in _describe_fact(each, screen) if isinstance(each, Fact) else _describe_entity(each, registry, screen):
                indent = " " * (len(line) - len(line.lstrip(" ")))
                click.echo(wrap_text(escape_line(line.lstrip(" ")), find_screen_width(), indent, indent + " " * _HANGING))

    parameters = [screen.make_argument("name", "name"), *screen.make_registry_options()]
    return ScreenCommand(screen, "show", key="facts-show", params=parameters, callback=run)


def _make_schema_command(screen: Screen) -> click.Command:
    def run() -> None:
        import json

        from factcheck.reference.facts import build_fact_schema

        click.echo(json.dumps(build_fact_schema(screen.messages.code), ensure_ascii=False, indent=2))

    return ScreenCommand(screen, "schema", key="facts-schema", params=[screen.make_language_option()], callback=run)


def _find_entities(name: str, registry: Registry) -> list[Fact | Entity]:
    """Return the entities that have a name."""
    wanted = fold(name)
    return [
        entity
        for entity in registry.entities.values()
        if any(wanted == fold(form) for names in entity.names.values() for form in (names.name, *names.also, names.acronym or ""))
    ]


def _describe_fact(fact: Fact, screen: Screen) -> list[str]:
    lines = [f"{fact.id}  {fact.place}", f"  {format_value(fact)}"]
    lines += [f"  about: {', '.join(fact.about)}"] if fact.about else []
    if fact.over:
        lines.append(f"  over: {screen.messages.value(fact.over)}")
    if fact.per:
        lines.append(f"  per: {fact.per}")
    lines += [f"  {key}: {screen.messages.value(period)}" for key, period in (("starting", fact.starting), ("until", fact.until)) if period]
    if fact.may_say and fact.may_say.digits:
        lines.append(f"  may_say.round: {fact.may_say.digits}")
    if fact.may_say and fact.may_say.hedges is not None:
        lines.append(f"  may_say.as: {', '.join(fact.may_say.written)}")
    lines += [f"  valid.{key}: {day}" for key, day in (("from", fact.valid_from), ("until", fact.valid_until)) if day]
    lines += [f"  cues.{code}: {', '.join(words)}" for code, words in fact.cues.items()]
    lines += [
        f"  {key}: {value}" for key, value in (("part_of", fact.part_of), ("replaced_by", fact.replaced_by), ("note", fact.note)) if value
    ]
    source = screen.messages.source(fact).strip(" ()")
    return [*lines, f"  {screen.ui('source')}: {source}"] if source else lines


def _describe_entity(entity: Entity, registry: Registry, screen: Screen) -> list[str]:
    lines = [f"{entity.id}  {entity.place}", f"  kind: {entity.kind}", *([f"  title: {entity.title}"] if entity.title else [])]
    for code, names in entity.names.items():
        feminine = f" / {names.feminine}" if names.feminine else ""
        acronym = f" ({names.acronym})" if names.acronym else ""
        lines.append(f"  {code}: {names.name}{feminine}{acronym}")
        also = tuple(form for form in names.also if form != names.feminine)
        lines += [
            f"    {key}: {', '.join(forms)}"
            for key, forms in (("also", also), ("description", names.descriptions), ("avoid", names.avoid))
            if forms
        ]
    lines += [f"  note: {entity.note}"] if entity.note else []
    source = screen.messages.source(entity).strip(" ()")
    lines += [f"  {screen.ui('source')}: {source}"] if source else []
    about = [fact.id for fact in registry.facts.values() if entity.id in fact.about]
    return [*lines, f"  facts: {', '.join(about)}"] if about else lines
