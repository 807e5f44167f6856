"""Cut an archive into partitions, at places that depend on the names of the notes: a new note changes one partition, not all that follow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from zlib import crc32

from factcheck.archive.model import Item, Partition

# A partition has no more than so many bytes of notes, unless it is one note.
_LARGEST = 16_000_000
SIZE = 200
"""The notes of a partition, about: a few seconds of work, little beside which is what a partition costs."""


def cut_partitions(items: Iterable[Item], size: int = SIZE) -> Iterator[Partition]:
    """Yield the partitions of an archive, of about `size` notes; the versions of a note that stand side by side are not separated."""
    part: list[Item] = []
    names: set[str] = set()
    weight = 0
    for item in items:
        belongs = any(other.name in names for other in item.others)
        if part and not belongs and (weight + item.size > _LARGEST or _is_end(item, len(part), size)):
            yield Partition(tuple(part))
            part, names, weight = [], set(), 0
        part.append(item)
        names.add(item.source.name)
        weight += item.size
    if part:
        yield Partition(tuple(part))


def _is_end(item: Item, count: int, size: int) -> bool:
    """Return whether a partition of `count` notes ends before a note."""
    if count >= 2 * size:
        return True
    return count >= size // 2 and crc32(item.source.name.encode("utf-8", "surrogatepass")) % max(1, size // 2) == 0
