"""Decide from its name whether a file is a note to be checked: patterns of the settings, formats, lock files of editors."""

from __future__ import annotations

import os
from collections.abc import Sequence
from fnmatch import fnmatch
from pathlib import Path

from factcheck.formats import READERS
from factcheck.runtime.records import record

# Word and OnlyOffice write `~$x`, `.~x` and `~WRL0001` beside an open note, macOS `._x` beside a copied one, Emacs `.#x` beside an edited one.
_COMPANIONS, _RECOVERED = ("~$", "._", ".~", ".#"), "~WR"
_WILDCARDS = frozenset("*?[")
UNREADABLE = frozenset(
    ".doc .dot .dotx .dotm .rtf .wpd .wps .pages .ott .fodt .sxw .abw .epub .mht .mhtml .xps .djvu .msg .eml"
    " .ppt .pptx .pptm .odp .key .tex .rst .adoc .asciidoc .org .textile .docb .wri .hwp".split()
)
"""The suffixes of documents that may contain notes, in formats that are not read."""


@record
class Selection:
    """Which files are checked.

    `include` and `exclude` are shell patterns of a name, a folder name, or a path relative to `folder` or to the current folder: a file is
    checked if it matches one of `include` (empty: all) and none of `exclude`.
    `gitignore` skips the files that git ignores in a folder.
    `force` applies the patterns also to files that are named on the command line.
    """

    include: Sequence[str] = ()
    exclude: Sequence[str] = ()
    gitignore: bool = True
    folder: Path = Path()
    force: bool = True

    def is_selected(self, path: Path) -> bool:
        """Return whether a file is checked."""
        return self.is_included(path) and not _matches(path, self.folder, self.exclude)

    def is_included(self, path: Path) -> bool:
        """Return whether a file matches one of the patterns of `include`."""
        return not self.include or _matches(path, self.folder, self.include)


def is_pattern(text: str) -> bool:
    """Return whether a path or a name has a wildcard of the shell."""
    return not _WILDCARDS.isdisjoint(text)


def is_note(path: Path) -> bool:
    """Return whether a file, by its name, is a note in a format that is read."""
    return path.suffix.lower() in READERS and not is_companion_file(path)


def is_companion_file(path: Path) -> bool:
    """Return whether a file is one that another program writes beside an open or copied note."""
    name = path.name
    return name.startswith(_COMPANIONS) or (name.startswith(_RECOVERED) and name[3:4].isupper() and name[4:5].isdecimal())


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
