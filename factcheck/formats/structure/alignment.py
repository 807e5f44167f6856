"""Map the characters of a block's content to the source."""

from __future__ import annotations

from bisect import bisect_right

from factcheck.formats.structure.pieces import Piece
from factcheck.runtime.records import record


@record
class Alignment:
    """Where the characters of a block's content stand in the source: from each of `starts` on, in one run from its of `sources`."""

    starts: tuple[int, ...]
    sources: tuple[int, ...]

    def at(self, offset: int) -> int:
        """Return the source offset of a content offset."""
        index = bisect_right(self.starts, offset) - 1
        return self.sources[index] + offset - self.starts[index]

    def pieces(self, text: str, offset: int) -> list[Piece]:
        """Return the text, which stands at that content offset, cut where the source is not in one run."""
        index, done = bisect_right(self.starts, offset), 0
        pieces: list[Piece] = []
        while index < len(self.starts) and self.starts[index] < offset + len(text):
            cut = self.starts[index] - offset
            pieces.append((text[done:cut], self.at(offset + done)))
            done, index = cut, index + 1
        return [*pieces, (text[done:], self.at(offset + done))]
