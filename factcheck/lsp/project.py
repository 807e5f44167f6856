"""The project of a note: its settings and its registry, which is read again when a fact file changes, saved or not."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from factcheck.checker import load_facts
from factcheck.errors import FactcheckError, Problem, RegistryError
from factcheck.facts.files import list_fact_files, list_tables
from factcheck.facts.load import load_registry
from factcheck.facts.schema import Registry
from factcheck.formats.decode import decode
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.runtime.records import record
from factcheck.selection import Selection
from factcheck.settings import Settings
from factcheck.waivers.apply import Waivers

# Problems that say that there is no registry at all: rules that need none still run.
_NO_REGISTRY = frozenset({"facts-folder-missing", "facts-folder-empty"})


@record(eq=False)
class Project:
    """How a note is checked; one line a field.

    `facts` are the files and folders of its registry, `packs` its packs.
    `settings` and `selection` are those of `factcheck check`.
    `root` is the folder of the project.
    `waivers` is its file of waivers, whether or not there is one.
    `load_waivers` returns its waivers, None where there are none. Raises UsageError.
    """

    facts: tuple[Path, ...]
    packs: tuple[str, ...]
    settings: Settings
    selection: Selection
    root: Path
    waivers: Path
    load_waivers: Callable[[], Waivers | None]


FindProject = Callable[[Path], Project]
"""Returns the project of a note. Raises UsageError for a mistake in its settings."""


@record(eq=False)
class Loaded:
    """A registry, and the problems of the attempt to read it again after which an earlier one still holds."""

    registry: Registry
    problems: tuple[Problem, ...] = ()


class Registries:
    """The registries of the open notes, each read again only where one of its files has changed."""

    def __init__(self) -> None:
        self._loaded: dict[tuple[object, ...], tuple[object, Loaded]] = {}

    def load(self, project: Project, unsaved: Mapping[Path, str]) -> Loaded:
        """Return the registry of a project, with the unsaved texts of its fact files; the last good one where there is a mistake in it."""
        key = (tuple(map(str, project.facts)), project.packs)
        state = _sign(project.facts, unsaved)
        before = self._loaded.get(key)
        if before and before[0] == state:
            return before[1]
        try:
            found = Loaded(_load(project, unsaved))
        except FactcheckError as error:
            last = before[1].registry if before else Registry()
            problems = tuple(problem for problem in error.problems if problem.key not in _NO_REGISTRY)
            found = Loaded(last, problems)
        self._loaded[key] = state, found
        return found


def _list_files(paths: Sequence[Path]) -> list[Path]:
    try:
        return [*list_fact_files(paths), *list_tables(paths)]
    except RegistryError:
        return []


def _sign(paths: Sequence[Path], unsaved: Mapping[Path, str]) -> tuple[object, ...]:
    """Return what shows a change of the fact files."""
    found: list[object] = []
    for path in _list_files(paths):
        real = Path(os.path.abspath(path))
        if real in unsaved:
            found.append((str(path), unsaved[real]))
            continue
        try:
            state = os.stat(path)
            found.append((str(path), state.st_mtime_ns, state.st_size))
        except OSError:
            found.append((str(path),))
    return tuple(found)


def _load(project: Project, unsaved: Mapping[Path, str]) -> Registry:
    """Return the registry. Raises RegistryError."""
    changed = {
        str(path): unsaved[real].encode("utf-8", "replace") for path in _list_files(project.facts) if (real := _absolute(path)) in unsaved
    }
    if not changed:
        return load_facts(project.facts, project.packs)
    return load_registry(project.facts, parse_fact_value, all_languages(), project.packs, decode, changed)


def _absolute(path: Path) -> Path:
    return Path(os.path.abspath(path))


def is_fact_file(path: Path, project: Project) -> bool:
    """Return whether a file belongs to the registry of a project."""
    return path in map(_absolute, _list_files(project.facts))


def find_project(path: Path, find: FindProject) -> Project | tuple[Problem, ...]:
    """Return the project of a note, or the problems of its settings."""
    try:
        return find(path)
    except FactcheckError as error:
        return error.problems
