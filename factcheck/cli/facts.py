"""`factcheck facts`: list, show and check the registry, and print its schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from factcheck.check import load_facts
from factcheck.cli.help_text import ScreenCommand, ScreenGroup
from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.screen import CLEAN, FOUND, Screen, find_nearest, parse_day
from factcheck.cli.settings import find_registry
from factcheck.config import find_config
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.pack import list_packs as known_packs
from factcheck.facts.schema import Entity, Fact, Registry
from factcheck.languages.tokens import fold
from factcheck.rules import RULES
from factcheck.runtime.visible import escape_line

# Spaces before the continuation lines of a value.
_HANGING = 4
_RULES = [rule.id for rule in RULES]


def command(screen: Screen) -> click.Group:
    """Return the commands, with help in the language of the screen."""
    group = ScreenGroup(screen, "facts")
    group.add_command(_make_lint_command(screen))
    group.add_command(_make_list_command(screen))
    group.add_command(_make_show_command(screen))
    group.add_command(_make_schema_command(screen))
    return group


def _make_lint_command(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...], today: str | None) -> int:
        from factcheck.facts.lint import HARMLESS, NOTES, lint_registry

        registry = _load_registry(facts, use)
        found = lint_registry(registry, parse_day(today) or date.today())
        for problem in found:
            place = f"{problem.place}: " if problem.place.path else ""
            severity = screen.ui("severity-note" if problem.key in NOTES else "severity-warning")
            line = escape_line(f"{place}{severity}: {screen.messages.problem(problem)}")
            click.echo(wrap_text(line, find_screen_width(), "", " " * _HANGING))
        if not found:
            click.echo(
                screen.ui("lint-clean", facts=len(registry.facts), entities=len(registry.entities), relations=len(registry.relations))
            )
        return FOUND if any(problem.key not in HARMLESS for problem in found) else CLEAN

    parameters = [
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_argument("files", "files", nargs=-1, expose_value=False),
    ]
    return ScreenCommand(screen, "lint", key="facts-lint", params=parameters, callback=run)


def _make_list_command(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...]) -> None:
        registry = _load_registry(facts, use)
        width = max(map(len, registry.facts), default=0)
        for fact in registry.facts.values():
            line = escape_line(f"{_format_value(fact)}  ({', '.join(fact.about)})".replace("  ()", ""))
            click.echo(wrap_text(line, find_screen_width(), f"{fact.id:{width}}  ", " " * (width + 2)))

    return ScreenCommand(screen, "list", key="facts-list", params=screen.make_registry_options(), callback=run)


def _make_show_command(screen: Screen) -> click.Command:
    def run(facts: tuple[str, ...], use: tuple[str, ...], name: str) -> None:
        registry = _load_registry(facts, use)
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


def _load_registry(facts: tuple[str, ...], use: tuple[str, ...]) -> Registry:
    """Return the registry that the options, or else the settings, name."""
    paths, packs = find_registry(find_config(Path(), _RULES, known_packs()), {"facts": facts, "use": use})
    return load_facts(paths, packs)


def _find_entities(name: str, registry: Registry) -> list[Fact | Entity]:
    """Return the entities that have a name."""
    wanted = fold(name)
    return [
        entity
        for entity in registry.entities.values()
        if any(wanted == fold(form) for names in entity.names.values() for form in (names.name, *names.also, names.acronym or ""))
    ]


def _format_value(fact: Fact) -> str:
    return f"{fact.kind}: {fact.as_written}"


def _describe_fact(fact: Fact, screen: Screen) -> list[str]:
    lines = [f"{fact.id}  {fact.place}", f"  {_format_value(fact)}"]
    lines += [f"  about: {', '.join(fact.about)}"] if fact.about else []
    if fact.over:
        lines.append(f"  over: {screen.messages.value(fact.over)}")
    if fact.per:
        lines.append(f"  per: {fact.per}")
    lines += [f"  {key}: {screen.messages.value(period)}" for key, period in (("starting", fact.starting), ("until", fact.until)) if period]
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
