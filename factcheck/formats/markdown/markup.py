"""Read the HTML in a Markdown file, from one piece to the next."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from html import unescape

from factcheck.document import BlockKind, Unread
from factcheck.formats.html.places import Context, Places
from factcheck.formats.html.text import collapse_spaces
from factcheck.formats.markdown.tags import closed_by, has_rows, read_attributes
from factcheck.formats.structure import flow
from factcheck.formats.structure.alignment import Alignment
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.elements import PHRASE, STRUCK, UNREAD, VOID, describe_unread, is_hidden
from factcheck.formats.structure.flow import Paragraph, Remark
from factcheck.formats.structure.pieces import Piece
from factcheck.formats.structure.raised import raise_pieces
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

_MARK = compiled(r"<!--|<(/?)([a-zA-Z][^\s/>]*)|<[!?]|&(?:#\w{1,8}|\w{1,31});?")
_TAGS = compiled(r"<[^<>]*>")
# Elements whose content is no HTML: it ends at their own closing tag.
_RAW = {name: compiled(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "textarea", "title")}
# What an element closes is looked for among so many that are open.
_DEPTH = 100


@record(eq=False)
class _Element:
    """An element that is open: its name, whether its content is not read, and what held before it."""

    name: str
    hides: bool
    outside: Context


class Markup:
    """The elements that are open at a place of a Markdown document; `number` gives the number of the next table."""

    def __init__(self, builder: Builder, known: frozenset[str], number: Callable[[], int]) -> None:
        self._builder = builder
        self._known = known
        self._places = Places(number)
        self._open: list[_Element] = []
        self._names: Counter[str] = Counter()
        self._hiding = 0
        self._pieces: list[Piece] = []
        self._raised = -1
        self._paragraphs: list[Paragraph] = []
        self._remarks: list[Remark] = []
        self._filled: set[tuple[int, int, int, bool]] = set()
        self.where = Context()
        self.unread: list[Unread] = []

    @property
    def is_hidden(self) -> bool:
        """Whether what stands here is not read."""
        return self._hiding > 0

    @property
    def depth(self) -> int:
        """How many elements are open."""
        return len(self._open)

    def fill(self, where: Context) -> None:
        """Take note that a block stands in a cell."""
        if where.kind is BlockKind.CELL:
            self._filled.add(where.cell)

    def close_to(self, depth: int) -> None:
        """Close what was opened since so many elements were open."""
        while len(self._open) > depth:
            self._pop()

    def tag(self, text: str, source: int) -> str:
        """Take note of a tag in a line, which stands there in the source; its name, with a slash where it closes, or nothing."""
        found = _MARK.match(text)
        if not found or not found[2]:
            return ""
        name = found[2].lower()
        if found[1]:
            self._close(name)
        else:
            self._opened(name, read_attributes(text, found.end())[0], text, len(text), source)
            self._pieces = []
        return found[1] + name

    def read(self, content: str, alignment: Alignment, last: bool) -> None:
        """Add what a person reads of a piece of HTML; `last` says whether the document ends with it."""
        at, missing = 0, set[str]()
        while at < len(content):
            found = _MARK.search(content, at)
            stop = found.start() if found else len(content)
            if stop > at and not self.is_hidden:
                self._pieces += alignment.pieces(content[at:stop], at)
            at = self._mark(found, content, alignment, missing) if found else len(content)
        self._flush(self.where)
        flow.add_paragraphs(self._builder, self._paragraphs, self._known, last)
        self._paragraphs.clear()
        for remark in self._remarks:
            self._builder.comment(*remark)
        self._remarks.clear()

    def _mark(self, found: re.Match[str], content: str, alignment: Alignment, missing: set[str]) -> int:
        """Take note of a tag, a comment or an entity; where it ends."""
        mark, start = found[0], found.start()

        def after(closing: str, at: int) -> int:
            """Return just after the next such mark; the end where there is none, which is looked for once only."""
            place = -1 if closing in missing else content.find(closing, at)
            if place < 0:
                missing.add(closing)
            return place + len(closing) if place >= 0 else len(content)

        if mark == "<!--":
            end = after("-->", start + 4)
            self._remarks.append((alignment.at(start), alignment.at(end - 1) + 1, content[start + 4 : end].removesuffix("-->").strip()))
            return end
        if mark[0] == "&":
            self._entity(mark, alignment.at(start))
            return found.end()
        if not found[2]:
            return after(">", found.end())
        name = found[2].lower()
        if found[1]:
            self._close(name)
            return after(">", found.end())
        attributes, end = read_attributes(content, found.end())
        self._opened(name, attributes, content, end, alignment.at(start))
        if name in _RAW:
            closing = _RAW[name].search(content, end)
            end = closing.start() if closing else len(content)
            self._close(name)
        return end

    def _entity(self, mark: str, source: int) -> None:
        plain = unescape(mark)
        if self.is_hidden or not plain:
            return
        if plain == mark:
            self._pieces.append((mark, source))
        else:
            self._pieces += [(plain[0], source), *([(plain[1:], -1)] if plain[1:] else [])]

    def _opened(self, name: str, attributes: Mapping[str, str], content: str, end: int, source: int) -> None:
        hides = name in UNREAD or name in STRUCK or is_hidden(attributes)
        if not self.is_hidden and (name in UNREAD or name == "img"):
            self._leave_out(name, attributes, content, end, source)
        if name == "br" and not self.is_hidden:
            self._pieces.append(("\n", -1))
        if name in VOID:
            return
        outside = self.where
        if name not in PHRASE:
            self._flush(self.where)
            self._close_implied(name)
            outside = self.where
            self.where = self._places.inside(name, outside, name == "table" and has_rows(content, end), self._names["thead"] > 0)
        elif name == "sup":
            self._raised = len(self._pieces)
        self._open.append(_Element(name, hides, outside))
        self._names[name] += 1
        self._hiding += hides

    def _close_implied(self, name: str) -> None:
        closed, bounds = closed_by(name)
        found = len(self._open)
        for at in range(len(self._open) - 1, max(len(self._open) - _DEPTH, 0) - 1, -1):
            if self._open[at].name in bounds:
                break
            if self._open[at].name in closed:
                found = at
        self.close_to(found)

    def _close(self, name: str) -> None:
        """Close the nearest element of that name; a part of a phrase does not close what stands by itself."""
        if not self._names[name]:
            return
        if name not in PHRASE:
            self._flush(self.where)
            while self._open and self._open[-1].name != name:
                self._pop()
            self._pop()
            return
        for at in range(len(self._open) - 1, max(len(self._open) - _DEPTH, 0) - 1, -1):
            if self._open[at].name == name:
                return self.close_to(at)
            if self._open[at].name not in PHRASE:
                return None

    def _pop(self) -> None:
        element = self._open.pop()
        self._names[element.name] -= 1
        self._hiding -= element.hides
        if element.name == "sup" and self._raised >= 0:
            self._pieces[self._raised :] = raise_pieces(self._pieces[self._raised :])
            self._raised = -1
        if element.name in PHRASE:
            return
        empty = self.where.kind is BlockKind.CELL and self.where.cell not in self._filled and not self.is_hidden
        if self._pieces or empty:
            self._flush(self.where, empty)
        self._places.leave(element.name)
        self.fill(element.outside)
        self.where = element.outside

    def _flush(self, where: Context, cell: bool = False) -> None:
        if cell or any(text.strip() for text, _ in self._pieces):
            self.fill(where)
            pieces = tuple(collapse_spaces(self._pieces))
            self._paragraphs.append(Paragraph(pieces, where.kind, where.level, where.cell, remarks=tuple(self._remarks)))
            self._remarks.clear()
        elif where.kind is None and self._paragraphs and self._paragraphs[-1].kind is None:
            self._paragraphs.append(Paragraph(()))
        self._pieces, self._raised = [], -1

    def _leave_out(self, name: str, attributes: Mapping[str, str], content: str, end: int, source: int) -> None:
        closing = content.find(f"</{name}", end) if name in ("svg", "math") else -1
        stated = describe_unread(name, attributes, _TAGS.sub(" ", content[end:closing]) if closing > 0 else "")
        if stated:
            self.unread.append(Unread(stated[0], source, {}, stated[1], stated[2]))
