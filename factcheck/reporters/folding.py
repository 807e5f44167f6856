"""Styled text in lines that fit the screen: broken between words, never at a no-break space."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

_WORD = re.compile(r"[^ ]+ *")


def fold_text(text: Text, width: int) -> list[Text]:
    """Return a text in lines of at most a width, in cells; a longer word has a line to itself."""
    lines = list(text.divide(_find_breaks(text.plain, width)))
    for line in lines:
        line.rstrip()
    return lines


def _find_breaks(plain: str, width: int) -> Iterator[int]:
    used = margin = len(plain) - len(plain.lstrip(" "))
    for word in _WORD.finditer(plain):
        long = cell_len(word[0].rstrip(" "))
        if used > margin and used + long > width:
            yield word.start()
            used = margin = 0
        used += cell_len(word[0])
