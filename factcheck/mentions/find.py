"""Finds the mentions of a stretch of text: contacts first, then dates, then what is left of the numbers."""

from __future__ import annotations

import re
from functools import cache

from factcheck.languages.patterns import alternation
from factcheck.languages.schema import Language
from factcheck.mentions.contacts import contacts
from factcheck.mentions.dates import dates
from factcheck.mentions.measures import measures
from factcheck.model import Mention


def find(text: str, language: Language, block: int, start: int, end: int) -> list[Mention]:
    """The mentions between two offsets of a text, in order, not overlapping; `block` is stamped on each."""
    if not _quick(language).search(text, start, end):
        return []
    found = list(contacts(text, block, start, end))
    taken = [(mention.start, mention.end) for mention in found]
    days = [
        mention
        for mention in dates(language).find(text, block, start, end)
        if not any(left < mention.end and mention.start < right for left, right in taken)
    ]
    taken += [(mention.start, mention.end) for mention in days]
    found += days
    found += measures(language).find(text, block, start, end, taken)
    return sorted(found, key=lambda mention: mention.start)


@cache
def _quick(language: Language) -> re.Pattern[str]:
    """A digit, an at sign, an address, or a number word: without any of them there is nothing to read."""
    numbers = language.quantities.numbers
    words = [word for word in (*numbers.words, *numbers.hundreds, *numbers.lone_halves) if word not in numbers.singular]
    return re.compile(rf"\d|@|www\.|://|(?<!\w)(?:{alternation(words)})(?!\w)", re.IGNORECASE)
