"""Join lines that end with a hyphen, which belongs to the word or to the line break."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from factcheck.formats.pdf.walk import HYPHEN, Fragment
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled

_WORD = compiled(r"[^\W\d_]+")
# Where that part of the lines end with a hyphen, words were cut to fill the lines.
_FILLED = 0.04
# The word before a hyphen stands in so many characters.
_BEFORE = 40


class Hyphens:
    """What the words of a document show about a hyphen at a line's end."""

    def __init__(self, found: Sequence[Fragment], languages: Sequence[Language]) -> None:
        self._known = Counter(word.lower() for each in found for word in _WORD.findall(each.text))
        self._filled = sum(each.text.endswith(HYPHEN) for each in found) > _FILLED * len(found)
        self._numbers = frozenset(word.lower() for language in languages for word in language.quantities.numbers.words)

    def joined(self, lines: Sequence[Fragment]) -> str:
        """Return the text of lines in one."""
        text = lines[0].text
        for line in lines[1:]:
            text += line.text if text.endswith((HYPHEN, "-")) else " " + line.text
        while HYPHEN in text:
            at = text.index(HYPHEN)
            after = text[at + 1 :].lstrip()
            text = text[:at] + ("-" if self._kept(text[:at], after) else "") + after
        return text

    def _kept(self, before: str, after: str) -> bool:
        """Return whether a hyphen is the word's: between number words, or where the two parts are known each on its own, not as one word."""
        left, right = _WORD.findall(before[-_BEFORE:]), _WORD.match(after)
        if not right or not left or after[0].isupper() or before.rpartition(" ")[2].count("-"):
            return True
        first, second = left[-1].lower(), right[0].lower()
        if first in self._numbers and second in self._numbers:
            return True
        if self._known[first + second]:
            return False
        return not self._filled or self._known[second] > 1
