"""Load a registry from the cache if its files have not changed."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
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
from factcheck.values.policy import MaySay
from factcheck.values.types import Amount, Contact, Count, Duration, Grain, Percent, Period, Qualifier, Unit

_NAME = "registry"
RECORDS = (
    *(schema.Registry, schema.Entity, schema.Fact, schema.Names, schema.Source, schema.TableCell),
    *(schema.Total, schema.Share, schema.Order, schema.SkippedTable),
)
"""The classes of what a registry contains."""
VALUES = (Amount, Contact, Count, Duration, MaySay, Percent, Period)


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
            registry = _decode(found)
        except CodecError:  # the registry is loaded again
            pass
        else:
            if are_same_tables(registry.tables):
                return registry
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


def are_same_tables(tables: Mapping[str, str]) -> bool:
    """Return whether the tables from which facts are derived, with the digest of each by its path, are those that were read."""
    if not tables:
        return True
    from hashlib import sha256

    try:
        return all(sha256(read_regular(Path(path), MAX_BYTES)).hexdigest() == digest for path, digest in tables.items())
    except OSError:
        return False


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
    return Codec((*RECORDS, *VALUES, Place), (Grain, Qualifier, Unit))
