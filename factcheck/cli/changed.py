"""What the registry of a run changed since a commit, and the notes that a change concerns."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

import click

from factcheck.cli.paragraphs import wrap_message
from factcheck.cli.screen import Screen
from factcheck.cli.settings import Plan
from factcheck.cli.where_text import word_place
from factcheck.corpus import find_versions
from factcheck.errors import DocumentError, Place, Problem
from factcheck.facts.schema import Fact, Registry
from factcheck.places.changes import Change, compare_registries
from factcheck.places.former_registry import load_former_registry
from factcheck.places.place import Key, NotePlaces, Outcome
from factcheck.places.search import Search, search_files
from factcheck.runtime.visible import escape_line


def find_changes(screen: Screen, plan: Plan, registry: Registry, commit: str) -> tuple[tuple[Change, ...], Search]:
    """Return what changed since a commit, and the search for the places that are concerned. Raises UsageError."""
    former = load_former_registry(plan.facts, plan.packs, commit)
    screen.print_notices([Problem(Place(str(path)), "commit-no-facts", {"name": commit}) for path in former.missing])
    changes = compare_registries(former.registry, registry)
    present = frozenset(change.key for change in changes if change.after)
    formerly = frozenset(change.key for change in changes if change.before)
    return changes, Search(registry, present, former.registry, formerly)


def select_concerned(screen: Screen, plan: Plan, registry: Registry, files: Sequence[Path | Problem], commit: str) -> list[Path | Problem]:
    """Return the notes that state what changed since a commit, and their other versions; what no note states is named on standard error."""
    changes, search = find_changes(screen, plan, registry, commit)
    stated: set[Key] = set()
    concerned: set[str] = set()
    former: list[str] = []
    for found in search_files(files, search, plan.settings) if changes else ():
        if isinstance(found, NotePlaces) and found.places:
            concerned.add(found.path)
            stated |= {place.key for place in found.places}
            former += [word_place(screen, found.path, place) for place in found.places if place.outcome is Outcome.FORMER]
    _print_changes(screen, changes, stated, commit, len(concerned))
    print_former(screen, former, "changed-former")
    versions = _find_other_versions(files, plan, concerned)
    return [file for file in files if isinstance(file, Problem) or str(file) in concerned or os.path.realpath(file) in versions]


def _print_changes(screen: Screen, changes: Sequence[Change], stated: set[Key], commit: str, notes: int) -> None:
    if not changes:
        screen.print_message("changed-none", name=commit)
        return
    screen.print_message("changed-notes", name=commit, changes=len(changes), notes=notes)
    unstated = [change.item.id for change in changes if isinstance(change.after, Fact) and change.key not in stated]
    if unstated:
        screen.print_message("changed-unstated", ids=", ".join(unstated), count=len(unstated))


def print_former(screen: Screen, former: Sequence[str], key: str) -> None:
    """Name on standard error the places that still state a former value, after the message of a key; no rule need report them."""
    if former:
        screen.print_message(key, count=len(former))
    for line in () if screen.quiet else former:
        click.echo(wrap_message(escape_line(f"  {line}")), err=True)


def _find_other_versions(files: Sequence[Path | Problem], plan: Plan, concerned: set[str]) -> set[str]:
    """Return the other versions of some notes, such as the translation of each, as real paths."""
    known = find_versions(files, plan.pairs)
    found: set[str] = set()
    for file in files:
        if isinstance(file, Path) and str(file) in concerned:
            try:
                found |= set(map(os.path.realpath, known.find(file)))
            except DocumentError:
                continue
    return found
