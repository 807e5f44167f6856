"""Many documents: which files a run checks, in which order, and each one's report or failure."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

from factcheck.check import Settings, check_file
from factcheck.errors import DocumentError, Place, Problem
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import READERS


@dataclass(frozen=True)
class Selection:
    """Which files of a folder are checked: those that match one of `include` (empty: all) and none of `exclude`, patterns as the shell
    writes them, of a name, a folder's name, or a path from `folder` or from here; with `gitignore`, not those that git ignores."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    gitignore: bool = True
    folder: Path = Path()

    def takes(self, path: Path) -> bool:
        """Whether a file is checked."""
        return (not self.include or self._matches(path, self.include)) and not self._matches(path, self.exclude)

    def _matches(self, path: Path, patterns: Sequence[str]) -> bool:
        names = {path.as_posix(), os.path.relpath(path, self.folder).replace(os.sep, "/"), *path.parts} if patterns else set()
        return any(fnmatch(name, pattern) or fnmatch(name, f"{pattern.rstrip('/')}/*") for name in names for pattern in patterns)


def documents(paths: Sequence[Path], selection: Selection) -> Iterator[Path | Problem]:
    """The files of a run, each once, in the order of their paths within each argument; or the problem of a path that cannot be read."""
    seen: set[str] = set()
    for path in paths:
        for found in _under(path, selection.gitignore):
            key = os.path.realpath(found) if isinstance(found, Path) else repr(found)
            if key in seen or (isinstance(found, Path) and found != path and not selection.takes(found)):
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


def _under(path: Path, gitignore: bool) -> Iterator[Path | Problem]:
    if path.is_dir():
        yield from (_tracked(path) if gitignore else []) or _walked(path)
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
