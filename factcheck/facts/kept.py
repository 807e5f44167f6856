"""The fact files of a folder, and the registry kept from the last time that they were loaded."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

from factcheck.cache import cached, key_of
from factcheck.errors import Place, Problem, RegistryError
from factcheck.facts.pack import pack_file
from factcheck.facts.schema import Entity, Fact, Names, Registry, Source
from factcheck.languages.schema import Language
from factcheck.values import ReadValue

SUFFIXES = (".yaml", ".yml")
ReadFunction = Callable[[str, str, tuple[Language, ...]], tuple[ReadValue, ...]]
# What was kept in another shape is not what would be loaded now.
_SHAPE = repr([[each.name for each in fields(kept)] for kept in (Entity, Fact, Names, Source)]).encode()


def load_kept(folder: Path | None, read: ReadFunction, languages: tuple[Language, ...], packs: Sequence[str] = ()) -> Registry:
    """The registry of a folder (None: an empty one) with some packs, kept from the last time where no file changed. Raises RegistryError."""

    def load() -> Registry:
        from factcheck.facts.load import load_registry

        return load_registry(folder, read, languages, packs)

    parts: list[bytes] = [str(folder).encode(), _SHAPE]
    for path in [*(fact_files(folder) if folder else ()), *map(pack_file, packs)]:
        parts.append(str(path).encode())
        try:
            parts.append(path.read_bytes())
        except OSError:
            return load()
    return cached("registry", key_of([*parts, *(language.code.encode() for language in languages)]), load)


def fact_files(folder: Path) -> list[Path]:
    """The fact files under a folder, in name order. Raises RegistryError where the folder, or one in it, cannot be read."""
    if not folder.is_dir():
        raise RegistryError(Problem(Place(str(folder)), "facts-folder-missing", {}))
    found: list[Path] = []

    def fail(error: OSError) -> None:
        raise RegistryError(Problem(Place(str(error.filename or folder)), "facts-unreadable", {"reason": error.strerror or str(error)}))

    for where, _, files in os.walk(folder, onerror=fail):
        found += [Path(where) / name for name in files if name.endswith(SUFFIXES)]
    return sorted(found)
