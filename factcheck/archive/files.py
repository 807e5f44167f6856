"""List the files of an archive, on the local disk or in a storage that fsspec opens, and read them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import fsspec

from factcheck.archive.model import Input
from factcheck.errors import DocumentError, Place, Problem, UsageError
from factcheck.formats import LARGEST, READERS, read_contents
from factcheck.selection import is_companion_file

# What storages call the time or the tag of a file.
_STAMPS = ("ETag", "etag", "md5", "CRC", "mtime", "LastModified", "last_modified", "created")
_CHAIN = "::"
# The most characters of a failure of a storage that are shown.
_SHOWN = 200


def is_remote(source: str) -> bool:
    """Return whether a source is in a storage that fsspec opens, not a local path."""
    return "://" in source


def make_local_input(path: Path) -> Input:
    """Return a local file; one that cannot be looked at is met again when it is read."""
    try:
        found = os.stat(path)
    except OSError:
        return Input(str(path), os.path.abspath(path), 0, "")
    return Input(str(path), os.path.abspath(path), found.st_size, str(found.st_mtime_ns))


def list_remote(source: str) -> list[Input]:
    """Return the notes of a source, in the order of their paths. Raises UsageError where it cannot be listed."""
    url = _make_absolute(source)
    try:
        system, path = fsspec.core.url_to_fs(url)
        found = _find(system, path)
    except ImportError as error:
        raise UsageError(Problem(Place(source), "archive-storage", {"reason": describe_error(error)})) from None
    except Exception as error:  # a storage fails in ways of its own
        raise UsageError(Problem(Place(source), "archive-source", {"reason": describe_error(error)})) from None
    if not found:
        raise UsageError(Problem(Place(source), "archive-source-empty", {"known": ", ".join(READERS)}))
    prefix = _make_prefix(source)
    inputs = [Input(prefix + where, where, int(info.get("size") or 0), _make_stamp(info), url) for where, info in found.items()]
    return sorted(inputs, key=lambda each: each.name)


def _make_absolute(source: str) -> str:
    """Return the address of a source, with the absolute path of the local file that it is in: a worker may run in another folder."""
    inner, mark, outer = source.rpartition(_CHAIN)
    return f"{inner}{mark}{os.path.abspath(outer)}" if mark and "://" not in outer else source


def _find(system: Any, path: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the notes that a path names, by their own paths: a pattern, a file, or a folder with all below it."""
    if any(mark in path for mark in "*?["):
        listed = system.glob(path, detail=True)
    elif path and system.isfile(path):
        return {path: system.info(path)}
    else:
        listed = system.find(path, detail=True)
        if not listed and path and not system.exists(path):
            raise FileNotFoundError(path)
    return {where: info for where, info in listed.items() if info.get("type") != "directory" and _is_note(where)}


def _is_note(where: str) -> bool:
    path = Path(where)
    hidden = any(part.startswith(".") for part in path.parts)
    return path.suffix.lower() in READERS and not hidden and not is_companion_file(path)


def _make_prefix(source: str) -> str:
    """Return what stands before the paths of a storage in reports: its protocol, or the archive file that they are in."""
    inner, _, outer = source.partition(_CHAIN)
    return f"{outer}/" if outer else f"{inner.partition('://')[0]}://"


def _make_stamp(info: Mapping[str, Any]) -> str:
    return " ".join(str(info[name]) for name in _STAMPS if info.get(name))


def read_input(source: Input) -> bytes:
    """Return the bytes of a file. Raises DocumentError."""
    if not source.url:
        try:
            return read_contents(Path(source.location))
        except DocumentError as error:
            raise DocumentError(*(Problem(Place(source.name), each.key, each.values) for each in error.problems)) from None
    if source.size > LARGEST:
        raise DocumentError(Problem(Place(source.name), "document-too-big", {"limit": LARGEST // 1_000_000}))
    return read_remote(source)


def read_remote(source: Input, end: int | None = None) -> bytes:
    """Return the bytes of a file in a storage, all or the first ones. Raises DocumentError."""
    try:
        return bytes(_open_system(source.url).cat_file(source.location, start=None if end is None else 0, end=end))
    except Exception as error:  # a storage fails in ways of its own
        raise DocumentError(Problem(Place(source.name), "document-unreadable", {"reason": describe_error(error)})) from None


@cache
def _open_system(url: str) -> Any:
    """Return the storage of a source, opened once in each process."""
    return fsspec.core.url_to_fs(url)[0]


def describe_error(error: Exception) -> str:
    """Return what a library says of a failure, on one line."""
    text = " ".join(str(error).split())
    return (f"{type(error).__name__}: {text}" if text else type(error).__name__)[:_SHOWN]
