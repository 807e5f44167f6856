"""Matches the values of one passage in two versions: takes out those that are the same in both."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterator

from factcheck.bitext.differences import VersionDifference
from factcheck.bitext.passages import Passage
from factcheck.bitext.segments import ValueItem, Version
from factcheck.bitext.value_pairs import are_compatible, find_split_figures, find_unread_figures, get_digits

# A sentence with more values than this is none: a table that was written in one line.
_CROWD = 24


class PassageMatch:
    """A passage while its values are matched; one line a field.

    `segments` are its sentences, by version.
    `items` are all values, `unmatched` those that are not matched, by version.
    `equal_items` are the pairs of values that are the same.
    `moved_types` are the types of the values that another passage states.
    `split_figures` are the figures that one version writes in two.
    """

    def __init__(self, passage: Passage, first: Version, second: Version) -> None:
        self.passage, self.versions = passage, (first, second)
        self.languages = first.analysis.language, second.analysis.language
        self.segments = passage.first, passage.second
        self.unmatched = [[item for segment in segments for item in segment.items] for segments in self.segments]
        self.items = [list(left) for left in self.unmatched]
        self.equal_items: list[tuple[ValueItem, ValueItem]] = []
        self.moved_types: set[type] = set()
        self.split_figures: list[VersionDifference] = []

    def match_equal(self) -> None:
        """Take out the values that both versions state."""
        waiting: dict[Hashable, list[ValueItem]] = defaultdict(list)
        for item in reversed(self.unmatched[1]):
            waiting[item.key].append(item)
        for item in self.unmatched[0]:
            if waiting.get(item.key):
                self.equal_items.append((item, waiting[item.key].pop()))
        self._drop_equal()

    def has_opposite(self, item: ValueItem, side: int) -> bool:
        """Return whether the other version has a value of that kind left."""
        return any(type(other.value) is type(item.value) for other in self.unmatched[1 - side])

    def match_similar(self) -> None:
        """Take out what is the same number of another kind, a vaguer date, or stands unread in the other version."""
        if self.is_crowded:
            return
        for side in (0, 1):
            self.split_figures += self._find_split_figures(side)
        pairs = [(one, other) for one in self.unmatched[0] for other in self.unmatched[1] if are_compatible(one, other)]
        matched: set[int] = set()
        for one, other in pairs:
            if id(one) not in matched and id(other) not in matched:
                matched |= {id(one), id(other)}
        for side in (0, 1):
            figures = find_unread_figures(self.segments[1 - side], self.versions[1 - side])
            matched |= {id(item) for item in self.unmatched[side] if get_digits(item, self.versions[side]) in figures}
        self.unmatched = [[item for item in each if id(item) not in matched] for each in self.unmatched]

    def _find_split_figures(self, side: int) -> Iterator[VersionDifference]:
        """Yield the figures of a version that are broken in two, which are then no longer left."""
        for found, matched in find_split_figures(self.unmatched, side, self.versions, self.passage):
            yield found
            self.unmatched = [[item for item in each if all(item is not other for other in matched)] for each in self.unmatched]

    def _drop_equal(self) -> None:
        matched = {id(item) for pair in self.equal_items for item in pair}
        self.unmatched = [[item for item in each if id(item) not in matched] for each in self.unmatched]

    @property
    def is_crowded(self) -> bool:
        """Whether the passage has too many values to be a sentence."""
        return max(map(len, self.items)) > _CROWD
