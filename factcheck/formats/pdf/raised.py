"""Find superscript digits on a page of a PDF: footnote marks, by their size and baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from factcheck.formats.structure.raised import raise_text
from factcheck.runtime.regex import compiled

_MARKS = compiled(r"[0-9]+|(?<=[0-9])[a-z](?![^\W\d_])|[*†‡]|[(\[][0-9]{1,3}[)\]]")
_ENDS = compiled(r"[0-9a-z*†‡)\]]\Z")
# Digits of a footnote's mark are so many times smaller than the letters of their line, and their foot is higher by that part of them.
_SMALL, _RISEN = 0.8, 0.15
# So many characters of a page stand for a line's end.
_BROKEN = 3


def raise_small(texts: Any, text: str, at: int, size: float) -> str:
    """Return a line's text, as long, with its raised digits as superscript ones and other raised marks as invisible characters."""
    found = list(text)
    for mark in _MARKS.finditer(text, 1):
        start = next((each for each in range(*mark.span()) if font_size(texts, at + each) < _SMALL * size), -1)
        if start > 0 and _is_raised(texts, at + start, size):
            found[start : mark.end()] = raise_text(text[start : mark.end()])
    return "".join(found)


def _is_raised(texts: Any, index: int, size: float) -> bool:
    """Return whether a character is smaller than the letters of its line, and its foot above that of the character before."""
    if font_size(texts, index) >= _SMALL * size:
        return False
    return char_box(texts, index, index)[1] - char_box(texts, index - 1, index - 1)[1] > _RISEN * size


def join_lines(texts: Any, found: Sequence[re.Match[str]]) -> Iterator[tuple[str, int]]:
    """Yield the lines of a page with their first characters' indices; what goes on behind a raised mark is of its line."""
    line: tuple[str, int] | None = None
    for each in found:
        if line and _goes_on(texts, line, each.start()):
            line = line[0] + " " * (each.start() - line[1] - len(line[0])) + each[0], line[1]
            continue
        if line:
            yield line
        line = each[0], each.start()
    if line:
        yield line


def _goes_on(texts: Any, line: tuple[str, int], start: int) -> bool:
    """Return whether a line that ends in a raised mark goes on with the character at an index, beside it and no lower than its first one."""
    text, at = line
    last = at + len(text) - 1
    if not _ENDS.search(text) or len(text) < 2 or start - last > _BROKEN or not _small_at_end(texts, text, at):
        return False
    box, following, first = char_box(texts, last, last), char_box(texts, start, start), char_box(texts, at, at)
    return (
        following[0] >= box[2] - _RISEN * font_size(texts, at)
        and following[1] < box[3]
        and following[3] > first[1]
        and following[0] - box[2] < font_size(texts, at)
    )


def _small_at_end(texts: Any, text: str, at: int) -> bool:
    return font_size(texts, at + len(text) - 1) < _SMALL * (font_size(texts, at) or 1)


def char_box(texts: Any, first: int, last: int) -> tuple[float, float, float, float]:
    """Return the box of a run of characters, by the indices of its first and last: left, bottom, right, top, in points."""
    import pypdfium2.raw as raw

    box = raw.FS_RECTF()
    raw.FPDFText_GetLooseCharBox(texts.raw, first, box)
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    if last != first:
        raw.FPDFText_GetLooseCharBox(texts.raw, last, box)
        bottom, right, top = min(bottom, box.bottom), box.right, max(top, box.top)
    return left, bottom, right, top


def font_size(texts: Any, index: int) -> float:
    """Return the size of a character's font, in points."""
    import pypdfium2.raw as raw

    return float(raw.FPDFText_GetFontSize(texts.raw, index))
