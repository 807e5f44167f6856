"""Recognize headings, list items, fields and hard-wrapped paragraphs in plain lines."""

from __future__ import annotations

import re
from collections.abc import Sequence

from factcheck.document import BlockKind
from factcheck.formats.structure import columns, labels
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.pieces import Piece
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_BULLET = compiled(r"(?:[-*+•‣▪●○◦·–—\uf0b7\uf0a7]|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)])[ \t\u00a0]+(?=\S)")
_RULER = compiled(r"[=\-_*~#+.]{3,}\s*$")
_RULES = compiled(r"[-=_+|\s]{3,}")
_HASHES = compiled(r"#{1,6}[ \t]+(?=\S)")
_COMMENT = compiled(r"#[ \t]*(factcheck:.*)|<!--[ \t]*(factcheck:.*?)[ \t]*-->\s*$", re.IGNORECASE)
_FINAL = compiled(r"[.!?:;,…][\s»”’\"')\]]*$")

# Lines of hard-wrapped text are between these lengths; a heading has no more characters than that.
_WRAPPED = range(50, 101)
_WIDEST = 110
_HEADING = 100


@record
class Line:
    """A line: its text without spaces around it, in pieces that know where they stand in the source; and the spaces before it."""

    pieces: tuple[Piece, ...]
    indent: int = 0

    @property
    def text(self) -> str:
        """What stands in the line."""
        return "".join(text for text, _ in self.pieces)

    @property
    def length(self) -> int:
        """The columns that the line takes."""
        return self.indent + sum(len(text) for text, _ in self.pieces)

    def after(self, skip: int) -> list[Piece]:
        """Return the pieces without the first `skip` characters."""
        found: list[Piece] = []
        for text, source in self.pieces:
            if skip < len(text):
                found.append((text[skip:], source + skip if source >= 0 else source))
            skip = max(skip - len(text), 0)
        return found

    @property
    def start(self) -> int:
        """Where the line stands in the source."""
        return next((source for _, source in self.pieces if source >= 0), -1)

    @property
    def end(self) -> int:
        """Where it ends there."""
        return next((source + len(text) for text, source in reversed(self.pieces) if source >= 0), -1)


def add_lines(builder: Builder, lines: Sequence[Line], known: frozenset[str], last: bool) -> None:
    """Add the blocks of consecutive lines, none of them empty; `known` are the labels of fields, `last` where a document ends with them."""
    _Run(builder, lines, known, last).read()


class _Run:
    """Consecutive lines without a blank one between them."""

    def __init__(self, builder: Builder, lines: Sequence[Line], known: frozenset[str], last: bool) -> None:
        self.builder = builder
        self.lines = lines
        self.ends = labels.find_field_labels([line.text for line in lines], known, last)
        self.width = max(line.length for line in lines)
        self.depths: list[int] = []
        # Lines before this one open no table.
        self.tried = 0

    def read(self) -> None:
        """Add the blocks of these lines."""
        index = 0
        while index < len(self.lines):
            index = self._table(index) or self._block(index)

    def _table(self, first: int) -> int:
        """Add the cells of a table that starts at a line, and where it ends; 0 where none starts."""
        if first < self.tried:
            return 0
        rows: list[columns.Row] = []
        after = first
        while after < len(self.lines) and (ruled := _ruled(self.lines[after], rows)) is not None:
            rows += ruled
            after += 1
        self.tried = after
        if not columns.is_table(rows):
            return 0
        columns.add_table(self.builder, rows)
        return after

    def _block(self, first: int) -> int:
        line = self.lines[first]
        if comment := _COMMENT.match(line.text):
            self.builder.comment(line.start, line.end, (comment[1] or comment[2]).strip())
            return first + 1
        if _RULER.match(line.text):
            return first + 1
        after = first + 1
        while after < len(self.lines) and self._continues(after, first):
            after += 1
        self._add(first, after)
        return after

    def _add(self, first: int, after: int) -> None:
        line, end = self.lines[first], self.ends[first]
        if end:
            self.builder.add(BlockKind.FIELD, self._pieces(first, after, 0), label=end)
        elif bullet := _BULLET.match(line.text):
            self.builder.add(BlockKind.ITEM, self._pieces(first, after, bullet.end()), level=self._depth(line.indent))
        elif hashes := _HASHES.match(line.text):
            self.builder.add(BlockKind.HEADING, self._pieces(first, after, hashes.end()), level=hashes[0].count("#"))
        elif after == first + 1 and not self._in_list(line) and _is_heading(line.text):
            self.builder.add(BlockKind.HEADING, self._pieces(first, after, 0), level=2 if self.builder.blocks else 1)
        else:
            self.builder.add(BlockKind.PARAGRAPH, self._pieces(first, after, 0))

    def _in_list(self, line: Line) -> bool:
        """Return whether a line goes on where the items right before it stand: indented, without a mark of its own."""
        return bool(self.depths) and line.indent > 0 and self.builder.blocks[-1].kind is BlockKind.ITEM

    def _pieces(self, first: int, after: int, skip: int) -> list[Piece]:
        pieces = self.lines[first].after(skip)
        for previous, line in zip(self.lines[first:after], self.lines[first + 1 : after], strict=False):
            pieces += [("\n", self._line_end(previous, line)), *line.pieces]
        return pieces

    def _line_end(self, line: Line, following: Line) -> int:
        return self.builder.source.find("\n", line.end, max(following.start, line.end)) if line.end >= 0 else -1

    def _continues(self, index: int, first: int) -> bool:
        previous, line = self.lines[index - 1], self.lines[index]
        if self.ends[index] or line.text[0] == "#" or _BULLET.match(line.text) or _RULER.match(line.text) or _COMMENT.match(line.text):
            return False
        if _BULLET.match(self.lines[first].text) and line.indent > self.lines[first].indent:
            return True
        if previous.length not in _WRAPPED or _FINAL.search(previous.text[-4:]):
            return False
        if not line.text[0].isupper():
            return True
        return self.width <= _WIDEST and previous.length + 1 + len(line.text.split(None, 1)[0]) > self.width

    def _depth(self, indent: int) -> int:
        while self.depths and self.depths[-1] >= indent:
            self.depths.pop()
        self.depths.append(indent)
        return len(self.depths)


def _ruled(line: Line, before: Sequence[columns.Row]) -> list[columns.Row] | None:
    """Return the row that a line of a table is; none for a rule between rows, None where the table has ended."""
    if len(line.pieces) != 1:
        return None
    row = columns.parse_row(line.text, line.indent, line.start)
    if row:
        return [row] if not before or columns.are_aligned(before[0], row) else None
    return [] if before and _RULES.fullmatch(line.text) else None


def _is_heading(text: str) -> bool:
    return len(text) <= _HEADING and not _FINAL.search(text[-4:]) and not text[0].islower()
