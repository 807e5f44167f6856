"""Many documents: which files a run checks, in which order, and each one's report or failure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from fnmatch import fnmatch
from pathlib import Path

from factcheck.check import Settings, check_file
from factcheck.errors import DocumentError, Place, Problem
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import READERS


def documents(paths: Sequence[Path], exclude: Sequence[str]) -> Iterator[Path | Problem]:
    """The files of a run, each once, in the order of their paths within each argument; or the problem of a path that cannot be read."""
    seen: set[str] = set()
    for path in paths:
        for found in _under(path):
            key = os.path.realpath(found) if isinstance(found, Path) else repr(found)
            if key in seen or (isinstance(found, Path) and found != path and _excluded(found, exclude)):
                continue
            seen.add(key)
            yield found


def reports(files: Sequence[Path | Problem], registry: Registry, settings: Settings) -> Iterator[Report | Problem]:
    """The report of each file, or the problem that kept it from being read; one never stops the others."""
    for found in files:
        if isinstance(found, Problem):
            yield found
            continue
        try:
            yield check_file(found, registry, settings)
        except DocumentError as error:
            yield from error.problems
        except (MemoryError, RecursionError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, AssertionError) as error:
            yield Problem(Place(str(found)), "document-failed", {"reason": f"{type(error).__name__}: {error}"})


def _under(path: Path) -> Iterator[Path | Problem]:
    if path.is_dir():
        yield from _tracked(path) or _walked(path)
    elif os.path.lexists(path):
        yield path
    else:
        yield Problem(Place(str(path)), "path-missing")


def _tracked(folder: Path) -> list[Path | Problem]:
    """The files of a folder that git knows or would take; none outside a repository."""
    import subprocess

    command = ["git", "-C", str(folder), "ls-files", "-co", "--exclude-standard", "-z"]
    try:
        run = subprocess.run(command, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return []
    names = sorted(set(os.fsdecode(run.stdout).split("\0")) - {""})
    files = [folder / name for name in names if Path(name).suffix.lower() in READERS and (folder / name).is_file()]
    closed = [found for found in _walked(folder) if isinstance(found, Problem) and not _ignored(folder, found.place.path)]
    return [*files, *closed]


def _ignored(folder: Path, path: str) -> bool:
    import subprocess

    command = ["git", "-C", str(folder), "check-ignore", "-q", os.path.abspath(path)]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def _walked(folder: Path) -> Iterator[Path | Problem]:
    problems: list[Path | Problem] = []

    def fail(error: OSError) -> None:
        problems.append(Problem(Place(str(error.filename or folder)), "document-unreadable", {"reason": error.strerror or str(error)}))

    found: list[Path] = []
    for where, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        found += [Path(where) / name for name in files if Path(name).suffix.lower() in READERS]
    yield from sorted(found)
    yield from problems


def _excluded(path: Path, patterns: Sequence[str]) -> bool:
    return any(
        fnmatch(str(path), pattern) or fnmatch(path.name, pattern) or any(fnmatch(part, pattern) for part in path.parts)
        for pattern in patterns
    )
