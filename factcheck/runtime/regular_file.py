"""Read regular files: devices, pipes and sockets are refused before they can block, and large files before they are read."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import BinaryIO

_REASON = "not a regular file"


class TooLarge(OSError):
    """A file has more bytes than the caller takes."""


class NotRegular(OSError):
    """A path leads to a device, a pipe or a socket."""


def read_regular(path: Path, largest: int | None = None) -> bytes:
    """Return the bytes of a regular file, of `largest` bytes at most. Raises TooLarge, or another OSError where it is none or cannot be read."""
    with open_regular(path) as file:
        if largest is not None and os.fstat(file.fileno()).st_size > largest:
            raise _too_large(path)
        data = file.read() if largest is None else file.read(largest + 1)
    if largest is not None and len(data) > largest:
        raise _too_large(path)
    return data


def open_regular(path: Path) -> BinaryIO:
    """Open a regular file to be read. Raises OSError where it is none, or cannot be read."""
    flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOCTTY", 0) | getattr(os, "O_BINARY", 0)
    refuse_special(os.stat(path), path)
    file = open(os.open(path, flags), "rb")  # noqa: SIM115 (the caller closes it)
    try:
        refuse_special(os.fstat(file.fileno()), path)
    except OSError:
        file.close()
        raise
    return file


def _too_large(path: Path) -> TooLarge:
    return TooLarge(errno.EFBIG, os.strerror(errno.EFBIG), str(path))


def refuse_special(found: os.stat_result, path: Path) -> None:
    """Raise OSError where a path is no regular file."""
    if stat.S_ISDIR(found.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if not stat.S_ISREG(found.st_mode):
        raise NotRegular(errno.EINVAL, _REASON, str(path))
