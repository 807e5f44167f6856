"""Whether the acronym of a name stands beside some words: after them, in brackets or between commas, or before them."""

from __future__ import annotations

from collections.abc import Collection

from factcheck.runtime.regex import compiled

_AFTER = compiled(r"\]?(?:\([^()\s]*\))?\s?[(,–—-]\s?(?:[a-zà-ÿ]{1,3}['’\s])?(?P<acronym>[\w-]{2,12}?)(?:s|’s|'s)?\s?[),;:.–—-]")
_BEFORE = compiled(r"(?P<acronym>[\w-]{2,12})(?:,|\s\()\s?(?:[a-zà-ÿ]{1,3}['’\s])?\Z")
_REACH = 40


class AcronymPlaces:
    """The places of acronyms in a text."""

    def __init__(self, text: str) -> None:
        self._text = text

    def stands_beside(self, start: int, end: int, acronyms: Collection[str]) -> bool:
        """Return whether one of some acronyms stands beside the words of a half-open span."""
        if not acronyms:
            return False
        after = _AFTER.match(self._text, end)
        if after and (after["acronym"] in acronyms or after["acronym"] + "s" in acronyms):
            return True
        before = _BEFORE.search(self._text[max(start - _REACH, 0) : start])
        return before is not None and before["acronym"] in acronyms
