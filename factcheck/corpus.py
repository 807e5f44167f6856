"""Many documents: which files a run checks, in which order, and each one's report or failure."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from fnmatch import fnmatch
from pathlib import Path

from factcheck.ahead import Ahead
from factcheck.check import Settings, check_versions, languages
from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import READERS, read
from factcheck.formats.language import marks
from factcheck.records import record
from factcheck.versions import Versions

# Reports that are held until the turn of their notes comes; beyond, a version is read again.
_HELD = 500
_FAULTS = (MemoryError, RecursionError, ArithmeticError, LookupError, TypeError, ValueError, AttributeError, AssertionError)
_Told = tuple[tuple[Report, ...], tuple[Problem, ...]]


@record
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


def reports(
    files: Sequence[Path | Problem], registry: Registry, settings: Settings, pairs: Iterable[tuple[Path, Path]] = (), *, hold: bool = True
) -> Iterator[Report | Problem]:
    """The report of each file, or the problem that kept it from being read; one never stops the others.

    `pairs` are versions of one note, beside those that names and front matter tell. The versions of a note are read once, many notes ahead
    of their turn, and reports held until it comes; without `hold`, each is read at its turn, as it then is.
    """
    known = versions(files, pairs)

    def told(path: Path) -> _Told:
        others, problems = others_of(path, known)
        return _together(read(path, languages()), others, registry, settings), problems

    with Ahead(told, _first(files, known) if hold else ()) as ahead:
        yield from _in_turn(files, lambda path: ahead.take(path) or told(path), hold)


def _in_turn(files: Sequence[Path | Problem], told: Callable[[Path], _Told], hold: bool) -> Iterator[Report | Problem]:
    """What is told of each file; of one whose report came with that of another version, that report, if there was room to hold it."""
    waiting = {os.path.realpath(found) for found in files if isinstance(found, Path)} if hold else set()
    held: dict[str, Report] = {}
    for found in files:
        if isinstance(found, Problem):
            yield found
            continue
        key = os.path.realpath(found)
        waiting.discard(key)
        if key in held:
            yield held.pop(key)
            continue
        try:
            (report, *others), problems = told(found)
            yield report
            yield from problems
            for each in others:
                other = os.path.realpath(each.path)
                if other in waiting and len(held) < _HELD:
                    held[other] = each
        except DocumentError as error:
            yield from error.problems
        except _FAULTS as error:
            yield Problem(Place(str(found)), "document-failed", {"reason": f"{type(error).__name__}: {error}"})


def _first(files: Sequence[Path | Problem], known: Versions) -> Iterator[Path]:
    """The files whose reports will not come with that of another version, where none fails to be read."""
    waiting = {os.path.realpath(found) for found in files if isinstance(found, Path)}
    held: set[str] = set()
    for found in files:
        if isinstance(found, Path):
            key = os.path.realpath(found)
            waiting.discard(key)
            if key not in held:
                yield found
                with suppress(DocumentError):
                    others = map(os.path.realpath, known.of(found))
                    held.update([other for other in others if other in waiting][: _HELD - len(held)])
            held.discard(key)


def _together(document: Document, others: Sequence[Document], registry: Registry, settings: Settings) -> tuple[Report, ...]:
    """The reports on a note and its other versions; on the note alone where they cannot be checked together."""
    try:
        return check_versions((document, *others), registry, settings)
    except _FAULTS:
        if not others:
            raise
        return check_versions((document,), registry, settings)


def versions(files: Sequence[Path | Problem], pairs: Iterable[tuple[Path, Path]] = ()) -> Versions:
    """The versions of the notes of a run."""
    return Versions(marks(languages()), [found for found in files if isinstance(found, Path)], pairs)


def others_of(path: Path, known: Versions) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The other versions of a note; and the problem of one that was asked for and is not there. What cannot be read is passed over: it is
    told at its own turn, where it has one."""
    try:
        found = known.of(path)
    except DocumentError as error:
        return (), error.problems
    others: list[Document] = []
    for other in found:
        with suppress(DocumentError):
            others.append(read(other, languages()))
    return tuple(others), ()


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
