"""Walk the lines of PDF pages: their text, their boxes, and the cells of rows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from statistics import median
from typing import Any

from factcheck.formats.pdf.raised import char_box, font_size, join_lines, raise_small
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

HYPHEN = "\ufffe"
"""Stands where a line ends with a hyphen that may or may not belong to the word."""
_LINES = compiled("[^\r\n\ufffe]+\ufffe?|\ufffe")
_WORDS = compiled(r"\S+")
# A gap parts two cells that is so many times the size of the letters, and so many times wider than the line's usual ones (the widest of
# the narrowest quarter); where these are few, than a space. Lines as near as that share their height.
_GAP, _WIDER, _GAPS, _USUAL, _SPACE, _LEVEL = 0.5, 2.0, 3, 4, 0.28, 0.5
# Where a line stands beside another one, a narrower gap will do.
_IN_ROW = 0.75
# Where lines near each other have a gap at the same place (in points), and the page no space there nor one that looks alike, any gap of so
# many times the letters parts cells, and any other gap of their lines that is wider than a space. Where more than that part of the gaps of
# a page are spaces, those that are none may look alike.
_GAP, _ALIGNED, _IN_TABLE, _ALIKE, _SPACED = 0.15, 1.0, 0.38, 0.03, 0.9
# A cell has no more lines, no further apart than so many times the letters where nothing else shows that they belong together.
_CELL, _TIGHT = 6, 1.4
# A gap that begins with a space of the page's own is a run of spaces between two words up to so many times a usual one.
_RUN = 3.3
# The boxes of two cells may share so many points.
_TOUCH = 1.0
# A page of a note has no more characters.
_CROWDED = 200_000


@record
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
    def values(self) -> tuple[int, float, float, float, float, float]:
        """What it is beside its text and its page, as plain data."""
        return self.start, self.left, self.bottom, self.right, self.top, self.size

    @property
    def width(self) -> float:
        """The mean width of a character."""
        return (self.right - self.left) / max(len(self.text), 1)


class TooManyFragments(Exception):
    """A page holds more characters than any page of a note."""


def page_fragments(texts: Any, number: int) -> Iterator[Fragment]:
    """Yield the fragments of a page, in reading order; `number` counts from 1. Raises Crowded."""
    count = texts.count_chars()
    if count > _CROWDED:
        raise TooManyFragments
    if count:
        yield from _page(texts, number, count)


def _page(texts: Any, number: int, count: int) -> Iterator[Fragment]:
    text = texts.get_text_range(0, count)
    found = [each for each in _LINES.finditer(text) if each[0].strip()]
    if len(text) != count:
        yield from (Fragment(each[0].strip(), number, each.start(), 0, 0, 0, 0, 1) for each in found)
        return
    lines = [_line(texts, line, start) for line, start in join_lines(texts, found)]
    real = [gap / line.size for line in lines for gap, made in zip(line.gaps, line.made, strict=True) if not made]
    spaced = len(real) > _SPACED * sum(len(line.gaps) for line in lines)
    starts = [line.starts(median(real) if real and not spaced else 0) for line in lines]
    last: Fragment | None = None
    for at, line in enumerate(lines):
        close = [start for other in (at - 1, at + 1) if 0 <= other < len(lines) for start in starts[other]]
        aligned = {start for start in starts[at] if any(abs(start - other) < _ALIGNED for other in close)}
        for words in _cells(line, aligned, last):
            last = _fragment(line, words, number)
            yield last


@record(eq=False)
class _Line:
    """A line of a page: its text, its first character's index, its words with their boxes, the gaps between them, which of these the
    page has no space for, and the size of its letters."""

    text: str
    at: int
    words: Sequence[tuple[int, int]]
    boxes: Sequence[tuple[float, float, float, float]]
    gaps: Sequence[float]
    made: Sequence[bool]
    size: float

    def starts(self, space: float) -> list[float]:
        """Return where words start after a gap for which the page has no space, and that is no space as wide as the others."""
        gaps = [gap / self.size for gap in self.gaps]
        made = [at for at, gap in enumerate(gaps) if self.made[at] and gap > _GAP and abs(gap - space) > _ALIKE]
        return [self.boxes[at + 1][0] for at in made]


def _line(texts: Any, text: str, at: int) -> _Line:
    import pypdfium2.raw as raw

    words = [(found.start(), found.end()) for found in _WORDS.finditer(text)]
    boxes = [char_box(texts, at + start, at + end - 1) for start, end in words]
    gaps = [after[0] - before[2] for before, after in pairwise(boxes)]
    made = [raw.FPDFText_IsGenerated(texts.raw, at + end) == 1 for _, end in words[:-1]]
    size = font_size(texts, at + words[0][0]) or 1
    return _Line(raise_small(texts, text, at, size), at, words, boxes, gaps, made, size)


def _cells(line: _Line, aligned: Set[float], last: Fragment | None) -> Iterator[slice]:
    """Yield the words of a line, cell by cell: cut at wide gaps, before `aligned` words, and in their lines at any gap that no space fills."""
    usual = sorted(line.gaps)[len(line.gaps) // _USUAL] if len(line.gaps) >= _GAPS else _SPACE * line.size
    top = line.boxes[0][3]
    row = last is not None and line.boxes[0][0] > last.right and abs(top - last.top) < _LEVEL * line.size
    wide = max(_GAP * line.size, _WIDER * usual) * (_IN_ROW if row else 1)
    first = 0
    for index, gap in enumerate(line.gaps, 1):
        made = bool(aligned) and line.made[index - 1] and (line.boxes[index][0] in aligned or gap > _IN_TABLE * line.size)
        if made or gap > (wide if line.made[index - 1] else max(wide, _RUN * usual)):
            yield slice(first, index)
            first = index
    yield slice(first, len(line.words))


def _fragment(line: _Line, part: slice, number: int) -> Fragment:
    words, boxes = line.words[part], line.boxes[part]
    start, end = words[0][0], words[-1][1]
    bottom, top = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return Fragment(line.text[start:end], number, line.at + start, boxes[0][0], bottom, boxes[-1][2], top, line.size)


def find_rows(found: Sequence[Fragment]) -> Iterator[list[list[Fragment]]]:
    """Yield the fragments in rows of cells; a line of its own is a row of one cell with one fragment."""
    row: list[list[Fragment]] = []
    at = 0
    while at < len(found):
        fragment = found[at]
        if row and _beside(fragment, row):
            row.append([fragment])
        elif len(row) > 1 and (cell := _above(fragment, row)) and (cell is row[-1] or not _starts_row(found, at)):
            cell.append(fragment)
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
    """Return where the first cell of a row ends that has several lines: another one stands beside them; else after its first line."""
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
    if fragment.page != first.page or fragment.left <= max(each.right for each in last) - _TOUCH:
        return False
    within = len(row[0]) > 1 and row[0][-1].bottom - 1 <= fragment.bottom and fragment.top <= first.top + 1
    gap = min(abs(fragment.top - first.top), abs(fragment.bottom - first.bottom))
    return within or gap < _LEVEL * max(fragment.size, first.size)


def _above(fragment: Fragment, row: Sequence[list[Fragment]]) -> list[Fragment] | None:
    """Return the cell of a row that a line goes on with: it stands under that cell's last line, and reaches into no other column."""
    for cell, after in zip(row, [*row[1:], None], strict=True):
        if _under(fragment, cell[-1]):
            room = after is None or fragment.right < after[0].left
            return cell if room and (cell is not row[0] or fragment.bottom > cell[-1].bottom - _TIGHT * fragment.size) else None
    return None


def _starts_row(found: Sequence[Fragment], at: int) -> bool:
    """Return whether another cell stands beside this line."""
    return _high(found, at) > at + 1 or (at + 1 < len(found) and _beside(found[at + 1], [[found[at]]]))


def _under(fragment: Fragment, above: Fragment) -> bool:
    lower = 0 < above.bottom - fragment.bottom < 1.6 * (above.top - above.bottom)
    return fragment.page == above.page and lower and abs(fragment.left - above.left) < above.size
