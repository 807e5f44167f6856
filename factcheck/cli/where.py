"""`factcheck where`: the places in the notes that state a fact, a former value of it, or what changed since a commit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from factcheck.cli.changed import find_changes
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.output import find_run_notes, show_progress
from factcheck.cli.screen import CLEAN, FAILED, FOUND, NON_EMPTY, Choice, Screen, find_nearest
from factcheck.cli.settings import UNASKED, Plan, load_run_facts, make_confidence_option, make_plan
from factcheck.cli.where_json import export_places
from factcheck.cli.where_text import print_places
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.places.changes import Change
from factcheck.places.former_value import with_former_value
from factcheck.places.place import WRONG, Key, NotePlaces, Section
from factcheck.places.search import Search, search_files

FORMATS = ("text", "json")


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("ids", "ids", nargs=-1, type=NON_EMPTY),
        screen.make_option("--in", "paths", multiple=True, type=NON_EMPTY, key="in", metavar_key="path", default_text="documents"),
        screen.make_option("--value", type=NON_EMPTY, metavar_key="value"),
        screen.make_option("--changed-since", "commit", type=NON_EMPTY, key="changed-since-where", metavar_key="commit"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        make_confidence_option(screen, "confidence-where"),
        *screen.make_registry_options(),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--include", multiple=True, metavar_key="glob"),
        screen.make_option("--exclude", multiple=True, metavar_key="glob"),
        screen.make_option("--no-gitignore", is_flag=True),
        screen.make_option("--no-force-exclude", is_flag=True),
    ]

    def run(ids: tuple[str, ...], paths: tuple[str, ...], value: str | None, commit: str | None, format: str, **values: Any) -> int:
        _check_arguments(ids, value, commit)
        plan = make_plan(paths, {**UNASKED, **values})
        registry = load_run_facts(screen, plan)
        changes, search = find_changes(screen, plan, registry, commit) if commit else ((), _search_ids(registry, ids, value))
        return _run(screen, plan, changes, search, as_json=format == "json")

    return ScreenCommand(screen, "where", params=parameters, callback=run)


def _check_arguments(ids: Sequence[str], value: str | None, commit: str | None) -> None:
    """Raise UsageError unless the arguments ask for one thing."""
    if bool(ids) == bool(commit):
        raise UsageError(Problem(Place(""), "where-ids-or-commit" if ids else "where-nothing"))
    if value is not None and len(ids) != 1:
        raise UsageError(Problem(Place(""), "where-value"))


def _search_ids(registry: Registry, ids: Sequence[str], value: str | None) -> Search:
    """Return the search for some facts and entities, or for a former value of one fact. Raises UsageError."""
    wanted = _find_keys(ids, registry)
    if value is None:
        return Search(registry, wanted)
    key = Section.FACTS, ids[0]
    if key not in wanted:
        raise UsageError(Problem(Place(""), "where-value"))
    former = with_former_value(registry, registry.facts[ids[0]], value)
    return Search(registry, frozenset({key}), former, frozenset({key}), only_former=True)


def _find_keys(ids: Sequence[str], registry: Registry) -> frozenset[Key]:
    """Return what has one of the ids; a fact and an entity may have the same one. Raises UsageError for an unknown id."""
    known = {Section.FACTS: registry.facts, Section.ENTITIES: registry.entities}
    found = frozenset((section, name) for section, items in known.items() for name in ids if name in items)
    unknown = [name for name in dict.fromkeys(ids) if not any(name in items for items in known.values())]
    if unknown:
        every = [name for items in known.values() for name in items]
        raise UsageError(*(Problem(Place(""), "unknown-fact", {"name": name, "nearest": find_nearest(name, every)}) for name in unknown))
    return found


def _run(screen: Screen, plan: Plan, changes: Sequence[Change], search: Search, *, as_json: bool) -> int:
    """Search the notes, show what is found, and return the exit code: 1 where a place states something else than the registry."""
    notes: list[NotePlaces] = []
    failures: list[Problem] = []
    if search.wanted or search.formerly:
        files = find_run_notes(screen, plan, ()).files
        for found in show_progress(screen, search_files(files, search, plan.settings), len(files)):
            if isinstance(found, Problem):
                failures.append(found)
            else:
                notes.append(found)
    if as_json:
        click.echo(export_places(screen, search, changes, notes, failures))
    else:
        if notes or changes or not failures:
            print_places(screen, search, changes, notes)
        screen.print_problems(failures)
    wrong = any(place.outcome in WRONG for note in notes for place in note.places)
    return FAILED if failures else FOUND if wrong else CLEAN
