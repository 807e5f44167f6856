"""Decide what a run does: from the options, then the project's settings, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.cli.destination import Guard
from factcheck.cli.patterns import expanded, matching
from factcheck.cli.screen import FACTS, FILLED, Screen, chosen, day
from factcheck.config import Config, find
from factcheck.discovery import Notes
from factcheck.errors import RegistryError
from factcheck.facts.files import fact_files
from factcheck.facts.pack import packs
from factcheck.findings import Severity
from factcheck.rules import RULES
from factcheck.runtime.records import record
from factcheck.selection import Selection
from factcheck.settings import Settings

LEVELS = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING), "note": tuple(Severity), "never": ()}
_DOCUMENTS = "documents"
_RULES = [rule.id for rule in RULES]


@record
class Plan:
    """The notes, the files and folders of the registry (none: none is needed) with its packs, how the notes are checked, and the levels of findings that
    make the run fail."""

    paths: tuple[Path, ...]
    facts: tuple[Path, ...]
    selection: Selection
    settings: Settings
    failing: tuple[Severity, ...]
    baseline: Path | None
    packs: tuple[str, ...] = ()
    pairs: tuple[tuple[Path, Path], ...] = ()

    def guard(self, notes: Notes, force: bool) -> Guard:
        """Return the guard that protects what the run reads from its own outputs."""
        baseline = [self.baseline] if self.baseline else []
        read = [path for path in notes.files if isinstance(path, Path)]
        return Guard.of([*read, *fact_files(self.facts), *baseline, *(path for pair in self.pairs for path in pair)], force)


def options(screen: Screen) -> list[click.Parameter]:
    """Return the options of every command that checks notes."""
    return [
        screen.facts(),
        screen.option("--use", multiple=True, shown="packs"),
        screen.language(),
        screen.option("--as-of", shown="date"),
        screen.option("--today", shown="date"),
        screen.option("--select", multiple=True, shown="rules"),
        screen.option("--ignore", multiple=True, shown="rules"),
        screen.option("--include", multiple=True, shown="glob"),
        screen.option("--exclude", multiple=True, shown="glob"),
        screen.option("--no-gitignore", is_flag=True),
        screen.option("--no-force-exclude", is_flag=True),
        screen.option("--baseline", type=FILLED, shown="file"),
        screen.option("--pair", type=FILLED, nargs=2, multiple=True, shown="pair"),
    ]


def plan(paths: Sequence[str], given: Mapping[str, Any], explain: bool = False) -> Plan:
    """Return the plan of a run. Raises UsageError for an option or a setting that is not known."""
    pairs = tuple((Path(first), Path(second)) for first, second in given["pair"])
    paths = expanded(paths) or [str(path) for pair in pairs for path in pair]
    above = _above(paths)
    config = find(above, _RULES, packs())
    settings = Settings(
        day(given["today"]) or date.today(),
        day(given["as_of"]),
        matching(given["select"] or config.select, _RULES),
        matching(given["ignore"] or config.ignore, _RULES),
        explain,
        config,
    )
    selection = Selection(
        given["include"] or config.include,
        given["exclude"] or config.exclude,
        config.gitignore and not given["no_gitignore"],
        config.folder,
        not given["no_force_exclude"],
    )
    facts, used = registry_of(config, given, above)
    baseline = Path(given["baseline"]) if given["baseline"] else _place(config, config.baseline) if config.baseline else None
    failing = LEVELS[given.get("fail_on") or config.fail_on or "warning"]
    return Plan(tuple(map(Path, paths or (_DOCUMENTS,))), facts, selection, settings, failing, baseline, used, pairs)


def registry_of(config: Config, given: Mapping[str, Any], above: Path = Path()) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the files and folders of the registry, and its packs. Without any, it is the folder of facts nearest above the notes, or else the
    one in the current folder; none if there is no such folder and a pack is used."""
    used = tuple(sorted(chosen(given["use"] or config.use, packs(), "unknown-pack")))
    named = tuple(map(Path, given["facts"])) or tuple(_place(config, path) for path in config.facts)
    if named:
        return named, used
    found = nearest_facts(above)
    if found is None and used and not os.path.lexists(FACTS):
        return (), used
    return (found or Path(FACTS),), used


def nearest_facts(start: Path) -> Path | None:
    """Return the folder of facts nearest above a path, relative to the current folder where it is inside it."""
    folder = start.resolve()
    for above in (folder, *folder.parents):
        try:
            fact_files([above / FACTS])
        except RegistryError as error:
            if {problem.key for problem in error.problems} & {"facts-folder-missing", "facts-folder-empty", "facts-suffix"}:
                continue
        return _from_here(above / FACTS)
    return None


def _above(paths: Sequence[str]) -> Path:
    """Return the folder that contains all paths."""
    if not paths:
        return Path()
    common = Path(os.path.commonpath([os.path.abspath(path) for path in paths]))
    return common if os.path.isdir(common) else common.parent


def _place(config: Config, path: str) -> Path:
    """Return a path of the settings, relative to the current folder where it is inside it."""
    return _from_here(config.folder / path)


def _from_here(path: Path) -> Path:
    """Return a path, relative to the current folder where it is inside it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
