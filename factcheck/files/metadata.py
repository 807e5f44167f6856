"""Copy the owner and the permissions of a file to the empty file that will replace it."""

from __future__ import annotations

import errno
import os
import stat
from contextlib import suppress
from pathlib import Path


def copy_metadata(original: Path, descriptor: int) -> None:
    """Give an open file the owner, group, extended attributes, access list and mode of another. Raises OSError where it cannot have them."""
    wanted, found = os.stat(original), os.fstat(descriptor)
    if hasattr(os, "fchown") and (wanted.st_uid, wanted.st_gid) != (found.st_uid, found.st_gid):
        os.fchown(descriptor, wanted.st_uid, wanted.st_gid)
    _keep_attributes(_attributes(original), descriptor)
    if hasattr(os, "fchmod"):
        os.fchmod(descriptor, stat.S_IMODE(wanted.st_mode))
    found = os.fstat(descriptor)
    if os.name == "posix" and _shown(found) != _shown(wanted):
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM), str(original))


def _shown(found: os.stat_result) -> tuple[int, int, int]:
    return stat.S_IMODE(found.st_mode), found.st_uid, found.st_gid


def _attributes(file: Path | int) -> dict[str, bytes]:
    """Return the extended attributes of a file, its access list among them; none where the system has none."""
    if not hasattr(os, "listxattr"):
        return {}
    try:
        return {name: os.getxattr(file, name) for name in os.listxattr(file)}
    except OSError as error:
        if error.errno in (errno.ENOTSUP, errno.ENOSYS):
            return {}
        raise


def _keep_attributes(wanted: dict[str, bytes], descriptor: int) -> None:
    found = _attributes(descriptor)
    for name in found.keys() - wanted.keys():
        with suppress(OSError):  # compared below
            os.removexattr(descriptor, name)
    for name, value in wanted.items():
        if found.get(name) != value:
            os.setxattr(descriptor, name, value)
    if _attributes(descriptor) != wanted:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))
