"""Text on the screen, broken between words."""

from __future__ import annotations

import shutil
import textwrap

_LINES = 24
_UNBOUNDED = 1_000_000
PROSE = 80
"""The most characters of a line of prose, and its width where nothing says how wide the screen is."""


def screen_width(fallback: int = _UNBOUNDED) -> int:
    """Return the width of the screen in characters; the fallback where the output is no terminal and COLUMNS is not set."""
    return shutil.get_terminal_size((fallback, _LINES)).columns


def filled(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return a text in lines of a width, the first and the other lines after their indent; no word is cut, no no-break space is broken."""
    lines = textwrap.wrap(
        text, max(width, len(rest) + 1), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines) or first.rstrip()
