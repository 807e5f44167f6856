"""Make the ids of a draft: plain words, each id once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable

_WORD = re.compile(r"[a-z0-9]+")
_MOST = 5


def make_slug(texts: Iterable[str], omitted: Collection[str] = ()) -> str:
    """Return words in lower case without accents, joined by hyphens; the omitted ones are left out where others remain."""
    plain = unicodedata.normalize("NFKD", " ".join(texts).lower()).encode("ascii", "ignore").decode()
    words = _WORD.findall(plain)
    kept = [word for word in words if word not in omitted] or words
    return "-".join(kept[:_MOST])


class Identifiers:
    """Gives out ids, each once; the second of one name ends in a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, slug: str, default: str) -> str:
        """Return an id that nothing has yet, from a slug."""
        base, number = slug or default, 2
        found = base
        while found in self._taken:
            found, number = f"{base}-{number}", number + 1
        self._taken.add(found)
        return found
