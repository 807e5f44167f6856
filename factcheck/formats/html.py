"""Reads HTML: what a person sees of a page, each character with its place in the source."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import unescape
from typing import Any

from factcheck.document import Document
from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats import flow, labels
from factcheck.formats.build import Builder
from factcheck.formats.decode import decode
from factcheck.formats.flow import Paragraph
from factcheck.formats.pieces import Piece
from factcheck.formats.properties import DATE
from factcheck.formats.raised import raised_pieces
from factcheck.languages.schema import Language
from factcheck.patterns import compiled
from factcheck.records import record
from factcheck.text import BlockKind

# A sign that opens no tag, and what stands for it while the page is parsed: each would take the parser time that grows with the text before.
_TAG, _CLOSED = compiled(r"<(/?)[A-Za-z]"), 20_000
_BARE, _SIGN = compiled(r"<(?![A-Za-z/!?])"), "\ue000"
_UNREAD = frozenset("script style template head noscript svg math iframe object audio video select textarea datalist canvas map".split())
_PHRASE = frozenset(
    (
        "a abbr acronym b bdi bdo big button cite code data del dfn em font i img input ins kbd label mark nobr output q s samp "
        "small span strike strong sub sup time tt u var wbr center"
    ).split()
)
_STRUCK = frozenset({"del", "s", "strike", "code", "samp", "kbd"})
_HEADING = compiled(r"h[1-6]")
_HIDDEN = compiled(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_ENTITY = compiled(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANK = " \t\r\n\f"
_SPACES = compiled(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_ODD = compiled(r"[&\r]")
_DATES = ("dcterms.modified", "dcterms.issued", "date", "article:published_time")
_SOFT = "\u00ad"
# Deeper pages are no notes, and no parser's friends.
_DEPTH = 400


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """The document in an HTML file. Raises DocumentError where it cannot be read."""
    from justhtml import JustHTML

    source = decode(data, path)
    if _unopened(source) > _CLOSED:
        raise DocumentError(Problem(Place(path), "document-closes", {"limit": _CLOSED}))
    try:
        root: Any = JustHTML(_BARE.sub(_SIGN, source), sanitize=False, track_node_locations=True).root
    except (RecursionError, ValueError) as error:
        raise DocumentError(Problem(Place(path), "document-broken", {"reason": str(error)})) from None
    walk = _Walk(source)
    walk.element(root, _Where(), 0)
    walk.flush(_Where())
    builder = Builder(path, source, walk.meta)
    for start, end, text in walk.comments:
        builder.comment(start, end, text)
    return flow.build(builder, walk.paragraphs, labels.known(languages))


def _unopened(source: str) -> int:
    """The most elements that are closed one after the other: each that was not opened takes the parser more time than the one before."""
    most = run = 0
    for found in _TAG.finditer(source):
        run = run + 1 if found[1] else 0
        most = max(most, run)
    return most


@record
class _Where:
    """What holds for the text at hand."""

    kind: BlockKind | None = None
    level: int = 0
    cell: tuple[int, int, int, bool] = (-1, -1, -1, False)


@dataclass(slots=True)
class _Table:
    """A table that is being read: its number, whether it has several rows, and the cell at hand."""

    number: int
    several: bool
    row: int = -1
    column: int = -1


class _Walk:
    """Goes through the tree, and gathers paragraphs."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[Piece] = []
        self._tables: list[_Table] = []
        self._table = -1
        self.paragraphs: list[Paragraph] = []
        self.comments: list[tuple[int, int, str]] = []
        self.meta: dict[str, str] = {}

    def element(self, node: Any, where: _Where, depth: int) -> None:
        """Read what is in an element."""
        if depth > _DEPTH:
            return
        for child in node.children or ():
            name = child.name
            if name == "#text":
                self._text(child)
            elif name == "#comment":
                self._comment(child)
            elif name == "head":
                self._head(child)
            elif name == "br":
                self._pieces.append(("\n", -1))
            elif name in _PHRASE:
                if name == "sup" and not _hidden(child):
                    self._raised(child, where, depth)
                elif name not in _STRUCK and not _hidden(child):
                    self.element(child, where, depth + 1)
            elif not name.startswith("!") and name not in _UNREAD and not _hidden(child):
                self._block(child, name, where, depth)

    def _raised(self, node: Any, where: _Where, depth: int) -> None:
        """Read a raised run, which may be a footnote's mark."""
        before, self._pieces = self._pieces, []
        self.element(node, where, depth + 1)
        self._pieces = before + raised_pieces(self._pieces)

    def flush(self, where: _Where) -> None:
        """End the paragraph at hand."""
        if any(text.strip() for text, _ in self._pieces) or where.kind is BlockKind.CELL:
            self.paragraphs.append(Paragraph(tuple(_collapsed(self._pieces)), where.kind, where.level, where.cell))
        elif where.kind is None and self.paragraphs and self.paragraphs[-1].kind is None:
            self.paragraphs.append(Paragraph(()))
        self._pieces = []

    def _block(self, child: Any, name: str, where: _Where, depth: int) -> None:
        if self._pieces:
            self.flush(where)
        if name == "html" and (child.attrs or {}).get("lang"):
            self.meta["lang"] = child.attrs["lang"]
        inside = self._inside(child, name, where)
        before = len(self.paragraphs)
        self.element(child, inside, depth + 1)
        if self._pieces or (inside.kind is BlockKind.CELL and len(self.paragraphs) == before):
            self.flush(inside)
        if name == "table" and self._tables:
            self._tables.pop()

    def _inside(self, child: Any, name: str, where: _Where) -> _Where:
        if _HEADING.fullmatch(name):
            return where if where.cell[0] >= 0 else _Where(BlockKind.HEADING, int(name[1]))
        if name == "li":
            return where if where.cell[0] >= 0 else _Where(BlockKind.ITEM, where.level + 1)
        if name == "table":
            self._table += 1
            self._tables.append(_Table(self._table, _several(child)))
        elif name == "tr" and self._tables:
            self._tables[-1].row += 1
            self._tables[-1].column = -1
        elif name in ("td", "th") and self._tables:
            table = self._tables[-1]
            table.column += 1
            header = (table.row == 0 and table.several) or (child.parent is not None and child.parent.parent.name == "thead")
            return _Where(BlockKind.CELL, 0, (table.number, table.row, table.column, header))
        elif where.kind is BlockKind.HEADING:
            return _Where()
        return where

    def _head(self, head: Any) -> None:
        for child in head.children or ():
            attrs = getattr(child, "attrs", None) or {}
            if child.name == "meta" and str(attrs.get("name") or attrs.get("property") or "").lower() in _DATES and attrs.get("content"):
                self.meta.setdefault(DATE, str(attrs["content"])[:10])

    def _comment(self, node: Any) -> None:
        start = self._source.find("<!--", max((getattr(node, "origin_offset", None) or 0) - 1, 0))
        end = self._source.find("-->", start)
        if start >= 0 and "factcheck" in (node.data or ""):
            self.flush(_Where()) if not self._pieces else None
            self.comments.append((start, end + 3 if end >= 0 else len(self._source), node.data.strip()))

    def _text(self, node: Any) -> None:
        start, text = getattr(node, "origin_offset", None), node.data.replace(_SIGN, "<")
        if start is None:
            self._pieces.append((text, -1))
        else:
            self._pieces += _aligned(text, self._source, start)


def _aligned(text: str, source: str, at: int) -> Iterator[Piece]:
    """The text of a node in pieces that stand in the source as they are, entities apart."""
    done = 0
    while done < len(text):
        run = _alike(text, done, source, at)
        if run:
            yield text[done : done + run], at
            done, at = done + run, at + run
            continue
        if source[at : at + 2] == "\r\n":
            at += 1
            yield "\n" if text[done] == "\n" else text[done], at
            done, at = done + 1, at + 1
            continue
        entity = _ENTITY.match(source, at)
        plain = unescape(entity[0]) if entity else ""
        if entity and plain != entity[0] and text.startswith(plain, done):
            yield plain[0], at
            if plain[1:]:
                yield plain[1:], -1
            done, at = done + len(plain), at + len(entity[0])
        elif at < len(source) and text[done] == source[at]:
            yield text[done], at
            done, at = done + 1, at + 1
        else:
            yield text[done:], -1
            return


def _alike(text: str, done: int, source: str, at: int) -> int:
    """How many characters stand in the source as they are, up to the next entity."""
    odd = _ODD.search(source, at, at + len(text) - done)
    run = (odd.start() if odd else at + len(text) - done) - at
    if source[at : at + run] == text[done : done + run]:
        return run
    most, run = min(len(text) - done, len(source) - at), 0
    while run < most and text[done + run] == source[at + run]:
        run += 1
    return run


def _collapsed(pieces: list[Piece]) -> Iterator[Piece]:
    """The pieces with spaces as a page shows them: one for many, none beside a break; soft hyphens left out."""
    last = "\n"
    for text, source in pieces:
        if text == "\n" and source < 0:
            yield text, source
            last = "\n"
            continue
        at = len(text) - len(text.lstrip(_BLANK)) if last in " \n" else 0
        for found in _SPACES.finditer(text, at):
            yield from _hard(text[at : found.start()] + " ", source + at if source >= 0 else -1)
            last, at = " ", found.end()
        if at < len(text):
            yield from _hard(text[at:], source + at if source >= 0 else -1)
            last = text[-1]


def _hard(text: str, source: int) -> Iterator[Piece]:
    at = 0
    for part in text.split(_SOFT):
        if part:
            yield part, source + at if source >= 0 else -1
        at += len(part) + 1


def _several(table: Any) -> bool:
    """Whether a table has more than one row: the first is then its header."""
    parts = [part for child in table.children or () for part in ([child] if child.name == "tr" else child.children or ())]
    return [part.name for part in parts].count("tr") > 1


def _hidden(node: Any) -> bool:
    attrs = node.attrs or {}
    return "hidden" in attrs or attrs.get("aria-hidden") == "true" or bool(_HIDDEN.search(str(attrs.get("style") or "")))
