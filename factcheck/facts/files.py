"""List the files of a registry: the named files, and the fact files of the named folders."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from factcheck.errors import Place, Problem, RegistryError, find_reason

CSV, EXCEL = ".csv", ".xlsx"
SUFFIXES = (".yaml", ".yml", CSV, EXCEL)
MAX_BYTES = 64_000_000
"""The most bytes that a fact file may have."""
TABLES = "tables"
"""The folder, directly in that of a registry, for tables of other data: never read as registries, but values may be derived from them."""
# Spreadsheets that a program can save in a format that is read; one in a registry is not passed over in silence.
_CONVERTIBLE = {**dict.fromkeys((".xls", ".xlsm", ".xlsb", ".xltx", ".xltm", ".ods", ".numbers"), EXCEL), ".tsv": CSV}
# How files begin that belong to a program which has a document open.
_LOCKS = (".", "~$")
_README = "readme"


def list_fact_files(paths: Sequence[Path]) -> list[Path]:
    """Return the fact files at some paths, each once: a file as it is, a folder with all fact files below it in name order.

    Raises RegistryError where a path is missing, cannot be read, or contains no fact file, or a spreadsheet in a format that is not read.
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


def list_tables(paths: Sequence[Path]) -> list[Path]:
    """Return the files from which values may be derived, in name order: those in the folder of tables of each registry."""
    folders = dict.fromkeys((path if path.is_dir() else path.parent) / TABLES for path in paths)
    found: dict[str, Path] = {}
    for folder in folders:
        for where, below, names in os.walk(folder):
            below.sort()
            for name in sorted(names):
                if Path(name).suffix.lower() in (CSV, EXCEL) and not name.startswith(_LOCKS):
                    found.setdefault(os.path.realpath(Path(where) / name), Path(where) / name)
    return list(found.values())


def _list_files(path: Path) -> list[Path]:
    if os.path.isdir(path):
        return _list_folder(path)
    if not os.path.lexists(path):
        raise RegistryError(Problem(Place(str(path)), "facts-folder-missing"))
    suffix = path.suffix.lower()
    if suffix in _CONVERTIBLE:
        raise RegistryError(_make_convertible_problem(path))
    if suffix not in SUFFIXES:
        raise RegistryError(Problem(Place(str(path)), "facts-suffix", {"suffix": path.suffix or path.name, "known": ", ".join(SUFFIXES)}))
    return [path]


def _make_convertible_problem(path: Path) -> Problem:
    return Problem(Place(str(path)), "facts-convertible", {"suffix": path.suffix, "right": _CONVERTIBLE[path.suffix.lower()]})


def _list_folder(folder: Path) -> list[Path]:
    found: list[Path] = []

    def fail(error: OSError) -> None:
        raise RegistryError(Problem(Place(str(error.filename or folder)), "facts-unreadable", {"reason": find_reason(error)}))

    for where, folders, files in os.walk(folder, onerror=fail):
        if Path(where) == folder and TABLES in folders:
            folders.remove(TABLES)
        found += [Path(where) / name for name in files if not name.startswith(_LOCKS) and Path(name).stem.lower() != _README]
    problems = [_make_convertible_problem(path) for path in sorted(found) if path.suffix.lower() in _CONVERTIBLE]
    if problems:
        raise RegistryError(*problems)
    found = [path for path in found if path.suffix.lower() in SUFFIXES]
    if not found:
        raise RegistryError(Problem(Place(str(folder)), "facts-folder-empty", {"known": ", ".join(SUFFIXES)}))
    return sorted(found)
