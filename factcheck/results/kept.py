"""The results of earlier runs with the same registry, settings and program, found by the bytes of the notes."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path

from factcheck.config import Config
from factcheck.facts.registry_cache import are_same_tables
from factcheck.findings import Report
from factcheck.results.report_data import decode_reports, encode_reports
from factcheck.results.store import LARGEST, ResultStore
from factcheck.runtime.codec import CodecError
from factcheck.runtime.digest import code_identity, compute_digest
from factcheck.settings import Settings

Version = tuple[Path, bytes]
"""The path of a version of a note, as it was given, and its bytes."""
_TODAY = "today"


class KeptResults:
    """The reports of notes, by all that they depend on: the notes' bytes and paths, the registry (`registry_key`), the settings, the program.

    Baselines and waivers are not among it: they are applied to the reports of a run, kept or new.
    """

    def __init__(self, store: ResultStore, registry_key: bytes, settings: Settings) -> None:
        self._store, self._config, self._day = store, settings.config, settings.today.toordinal()
        self._run = compute_digest([registry_key, code_identity(), _identify_libraries(), *_list_settings(settings)])
        self._registry, self.has_tables = self._run, False
        self._is_usable = True

    def make_key(self, versions: Sequence[Version]) -> bytes:
        """Return the key of a note and its other versions."""
        parts = [part for path, data in versions for part in (*self._list_names(path), data)]
        return compute_digest([self._registry, *parts])

    def _list_names(self, path: Path) -> tuple[bytes, ...]:
        """Return what the name of a note decides: what reports show, and the severities that are set for its folder."""
        below = os.path.relpath(path, self._config.folder) if self._config.folders else ""
        return os.fsencode(path), os.fsencode(below)

    def has_run(self) -> bool:
        """Return whether an earlier run read this registry, and the tables from which its facts are derived, without a mistake."""
        data = self._store.find(self._run, self._day)
        tables = _read_tables(data)
        if data is None or tables is None or not are_same_tables(tables):
            return False
        self._registry, self.has_tables = compute_digest([self._run, data]), bool(tables)
        return True

    def note_run(self, tables: Mapping[str, str], *, is_kept: bool) -> None:
        """Take the digests of the tables that were read with the registry; with `is_kept`, a later run need not read it."""
        data = json.dumps(sorted(tables.items())).encode()
        self._registry, self.has_tables = compute_digest([self._run, data]), bool(tables)
        if is_kept and self._is_usable:
            self._store.add(self._run, 0, data)

    def has(self, key: bytes) -> bool:
        """Return whether there seem to be reports of a key."""
        return self._is_usable and self._store.has(key, self._day)

    def find(self, key: bytes) -> tuple[Report, ...] | None:
        """Return the reports of a key; None where there are none that can be trusted."""
        data = self._store.find(key, self._day) if self._is_usable else None
        if data is None:
            return None
        try:
            return decode_reports(data)
        except CodecError:
            return None

    def encode(self, reports: Sequence[Report]) -> bytes:
        """Return reports as they are kept; empty where they can't be."""
        try:
            data = encode_reports(reports)
        except (CodecError, RecursionError):
            return b""
        return data if len(data) <= LARGEST else b""

    def add(self, key: bytes, reports: Sequence[Report], data: bytes) -> None:
        """Keep reports, encoded; those of a note whose date is today's hold today only."""
        if data and self._is_usable:
            self._store.add(key, self._day if any(each.date.source == _TODAY for each in reports) else 0, data)

    def close(self) -> None:
        """Write what was added."""
        self._store.close()

    def give_up(self) -> None:
        """Keep and find nothing more: the registry is not that of the key any longer."""
        self._is_usable = False


def _list_settings(settings: Settings) -> list[bytes]:
    """Return the settings on which reports depend, without today's date."""
    day: date | None = settings.document_date
    lists = (sorted(settings.select), sorted(settings.ignore))
    found = (day and day.isoformat(), *lists, settings.explain, str(settings.confidence), _list_severities(settings.config))
    return [repr(each).encode("utf-8", "surrogatepass") for each in found]


def _list_severities(config: Config) -> list[object]:
    return [_sort(config.severity), *((each.path, _sort(each.severity)) for each in config.folders)]


def _sort(severities: Mapping[str, str]) -> list[tuple[str, str]]:
    return sorted(severities.items())


def _read_tables(data: bytes | None) -> dict[str, str] | None:
    """Return the digests of tables by their paths; None where data are anything else."""
    try:
        found = dict(json.loads(data or b"null"))
    except (ValueError, TypeError, RecursionError):
        return None
    return found if all(isinstance(each, str) for pair in found.items() for each in pair) else None


def _identify_libraries() -> bytes:
    """Return what changes when a library is installed, updated or removed: the times of the folders that contain them."""
    found = []
    for folder in sys.path:
        if folder.endswith("-packages"):
            with suppress(OSError):
                found.append((folder, os.stat(folder).st_mtime_ns))
    return repr(found).encode("utf-8", "surrogatepass")
