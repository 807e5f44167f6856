"""The text of an open file, and its positions in the units of the client."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any

from lsprotocol import types

from factcheck.document import Lines
from factcheck.runtime.regex import compiled

Encoding = types.PositionEncodingKind
_SURROGATE = compiled("[\ud800-\udfff]")
_MARK = "\ufeff"
# The greatest character of which one unit of UTF-16 is enough.
_ONE_UNIT = 0xFFFF


class Text:
    """A text with the positions of a client: lines end as in an editor, columns count in the units that were agreed on.

    `content` is the text without a byte order mark; half a character, which no file can have, is replaced by a sign of the same width.
    """

    def __init__(self, source: str, encoding: str = Encoding.Utf16.value) -> None:
        self._mark = len(source) - len(source.removeprefix(_MARK))
        self.content = _SURROGATE.sub("\ufffd", source.removeprefix(_MARK))
        self._encoding = encoding

    @cached_property
    def _lines(self) -> Lines:
        return Lines.of(self.content)

    def position(self, offset: int) -> types.Position:
        """Return the position of an offset."""
        line, column = self._lines.place(min(max(offset, 0), len(self.content)))
        start = self._lines.starts[line - 1]
        width = self.measure(self.content[start : start + column - 1])
        return types.Position(line - 1, width + (self._mark if line == 1 else 0))

    def range(self, start: int, end: int) -> types.Range:
        """Return the range of a half-open span."""
        return types.Range(self.position(start), self.position(end))

    def offset(self, position: types.Position) -> int:
        """Return the offset of a position; one beyond a line is at its end, one beyond the text at the end of it."""
        if position.line >= len(self._lines.starts):
            return len(self.content)
        start = self._lines.starts[max(position.line, 0)]
        line = self.line(max(position.line, 0))
        left = position.character - (self._mark if position.line <= 0 else 0)
        for at, letter in enumerate(line):
            if left <= 0:
                return start + at
            left -= self.measure(letter)
        return start + len(line)

    def span(self, where: types.Range) -> tuple[int, int]:
        """Return the half-open span of a range; one whose ends are exchanged is put right."""
        first, last = sorted((self.offset(where.start), self.offset(where.end)))
        return first, last

    def line(self, number: int) -> str:
        """Return the text of a line, from 0, without its end; empty beyond the last."""
        starts = self._lines.starts
        if number >= len(starts):
            return ""
        end = starts[number + 1] if number + 1 < len(starts) else len(self.content)
        return self.content[starts[number] : end].rstrip("\r\n")

    def line_start(self, number: int) -> int:
        """Return the offset at which a line, from 0, starts."""
        return self._lines.starts[min(number, len(self._lines.starts) - 1)]

    def measure(self, words: str) -> int:
        """Return the length of some characters in the units of the client."""
        if self._encoding == Encoding.Utf8.value:
            return len(words.encode("utf-8"))
        if self._encoding == Encoding.Utf32.value or words.isascii():
            return len(words)
        return len(words) + sum(ord(letter) > _ONE_UNIT for letter in words)

    def apply(self, changes: Iterable[Any]) -> Text:
        """Return the text after the changes of a client, one after the other: the whole text, or what replaces a range."""
        text = self
        for change in changes:
            where = getattr(change, "range", None)
            if where is None:
                text = Text(change.text, self._encoding)
            else:
                start, end = text.span(where)
                head = _MARK * text._mark + text.content[:start]
                text = Text(head + change.text + text.content[end:], self._encoding)
        return text
