"""`factcheck diff`: compare two drafts of a note by what they state."""

from __future__ import annotations

import os
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import load_facts
from factcheck.cli.diff_output import export_changes, format_changes
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, FOUND, NON_EMPTY, Choice, Screen
from factcheck.cli.settings import Plan, load_run_facts, make_plan
from factcheck.document import Document
from factcheck.drafts.compare import ChangeKind, compare_drafts
from factcheck.drafts.units import Draft
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.files import git
from factcheck.formats import parse, read
from factcheck.languages.load import all_languages

FORMATS = ("text", "json")
_UNASKED: dict[str, Any] = {
    **dict.fromkeys(("baseline",), None),
    **dict.fromkeys(("select", "ignore", "include", "exclude", "pair"), ()),
    **dict.fromkeys(("no_gitignore", "no_force_exclude"), False),
}


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("notes", "drafts", nargs=-1, type=NON_EMPTY),
        screen.make_option("--git", "commit", type=NON_EMPTY, key="git", metavar_key="commit"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-list"),
        *screen.make_registry_options(),
        screen.make_option("--as-of", metavar_key="date"),
        screen.make_option("--today", metavar_key="date"),
    ]

    def run(notes: tuple[str, ...], commit: str | None, format: str, **values: Any) -> int:
        if len(notes) != (1 if commit else 2):
            raise UsageError(Problem(Place(""), "diff-one-note" if commit else "diff-two-notes"))
        plan = make_plan(notes[-1:], {**_UNASKED, **values})
        new = read(Path(notes[-1]), all_languages())
        old = _read_committed(Path(notes[0]), commit) if commit else read(Path(notes[0]), all_languages())
        return _run(screen, plan, (old, new), _load_facts(screen, plan, values), as_json=format == "json")

    return ScreenCommand(screen, "diff", params=parameters, callback=run)


def _load_facts(screen: Screen, plan: Plan, values: Mapping[str, Any]) -> Registry:
    """Return the registry; an empty one where the project has none and none was asked for."""
    asked = values["facts"] or plan.settings.config.facts
    if not asked and not any(map(os.path.lexists, plan.facts)):
        return load_facts((), plan.packs)
    return load_run_facts(screen, plan)


def _run(screen: Screen, plan: Plan, documents: tuple[Document, Document], registry: Registry, *, as_json: bool) -> int:
    """Compare two drafts, show the changes, and return the exit code: 1 where they do not state the same."""
    codes = [document.language.code for document in documents]
    if codes[0] != codes[1]:
        raise UsageError(Problem(Place(documents[1].path), "diff-languages", {"first": codes[0], "second": codes[1]}))
    today: date = plan.settings.today
    old, new = (_analyze(document, registry, today, plan.settings.document_date) for document in documents)
    changes = compare_drafts(old, new)
    click.echo(export_changes(old, new, changes) if as_json else format_changes(screen, old, new, changes))
    return FOUND if any(change.kind is not ChangeKind.MOVED for change in changes) else CLEAN


def _analyze(document: Document, registry: Registry, today: date, given: date | None) -> Draft:
    analysis: Analysis = analyze(document, registry, today, given)
    return Draft(analysis)


def _read_committed(path: Path, name: str) -> Document:
    """Return a note as it was at a commit. Raises UsageError where git does not have it, DocumentError where it cannot be read."""
    folder = Path(os.path.realpath(path)).parent
    root = git.find_root(folder) if git.has_git() else None
    if root is None:
        raise UsageError(Problem(Place(str(path)), "git-missing" if not git.has_git() else "diff-no-repository"))
    commit = git.resolve_commit(root, name)
    if commit is None:
        raise UsageError(Problem(Place(""), "commit-unknown", {"name": name, "path": str(root)}))
    relative = os.path.relpath(os.path.realpath(path), os.path.realpath(root)).replace(os.sep, "/")
    found = git.list_committed_files(root, commit, relative).get(relative)
    data = git.read_committed_file(root, found[0]) if found else None
    if data is None:
        raise UsageError(Problem(Place(str(path)), "diff-not-committed", {"name": name}))
    return parse(data, f"{name}:{relative}", all_languages())
