"""Walks the lines of a PDF's pages: their text, their boxes, and the cells in which rows are cut."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Any

from factcheck.patterns import compiled

HYPHEN = "\ufffe"
"""Stands where a line ends with a hyphen that may or may not belong to the word."""
_LINES = compiled("[^\r\n\ufffe]+\ufffe?|\ufffe")
_WORDS = compiled(r"\S+")
# A gap parts two cells that is so many times the size of the letters, and so many times wider than the line's others; where these are
# few, than a space. Lines as near as that share their height.
_GAP, _WIDER, _GAPS, _SPACE, _LEVEL = 0.5, 2.0, 3, 0.28, 0.5
# Where a line stands beside another one, a narrower gap will do.
_IN_ROW = 0.75
# A cell has no more lines.
_CELL = 6
# More characters on a page than that are no page of a note.
_CROWDED = 200_000


@dataclass(frozen=True, slots=True)
class Fragment:
    """A line, or its part in one column: its text, its first character's index on the page, its box in points, the size of its letters."""

    text: str
    page: int
    start: int
    left: float
    bottom: float
    right: float
    top: float
    size: float

    @property
    def width(self) -> float:
        """The mean width of a character."""
        return (self.right - self.left) / max(len(self.text), 1)


def fragments(document: Any) -> Iterator[Fragment]:
    """The fragments of all pages, in reading order; pages count from 1."""
    for number in range(len(document)):
        page = document[number]
        texts = page.get_textpage()
        count = texts.count_chars()
        if count:
            yield from _page(texts, number + 1, min(count, _CROWDED))
        texts.close()
        page.close()


def _page(texts: Any, number: int, count: int) -> Iterator[Fragment]:
    text = texts.get_text_range(0, count)
    exact = len(text) == count
    last: Fragment | None = None
    for found in _LINES.finditer(text):
        if found[0].strip():
            cut = list(_cut(texts, found[0], number, found.start(), exact, last))
            yield from cut
            last = cut[-1]


def _cut(texts: Any, line: str, number: int, at: int, exact: bool, last: Fragment | None) -> Iterator[Fragment]:
    if not exact:
        yield Fragment(line.strip(), number, at, 0, 0, 0, 0, 1)
        return
    words = [(found.start(), found.end()) for found in _WORDS.finditer(line)]
    boxes = [_box(texts, at + start, at + end - 1) for start, end in words]
    size = _size(texts, at + words[0][0]) or 1
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    usual = median(gaps) if len(gaps) >= _GAPS else _SPACE * size
    row = last is not None and boxes[0][0] > last.right and abs(boxes[0][3] - last.top) < _LEVEL * size
    wide, first = max(_GAP * size, _WIDER * usual) * (_IN_ROW if row else 1), 0
    for index in range(1, len(words) + 1):
        if index == len(words) or gaps[index - 1] > wide:
            yield _fragment(line, number, at, words[first:index], boxes[first:index], size)
            first = index


def _fragment(line: str, number: int, at: int, words: Sequence[tuple[int, int]], boxes: Sequence[Sequence[float]], size: float) -> Fragment:
    start, end = words[0][0], words[-1][1]
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Fragment(line[start:end], number, at + start, boxes[0][0], bottom, boxes[-1][2], top, size)


def _box(texts: Any, first: int, last: int) -> tuple[float, float, float, float]:
    left, bottom, right, top = texts.get_charbox(first, loose=True)
    if last != first:
        _, low, right, high = texts.get_charbox(last, loose=True)
        bottom, top = min(bottom, low), max(top, high)
    return left, bottom, right, top


def _size(texts: Any, index: int) -> float:
    import pypdfium2.raw as raw

    return float(raw.FPDFText_GetFontSize(texts.raw, index))


def rows(found: Sequence[Fragment]) -> Iterator[list[list[Fragment]]]:
    """The fragments in rows of cells; a line of its own is a row of one cell with one fragment."""
    row: list[list[Fragment]] = []
    at = 0
    while at < len(found):
        fragment = found[at]
        if row and _beside(fragment, row):
            row.append([fragment])
        elif len(row) > 1 and _under(fragment, row[-1][-1]) and fragment.left > row[0][0].right:
            row[-1].append(fragment)
        else:
            if row:
                yield row
            high = _high(found, at)
            row = [list(found[at:high])]
            at = high - 1
        at += 1
    if row:
        yield row


def _high(found: Sequence[Fragment], at: int) -> int:
    """Where the first cell of a row ends that has several lines: another one stands beside them; else after its first line."""
    after = at + 1
    while after < min(at + _CELL, len(found)) and _under(found[after], found[after - 1]):
        after += 1
    if at + 1 < after < len(found):
        beside, lines = found[after], found[at:after]
        level = lines[-1].bottom - 1 <= beside.bottom and beside.top <= lines[0].top + 1
        if beside.page == lines[0].page and level and beside.left > max(line.right for line in lines):
            return after
    return at + 1


def _beside(fragment: Fragment, row: Sequence[Sequence[Fragment]]) -> bool:
    first, last = row[0][0], row[-1]
    right = max(each.right for each in last)
    return fragment.page == first.page and fragment.left > right and abs(fragment.top - first.top) < _LEVEL * max(fragment.size, first.size)


def _under(fragment: Fragment, above: Fragment) -> bool:
    lower = 0 < above.bottom - fragment.bottom < 1.6 * (above.top - above.bottom)
    return fragment.page == above.page and lower and abs(fragment.left - above.left) < above.size
