"""Pieces of text that know where they stand in the source."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

Piece = tuple[str, int]
"""Text, and where it stands in the source; -1 where it does not stand there."""


def join_pieces(pieces: Iterable[Piece]) -> str:
    """Return the text of the pieces."""
    return "".join(text for text, _ in pieces)


def trim_pieces(pieces: list[Piece]) -> list[Piece]:
    """Return the pieces without the spaces around them."""
    while pieces and not pieces[0][0].strip():
        pieces.pop(0)
    while pieces and not pieces[-1][0].strip():
        pieces.pop()
    if pieces:
        text, source = pieces[0]
        shorter = text.lstrip()
        pieces[0] = shorter, source + len(text) - len(shorter) if source >= 0 else source
        text, source = pieces[-1]
        pieces[-1] = text.rstrip(), source
    return pieces


def remove_spans(pieces: Iterable[Piece], cuts: Sequence[tuple[int, int]]) -> Iterator[Piece]:
    """Yield the pieces without the spans of `cuts`, which are in order and do not overlap."""
    at, index = 0, 0
    for text, source in pieces:
        start, end = at, at + len(text)
        while start < end:
            while index < len(cuts) and cuts[index][1] <= start:
                index += 1
            low, high = cuts[index] if index < len(cuts) else (end, end)
            if start < low:
                stop = min(low, end)
                yield text[start - at : stop - at], source + start - at if source >= 0 else source
                start = stop
            else:
                start = min(high, end)
        at = end


def rewrite_pieces(pieces: Iterable[Piece], text: str) -> list[Piece]:
    """Return the pieces with other characters, as many as theirs."""
    found, at = [], 0
    for piece, source in pieces:
        found.append((text[at : at + len(piece)], source))
        at += len(piece)
    return found
