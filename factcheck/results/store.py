"""A database of results in the user's cache folder: sealed bytes by key, of which those that were not used for longest go first.

Its name depends on the seal of the folder, so that a database that was copied or planted is never opened; each row has a seal of its own.
No fault of the database fails a run: the run goes on without it, and one that is broken is removed.
"""

from __future__ import annotations

import os
import sqlite3
import stat
import time
from contextlib import suppress
from pathlib import Path

from factcheck.runtime.cache_folder import find_cache_folder, is_private, make_folder, seal_key
from factcheck.runtime.digest import compute_digest, is_code_unchanged

_NAME, _SUFFIX = "results", ".db"
_VERSION = b"1"
_SEAL = 32
LARGEST = 16_000_000
"""The most bytes of one result."""
MOST = 256_000_000
"""The most bytes of all results; beyond, those that were not used for longest go until a tenth of the room is free."""
_FREE = MOST // 10
_WAIT = 2.0
"""Seconds for which another process is waited for."""
_PERIOD = 21_600
"""Seconds within which the use of a result is noted once, so that a run that only reads seldom writes."""
_BATCH = 100
_ESCAPED = {ord(mark): f"%{ord(mark):02x}" for mark in "%?#"}
_TABLE = """
create table if not exists results (key blob primary key, day integer not null, used integer not null, size integer not null, data blob not null);
create index if not exists results_by_use on results (used, size);
"""


class ResultStore:
    """Results by key; a result that holds on one day only is found on that day only (0: it holds on any)."""

    def __init__(self, path: Path, seal: bytes) -> None:
        self._path, self._seal = path, seal
        self._connection: sqlite3.Connection | None = None
        self._is_usable = True
        self._added: dict[bytes, tuple[int, bytes]] = {}
        self._unnoted: list[bytes] = []

    def find(self, key: bytes, day: int) -> bytes | None:
        """Return the result of a key that holds on a day; None where there is none that can be trusted."""
        for row in self._read("select day, used, data from results where key = ? and day in (0, ?)", key, day):
            kept_day, used, found = row
            if not (isinstance(kept_day, int) and isinstance(used, int) and isinstance(found, bytes)):
                continue
            if kept_day in (0, day) and found[:_SEAL] == self._sign(key, kept_day, found[_SEAL:]):
                if used < _now():
                    self._unnoted.append(key)
                return found[_SEAL:]
        return None

    def has(self, key: bytes, day: int) -> bool:
        """Return whether there seems to be a result of a key that holds on a day."""
        return bool(self._read("select 1 from results where key = ? and day in (0, ?)", key, day))

    def add(self, key: bytes, day: int, data: bytes) -> None:
        """Keep a result in the place of an earlier one; many are written together, the last ones by `close`."""
        if self._is_usable and len(data) <= LARGEST and is_code_unchanged():
            self._added[key] = (day, data)
            if len(self._added) >= _BATCH:
                self._write()

    def close(self) -> None:
        """Write what was added, note what was used, and close the database, which the next call opens again."""
        if self._added or self._unnoted:
            self._write()
        self._release()

    def _read(self, query: str, *values: object) -> list[tuple[object, ...]]:
        try:
            connection = self._connect(make=False)
            return connection.execute(query, values).fetchall() if connection else []
        except (sqlite3.Error, OSError, OverflowError) as error:
            self._give_up(error)
            return []

    def _write(self) -> None:
        added, used, now = self._added, self._unnoted, _now()
        self._added, self._unnoted = {}, []
        rows = [(key, day, now, len(data), self._sign(key, day, data) + data) for key, (day, data) in added.items()]
        try:
            connection = self._connect(make=bool(rows))
            if connection:
                with connection:
                    connection.executemany("insert or replace into results values (?, ?, ?, ?, ?)", rows)
                    connection.executemany("update results set used = ? where key = ?", [(now, key) for key in used])
                    if rows:
                        _make_room(connection)
        except (sqlite3.Error, OSError) as error:
            self._give_up(error)

    def _sign(self, key: bytes, day: int, data: bytes) -> bytes:
        return compute_digest([key, day.to_bytes(8, "big"), data], self._seal)

    def _connect(self, *, make: bool) -> sqlite3.Connection | None:
        """Return the open database; None where it cannot be used, or where there is none and it is not to be made."""
        if not self._is_usable or self._connection:
            return self._connection
        if not os.path.lexists(self._path):
            if not make:
                return None
            self._make_file()
        if not is_private(self._path, stat.S_IFREG):
            self._is_usable = False
            return None
        uri = f"file:{str(self._path).translate(_ESCAPED)}?mode=rw"
        self._connection = connection = sqlite3.connect(uri, uri=True, timeout=_WAIT)
        connection.executescript(f"pragma trusted_schema = off; pragma journal_mode = wal; pragma synchronous = normal; {_TABLE}")
        return connection

    def _make_file(self) -> None:
        """Make an empty database, open to this user alone, and remove those of earlier versions and seals. Raises OSError."""
        for path in self._path.parent.glob(f"{_NAME}-*{_SUFFIX}*"):
            path.unlink(missing_ok=True)
        with suppress(FileExistsError):
            os.close(os.open(self._path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))

    def _give_up(self, error: Exception) -> None:
        """Go on without the database; remove one that is broken, and with it what was kept."""
        self._is_usable = False
        self._release()
        if isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError):
            for suffix in ("", "-wal", "-shm", "-journal"):
                with suppress(OSError):
                    os.unlink(f"{self._path}{suffix}")

    def _release(self) -> None:
        connection, self._connection = self._connection, None
        if connection:
            with suppress(sqlite3.Error):
                connection.close()


def open_results() -> ResultStore | None:
    """Return the results of earlier runs of this user; None where there is no folder to trust."""
    folder = find_cache_folder()
    if folder is None:
        return None
    with suppress(OSError, ValueError):
        make_folder(folder)
        seal = seal_key(folder)
        if seal is not None:
            name = compute_digest([_NAME.encode(), _VERSION], seal).hex()[:16]
            return ResultStore(folder / f"{_NAME}-{name}{_SUFFIX}", seal)
    return None


def _make_room(connection: sqlite3.Connection) -> None:
    """Delete the results that were not used for longest, where all together take too much room."""
    excess = (connection.execute("select total(size) from results").fetchone()[0] or 0) - MOST
    if excess <= 0:
        return
    gone: list[tuple[int]] = []
    for row, size in connection.execute("select rowid, size from results order by used, rowid"):
        gone.append((row,))
        excess -= size
        if excess <= -_FREE:
            break
    connection.executemany("delete from results where rowid = ?", gone)


def _now() -> int:
    """Return the present period."""
    return int(time.time()) // _PERIOD
