"""The cache folder of this user, and the seal that distinguishes what was written there from what was brought there.

A checkout or an archive can hold a folder that looks like a cache, with the right owner, modes, names and checksums. What it cannot bring along
is the inode of a file and the time of its last change of status: the system sets both when the file is made. Entries are therefore sealed
with those of an empty file in the same folder. A cache that is copied or unpacked is one without valid entries.
"""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from factcheck.runtime.digest import compute_digest

OFF = "FACTCHECK_NO_CACHE"
_NAME = "factcheck"
_SEAL = "seal"
_OTHERS = 0o077


def find_cache_folder() -> Path | None:
    """Return the path of the cache folder, which may not exist; None where the cache is turned off or no absolute path is known."""
    if os.environ.get(OFF):
        return None
    base = os.environ.get("XDG_CACHE_HOME", "")
    if not os.path.isabs(base):
        home = os.environ["HOME"] if "HOME" in os.environ else os.path.expanduser("~")
        base = os.path.join(home, ".cache")
    return Path(base, _NAME) if os.path.isabs(base) else None


def seal_key(folder: Path) -> bytes | None:
    """Return the key with which entries of a folder are sealed; None where the folder, or the file that gives the key, cannot be trusted.

    Raises OSError where one of them is missing.
    """
    if not is_private(folder, stat.S_IFDIR) or not is_private(folder / _SEAL, stat.S_IFREG):
        return None
    found = os.lstat(folder / _SEAL)
    return compute_digest([repr((found.st_dev, found.st_ino, found.st_ctime_ns, found.st_mtime_ns, found.st_size)).encode()])


def make_folder(folder: Path) -> None:
    """Make the folder, open to this user alone, and the file that gives its key, where they are missing. Raises OSError."""
    if not os.path.lexists(folder):
        if not _is_safe_parent(folder.parent):
            raise PermissionError(folder)
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if is_private(folder, stat.S_IFDIR):
        with suppress(FileExistsError):
            os.close(os.open(folder / _SEAL, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600))


def _is_safe_parent(parent: Path) -> bool:
    """Return whether a new folder below that path, or below the nearest above it that exists, would not stand in another user's home."""
    while not parent.exists() and parent != parent.parent:
        parent = parent.parent
    return not hasattr(os, "getuid") or parent.stat().st_uid in (os.getuid(), 0)


def is_private(path: Path, kind: int) -> bool:
    """Return whether a path is of a kind, no link, this user's own, and closed to all others."""
    found = os.lstat(path)
    return stat.S_IFMT(found.st_mode) == kind and (
        not hasattr(os, "getuid") or (found.st_uid == os.getuid() and not found.st_mode & _OTHERS)
    )
