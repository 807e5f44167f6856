"""Read superscripts: leave out footnote marks, read the letters of ordinals and abbreviations, keep exponents.

Readers hand raised runs to `raised_pieces`, which writes their digits as superscript characters. `mark_spans` then finds, in the text of a whole
block, the superscript digits that are footnote marks; those of an exponent (10⁶, m²) stay, so that no figure is read beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.formats.structure.pieces import Piece, join_pieces, rewrite_pieces
from factcheck.runtime.regex import compiled

SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans("0123456789", SUPERSCRIPTS)
# Raised letters that Unicode has of their own, and the plain letters that they are.
LETTERS = {"ᵃ": "a", "ᵈ": "d", "ᵉ": "e", "ᵍ": "g", "ʰ": "h", "ˡ": "l", "ᵐ": "m", "ⁿ": "n", "ᵒ": "o", "ʳ": "r", "ˢ": "s", "ᵗ": "t"}
_RUN = compiled(rf"[{SUPERSCRIPTS}]+(?:[,⁻⁺⁾⁽‐-][{SUPERSCRIPTS}]+)*[⁾]?")
_DIGIT, _NOT_DIGIT = compiled("[0-9]"), compiled("[^0-9]")
# An invisible character, which a document leaves out.
_NOTHING = "\u2060"
# A raised run that is a note's mark whatever it stands behind: signs, a single letter that ends no ordinal, a trade mark's capitals.
_SIGNS = compiled(r"[^\w°]*|[abcfijklnpquvwxyz]|[(\[]?[a-z][)\]]|[A-Z]{1,3}|[®™]")
# What a raised digit is the exponent of: ten itself; the symbol of a length behind a figure, squared or cubed.
_TEN = compiled(r"(?<![\d.,])10\Z")
_UNIT = compiled(r"(?<![^\W\d_])(?:[kcdhmµμn]?m|dam|ft|yd|mi|pi|po)\Z")
_POWERS = ("²", "³", "⁻")
_LONGEST = 6
# A mark with the words that a page says aloud before it.
_NAMED_MARK = compiled(r"(?:[^\W\d_]+\s+){1,5}[(\[]?\d{1,3}[)\]]?")


def raise_text(text: str) -> str:
    """Return the characters of a raised run, as many, its digits in superscript; what belongs to a mark alone is U+2060."""
    bare = text.strip()
    if len(bare) > _LONGEST and not _NAMED_MARK.fullmatch(bare):
        return text
    if _DIGIT.search(text):
        return _NOT_DIGIT.sub(_NOTHING, text).translate(_DIGITS)
    return _NOTHING * len(text) if _SIGNS.fullmatch(bare) else text


def raise_pieces(pieces: Sequence[Piece]) -> list[Piece]:
    """Return the pieces of a raised run, its digits in superscript."""
    return rewrite_pieces(pieces, raise_text(join_pieces(pieces)))


def find_marks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans of footnote marks among the superscript digits of a block's text."""
    for found in _RUN.finditer(text):
        before = text[max(0, found.start() - 6) : found.start()]
        if not _TEN.search(before) and not (found[0].startswith(_POWERS) and _UNIT.search(before)):
            yield found.span()
