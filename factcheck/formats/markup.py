"""The words between the tags of a piece of HTML that stands in a Markdown file."""

from __future__ import annotations

import re
from html import unescape

from factcheck.formats.build import Builder
from factcheck.formats.pieces import Piece
from factcheck.patterns import compiled
from factcheck.text import BlockKind

_MARK = compiled(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9-]*)|<[!?]|&(?:#\w{1,8}|\w{1,31});|\r\n?|\n")
_UNREAD = {"script", "style", "pre", "template", "textarea", "svg", "head"}
_PHRASE = compiled(
    "a|abbr|b|bdi|bdo|cite|data|del|dfn|em|font|i|ins|kbd|label|mark|q|s|samp|small|span|strong|sub|sup|time|u|var",
)
_BLANK = compiled(r"\s*")


def read(builder: Builder, start: int, end: int) -> None:
    """Add what a person reads of the source from `start` to `end`: a paragraph between one tag of a block and the next."""
    _Walk(builder, end).read(start)


class _Walk:
    """Goes from tag to tag."""

    def __init__(self, builder: Builder, end: int) -> None:
        self.builder = builder
        self.source = builder.source
        self.end = end
        self.pieces: list[Piece] = []
        self.missing: set[str] = set()

    def read(self, at: int) -> None:
        """Add the paragraphs."""
        while at < self.end:
            found = _MARK.search(self.source, at, self.end)
            stop = found.start() if found else self.end
            if stop > at:
                self.pieces.append((self.source[at:stop], at))
            at = self._mark(found) if found else self.end
        self._flush()

    def _mark(self, found: re.Match[str]) -> int:
        mark, start = found[0], found.start()
        if mark == "<!--":
            return self._comment(start)
        if mark[0] == "&":
            self.pieces.append((unescape(mark), start) if len(unescape(mark)) == 1 else (mark, start))
            return found.end()
        if mark[0] in "\r\n":
            return self._line(found)
        name = (found[2] or "").lower()
        if not _PHRASE.fullmatch(name):
            self._flush()
        if name in _UNREAD and not found[1]:
            return self._after(f"</{name}", found.end())
        return self._after(">", found.end())

    def _line(self, found: re.Match[str]) -> int:
        blank = not self.pieces or _is_blank_line(self.source, found.end(), self.end)
        if blank:
            self._flush()
        else:
            self.pieces.append(("\n", found.end() - 1))
        return found.end()

    def _comment(self, start: int) -> int:
        end = self._after("-->", start + 4)
        self._flush()
        self.builder.comment(start, end, self.source[start + 4 : end].removesuffix("-->").strip())
        return end

    def _after(self, mark: str, start: int) -> int:
        """Just after the next such mark; the end where there is none, which is looked for once only."""
        at = -1 if mark in self.missing else self.source.find(mark, start, self.end)
        if at < 0:
            self.missing.add(mark)
            return self.end
        return at + len(mark)

    def _flush(self) -> None:
        self.builder.add(BlockKind.PARAGRAPH, self.pieces)
        self.pieces = []


def _is_blank_line(source: str, start: int, end: int) -> bool:
    blank = _BLANK.match(source, start, end)
    return bool(blank and (blank.end() == end or "\n" in blank[0]))
