"""Digests of files and of their lines, and of the code of factcheck."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent.parent
# The files on which a result depends; the packs of names have their own digests.
_SUFFIXES = (".py", ".json")
# So many hexadecimal digits of the digest of a line.
_SHORT = 8


def digest_bytes(data: bytes) -> str:
    """Return the SHA-256 digest of some bytes, in hexadecimal."""
    return sha256(data).hexdigest()


def digest_lines(text: str) -> str:
    """Return a short digest of each line of a text, with a space between them."""
    return " ".join(sha256(line.encode("utf-8", "surrogatepass")).hexdigest()[:_SHORT] for line in text.split("\n"))


def find_changed_lines(before: str, now: str) -> tuple[tuple[int, int], ...]:
    """Return the lines, from 1, that differ between two texts with these digests of lines: the first and the last of each stretch, in the
    second text; where the number of lines changed, one stretch from the first change to the last."""
    old, new = before.split(), now.split()
    if len(old) == len(new):
        return _join([at for at, (one, other) in enumerate(zip(old, new, strict=True), 1) if one != other])
    short = min(len(old), len(new))
    first = next((at for at in range(short) if old[at] != new[at]), short)
    rest = short - first
    last = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return ((first + 1, max(len(new) - last, first + 1)),)


def _join(numbers: Sequence[int]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of consecutive numbers."""
    found: list[tuple[int, int]] = []
    for number in numbers:
        if found and found[-1][1] == number - 1:
            found[-1] = found[-1][0], number
        else:
            found.append((number, number))
    return tuple(found)


@cache
def digest_code() -> str:
    """Return the digest of the code and the tables of factcheck: the same for one release on every machine."""
    made = sha256()
    for path in sorted(_list_sources(_PACKAGE), key=lambda each: each.relative_to(_PACKAGE).as_posix()):
        data = path.read_bytes().replace(b"\r\n", b"\n")
        made.update(f"{path.relative_to(_PACKAGE).as_posix()}\0{len(data)}\0".encode())
        made.update(data)
    return made.hexdigest()


def _list_sources(folder: Path) -> list[Path]:
    found: list[Path] = []
    for where, folders, files in os.walk(folder):
        folders[:] = [name for name in folders if name != "__pycache__"]
        found += [Path(where) / name for name in files if name.endswith(_SUFFIXES)]
    return found
