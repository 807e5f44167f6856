"""Keep data that are costly to build from one run to the next, sealed, in the user's cache folder.

Nothing in the cache is executed. An entry is read only where its seal shows that factcheck wrote it, on this machine, whole, from the code
that now runs; any other entry counts as missing. No fault of the cache fails a run.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from time import time

from factcheck.runtime.cache_folder import find_cache_folder, make_folder, seal_key
from factcheck.runtime.digest import code_identity, compute_digest, is_code_unchanged
from factcheck.runtime.regular_file import read_regular

_SUFFIX, _PARTIAL, _RETIRED = ".entry", ".partial", ".pickle"
_LARGEST = 32_000_000
_KEPT = 8
_SEAL = 32
_ABANDONED = 3600
"""Seconds after which an unfinished entry is one that its process left behind."""


def load_entry(name: str, key: bytes) -> bytes | None:
    """Return what was saved under a name and a key by the code that now runs; None where there is nothing that can be trusted."""
    folder = find_cache_folder()
    if folder is None:
        return None
    try:
        seal = seal_key(folder)
        if seal is None:
            return None
        path = _path(folder, name, key)
        found = read_regular(path, _LARGEST)
        if found[:_SEAL] != compute_digest([path.name.encode(), found[_SEAL:]], seal):
            return None
    except (OSError, ValueError):
        return None
    with suppress(OSError):
        os.utime(path)
    return found[_SEAL:]


def save_entry(name: str, key: bytes, data: bytes) -> None:
    """Save data under a name and a key in the place of what was there, whole or not at all; nothing where there is no folder to trust."""
    folder = find_cache_folder()
    if folder is None or len(data) + _SEAL > _LARGEST:
        return
    with suppress(OSError, ValueError):
        if not is_code_unchanged():
            return
        make_folder(folder)
        seal = seal_key(folder)
        if seal is not None:
            path = _path(folder, name, key)
            _write(path, compute_digest([path.name.encode(), data], seal) + data)
            _prune(folder, name)


def make_key(parts: Iterable[bytes]) -> bytes:
    """Return the key of some bytes."""
    return compute_digest(parts)


def _path(folder: Path, name: str, key: bytes) -> Path:
    return folder / f"{name}-{compute_digest([key, code_identity()]).hex()}{_SUFFIX}"


def _write(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f"{path.name[:16]}-{os.urandom(16).hex()}{_PARTIAL}")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    try:
        with open(os.open(unfinished, flags, 0o600), "wb") as file:
            file.write(data)
        os.replace(unfinished, path)
    finally:
        unfinished.unlink(missing_ok=True)


def _prune(folder: Path, name: str) -> None:
    """Leave the entries of a name that were used last, and no file of an earlier format or an abandoned write."""
    entries: list[tuple[int, str]] = []
    with os.scandir(folder) as found:
        for entry in found:
            if entry.name.endswith(_SUFFIX) and entry.name.rpartition("-")[0] == name:
                entries.append((entry.stat(follow_symlinks=False).st_mtime_ns, entry.path))
            elif entry.name.endswith(_RETIRED) or (entry.name.endswith(_PARTIAL) and entry.stat().st_mtime < time() - _ABANDONED):
                os.unlink(entry.path)
    for _, path in sorted(entries)[:-_KEPT]:
        os.unlink(path)
