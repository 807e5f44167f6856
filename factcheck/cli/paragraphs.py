"""Text on the screen, broken between words."""

from __future__ import annotations

import os
import sys
import textwrap

_LINES, _UNBOUNDED = 24, 1_000_000
_HANGING = " " * 4


def find_screen_width() -> int:
    """Return the width of the screen in characters; without bound where the output is not a terminal and COLUMNS is not set."""
    import shutil

    return shutil.get_terminal_size((_UNBOUNDED, _LINES)).columns


def wrap_message(text: str) -> str:
    """Return a message for standard error: in lines of its width where that is a terminal, else on one line."""
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns if sys.stderr.isatty() else 0
    except (OSError, ValueError, AttributeError):
        width = 0
    return wrap_text(text, width, "", _HANGING) if width else text


def wrap_text(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return a text in lines of a width, the first and the other lines after their indent; no word is cut, no no-break space is broken."""
    lines = textwrap.wrap(
        text, max(width, len(rest) + 1), initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )
    return "\n".join(lines) or first.rstrip()
