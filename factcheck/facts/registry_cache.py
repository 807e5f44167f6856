"""Load a registry from the cache if its files have not changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from factcheck.errors import Place
from factcheck.facts import schema
from factcheck.facts.files import LARGEST, fact_files
from factcheck.facts.pack import pack_file
from factcheck.facts.schema import ReadFunction, Registry
from factcheck.languages.schema.language import Language
from factcheck.runtime.cache import load_entry, make_key, save_entry
from factcheck.runtime.codec import Codec, CodecError
from factcheck.runtime.regular_file import read_regular
from factcheck.values.types import Amount, Contact, Count, Duration, Grain, Percent, Period, Qualifier, Unit

_NAME = "registry"
_OWN = (schema.Registry, schema.Entity, schema.Fact, schema.Names, schema.Source, schema.Total, schema.Share, schema.Order)
_VALUES = (Amount, Contact, Count, Duration, Percent, Period)


def load_cached(paths: Sequence[Path], read: ReadFunction, languages: tuple[Language, ...], packs: Sequence[str] = ()) -> Registry:
    """Return the registry of some files and folders (none: an empty one) with some packs, kept from the last time where no file changed.
    Raises RegistryError."""
    key = _key(paths, languages, packs)
    found = load_entry(_NAME, key) if key else None
    if found is not None:
        try:
            return _decoded(found)
        except CodecError:  # the registry is loaded again
            pass
    from factcheck.facts.load import load_registry

    registry = load_registry(paths, read, languages, packs)
    if key and key == _key(paths, languages, packs):
        save_entry(_NAME, key, json.dumps(_codec().encode(registry), separators=(",", ":")).encode())
    return registry


def _key(paths: Sequence[Path], languages: tuple[Language, ...], packs: Sequence[str]) -> bytes | None:
    """Return the key of what the files hold now; None where one cannot be read."""
    parts: list[bytes] = [repr(list(map(str, paths))).encode(), *(language.code.encode() for language in languages)]
    for path in [*fact_files(paths), *map(pack_file, packs)]:
        try:
            parts += [repr(str(path)).encode(), read_regular(path, LARGEST)]
        except OSError:
            return None
    return make_key(parts)


def _decoded(data: bytes) -> Registry:
    try:
        found = _codec().decode(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise CodecError(str(error)) from error
    if not isinstance(found, Registry):
        raise CodecError(_NAME)
    return found


@cache
def _codec() -> Codec:
    return Codec((*_OWN, *_VALUES, Place), (Grain, Qualifier, Unit))
