"""The lookalikes of verb forms in a language: words that end as a participle, an infinitive or a future does, and that are none.

Each list holds the words of the dictionary of simplemma 2 with such an ending whose lemma is no verb, or whose stem gives another form of one.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

_FOLDER = Path(__file__).parent
_FILE = "lookalikes.txt"


@cache
def verb_lookalikes(code: str) -> frozenset[str]:
    """Return the lookalikes of verb forms in the language of that code (ISO 639-1); none where it has no list."""
    path = _FOLDER / code / _FILE
    return frozenset(path.read_text("utf-8").split()) if path.is_file() else frozenset()
