"""Temporary files for atomic writes: with names that cannot be guessed, and removed after an interrupted run."""

from __future__ import annotations

import errno
import os
import stat
import time
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

try:
    import fcntl
except ImportError:  # a system without them
    fcntl = None  # type: ignore[assignment]

_BEGIN, _END, _BYTES = ".factcheck-", ".part", 16
_TRIES = 100
# Where no lock shows whether a run has ended, its files are left alone for so many seconds.
_DAY = 86_400
_FLAGS = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def open_temporary(folder: Path, mode: int = 0o600) -> tuple[int, Path]:
    """Create a file in a folder, by default one that only its owner may read, and lock it; return its descriptor and path. Raises OSError."""
    for _ in range(_TRIES):
        path = folder / f"{_BEGIN}{os.urandom(_BYTES).hex()}{_END}"
        descriptor = os.open(path, _FLAGS, mode)
        if _lock(descriptor) is not False and os.fstat(descriptor).st_nlink:
            return descriptor, path
        os.close(descriptor)  # another run took it for a leftover
    raise OSError(errno.EBUSY, os.strerror(errno.EBUSY), str(folder))


def remove_leftovers(folders: Iterable[Path]) -> None:
    """Remove the partial files that runs of this user which have ended left in some folders."""
    for folder in folders:
        with suppress(OSError), os.scandir(folder) as entries:
            for path in [Path(entry.path) for entry in entries if _is_partial(entry.name)]:
                with suppress(OSError):
                    _remove(path)


def _is_partial(name: str) -> bool:
    """Return whether a file has a name that only `open_partial` gives."""
    middle = name.removeprefix(_BEGIN).removesuffix(_END)
    return name == f"{_BEGIN}{middle}{_END}" and len(middle) == 2 * _BYTES and set(middle) <= set("0123456789abcdef")


def _remove(path: Path) -> None:
    found = os.lstat(path)
    if not stat.S_ISREG(found.st_mode) or (hasattr(os, "geteuid") and os.geteuid() not in (0, found.st_uid)):
        return
    descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))
    try:
        free = _lock(descriptor)
        ended = time.time() - found.st_mtime > _DAY if free is None else free
        if ended and os.path.samestat(os.fstat(descriptor), os.lstat(path)):
            os.unlink(path)
    finally:
        os.close(descriptor)


def _lock(descriptor: int) -> bool | None:
    """Lock an open file until it is closed; return whether nobody else holds it, None where the system does not say."""
    if fcntl is None:
        return None
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # a file system without locks
        return None
    return True
