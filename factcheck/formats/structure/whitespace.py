"""Normalize the characters of a block: drop invisible ones and footnote marks, reduce a run of spaces to one.

Between two digits a run of spaces stays as it is: it may part two figures, or the groups of one, and then neither is read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.formats.structure.pieces import Piece, join_pieces, remove_spans, rewrite_pieces, trim_pieces
from factcheck.formats.structure.raised import LETTERS, SUPERSCRIPTS, find_marks
from factcheck.runtime.regex import compiled

# Characters of Unicode's category Cf, and selectors, that no reader sees.
_INVISIBLE = "\u00ad\u034f\u061c\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
_BLANK = r"[^\S\n]"
_UNSEEN = compiled(f"[{_INVISIBLE}]+")
_SPARE = compiled(rf"{_BLANK}(?:{_BLANK}|(?=\n)|(?<=\n.))")
_ODD = compiled(f"[{_INVISIBLE}{SUPERSCRIPTS}{''.join(LETTERS)}]")
_RUN = compiled(rf"{_BLANK}+(?=\n)|(?<=\n){_BLANK}+|{_BLANK}{{2,}}")
_LETTER = compiled(rf"(?<=\d)[{''.join(LETTERS)}]+|(?<=[A-Za-zÀ-ÿ])[{''.join(LETTERS)}]+")
_PLAIN = str.maketrans(LETTERS)
_KEPT = "\u00a0\u202f\u2007"
# A run of so many spaces in a text that is set with them parts two columns.
_COLUMN_GAP = 4


def find_visible(pieces: Sequence[Piece], label: int, *, columns: bool) -> tuple[list[Piece], int]:
    """Return the pieces of a block as a reader sees them, and the length of its label, counted in them.

    `columns` is true for text whose columns are set with spaces: long runs of spaces stay.
    """
    text = join_pieces(pieces)
    if not _SPARE.search(text) and (text.isascii() or not _ODD.search(text)):
        return list(pieces), label
    for spans in (_invisible_spans, find_marks, lambda seen: _space_spans(seen, columns)):
        cuts = list(spans(text))
        if cuts:
            pieces = list(remove_spans(pieces, cuts))
            label -= sum(max(0, min(end, label) - start) for start, end in cuts)
            text = join_pieces(pieces)
    lead = len(text) - len(text.lstrip())
    return trim_pieces(_plain_letters(pieces, text)), max(label - lead, 0)


def _invisible_spans(text: str) -> Iterator[tuple[int, int]]:
    return (found.span() for found in _UNSEEN.finditer(text))


def _space_spans(text: str, columns: bool) -> Iterator[tuple[int, int]]:
    """Yield what to leave out of each run of spaces: all of it beside a line's end, all but one space elsewhere."""
    for found in _RUN.finditer(text):
        start, end = found.span()
        if text[end : end + 1] == "\n" or text[start - 1 : start] == "\n":
            yield start, end
        elif not (text[start - 1 : start].isdigit() and text[end : end + 1].isdigit()) and not (columns and end - start >= _COLUMN_GAP):
            kept = next((at for at in range(start, end) if text[at] in _KEPT), start)
            yield from ((low, high) for low, high in ((start, kept), (kept + 1, end)) if low < high)


def _plain_letters(pieces: Sequence[Piece], text: str) -> list[Piece]:
    """Return the pieces with raised letters behind a digit or a letter written as plain ones."""
    if not _LETTER.search(text):
        return list(pieces)
    return rewrite_pieces(pieces, _LETTER.sub(lambda letters: letters[0].translate(_PLAIN), text))
