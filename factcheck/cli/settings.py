"""Decide what a run does: from the options, then the project's settings, then the defaults."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.cli.destination import Guard
from factcheck.cli.patterns import expand_paths, match_rules
from factcheck.cli.screen import FACTS, NON_EMPTY, Choice, Screen, parse_day, parse_names
from factcheck.config import Config, find_config, find_setting_line
from factcheck.discovery import DEFAULT_FOLDER, Notes
from factcheck.errors import Place, Problem, RegistryError, UsageError
from factcheck.facts.files import list_fact_files, list_tables
from factcheck.facts.pack import list_packs
from factcheck.facts.schema import Registry
from factcheck.findings import Severity
from factcheck.messages import list_rule_ids
from factcheck.runtime.records import record
from factcheck.selection import Selection
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence
from factcheck.waivers import FILE as WAIVERS

UNASKED: Mapping[str, Any] = {**dict.fromkeys(("as_of", "baseline"), None), **dict.fromkeys(("select", "ignore", "pair"), ())}
"""The options of `make_plan` that commands which run no rules do not have."""
LEVELS = {"error": (Severity.ERROR,), "warning": (Severity.ERROR, Severity.WARNING), "note": tuple(Severity), "never": ()}


@record
class Plan:
    """What a run does.

    `paths` are the notes and folders to check, `selection` which of their files are notes to check.
    `facts` are the files and folders of the registry (empty: none is needed), `packs` its packs.
    `settings` say how the notes are checked, `failing` which severities make the run fail.
    `baseline` is the file of known findings.
    `pairs` are two versions of one note, given by name.
    `root` is the folder of the project: that of the settings, or else the one above the facts; `waivers` is its file of waivers.
    """

    paths: tuple[Path, ...]
    facts: tuple[Path, ...]
    selection: Selection
    settings: Settings
    failing: tuple[Severity, ...]
    baseline: Path | None
    packs: tuple[str, ...] = ()
    pairs: tuple[tuple[Path, Path], ...] = ()
    root: Path = Path()

    @property
    def waivers(self) -> Path:
        """The file of waivers, whether or not there is one."""
        return self.root / WAIVERS

    def make_guard(self, notes: Notes, force: bool) -> Guard:
        """Return the guard that protects what the run reads from its own outputs."""
        baseline = [self.baseline, self.waivers] if self.baseline else [self.waivers]
        read = [path for path in notes.files if isinstance(path, Path)]
        return Guard.of(
            [*read, *list_fact_files(self.facts), *list_tables(self.facts), *baseline, *(path for pair in self.pairs for path in pair)],
            force,
        )


def make_check_options(screen: Screen) -> list[click.Parameter]:
    """Return the options of every command that checks notes."""
    return [
        screen.make_facts_option(),
        screen.make_option("--use", multiple=True, metavar_key="packs"),
        screen.make_language_option(),
        screen.make_option("--as-of", metavar_key="date"),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--select", multiple=True, type=NON_EMPTY, metavar_key="rules"),
        screen.make_option("--ignore", multiple=True, type=NON_EMPTY, metavar_key="rules"),
        screen.make_option("--include", multiple=True, metavar_key="glob"),
        screen.make_option("--exclude", multiple=True, metavar_key="glob"),
        screen.make_option("--no-gitignore", is_flag=True),
        screen.make_option("--no-force-exclude", is_flag=True),
        screen.make_option("--baseline", type=NON_EMPTY, metavar_key="file"),
        screen.make_option("--pair", type=NON_EMPTY, nargs=2, multiple=True, metavar_key="pair"),
    ]


def make_confidence_option(screen: Screen, key: str = "confidence") -> click.Option:
    """Return the option of the commands that show something by its confidence; `key` is that of its help."""
    return screen.make_option("--confidence", type=Choice(Confidence), default_text=Confidence.LIKELY, key=key)


def load_run_facts(screen: Screen, plan: Plan) -> Registry:
    """Return the registry of a run; a notice is shown where there is none, or one without any facts and entities. Raises RegistryError."""
    from factcheck.checker import load_facts

    registry = load_facts(plan.facts, plan.packs)
    if not plan.facts and not plan.packs:
        screen.print_notices([Problem(Place(FACTS), "no-registry")])
    if plan.facts and not plan.packs and not registry.facts and not registry.entities:
        screen.print_notices([Problem(Place(str(plan.facts[0])), "lint-empty")])
    return registry


def make_plan(paths: Sequence[str], values: Mapping[str, Any], explain: bool = False) -> Plan:
    """Return the plan of a run. Raises UsageError for an unknown option value or setting."""
    pairs = tuple((Path(first), Path(second)) for first, second in values["pair"])
    paths = expand_paths(paths) or [str(path) for pair in pairs for path in pair]
    above = _find_common_folder(paths)
    config = find_config(above, list_rule_ids(), list_packs())
    settings = Settings(
        parse_day(values["today"]) or date.today(),
        parse_day(values["as_of"]),
        match_rules(values["select"] or config.select, list_rule_ids()),
        match_rules(values["ignore"] or config.ignore, list_rule_ids()),
        explain,
        config,
        Confidence(values.get("confidence") or config.confidence or Confidence.LIKELY),
    )
    selection = Selection(
        values["include"] or config.include,
        values["exclude"] or config.exclude,
        config.gitignore and not values["no_gitignore"],
        config.folder,
        not values["no_force_exclude"],
    )
    facts, used = find_registry(config, values, above, is_needed=False)
    _refuse_waivers(facts)
    baseline = Path(values["baseline"]) if values["baseline"] else _resolve_setting(config, config.baseline) if config.baseline else None
    failing = LEVELS[values.get("fail_on") or config.fail_on or "warning"]
    return Plan(
        tuple(map(Path, paths or (DEFAULT_FOLDER,))),
        facts,
        selection,
        settings,
        failing,
        baseline,
        used,
        pairs,
        _find_root(config, facts, values),
    )


def _refuse_waivers(facts: Sequence[Path]) -> None:
    """Raise UsageError for a file of waivers in a folder of the registry."""
    found = [folder / WAIVERS for folder in facts if os.path.lexists(folder / WAIVERS)]
    if found:
        raise UsageError(*(Problem(Place(str(path)), "waivers-in-facts") for path in found))


def _find_root(config: Config, facts: Sequence[Path], values: Mapping[str, Any]) -> Path:
    """Return the folder of a project: that of the settings, or else the one above the facts, or else the current one."""
    if config.file:
        return _make_relative(config.folder)
    return facts[0].parent if facts and not values["facts"] else Path()


def find_registry(
    config: Config, values: Mapping[str, Any], above: Path = Path(), is_needed: bool = True
) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the files and folders of the registry, and its packs.

    By default, it is the nearest folder of facts above the notes, or else the one in the current folder; none where neither exists and a
    pack is used, or no registry is needed.
    """
    used = tuple(sorted(parse_names(values["use"] or config.use, list_packs(), "unknown-pack")))
    named = tuple(map(Path, values["facts"])) or tuple(_resolve_setting(config, path) for path in config.facts)
    if named:
        if not values["facts"]:
            _check_facts_setting(config)
        return named, used
    found = find_facts_folder(above)
    if found is None and (used or not is_needed) and not os.path.lexists(FACTS):
        return (), used
    return (found or Path(FACTS),), used


def find_named_registry(facts: Sequence[str], use: Sequence[str]) -> tuple[tuple[Path, ...], tuple[str, ...]]:
    """Return the files and folders of the registry, and its packs, that the options of a command, or else the settings, name."""
    return find_registry(find_config(Path(), list_rule_ids(), list_packs()), {"facts": facts, "use": use})


def load_named_registry(facts: Sequence[str], use: Sequence[str]) -> Registry:
    """Return the registry that the options of a command, or else the settings, name. Raises RegistryError."""
    from factcheck.checker import load_facts

    return load_facts(*find_named_registry(facts, use))


def _check_facts_setting(config: Config) -> None:
    """Raise UsageError, with its place in the settings, for a registry that the settings name and that does not exist."""
    file = Path(config.file)
    problems = [
        Problem(Place(str(_make_relative(file)), find_setting_line(file, path)), "config-facts", {"name": path})
        for path in config.facts
        if not os.path.lexists(config.folder / path)
    ]
    if problems:
        raise UsageError(*problems)


def find_facts_folder(start: Path) -> Path | None:
    """Return the folder of facts nearest above a path, relative to the current folder where it is inside it."""
    folder = start.resolve()
    for above in (folder, *folder.parents):
        try:
            list_fact_files([above / FACTS])
        except RegistryError as error:
            if {problem.key for problem in error.problems} & {"facts-folder-missing", "facts-folder-empty", "facts-suffix"}:
                continue
        return _make_relative(above / FACTS)
    return None


def _find_common_folder(paths: Sequence[str]) -> Path:
    """Return the folder that contains all paths."""
    if not paths:
        return Path()
    common = Path(os.path.commonpath([os.path.abspath(path) for path in paths]))
    return common if os.path.isdir(common) else common.parent


def _resolve_setting(config: Config, path: str) -> Path:
    """Return a path of the settings, relative to the current folder where it is inside it."""
    return _make_relative(config.folder / path)


def _make_relative(path: Path) -> Path:
    """Return a path, relative to the current folder where it is inside it."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path
