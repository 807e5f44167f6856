"""Find the other versions of the notes of an archive: on the local disk as `check` does, and among the listed files of a storage."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

from factcheck.archive.files import make_local_input, read_remote
from factcheck.archive.model import Input, Item
from factcheck.bitext.files import FRONT_MATTER_SUFFIXES, HEAD_BYTES, Versions, parse_declared_version
from factcheck.corpus import find_versions
from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.structure.metadata import list_marks
from factcheck.languages.load import all_languages

# Beginnings of files that are read from a storage at the same time.
_THREADS = 32


def list_local_items(files: Sequence[Path | Problem]) -> Iterator[Item]:
    """Yield the notes of the local disk with their other versions; a problem stands for a path that cannot be read."""
    known = find_versions(files)
    for found in files:
        if isinstance(found, Problem):
            yield Item(Input(found.place.path, "", 0, ""), problems=(found,))
            continue
        try:
            others = tuple(map(make_local_input, known.find(found)))
        except DocumentError as error:
            yield Item(make_local_input(found), problems=error.problems)
        else:
            yield Item(make_local_input(found), others)


def list_remote_items(inputs: Sequence[Input]) -> Iterator[Item]:
    """Yield the notes of a storage with their other versions among them."""
    known = {Path(each.name): each for each in inputs}
    versions = _ListedVersions(known)
    for path, source in known.items():
        try:
            yield Item(source, tuple(known[other] for other in versions.find(path)))
        except DocumentError as error:
            yield Item(source, problems=error.problems)


class _ListedVersions(Versions):
    """The versions of notes that are listed: nothing is looked for on the disk."""

    def __init__(self, known: Mapping[Path, Input]) -> None:
        super().__init__(list_marks(all_languages()))
        self._known = known
        names: dict[Path, set[str]] = {}
        for path in known:
            names.setdefault(path.parent, set()).add(path.name)
        self._listed = {folder: frozenset(found) for folder, found in names.items()}
        self._declared: dict[Path, list[Path]] = {}
        texts = [path for path in known if path.suffix.lower() in FRONT_MATTER_SUFFIXES]
        with ThreadPoolExecutor(_THREADS) as pool:
            for path, stated in zip(texts, pool.map(self._read_declared, texts), strict=True):
                if stated and stated != path:
                    self._declare(path, stated)
                    self._declare(stated, path)

    def _read_declared(self, path: Path) -> Path | None:
        with suppress(DocumentError):
            return parse_declared_version(path, read_remote(self._known[path], HEAD_BYTES))
        return None

    def _declare(self, path: Path, other: Path) -> None:
        declared = self._declared.setdefault(path, [])
        if other not in declared:
            declared.append(other)

    def find(self, path: Path) -> tuple[Path, ...]:
        """Return the other versions of a note. Raises DocumentError where one that was asked for is not listed."""
        declared = self._declared.get(path, ())
        for other in declared:
            if other not in self._known:
                raise DocumentError(Problem(Place(str(path)), "pair-missing", {"name": str(other)}))
        return tuple(declared) or tuple(self._named(path))

    def _beside(self, path: Path) -> Path | None:
        """Return a listed file of that name, whatever its format; its own one first."""
        self._names.setdefault(path.parent, self._listed.get(path.parent, frozenset()))
        return super()._beside(path)
