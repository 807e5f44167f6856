"""Half-open spans of a text."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """The characters of a text from `start` up to, but without, `end`."""

    start: int
    end: int

    def touches(self, other: tuple[int, int]) -> bool:
        """Return whether the two share a character."""
        return self.start < other[1] and other[0] < self.end

    def contains(self, other: tuple[int, int]) -> bool:
        """Return whether the other lies within this one."""
        return self.start <= other[0] and other[1] <= self.end
