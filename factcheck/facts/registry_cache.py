"""Load a registry from the cache if its files have not changed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from factcheck.errors import Place
from factcheck.facts import schema
from factcheck.facts.files import MAX_BYTES, list_fact_files
from factcheck.facts.pack import find_pack_file
from factcheck.facts.schema import DecodeFunction, ReadFunction, Registry
from factcheck.languages.schema.language import Language
from factcheck.runtime.cache import load_entry, make_key, save_entry
from factcheck.runtime.codec import Codec, CodecError
from factcheck.runtime.regular_file import read_regular
from factcheck.values.types import Amount, Contact, Count, Duration, Grain, Percent, Period, Qualifier, Unit

_NAME = "registry"
_RECORDS = (
    *(schema.Registry, schema.Entity, schema.Fact, schema.Names, schema.Source),
    *(schema.Total, schema.Share, schema.Order, schema.SkippedTable),
)
_VALUES = (Amount, Contact, Count, Duration, Percent, Period)


def load_cached_registry(
    paths: Sequence[Path], read: ReadFunction, languages: tuple[Language, ...], packs: Sequence[str], decode: DecodeFunction
) -> Registry:
    """Return the registry of some files and folders (none: an empty one) with some packs, from the cache where no file changed.

    Raises RegistryError.
    """
    codes = [language.code for language in languages]
    key = make_registry_key(paths, codes, packs)
    found = load_entry(_NAME, key) if key else None
    if found is not None:
        try:
            return _decode(found)
        except CodecError:  # the registry is loaded again
            pass
    from factcheck.facts.load import load_registry

    registry = load_registry(paths, read, languages, packs, decode)
    if key and key == make_registry_key(paths, codes, packs):
        save_entry(_NAME, key, json.dumps(_make_codec().encode(registry), separators=(",", ":")).encode())
    return registry


def make_registry_key(paths: Sequence[Path], codes: Sequence[str], packs: Sequence[str]) -> bytes | None:
    """Return the cache key of the present content of the files, in languages of some codes; None where one cannot be read."""
    parts: list[bytes] = [repr(list(map(str, paths))).encode(), *map(str.encode, codes)]
    for path in [*list_fact_files(paths), *map(find_pack_file, packs)]:
        try:
            parts += [repr(str(path)).encode(), read_regular(path, MAX_BYTES)]
        except OSError:
            return None
    return make_key(parts)


def _decode(data: bytes) -> Registry:
    try:
        found = _make_codec().decode(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise CodecError(str(error)) from error
    if not isinstance(found, Registry):
        raise CodecError(_NAME)
    return found


@cache
def _make_codec() -> Codec:
    return Codec((*_RECORDS, *_VALUES, Place), (Grain, Qualifier, Unit))
