"""Keeps what is costly to build, from one run to the next, in the user's own cache folder; a cache that cannot be trusted is passed over."""

from __future__ import annotations

import os
import pickle
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from zlib import adler32, crc32

from factcheck import __version__

OFF = "FACTCHECK_NO_CACHE"
_FOLDER = "factcheck"
_KEPT = 8
_Built = TypeVar("_Built")


def key_of(parts: Iterable[bytes]) -> str:
    """A key for some bytes, this version of the tool and of Python."""
    first, second, size = crc32(f"{__version__} {sys.version} {sys.implementation.cache_tag}".encode()), 1, 0
    for part in parts:
        length = len(part).to_bytes(8, "big")
        first, second, size = crc32(part, crc32(length, first)), adler32(part, adler32(length, second)), size + len(part)
    return f"{first:08x}{second:08x}{size:x}"


def cached(name: str, key: str, build: Callable[[], _Built]) -> _Built:
    """What was built before under that name and key, else what `build` gives, kept for the next time."""
    folder = _folder()
    if folder is None:
        return build()
    path = folder / f"{name}-{key}.pickle"
    found = _read(path)
    if found is not None:
        built: _Built = found[0]
        return built
    built = build()
    _write(path, built)
    return built


def replace_cached(name: str, key: str, built: object) -> None:
    """Put something in the place of what was kept under that name and key."""
    folder = _folder()
    if folder is not None:
        _write(folder / f"{name}-{key}.pickle", built)


def _folder() -> Path | None:
    if os.environ.get(OFF):
        return None
    base = os.environ.get("XDG_CACHE_HOME")
    return (Path(base) if base else Path(os.path.expanduser("~")) / ".cache") / _FOLDER


def _read(path: Path) -> tuple[Any] | None:
    try:
        if not _trusted(path) or not _trusted(path.parent):
            return None
        with path.open("rb") as file:
            return (pickle.load(file),)
    except Exception:  # a cache that cannot be read, for whatever reason, is built again
        return None


def _trusted(path: Path) -> bool:
    """Whether only this user can have written it."""
    found = path.stat()
    return not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & 0o022)


def _write(path: Path, built: object) -> None:
    partial = path.with_suffix(f".{os.getpid()}")
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with partial.open("wb") as file:
            pickle.dump(built, file, protocol=pickle.HIGHEST_PROTOCOL)
        partial.chmod(0o600)
        os.replace(partial, path)
        _prune(path)
    except OSError:
        partial.unlink(missing_ok=True)


def _prune(path: Path) -> None:
    """Leave only the newest of what was kept under one name."""
    name = path.name.rpartition("-")[0]
    found = sorted(path.parent.glob(f"{name}-*.pickle"), key=lambda each: each.stat().st_mtime_ns)
    for old in found[:-_KEPT]:
        old.unlink(missing_ok=True)
