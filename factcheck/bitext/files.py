"""Find the versions of a note: by file names or folders (note.fr.md and note.en.md), by the front matter, or by `--pair`."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats import READERS
from factcheck.formats.structure.metadata import read_front_matter
from factcheck.languages.alternation import longest_first
from factcheck.runtime.regex import compiled
from factcheck.runtime.regular_file import open_regular

KEY = "pair"
# The front matter of a text is sought within its first bytes.
HEAD_BYTES = 20_000
FRONT_MATTER_SUFFIXES = frozenset(suffix for suffix, reader in READERS.items() if reader in ("markdown.read", "plain"))


class Versions:
    """The versions of the notes of a run; a note that is not of the run is found on the disk."""

    def __init__(self, marks: Mapping[str, str], files: Iterable[Path] = (), given: Iterable[tuple[Path, Path]] = ()) -> None:
        self._marks = marks
        parting, words = r"[._\-\s()]", "|".join(map(re.escape, longest_first(marks)))
        self._part = compiled(rf"(?:(?<=^)|(?<={parting}))(?:{words})(?={parting})", re.IGNORECASE)
        self._names: dict[Path, frozenset[str]] = {}
        self._tied: dict[str, list[Path]] = {}
        self._last: tuple[Path | None, tuple[Path, ...]] = (None, ())
        for first, second in given:
            self._tie(first, second)
        for path in files:
            stated = read_declared_version(path)
            if stated:
                self._tie(path, stated)

    def find(self, path: Path) -> tuple[Path, ...]:
        """Return the other versions of a note, in the order in which they are to be compared. Raises DocumentError where one that was asked for
        is not there."""
        if self._last[0] != path:
            self._last = path, self._find(path)
        return self._last[1]

    def _find(self, path: Path) -> tuple[Path, ...]:
        tied = self._tied.get(_real(path), []) if self._tied else []
        for other in tied:
            if not os.path.isfile(other):
                raise DocumentError(Problem(Place(str(path)), "pair-missing", {"name": str(other)}))
        return tuple(tied) or tuple(self._named(path))

    def _tie(self, first: Path, second: Path) -> None:
        for one, other in ((first, second), (second, first)):
            known = self._tied.setdefault(_real(one), [])
            if _real(other) != _real(one) and _real(other) not in map(_real, known):
                known.append(other)

    def _named(self, path: Path) -> Iterator[Path]:
        """Yield the files on the disk whose names differ from a note's by the mark of a language alone; one of each language."""
        this, seen = self._mark(path), set()
        for mark, code in self._marks.items():
            if this and code != self._marks[this] and code not in seen:
                found = next((found for each in self._candidates(path, this, mark) if (found := self._beside(each))), None)
                if found:
                    seen.add(code)
                    yield found

    def _mark(self, path: Path) -> str:
        """Return the mark of a language in a note's name, else in its folders'."""
        found = list(self._part.finditer(path.name))
        if found:
            return found[-1][0].lower()
        return next((part.lower() for part in reversed(path.parts[:-1]) if part.lower() in self._marks), "")

    def _candidates(self, path: Path, this: str, other: str) -> Iterator[Path]:
        found = [each for each in self._part.finditer(path.name) if each[0].lower() == this]
        name = path.name
        if found:
            last = found[-1]
            name = name[: last.start()] + _cased(other, last[0]) + name[last.end() :]
            yield path.with_name(name)
        parts = list(path.parts[:-1])
        at = next((at for at in range(len(parts) - 1, -1, -1) if parts[at].lower() == this), -1)
        if at >= 0:
            parts[at] = _cased(other, parts[at])
            yield Path(*parts, name)
            if found:
                yield Path(*parts, path.name)

    def _beside(self, path: Path) -> Path | None:
        """Return a file of that name, whatever its format; its own one first."""
        names = self._names.get(path.parent)
        if names is None:
            names = self._names[path.parent] = _listed(path.parent)
        stem, own = os.path.splitext(path.name)
        suffixes = [own, *(suffix for suffix in READERS if suffix != own.lower())]
        beside = (path.with_name(stem + suffix) for suffix in suffixes if stem + suffix in names)
        return next((each for each in beside if not _leads_out(each)), None)


def read_declared_version(path: Path) -> Path | None:
    """Return the other version that a note's front matter names, from the note's own folder."""
    if path.suffix.lower() not in FRONT_MATTER_SUFFIXES:
        return None
    try:
        with open_regular(path) as file:
            head = file.read(HEAD_BYTES)
    except OSError:
        return None
    return parse_declared_version(path, head)


def parse_declared_version(path: Path, head: bytes) -> Path | None:
    """Return the other version that the front matter names in the first bytes of a note, from the note's own folder."""
    if KEY.encode() not in head or b"---" not in head[:8]:
        return None
    stated = read_front_matter(head.decode("utf-8", errors="replace").lstrip("\ufeff"))[0].get(KEY)
    return Path(os.path.normpath(path.parent / stated)) if stated else None


def _leads_out(path: Path) -> bool:
    """Return whether a link leads out of the folder in which it stands: what nobody named is not looked for there."""
    folder = os.path.realpath(path.parent)
    return os.path.islink(path) and not os.path.realpath(path).startswith(folder.rstrip(os.sep) + os.sep)


def _cased(mark: str, like: str) -> str:
    return mark.upper() if like.isupper() else mark


def _real(path: Path) -> str:
    return os.path.realpath(path)


def _listed(folder: Path) -> frozenset[str]:
    try:
        return frozenset(os.listdir(folder))
    except OSError:
        return frozenset()
