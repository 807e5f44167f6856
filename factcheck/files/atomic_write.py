"""Write files completely or not at all: the old file stays until the new one is complete, which keeps its links, owner, mode and
attributes.

No library does all of this: those for atomic writes keep neither access lists nor links, and none compares what it replaces with what was read.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from factcheck.errors import DocumentError, Place, Problem, find_reason
from factcheck.files.leftovers import open_temporary
from factcheck.files.metadata import copy_metadata
from factcheck.runtime.regular_file import TooLarge, read_regular, refuse_special

# The mode of a new file, less what the user or the folder takes away; and that of one which is yet to have the mode of another.
_NEW, _PRIVATE = 0o666, 0o600
# How Word names the file that it keeps beside one that is open, from the name of that one; then LibreOffice.
_WORD_LOCKS = ("~${0}", "~${1}", "~${2}")
_OFFICE_LOCK = ".~lock.{0}#"


def replace_file(path: Path, data: bytes, *, expected: bytes | None = None, force: bool = False) -> None:
    """Put some bytes in the place of a file, or make it. Raises DocumentError, the file untouched.

    A file that no longer holds the bytes `expected` is refused; so is, without `force`, one that is read-only, has several names, or is open
    in a word processor.
    """
    with replacement_file(path, expected=expected, force=force) as file:
        file.write(data)


class _Abandoned(Exception):
    """The new file is complete, and is not to take the place of the old one."""


def check_replaceable(path: Path, data: bytes, *, force: bool = False) -> None:
    """Raise DocumentError where `replace_file` would, as far as can be known before: the bytes are written beside the file, then removed."""
    with suppress(_Abandoned), replacement_file(path, force=force) as file:
        file.write(data)
        file.flush()
        raise _Abandoned


@contextmanager
def replacement_file(path: Path, *, expected: bytes | None = None, force: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to, which takes the place of another when the block ends without an error. See `replace_file`."""
    with _reported(path):
        target = Path(os.path.realpath(path))
        before = _stat(target)
        if before is not None:
            refuse_special(before, path)
        if before is not None and not force:
            _refuse_unsafe(path, target, before)
        descriptor, unfinished = open_temporary(target.parent, _NEW if before is None else _PRIVATE)
    try:
        with _reported(path), open(descriptor, "wb") as file:
            if before is not None:
                _keep(path, target, descriptor)
            yield file
            file.flush()
            os.fsync(descriptor)
            _refuse_changed(path, target, before, expected)
            if os.name == "nt":  # where an open file cannot be renamed
                file.close()
            os.replace(unfinished, target)
            _sync_folder(target.parent)
    finally:
        with suppress(OSError):
            os.unlink(unfinished)


def _refuse_unsafe(path: Path, target: Path, found: os.stat_result) -> None:
    """Raise DocumentError for a file that only `--force` replaces: read-only, with several names, or open in a word processor."""
    if not found.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise DocumentError(Problem(Place(str(path)), "write-read-only"))
    if found.st_nlink > 1:
        raise DocumentError(Problem(Place(str(path)), "write-hard-links", {"count": found.st_nlink}))
    for lock in dict.fromkeys([*lock_files(path), *lock_files(target)]):
        if os.path.lexists(lock):
            raise DocumentError(Problem(Place(str(path)), "write-locked", {"name": lock.name}))


def lock_files(path: Path) -> list[Path]:
    """Return the files that Word or LibreOffice keeps beside a file while it is open there."""
    name = path.name
    shortened = [pattern.format(name, name[1:], name[2:]) for pattern in _WORD_LOCKS]
    return [path.with_name(each) for each in [*shortened, _OFFICE_LOCK.format(name)]]


def _keep(path: Path, target: Path, descriptor: int) -> None:
    try:
        copy_metadata(target, descriptor)
    except PermissionError:
        raise DocumentError(Problem(Place(str(path)), "write-metadata")) from None


def _refuse_changed(path: Path, target: Path, before: os.stat_result | None, expected: bytes | None) -> None:
    """Raise DocumentError where a file is not what it was when it was read."""
    if not (_same(before, _stat(target)) and _holds(target, expected) and _same(before, _stat(target))):
        raise DocumentError(Problem(Place(str(path)), "write-changed"))


def _holds(target: Path, expected: bytes | None) -> bool:
    try:
        return expected is None or read_regular(target, len(expected)) == expected
    except (TooLarge, FileNotFoundError):
        return False


def _same(before: os.stat_result | None, now: os.stat_result | None) -> bool:
    if before is None or now is None:
        return before is now
    return _state(before) == _state(now)


def _state(found: os.stat_result) -> tuple[int, ...]:
    return found.st_dev, found.st_ino, found.st_mode, found.st_nlink, found.st_size, found.st_mtime_ns, found.st_ctime_ns


def _stat(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None


def _sync_folder(folder: Path) -> None:
    """Make the new name last through a failure of power, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn the errors of the system into DocumentError."""
    try:
        yield
    except BrokenPipeError:  # of standard output: nothing that is written here is a pipe
        raise
    except OSError as error:
        raise DocumentError(Problem(Place(str(path)), "output-unwritable", {"reason": find_reason(error, writing=True)})) from None
