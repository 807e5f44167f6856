"""The way from what a person reads back to the source."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import field

from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_LINE_END = compiled(r"\r\n?|\n")


@record
class SourceRun:
    """`length` characters of the text, from `text`, that stand in the source from `source` on, unchanged."""

    text: int
    source: int
    length: int


@record
class Lines:
    """Where each line of a source starts, to turn an offset into a line and a column (both from 1)."""

    starts: tuple[int, ...]

    @classmethod
    def of(cls, source: str) -> Lines:
        """Line starts of `source`; lines end with LF, CRLF or CR."""
        return cls((0, *(found.end() for found in _LINE_END.finditer(source))))

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, both from 1, of a half-open offset."""
        line = bisect_right(self.starts, offset) - 1
        return line + 1, offset - self.starts[line] + 1


@record(slots=False)
class SourceMap:
    """From offsets in the text that a person reads to offsets in the decoded source."""

    runs: tuple[SourceRun, ...]
    _starts: tuple[int, ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", tuple(run.text for run in self.runs))

    def source(self, offset: int) -> int:
        """The source offset of the character at `offset`."""
        run = self.runs[max(bisect_right(self._starts, offset) - 1, 0)]
        return run.source + min(max(offset - run.text, 0), run.length)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The source span of the text `[start, end)`: from its first character to just after its last one."""
        if end <= start:
            at = self.source(start)
            return at, at
        return self.source(start), self.source(end - 1) + 1
