"""List the notes of a run: the named files, and the notes in the named folders. Report what is skipped, and why."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.errors import Place, Problem, find_reason
from factcheck.files.git import is_ignored, tracked_files
from factcheck.files.real_paths import RealPaths
from factcheck.formats import READERS
from factcheck.reporters.recognize import is_report
from factcheck.selection import UNREADABLE, Selection, is_companion_file, is_note, is_pattern

# The most names listed in one line.
_MAX_LISTED = 3
DEFAULT_FOLDER = "documents"
"""The folder that is checked where no path is given."""


@dataclass
class Notes:
    """The notes of a run.

    `files` are the notes in the order of their paths within each argument, each once, with the problems of paths that cannot be read.
    `notices` are the problems that say what was skipped, one a line.
    """

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
            finder.add_folder(path)
        elif os.path.lexists(path):
            finder.add_file(path)
        else:
            key = "path-unmatched" if is_pattern(str(path)) else "documents-missing" if str(path) == DEFAULT_FOLDER else "path-missing"
            finder.notes.files.append(Problem(Place(str(path)), key))
    finder.add_summaries()
    return finder.notes


class _Finder:
    """Gathers the notes of a run."""

    def __init__(self, paths: Sequence[Path], selection: Selection) -> None:
        self.notes = Notes()
        self._selection = selection
        self._real = RealPaths()
        self._roots = [os.path.realpath(path) for path in paths]
        self._seen: set[str] = set()
        self._unread: list[Path] = []
        self._reports: list[Path] = []
        self._outside: list[Path] = []

    def add_file(self, path: Path) -> None:
        """Add a named file."""
        if is_companion_file(path):
            self._add_notice(path, "left-out-beside")
        elif is_report(path):
            self._reports.append(path)
        elif self._selection.force and not self._selection.is_selected(path):
            self._add_notice(path, "left-out-settings")
        else:
            self._add(path)

    def add_folder(self, folder: Path) -> None:
        """Add the notes in a folder; report a folder without notes."""
        files, links, problems = _list_files(folder, self._selection.gitignore)
        self._outside += [link for link in links if not self._is_inside(os.path.realpath(link))]
        self._unread += [path for path in files if path.suffix.lower() in UNREADABLE and self._selection.is_selected(path)]
        notes = [path for path in files if is_note(path) and self._is_note_inside(path)]
        selected = [path for path in notes if self._selection.is_selected(path)]
        for path in selected:
            self._add(path)
        self.notes.files += [problem for problem in problems if self._is_new(repr(problem))]
        if not selected and not problems:
            self._explain_empty(folder, files, notes)

    def _is_note_inside(self, path: Path) -> bool:
        """Return whether a file of a folder is a note inside it, and not a report by factcheck."""
        if not self._is_inside(self._real.find(path)):
            self._outside.append(path)
        elif is_report(path):
            self._reports.append(path)
        else:
            return True
        return False

    def _is_inside(self, real: str) -> bool:
        """Return whether a path without links is one of those of the run, or below one."""
        return any(real == root or real.startswith(root.rstrip(os.sep) + os.sep) for root in self._roots)

    def _add(self, path: Path) -> None:
        if self._is_new(self._real.find(path)):
            self.notes.files.append(path)

    def _is_new(self, key: str) -> bool:
        known = key in self._seen
        self._seen.add(key)
        return not known

    def _explain_empty(self, folder: Path, files: Sequence[Path], notes: Sequence[Path]) -> None:
        """Report why nothing in a folder is checked: a failure, unless the settings exclude all of it."""
        unread = [path for path in files if path.suffix.lower() in UNREADABLE]
        if notes and any(map(self._selection.is_included, notes)):
            self._add_notice(folder, "left-out-folder")
        elif notes:
            self._add_failure(folder, "folder-not-included", patterns=", ".join(self._selection.include))
        elif unread:
            self._add_failure(folder, "folder-unread", count=len(unread), suffixes=_join_suffixes(unread), known=", ".join(READERS))
        else:
            self._add_failure(folder, "folder-empty", known=", ".join(READERS))

    def _add_failure(self, folder: Path, key: str, **values: object) -> None:
        self.notes.files.append(Problem(Place(str(folder)), key, values))

    def _add_notice(self, path: Path, key: str) -> None:
        if self._is_new(f"{key} {path}"):
            self.notes.notices.append(Problem(Place(str(path)), key))

    def add_summaries(self) -> None:
        """Add a notice for each kind of skipped files."""
        for key, paths in (("left-out-unread", self._unread), ("left-out-reports", self._reports), ("left-out-outside", self._outside)):
            found = list(dict.fromkeys(map(str, paths)))
            if found:
                listed = ", ".join(found[:_MAX_LISTED]) + (", …" if len(found) > _MAX_LISTED else "")
                self.notes.notices.append(Problem(Place(""), key, {"count": len(found), "paths": listed}))


def _join_suffixes(paths: Sequence[Path]) -> str:
    return ", ".join(sorted({path.suffix.lower() for path in paths}))


def _list_files(folder: Path, gitignore: bool) -> tuple[list[Path], list[Path], list[Problem]]:
    """Return the documents in a folder, in name order, the links to folders in it, and the problems of folders that cannot be read."""
    known = tracked_files(folder) if gitignore else []
    tracked = [path for path in known if _is_document(path) and _exists(path)]
    tracked += [path for inner in filter(_is_repository, known) for path in _list_files(inner, gitignore)[0]]
    found, links, problems = _walk_folder(folder)
    if tracked:
        problems = [problem for problem in problems if not is_ignored(folder, problem.place.path)]
        return sorted(tracked), [link for link in links if not is_ignored(folder, str(link))], problems
    return found, links, problems


def _walk_folder(folder: Path) -> tuple[list[Path], list[Path], list[Problem]]:
    problems: list[Problem] = []

    def fail(error: OSError) -> None:
        problems.append(Problem(Place(str(error.filename or folder)), "document-unreadable", {"reason": find_reason(error)}))

    found: list[Path] = []
    links: list[Path] = []
    for where, folders, files in os.walk(folder, onerror=fail):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        links += [path for name in folders if (path := Path(where) / name).is_symlink()]
        found += [path for name in files if _is_document(path := Path(where) / name)]
    return sorted(found), links, problems


def _is_document(path: Path) -> bool:
    return path.suffix.lower() in READERS or path.suffix.lower() in UNREADABLE


def _is_repository(path: Path) -> bool:
    """Return whether a path that git lists is another repository, whose files git does not list."""
    return os.path.isdir(path) and not os.path.islink(path) and not path.name.startswith(".")


def _exists(path: Path) -> bool:
    """Return whether a file that git lists has not been removed; a broken link exists."""
    return os.path.isfile(path) or os.path.islink(path)
