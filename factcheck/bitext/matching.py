"""Matches the values of one passage in two versions: takes out those that are the same in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from factcheck.bitext.differences import Difference
from factcheck.bitext.passages import Passage
from factcheck.bitext.segments import Item, Version
from factcheck.bitext.value_pairs import agree, broken, digits, unread

# A sentence with more values than this is none: a table that was written in one line.
_CROWD = 24


class PassageMatch:
    """A passage while its values are matched; one line a field.

    `pieces` are its sentences, by version.
    `counted` are all values, `left` those that are not matched, by version.
    `same_items` are the pairs of values that are the same.
    `moved` are the types of the values that another passage states.
    `broken` are the figures that one version writes in two.
    """

    def __init__(self, passage: Passage, first: Version, second: Version) -> None:
        self.passage, self.versions = passage, (first, second)
        self.languages = first.analysis.language, second.analysis.language
        self.pieces = passage.first, passage.second
        self.left = [[item for piece in pieces for item in piece.items] for pieces in self.pieces]
        self.counted = [list(left) for left in self.left]
        self.same_items: list[tuple[Item, Item]] = []
        self.moved: set[type] = set()
        self.broken: list[Difference] = []

    def same(self) -> None:
        """Take out the values that both versions state."""
        waiting: dict[Hashable, list[Item]] = defaultdict(list)
        for item in reversed(self.left[1]):
            waiting[item.key].append(item)
        for item in self.left[0]:
            if waiting.get(item.key):
                self.same_items.append((item, waiting[item.key].pop()))
        self._drop()

    def opposite(self, item: Item, side: int) -> bool:
        """Whether the other version has a value of that kind left."""
        return any(type(other.value) is type(item.value) for other in self.left[1 - side])

    def near(self) -> None:
        """Take out what is the same number of another kind, a vaguer date, or stands unread in the other version."""
        if self.is_crowded:
            return
        for side in (0, 1):
            self.broken += self._joined(side)
        pairs = [(one, other) for one in self.left[0] for other in self.left[1] if agree(one, other)]
        gone: set[int] = set()
        for one, other in pairs:
            if id(one) not in gone and id(other) not in gone:
                gone |= {id(one), id(other)}
        for side in (0, 1):
            figures = unread(self.pieces[1 - side], self.versions[1 - side])
            gone |= {id(item) for item in self.left[side] if digits(item, self.versions[side]) in figures}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]

    def _joined(self, side: int) -> Iterator[Difference]:
        """The figures of a version that are broken in two, which are then no longer left."""
        for found, gone in broken(self.left, side, self.versions, self.passage):
            yield found
            self.left = [[item for item in each if all(item is not other for other in gone)] for each in self.left]

    def _drop(self) -> None:
        gone = {id(item) for pair in self.same_items for item in pair}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]

    @property
    def is_crowded(self) -> bool:
        """Whether the passage has too many values to be a sentence."""
        return max(map(len, self.counted)) > _CROWD
