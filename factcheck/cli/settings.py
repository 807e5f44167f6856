"""What a run is to do: the options that were given, then the project's settings, then what is usual."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.check import Settings
from factcheck.cli.screen import FACTS, Screen, chosen, day
from factcheck.config import Config, find
from factcheck.corpus import Selection
from factcheck.facts.pack import packs
from factcheck.findings import Severity
from factcheck.records import record
from factcheck.rules import RULES

LEVELS = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING), "note": tuple(Severity), "never": ()}
_DOCUMENTS = "documents"
_RULES = [rule.id for rule in RULES]


@record
class Plan:
    """The notes, the registry's folder (None: none is needed) with its packs, how the notes are checked, and the levels of findings that
    make the run fail."""

    paths: tuple[Path, ...]
    facts: Path | None
    selection: Selection
    settings: Settings
    failing: tuple[Severity, ...]
    baseline: Path | None
    packs: tuple[str, ...] = ()
    pairs: tuple[tuple[Path, Path], ...] = ()


def options(screen: Screen) -> list[click.Parameter]:
    """The options that every command which checks notes has."""
    return [
        screen.option("--facts", metavar="DIR", usual=FACTS),
        screen.option("--use", multiple=True, metavar="PACKS"),
        screen.language(),
        screen.option("--as-of", metavar="DATE"),
        screen.option("--today", metavar="DATE"),
        screen.option("--select", multiple=True, metavar="RULES"),
        screen.option("--ignore", multiple=True, metavar="RULES"),
        screen.option("--include", multiple=True, metavar="GLOB"),
        screen.option("--exclude", multiple=True, metavar="GLOB"),
        screen.option("--no-gitignore", is_flag=True),
        screen.option("--baseline", metavar="FILE"),
        screen.option("--pair", nargs=2, multiple=True, metavar="A B"),
    ]


def plan(paths: Sequence[str], given: Mapping[str, Any], explain: bool = False) -> Plan:
    """What to do. Raises UsageError for an option or a setting that is not known."""
    pairs = tuple((Path(first), Path(second)) for first, second in given["pair"])
    paths = paths or [str(path) for pair in pairs for path in pair]
    config = find(_above(paths), _RULES, packs())
    settings = Settings(
        day(given["today"]) or date.today(),
        day(given["as_of"]),
        chosen(given["select"] or config.select, _RULES, "unknown-rule"),
        chosen(given["ignore"] or config.ignore, _RULES, "unknown-rule"),
        explain,
        config,
    )
    selection = Selection(
        given["include"] or config.include,
        given["exclude"] or config.exclude,
        config.gitignore and not given["no_gitignore"],
        config.folder,
    )
    facts, used = registry_of(config, given)
    baseline = Path(given["baseline"]) if given["baseline"] else _place(config, config.baseline)
    failing = LEVELS[given.get("fail_on") or config.fail_on or "warning"]
    return Plan(tuple(map(Path, paths or (_DOCUMENTS,))), facts, selection, settings, failing, baseline, used, pairs)


def registry_of(config: Config, given: Mapping[str, Any]) -> tuple[Path | None, tuple[str, ...]]:
    """The registry's folder and its packs; no folder where nobody named one, the usual one is not there, and a pack is used."""
    used = tuple(sorted(chosen(given["use"] or config.use, packs(), "unknown-pack")))
    named = Path(given["facts"]) if given["facts"] else _place(config, config.facts)
    if named is None and used and not Path(FACTS).exists():
        return None, used
    return named or Path(FACTS), used


def _above(paths: Sequence[str]) -> Path:
    """The folder that holds all paths."""
    if not paths:
        return Path()
    common = Path(os.path.commonpath([os.path.abspath(path) for path in paths]))
    return common if common.is_dir() else common.parent


def _place(config: Config, path: str | None) -> Path | None:
    """A path of the settings, from here where it stands below."""
    if path is None:
        return None
    found = config.folder / path
    here = Path.cwd()
    return found.relative_to(here) if found.is_relative_to(here) else found
