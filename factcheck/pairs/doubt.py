"""What keeps a value from being compared: words beside it that may belong to it, figures that are part of no value."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.pairs.units import Item, Piece, Version
from factcheck.patterns import compiled

_DIGITS = compiled(r"\d(?:[\d.,\s]*\d)?")
_FIGURE = compiled(r"\D+")
_MORE = compiled(r"-[^\W\d_]|[^\W\d_]")


def doubtful(items: Sequence[Item], version: Version) -> bool:
    """Whether what stands right beside a value may belong to it."""
    text, mention = version.text, items[-1].mention
    letters = version.reading.language.quantities.numbers.letters
    before = items[0].mention.start - 1
    if before > 0 and text[before] in ".," and not text[before - 1].isspace():
        return True
    if _MORE.match(text, mention.end):
        return True
    after = text[mention.end : mention.end + 4].split()
    return bool(after) and text[mention.end].isspace() and after[0].strip(".,;") in letters


def unread(pieces: Sequence[Piece], version: Version) -> set[str]:
    """The figures of a version's passage that are part of no value."""
    text, found = version.text, set()
    for piece in pieces:
        taken = sorted({(item.mention.start, item.mention.end) for item in piece.items})
        at = piece.start
        for start, end in [*taken, (piece.end, piece.end)]:
            found |= {_FIGURE.sub("", figure) for figure in _DIGITS.findall(text, at, max(start, at))}
            at = max(at, end)
    return found


def may_be(figure: str, digits: str) -> bool:
    """Whether a figure that was not read may be a value with those digits: as many of them, or the same first ones."""
    said, wanted = figure.lstrip("0"), digits.lstrip("0")
    return len(said) == len(wanted) or said.startswith(wanted) or wanted.startswith(said)
