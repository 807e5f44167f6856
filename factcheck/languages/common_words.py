"""The common words of a language, which are hardly misspellings of other words.

Each list holds the words of four letters and more, in lower case, that stand in at least two of some 950 published government documents and
in the dictionary of simplemma 2, which leaves out the misspellings of those documents.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_FILE = "common_words.txt"


@cache
def common_words(code: str) -> frozenset[str]:
    """Return the common words of the language of that code (ISO 639-1); none where it has no list."""
    path = _FOLDER / code / _FILE
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()
