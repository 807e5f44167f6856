"""Values of one sentence that go with other names in the other version: the figures are the same, and two changed places."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from itertools import pairwise

from factcheck.pairs.units import Item, Piece, Version
from factcheck.patterns import compiled
from factcheck.values import Amount, Count, Percent

_NAME = compiled(r"\b[^\W\d_a-zà-ÿ][^\W\d_]{3,}(?:[\s-][^\W\d_a-zà-ÿ][^\W\d_]{3,})*")


def exchanged(pieces: tuple[Sequence[Piece], Sequence[Piece]], versions: tuple[Version, Version]) -> Iterator[tuple[Item, Item]]:
    """The values of each version that go with one name, where they are not the same: names and values must take turns, one for one, in
    the same way in both versions, and the names must read the same."""
    for kind in (Amount, Percent, Count):
        first, second = (_turns(each, version, kind) for each, version in zip(pieces, versions, strict=True))
        if first is None or second is None or first[0] != second[0] or first[1].keys() != second[1].keys():
            continue
        if {item.key for item in first[1].values()} == {item.key for item in second[1].values()}:
            for name, item in first[1].items():
                if item.key != second[1][name].key:
                    yield item, second[1][name]


def _turns(pieces: Sequence[Piece], version: Version, kind: type) -> tuple[bool, dict[Hashable, Item]] | None:
    """Whether names come first, and the value of each, where names and values of a kind take turns."""
    marks: list[tuple[int, str | Item]] = []
    for piece in pieces:
        marks += [(item.mention.start, item) for item in piece.items if isinstance(item.value, kind)]
        marks += [
            (found.start(), found[0]) for found in _NAME.finditer(version.text, piece.start, piece.end) if found.start() > piece.start
        ]
    found = [mark for _, mark in sorted(marks, key=lambda mark: mark[0])]
    if len(found) < 4 or len(found) % 2 or any(isinstance(one, str) == isinstance(other, str) for one, other in pairwise(found)):
        return None
    named = isinstance(found[0], str)
    names, items = found[0::2] if named else found[1::2], found[1::2] if named else found[0::2]
    paired: dict[Hashable, Item] = {name: item for name, item in zip(names, items, strict=True) if isinstance(item, Item)}
    return (named, paired) if len(paired) == len(names) else None
