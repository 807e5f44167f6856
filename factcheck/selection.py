"""Decide from its name whether a file is a note to be checked: patterns of the settings, formats, lock files of editors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from factcheck.formats import READERS
from factcheck.runtime.records import record

# Word and OnlyOffice keep `~$x`, `.~x` and `~WRL0001` beside an open note, macOS `._x` beside a copied one, Emacs `.#x` beside an edited one.
_BESIDE, _RECOVERED = ("~$", "._", ".~", ".#"), "~WR"
_WILDCARDS = frozenset("*?[")
UNREAD = frozenset(
    ".doc .dot .dotx .dotm .rtf .wpd .wps .pages .ott .fodt .sxw .abw .epub .mht .mhtml .xps .djvu .msg .eml"
    " .ppt .pptx .pptm .odp .key .tex .rst .adoc .asciidoc .org .textile .docb .wri .hwp".split()
)
"""The suffixes of documents that may hold notes, and that no reader takes."""


@record
class Selection:
    """Which files are checked: those that match one of `include` (empty: all) and none of `exclude`, patterns as the shell writes them, of a
    name, a folder's name, or a path from `folder` or from here; with `gitignore`, not those of a folder that git ignores. Without `force`,
    files that are named themselves are checked whatever the patterns say."""

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    gitignore: bool = True
    folder: Path = Path()
    force: bool = True

    def takes(self, path: Path) -> bool:
        """Return whether a file is checked."""
        return self.includes(path) and not _matches(path, self.folder, self.exclude)

    def includes(self, path: Path) -> bool:
        """Return whether a file matches one of the patterns of `include`."""
        return not self.include or _matches(path, self.folder, self.include)


def is_pattern(text: str) -> bool:
    """Return whether a path or a name has a wildcard of the shell."""
    return not _WILDCARDS.isdisjoint(text)


def is_note(path: Path) -> bool:
    """Return whether a file, by its name, is a note that a reader takes."""
    return path.suffix.lower() in READERS and not beside_note(path)


def beside_note(path: Path) -> bool:
    """Return whether a program keeps a file of that name beside a note: it is none."""
    name = path.name
    return name.startswith(_BESIDE) or (name.startswith(_RECOVERED) and name[3:4].isupper() and name[4:5].isdecimal())


def _matches(path: Path, folder: Path, patterns: Sequence[str]) -> bool:
    if not patterns:
        return False
    names = {path.name}
    for base in (folder, Path()):
        below = os.path.relpath(path, base)
        if not below.startswith(os.pardir):
            names |= {below.replace(os.sep, "/"), *Path(below).parts}
    if len(names) == 1 or not path.is_absolute():
        names |= {path.as_posix(), *path.parts}
    bare = [pattern.rstrip("/") for pattern in patterns]
    return any(fnmatch(name, pattern) or fnmatch(name, f"{pattern}/*") for name in names for pattern in bare)
