"""Digests of bytes, and the identity of the code that runs."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterable
from functools import cache
from importlib import import_module
from typing import Any

_STARTED = time.time_ns()
_PACKAGE = os.path.dirname(os.path.dirname(__file__))
_SUFFIXES = (".py", ".yaml", ".json")
_MARGIN = 2_000_000_000
"""Nanoseconds: the coarsest step of the times that a file system keeps."""


def compute_digest(parts: Iterable[bytes], key: bytes = b"") -> bytes:
    """Return the 32 bytes of a BLAKE2b digest of some parts, each with its length; with a key of up to 64 bytes, a seal that only its holder
    can make."""
    made = _blake2b()(key=key, digest_size=32)
    for part in parts:
        made.update(len(part).to_bytes(8, "big"))
        made.update(part)
    return bytes(made.digest())


@cache
def code_identity() -> bytes:
    """Return what changes whenever a source file or a table of this package, or the version of Python, does.

    A file is known by its path, its size, and the times at which its bytes and its status changed: no program can set the last.
    """
    files = [(path, found.st_size, found.st_mtime_ns, found.st_ctime_ns) for path, found in _sources()]
    return compute_digest([repr((_PACKAGE, sys.version, sys.implementation.cache_tag, sys.byteorder, files)).encode()])


@cache
def is_code_unchanged() -> bool:
    """Return whether the code that runs is the code on disk: no file of it changed since, or right before, this run began."""
    times = [found.st_ctime_ns if os.name == "posix" else found.st_mtime_ns for _, found in _sources()]
    return bool(times) and max(times) + _MARGIN < _STARTED


@cache
def _sources() -> tuple[tuple[str, os.stat_result], ...]:
    """Return the source files and tables of this package, in the order of their paths."""
    found: list[tuple[str, os.stat_result]] = []
    folders = [_PACKAGE]
    while folders:
        with os.scandir(folders.pop()) as entries:
            for entry in entries:
                if entry.name.endswith(_SUFFIXES):
                    found.append((entry.path, entry.stat()))
                elif entry.is_dir() and entry.name != "__pycache__":
                    folders.append(entry.path)
    return tuple(sorted(found, key=lambda each: each[0]))


@cache
def _blake2b() -> Any:
    """Return the algorithm itself: the module of all digests takes ten times as long to import."""
    try:
        return import_module("_blake2").blake2b
    except (ImportError, AttributeError):
        return import_module("hashlib").blake2b
