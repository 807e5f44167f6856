"""The registry of some fact files, kept from the last time that they were loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import fields
from pathlib import Path

from factcheck.cache import cached, key_of
from factcheck.facts.files import LARGEST, fact_files
from factcheck.facts.pack import pack_file
from factcheck.facts.schema import Entity, Fact, Names, Registry, Source
from factcheck.languages.schema import Language
from factcheck.regular_file import read_regular
from factcheck.values import ReadValue

ReadFunction = Callable[[str, str, tuple[Language, ...]], tuple[ReadValue, ...]]
# What was kept in another shape is not what would be loaded now.
_SHAPE = repr([[each.name for each in fields(kept)] for kept in (Entity, Fact, Names, Source)]).encode()


def load_kept(paths: Sequence[Path], read: ReadFunction, languages: tuple[Language, ...], packs: Sequence[str] = ()) -> Registry:
    """The registry of some files and folders (none: an empty one) with some packs, kept from the last time where no file changed. Raises
    RegistryError."""

    def load() -> Registry:
        from factcheck.facts.load import load_registry

        return load_registry(paths, read, languages, packs)

    parts: list[bytes] = [repr(list(map(str, paths))).encode(), _SHAPE]
    for path in [*fact_files(paths), *map(pack_file, packs)]:
        parts.append(repr(str(path)).encode())
        try:
            parts.append(read_regular(path, LARGEST))
        except OSError:
            return load()
    return cached("registry", key_of([*parts, *(language.code.encode() for language in languages)]), load)
