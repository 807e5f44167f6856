"""List the files of a registry: the named files, and the fact files of the named folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Place, Problem, RegistryError, find_reason

SUFFIXES = (".yaml", ".yml")
MAX_BYTES = 64_000_000
"""The most bytes that a fact file may have."""


def list_fact_files(paths: Sequence[Path]) -> list[Path]:
    """Return the fact files at some paths, each once: a file as it is, a folder with all fact files below it in name order.

    Raises RegistryError where a path is missing, cannot be read, or contains no fact file.
    """
    found: dict[str, Path] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for file in _list_files(path):
                found.setdefault(os.path.realpath(file), file)
        except RegistryError as error:
            problems += error.problems
    if problems:
        raise RegistryError(*problems)
    return list(found.values())


def _list_files(path: Path) -> list[Path]:
    if os.path.isdir(path):
        return _list_folder(path)
    if not os.path.lexists(path):
        raise RegistryError(Problem(Place(str(path)), "facts-folder-missing"))
    if path.suffix.lower() not in SUFFIXES:
        raise RegistryError(Problem(Place(str(path)), "facts-suffix", {"suffix": path.suffix or path.name, "known": ", ".join(SUFFIXES)}))
    return [path]


def _list_folder(folder: Path) -> list[Path]:
    found: list[Path] = []

    def fail(error: OSError) -> None:
        raise RegistryError(Problem(Place(str(error.filename or folder)), "facts-unreadable", {"reason": find_reason(error)}))

    for where, _, files in os.walk(folder, onerror=fail):
        found += [Path(where) / name for name in files if Path(name).suffix.lower() in SUFFIXES and not name.startswith(".")]
    if not found:
        raise RegistryError(Problem(Place(str(folder)), "facts-folder-empty", {"known": ", ".join(SUFFIXES)}))
    return sorted(found)
