"""Texts as a person looks for them: without case, accents and signs."""

from __future__ import annotations

import re
import unicodedata

# The signs of currencies other than the dollar change what a heading says.
_SIGNS = re.compile(r"(?:_|[^\w€£¥])+")


def simplify(text: str) -> str:
    """Return a text in small letters, without accents, with one space for any signs: “Indices (français)” is “indices francais”."""
    letters = "".join(letter for letter in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(letter))
    return _SIGNS.sub(" ", letters).strip()
