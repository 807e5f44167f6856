"""Remove running heads and feet from the pages of a PDF, so that paragraphs continue from one page to the next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from factcheck.formats.pdf.walk import Fragment
from factcheck.runtime.regex import compiled

# Running lines are the outermost ones, so many at most, at the same height (in points) on two pages at least.
_DEEP, _DISTANCE, _TWICE = 3, 3, 2
_FIGURES = compiled(r"\d+")
_LETTER = compiled(r"[^\W\d_]")
_NUMBER = compiled(r"[-–—\s]*\d{1,3}(?:\s*/\s*\d{1,3})?[-–—\s]*")
_Level = list[Fragment]


def find_running_lines(found: Sequence[Fragment]) -> tuple[list[Fragment], list[Fragment]]:
    """Return the fragments in reading order without running lines and page numbers, and the running lines of the bottoms, each once.

    A running line of the tops stays where it stands first.
    """
    pages = [list(page) for _, page in groupby(found, key=lambda fragment: fragment.page)]
    edges = [_levels(page, up) for page in pages for up in (True, False)]
    ends = zip(edges[::2], edges[1::2], strict=True)
    seen = Counter(key for tops, bottoms in ends for key in {_key(level) for level in (*tops, *bottoms)})
    gone: set[Fragment] = set()
    below: dict[str, _Level] = {}
    above: set[str] = set()
    for at, levels in enumerate(edges):
        for level in _outer(levels, seen):
            name = _key(level)[0]
            if at % 2:
                below.setdefault(name, level)
                gone.update(level)
            elif name in above or _NUMBER.fullmatch(level[0].text):
                gone.update(level)
            above.add(name)
    kept = [each for each in found if each not in gone]
    return kept, [each for level in below.values() if not _NUMBER.fullmatch(level[0].text) for each in level]


def _levels(page: Sequence[Fragment], up: bool) -> list[_Level]:
    """Return the outermost lines of a page, from the top or the bottom inwards; what stands side by side is one line."""
    ordered = sorted(page, key=lambda fragment: fragment.bottom, reverse=up)
    levels = (list(level) for _, level in groupby(ordered, key=lambda fragment: round(fragment.bottom / _DISTANCE)))
    return [level for level, _ in zip(levels, range(_DEEP), strict=False)] if len(page) > 1 else []


def _outer(levels: Iterable[_Level], seen: Counter[tuple[str, int]]) -> Iterator[_Level]:
    """Yield the running lines: from the edge inwards as long as each comes back on another page, or is a number alone."""
    for at, level in enumerate(levels):
        alone = at == 0 and len(level) == 1 and _NUMBER.fullmatch(level[0].text)
        if seen[_key(level)] < _TWICE and not alone:
            return
        yield level


def _key(level: _Level) -> tuple[str, int]:
    """Return what a line says, whatever the figures beside its words, and its height."""
    lone = len(level) == 1
    stated = (_FIGURES.sub("#", each.text) if lone or _LETTER.search(each.text) else each.text for each in level)
    return "\t".join(stated), round(level[0].bottom / _DISTANCE)
