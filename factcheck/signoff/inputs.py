"""The files on which the result of a run depends, by their role, with their digests."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import field
from enum import StrEnum
from pathlib import Path

from factcheck.corpus import find_versions
from factcheck.errors import DocumentError, Place, Problem, UsageError, find_reason
from factcheck.facts.files import CSV, EXCEL, list_fact_files, list_tables
from factcheck.facts.pack import find_pack_file
from factcheck.formats import read
from factcheck.languages.load import all_languages
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular
from factcheck.signoff.digests import digest_bytes, digest_lines

# The most bytes of a file.
MAX_BYTES = 1_000_000_000


class Role(StrEnum):
    """What a file is in a run; `VERSION` is another version of a note, with which it is compared."""

    NOTE = "notes"
    VERSION = "versions"
    REGISTRY = "registry"
    PACK = "packs"
    SETTINGS = "settings"
    WAIVERS = "waivers"


@record
class Sources:
    """The files of a run; `root` is the folder to which the paths of a sign-off are relative."""

    root: Path
    notes: Sequence[Path]
    facts: Sequence[Path]
    packs: Sequence[str]
    settings: str
    waivers: Path
    pairs: Sequence[tuple[Path, Path]] = field(default_factory=tuple)


def make_relative(path: Path | str, root: Path) -> str:
    """Return the path of a file relative to the root of a project, with slashes."""
    return os.path.relpath(os.path.abspath(path), os.path.abspath(root)).replace(os.sep, "/")


def list_inputs(sources: Sources) -> dict[Role, dict[str, Path]]:
    """Return the files of each role, by their paths in a sign-off. Raises RegistryError where the registry cannot be listed."""

    def name(paths: Sequence[Path] | Iterator[Path]) -> dict[str, Path]:
        return {make_relative(path, sources.root): path for path in sorted(paths, key=lambda each: make_relative(each, sources.root))}

    notes = name(sources.notes)
    versions = {key: path for key, path in name(_list_versions(sources)).items() if key not in notes}
    return {
        Role.NOTE: notes,
        Role.VERSION: versions,
        Role.REGISTRY: name([*list_fact_files(sources.facts), *list_tables(sources.facts)]),
        Role.PACK: {pack: find_pack_file(pack) for pack in sorted(sources.packs)},
        Role.SETTINGS: name([Path(sources.settings)] if sources.settings else []),
        Role.WAIVERS: name([sources.waivers] if os.path.lexists(sources.waivers) else []),
    }


def _list_versions(sources: Sources) -> Iterator[Path]:
    """Yield the other versions of the notes."""
    known = find_versions(sources.notes, sources.pairs)
    for note in sources.notes:
        with suppress(DocumentError):
            yield from known.find(note)


def digest_input(path: Path, role: Role) -> dict[str, str]:
    """Return the digests of a file, and those of its lines where it has lines to name. Raises OSError."""
    data = read_regular(path, MAX_BYTES)
    found = {"sha256": digest_bytes(data)}
    lines = _find_lines(path, data, role)
    return found if lines is None else {**found, "lines": digest_lines(lines)}


def _find_lines(path: Path, data: bytes, role: Role) -> str | None:
    """Return the lines of a file as reports number them; None where nobody looks for them, or it cannot be read."""
    if role is Role.NOTE:
        with suppress(DocumentError):
            return read(path, all_languages()).source
    if role is Role.REGISTRY and path.suffix.lower() != EXCEL:
        return data.decode("utf-8" if path.suffix.lower() != CSV else "latin-1", "replace").replace("\r\n", "\n")
    return None


def digest_inputs(sources: Sources) -> dict[Role, dict[str, dict[str, str]]]:
    """Return the digests of all files of a run, by role and path. Raises UsageError where one cannot be read."""
    found: dict[Role, dict[str, dict[str, str]]] = {}
    for role, files in list_inputs(sources).items():
        found[role] = {}
        for name, path in files.items():
            try:
                found[role][name] = digest_input(path, role)
            except OSError as error:
                raise UsageError(Problem(Place(str(path)), "document-unreadable", {"reason": find_reason(error)})) from None
    return found
