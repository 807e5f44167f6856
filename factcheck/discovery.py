"""List the notes of a run: the named files, and the notes of the named folders. Say what is left out, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.errors import Place, Problem
from factcheck.files.git import is_ignored, tracked_files
from factcheck.formats import READERS
from factcheck.reporters.recognize import is_report
from factcheck.selection import UNREAD, Selection, beside_note, is_note, is_pattern

# So many names are listed in one line.
_LISTED = 3


@dataclass
class Notes:
    """The files of a run in the order of their paths within each argument, each once, among them the problem of a path that cannot be read;
    the notices say what was left out, each in one line; the folders are those of the files."""

    files: list[Path | Problem] = field(default_factory=list)
    notices: list[Problem] = field(default_factory=list)

    @property
    def folders(self) -> list[Path]:
        """The folders of the files, and those to which links among them lead."""
        found = [path for path in self.files if isinstance(path, Path)]
        real = [Path(os.path.realpath(path)) for path in found if os.path.islink(path)]
        return list(dict.fromkeys(path.parent for path in (*found, *real)))


def find_notes(paths: Sequence[Path], selection: Selection) -> Notes:
    """Return the notes of a run."""
    finder = _Finder(paths, selection)
    for path in paths:
        if os.path.isdir(path):
            finder.folder(path)
        elif os.path.lexists(path):
            finder.file(path)
        else:
            key = "path-unmatched" if is_pattern(str(path)) else "path-missing"
            finder.notes.files.append(Problem(Place(str(path)), key))
    finder.report()
    return finder.notes


class _Finder:
    """Gathers the notes of a run."""

    def __init__(self, paths: Sequence[Path], selection: Selection) -> None:
        self.notes = Notes()
        self._selection = selection
        self._roots = [os.path.realpath(path) for path in paths]
        self._seen: set[str] = set()
        self._unread: list[Path] = []
        self._reports: list[Path] = []
        self._outside: list[Path] = []

    def file(self, path: Path) -> None:
        """Take a file that is named."""
        if beside_note(path):
            self._notice(path, "left-out-beside")
        elif is_report(path):
            self._reports.append(path)
        elif self._selection.force and not self._selection.takes(path):
            self._notice(path, "left-out-settings")
        else:
            self._add(path)

    def folder(self, folder: Path) -> None:
        """Take the notes of a folder; say so where there are none."""
        files, links, problems = _listed(folder, self._selection.gitignore)
        self._outside += [link for link in links if not self._is_inside(os.path.realpath(link))]
        self._unread += [path for path in files if path.suffix.lower() in UNREAD and self._selection.takes(path)]
        notes = [path for path in files if is_note(path) and self._ours(path)]
        used = [path for path in notes if self._selection.takes(path)]
        for path in used:
            self._add(path)
        self.notes.files += [problem for problem in problems if self._fresh(repr(problem))]
        if not used and not problems:
            self._empty(folder, files, notes)

    def _ours(self, path: Path) -> bool:
        """Whether a file of a folder is a note of that folder, and none of our own reports."""
        if not self._is_inside(os.path.realpath(path)):
            self._outside.append(path)
        elif is_report(path):
            self._reports.append(path)
        else:
            return True
        return False

    def _is_inside(self, real: str) -> bool:
        """Whether a path without links is one of those of the run, or below one."""
        return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots)

    def _add(self, path: Path) -> None:
        if self._fresh(os.path.realpath(path)):
            self.notes.files.append(path)

    def _fresh(self, key: str) -> bool:
        known = key in self._seen
        self._seen.add(key)
        return not known

    def _empty(self, folder: Path, files: Sequence[Path], notes: Sequence[Path]) -> None:
        """Say why nothing of a folder is checked: a failure, unless the settings leave all of it out."""
        unread = [path for path in files if path.suffix.lower() in UNREAD]
        if notes and any(map(self._selection.includes, notes)):
            self._notice(folder, "left-out-folder")
        elif notes:
            self._fail(folder, "folder-not-included", patterns=", ".join(self._selection.include))
        elif unread:
            self._fail(folder, "folder-unread", count=len(unread), suffixes=_suffixes(unread), known=", ".join(READERS))
        else:
            self._fail(folder, "folder-empty", known=", ".join(READERS))

    def _fail(self, folder: Path, key: str, **values: object) -> None:
        self.notes.files.append(Problem(Place(str(folder)), key, values))

    def _notice(self, path: Path, key: str) -> None:
        if self._fresh(f"{key} {path}"):
            self.notes.notices.append(Problem(Place(str(path)), key))

    def report(self) -> None:
        """Add a notice for each kind of files that were left out."""
        for key, paths in (("left-out-unread", self._unread), ("left-out-reports", self._reports), ("left-out-outside", self._outside)):
            found = list(dict.fromkeys(map(str, paths)))
            if found:
                listed = ", ".join(found[:_LISTED]) + (", …" if len(found) > _LISTED else "")
                self.notes.notices.append(Problem(Place(""), key, {"count": len(found), "paths": listed}))


def _suffixes(paths: Sequence[Path]) -> str:
    return ", ".join(sorted({path.suffix.lower() for path in paths}))


def _listed(folder: Path, gitignore: bool) -> tuple[list[Path], list[Path], list[Problem]]:
    """Return the files of a folder, in name order, that have a suffix of a document, the links to folders in it, and the problems of what
    cannot be read."""
    known = tracked_files(folder) if gitignore else []
    tracked = [path for path in known if _is_document(path) and _is_there(path)]
    tracked += [path for inner in filter(_is_repository, known) for path in _listed(inner, gitignore)[0]]
    found, links, problems = _walked(folder)
    if tracked:
        problems = [problem for problem in problems if not is_ignored(folder, problem.place.path)]
        return sorted(tracked), [link for link in links if not is_ignored(folder, str(link))], problems
    return found, links, problems


def _walked(folder: Path) -> tuple[list[Path], list[Path], list[Problem]]:
    problems: list[Problem] = []

    def fail(error: OSError) -> None:
        problems.append(Problem(Place(str(error.filename or folder)), "document-unreadable", {"reason": error.strerror or str(error)}))

    found: list[Path] = []
    links: list[Path] = []
    for where, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links += [path for name in folders if (path := Path(where) / name).is_symlink()]
        found += [path for name in files if _is_document(path := Path(where) / name)]
    return sorted(found), links, problems


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in READERS or path.suffix.lower() in UNREAD


def _is_repository(path: Path) -> bool:
    """Whether what git knows is a repository of its own: git tells nothing of its files."""
    return os.path.isdir(path) and not os.path.islink(path) and not path.name.startswith(".")


def _is_there(path: Path) -> bool:
    """Whether a file that git knows has not been removed; a link that leads nowhere is there."""
    return os.path.isfile(path) or os.path.islink(path)
