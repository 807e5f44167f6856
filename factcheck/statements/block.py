"""The mentions of one block of a document, while their modifiers are found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from factcheck.model import Kind, Mention, Modifiers

MEASURED = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.PERCENT})
"""The kinds of mention that state how much or how many."""
QUANTITIES = MEASURED | {Kind.DURATION}
"""The kinds of mention that have modifiers."""
WINDOW = 60
"""The number of characters around a quantity in which its modifiers stand."""


class QuantityBlock:
    """The mentions of a block, with the modifiers of each quantity found so far; one line a field.

    `text` is the folded text of the document.
    `mentions` are the mentions of the block, in order.
    `start` is the offset at which the block starts.
    `modifiers` are the modifiers of the quantities, by the index of the mention.
    `consumed` are the indexes of the mentions that only modify another one.
    """

    def __init__(self, text: str, mentions: Sequence[Mention], start: int) -> None:
        self.text, self.mentions, self.start = text, mentions, start
        self.modifiers = {at: Modifiers(mention.start, mention.end) for at, mention in enumerate(mentions) if mention.kind in QUANTITIES}
        self.consumed: set[int] = set()

    def update(self, at: int, **changes: Any) -> None:
        """Set some fields of the modifiers of a quantity."""
        self.modifiers[at] = replace(self.modifiers[at], **changes)

    def lead(self, at: int, start: int) -> str:
        """Return the text before an offset, as far as the mention before the one at an index."""
        low = self.mentions[at - 1].end if at else max(start - WINDOW, self.start)
        return self.text[max(low, start - WINDOW) : start]
