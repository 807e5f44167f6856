"""Read the text of an HTML node: each character with its place in the source, spaces as a browser shows them."""

from __future__ import annotations

from collections.abc import Iterator
from html import unescape

from factcheck.formats.structure.pieces import Piece
from factcheck.runtime.regex import compiled

_ENTITY = compiled(r"&(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,31});?")
_BLANK = " \t\r\n\f"
_SPACES = compiled(r"[ \t\r\n\f]{2,}|[\t\r\n\f]")
_ODD = compiled(r"[&\r]")
_SOFT = "\u00ad"


def align_text(text: str, source: str, at: int) -> Iterator[Piece]:
    """Yield the text of a node in pieces that stand in the source as they are, except entities."""
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
        # A reference to what is no character stands for whatever one the reader made of it.
        plain = (unescape(entity[0]) or text[done]) if entity else ""
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
    """Return how many characters stand in the source as they are, up to the next entity."""
    odd = _ODD.search(source, at, at + len(text) - done)
    run = (odd.start() if odd else at + len(text) - done) - at
    if source[at : at + run] == text[done : done + run]:
        return run
    most, run = min(len(text) - done, len(source) - at), 0
    while run < most and text[done + run] == source[at + run]:
        run += 1
    return run


def collapse_spaces(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with spaces as a page shows them: one for many, none beside a break; soft hyphens left out."""
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
