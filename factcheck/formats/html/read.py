"""Read HTML: the visible text of a page, each character with its place in the source."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import count
from typing import Any

from factcheck.document import BlockKind, Document, Unread
from factcheck.errors import DocumentError, Place, Problem
from factcheck.formats.decode import decode
from factcheck.formats.html.places import Context, Places
from factcheck.formats.html.text import align_text, collapse_spaces
from factcheck.formats.structure import flow
from factcheck.formats.structure.build import Builder
from factcheck.formats.structure.elements import PHRASE, STRUCK, UNREAD, bound_elements, describe_unread, is_hidden
from factcheck.formats.structure.flow import Paragraph, Remark
from factcheck.formats.structure.metadata import DATE
from factcheck.formats.structure.pieces import Piece
from factcheck.formats.structure.raised import raise_pieces
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

# A sign that opens no tag, and what stands for it while the page is parsed: each would take the parser time that grows with the text before.
_TAG, _CLOSED = compiled(r"<(/?)[A-Za-z]"), 20_000
_BARE, _SIGN = compiled(r"<(?![A-Za-z/!?])"), "\ue000"
_DATES = ("dcterms.modified", "dcterms.issued", "date", "article:published_time")


def read(data: bytes, path: str, languages: tuple[Language, ...]) -> Document:
    """Return the document in an HTML file. Raises DocumentError where it cannot be read."""
    from justhtml import JustHTML

    source = decode(data, path)
    bound_elements(source, path)
    if _unopened(source) > _CLOSED:
        raise DocumentError(Problem(Place(path), "document-closes", {"limit": _CLOSED}))
    try:
        root: Any = JustHTML(_BARE.sub(_SIGN, source), sanitize=False, track_node_locations=True).root
    except (RecursionError, ValueError) as error:
        raise DocumentError(Problem(Place(path), "document-broken", {"reason": str(error)})) from None
    walk = _Walk(source)
    walk.page(root)
    builder = Builder(path, source, walk.meta)
    document = flow.build_document(builder, walk.paragraphs, languages)
    return replace(document, unread=tuple(walk.unread))


def _unopened(source: str) -> int:
    """Return the most elements that are closed one after the other: each that was not opened takes the parser more time than the one before."""
    most = run = 0
    for found in _TAG.finditer(source):
        run = run + 1 if found[1] else 0
        most = max(most, run)
    return most


_Open = tuple[Iterator[Any], Context, Callable[[], None]]
"""The children of an element that are still to be read, what holds for them, and what is to be done after the last."""


_SUPER = compiled(r"(?i)vertical-align\s*:\s*super")
# After these a link's number is no mark of a note.
_OPENING = "([«“‘\"'/-—,;:\u2013"


class _Walk:
    """Goes through the tree, as deep as it is, and gathers paragraphs."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._pieces: list[Piece] = []
        self._places = Places(count().__next__)
        self._remarks: list[Remark] = []
        self.paragraphs: list[Paragraph] = []
        self.unread: list[Unread] = []
        self.meta: dict[str, str] = {}

    def page(self, root: Any) -> None:
        """Read what is in a page."""
        stack: list[_Open] = [(iter(root.children or ()), Context(), partial(self._flush, Context()))]
        while stack:
            children, where, leave = stack[-1]
            child = next(children, None)
            if child is None:
                stack.pop()
                leave()
            elif inside := self._enter(child, where):
                stack.append(inside)
        if self._remarks:
            self.paragraphs.append(Paragraph((), remarks=tuple(self._remarks)))

    def _enter(self, child: Any, where: Context) -> _Open | None:
        """Read a node, or go into it."""
        name = child.name
        if name == "#text":
            self._text(child)
        elif name == "#comment":
            self._comment(child)
        elif name == "head":
            self._head(child)
        elif name == "br":
            self._pieces.append(("\n", -1))
        elif not name.startswith(("!", "#")) and not is_hidden(child.attrs or {}):
            if name in UNREAD or name == "img":
                self._leave_out(child)
            elif name not in PHRASE:
                return self._block(child, name, where)
            elif name not in STRUCK:
                leave = partial(self._raise, len(self._pieces)) if self._is_raised(child) else _nothing
                return iter(child.children or ()), where, leave
        return None

    def _is_raised(self, node: Any) -> bool:
        """Return whether an element is set above the line, or leads from right behind a word to a note of the page."""
        attrs = node.attrs or {}
        if node.name == "sup" or _SUPER.search(str(attrs.get("style") or "")):
            return True
        if node.name != "a" or not str(attrs.get("href") or "").startswith("#"):
            return False
        before = self._pieces[-1][0][-1:] if self._pieces else ""
        return bool(before) and not before.isspace() and before not in _OPENING

    def _raise(self, first: int) -> None:
        """Mark the pieces from the first of a raised run on, which may be a footnote's mark."""
        self._pieces[first:] = raise_pieces(self._pieces[first:])

    def _flush(self, where: Context) -> None:
        """End the paragraph at hand."""
        if any(text.strip() for text, _ in self._pieces) or where.kind is BlockKind.CELL:
            pieces = tuple(collapse_spaces(self._pieces))
            self.paragraphs.append(Paragraph(pieces, where.kind, where.level, where.cell, remarks=tuple(self._remarks)))
            self._remarks.clear()
        elif where.kind is None and self.paragraphs and self.paragraphs[-1].kind is None:
            self.paragraphs.append(Paragraph(()))
        self._pieces = []

    def _block(self, child: Any, name: str, where: Context) -> _Open:
        if self._pieces:
            self._flush(where)
        if name == "html" and (child.attrs or {}).get("lang"):
            self.meta["lang"] = child.attrs["lang"]
        inside = self._places.inside(name, where, name == "table" and _several(child), _in_head(child))
        return iter(child.children or ()), inside, partial(self._leave, name, inside, len(self.paragraphs))

    def _leave(self, name: str, inside: Context, before: int) -> None:
        if self._pieces or (inside.kind is BlockKind.CELL and len(self.paragraphs) == before):
            self._flush(inside)
        self._places.leave(name)

    def _leave_out(self, child: Any) -> None:
        stated = describe_unread(child.name, child.attrs or {}, "".join(_texts(child)))
        if stated:
            kind, key, values = stated
            self.unread.append(Unread(kind, getattr(child, "origin_offset", None) or 0, {}, key, values))

    def _head(self, head: Any) -> None:
        for child in head.children or ():
            attrs = getattr(child, "attrs", None) or {}
            if child.name == "meta" and str(attrs.get("name") or attrs.get("property") or "").lower() in _DATES and attrs.get("content"):
                self.meta.setdefault(DATE, str(attrs["content"])[:10])

    def _comment(self, node: Any) -> None:
        if "factcheck" not in (node.data or ""):
            return
        start = self._source.find("<!--", max((getattr(node, "origin_offset", None) or 0) - 1, 0))
        end = self._source.find("-->", start)
        if start >= 0:
            self._remarks.append((start, end + 3 if end >= 0 else len(self._source), node.data.strip()))

    def _text(self, node: Any) -> None:
        start, text = getattr(node, "origin_offset", None), node.data.replace(_SIGN, "<")
        if start is None:
            self._pieces.append((text, -1))
        else:
            self._pieces += align_text(text, self._source, start)


def _nothing() -> None:
    """Do nothing after an element."""


def _texts(node: Any) -> Iterator[str]:
    """Yield the texts in a node, to any depth."""
    waiting = [node]
    while waiting:
        each = waiting.pop()
        if each.name == "#text":
            yield each.data
        waiting.extend(reversed(each.children or ()))


def _several(table: Any) -> bool:
    """Return whether a table has more than one row: the first is then its header."""
    parts = [part for child in table.children or () for part in ([child] if child.name == "tr" else child.children or ())]
    return [part.name for part in parts].count("tr") > 1


def _in_head(cell: Any) -> bool:
    part = cell.parent.parent if cell.parent is not None else None
    return part is not None and part.name == "thead"
