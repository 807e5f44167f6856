"""`factcheck facts list`: the facts of the registry, or those that are looked for."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

import click

from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.screen import NON_EMPTY, Choice, Screen, find_nearest, parse_day
from factcheck.cli.settings import load_named_registry
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.fact import VALUE_KEYS
from factcheck.facts.schema import Fact, Registry
from factcheck.facts.search import LACKING, Query, find_facts, index_entities
from factcheck.facts.simplify import simplify
from factcheck.runtime.visible import escape_json, escape_line

FORMATS = ("text", "json")
_VERSION = 1


def make_list_command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters = [
        screen.make_argument("words", "words", nargs=-1, type=NON_EMPTY),
        screen.make_option("--kind", "kinds", multiple=True, type=Choice(VALUE_KEYS), key="kind", metavar_key="kind"),
        screen.make_option("--about", "subjects", multiple=True, type=NON_EMPTY, key="about", metavar_key="entity"),
        screen.make_option("--without", "lacking", multiple=True, type=Choice(LACKING), key="without"),
        screen.make_option("--valid-on", metavar_key="date"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        *screen.make_registry_options(),
    ]

    def run(facts: tuple[str, ...], use: tuple[str, ...], valid_on: str | None, format: str, **values: Any) -> None:
        registry = load_named_registry(facts, use)
        query = Query(day=parse_day(valid_on), **values)
        _check_subjects(query, registry)
        found = find_facts(registry, query)
        if format == "json":
            click.echo(escape_json(json.dumps(_export(found), ensure_ascii=False, indent=2)))
        else:
            _print_facts(found)
        if query != Query():
            screen.print_message("facts-found", found=len(found), facts=len(registry.facts))

    return ScreenCommand(screen, "list", key="facts-list", params=parameters, callback=run)


def _check_subjects(query: Query, registry: Registry) -> None:
    """Raise UsageError for a subject that is no entity of the registry."""
    forms = index_entities(registry) if query.subjects else {}
    problems = [
        Problem(Place(""), "unknown-fact", {"name": subject, "nearest": find_nearest(simplify(subject), forms)})
        for subject in query.subjects
        if simplify(subject) not in forms
    ]
    if problems:
        raise UsageError(*problems)


def format_value(fact: Fact) -> str:
    """Return the value of a fact with its kind, as its file writes it."""
    return f"{fact.kind}: {fact.as_written}"


def _print_facts(facts: Sequence[Fact]) -> None:
    width = max((len(fact.id) for fact in facts), default=0)
    for fact in facts:
        line = escape_line(f"{format_value(fact)}  ({', '.join(fact.about)})".replace("  ()", ""))
        click.echo(wrap_text(line, find_screen_width(), f"{fact.id:{width}}  ", " " * (width + 2)))


def export_table(fact: Fact) -> dict[str, str]:
    """Return the cell from which the value of a fact is derived, the digest of its table and its vintage; empty where the fact file gives it."""
    if not fact.table:
        return {}
    found = {"path": fact.table.path, "cell": fact.table.place.cell, "sha256": fact.table.digest, "vintage": fact.vintage}
    return {key: value for key, value in found.items() if value}


def _export_policy(fact: Fact) -> dict[str, Any]:
    """Return what notes may say of a fact; empty where it declares nothing."""
    policy = fact.may_say
    if policy is None:
        return {}
    hedges = {} if policy.hedges is None else {"as": list(policy.written)}
    return {**({"round": policy.digits} if policy.digits else {}), **hedges}


def _export(facts: Sequence[Fact]) -> dict[str, Any]:
    """Return some facts as data, without keys that have no value."""
    return {"version": _VERSION, "facts": [{key: value for key, value in _list_keys(fact).items() if value} for fact in facts]}


def _list_keys(fact: Fact) -> dict[str, Any]:
    source = fact.source
    days = {"from": fact.valid_from, "until": fact.valid_until}
    return {
        **{"id": fact.id, "kind": fact.kind, "value": fact.as_written, "about": list(fact.about)},
        "cues": {code: list(words) for code, words in fact.cues.items()},
        "part_of": fact.part_of,
        "may_say": _export_policy(fact),
        "valid": {key: day.isoformat() for key, day in days.items() if day},
        "replaced_by": fact.replaced_by,
        "source": source and {key: getattr(source, key) for key in ("title", "url", "page", "date") if getattr(source, key)},
        "note": fact.note,
        "table": export_table(fact),
        **{"path": fact.place.path, "line": fact.place.line, "column": fact.place.column, "cell": fact.place.cell},
    }
