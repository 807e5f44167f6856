"""The words of a document, for what searches it for many words at once."""

from __future__ import annotations

from functools import cached_property

from factcheck.document.blocks import Block
from factcheck.languages.tokens import Folded
from factcheck.runtime.regex import compiled

HYPHENATED = compiled(r"[^\W_]+(?:-[^\W_]+)*")
"""A word; a hyphen joins its parts."""


class DocumentWords:
    """The words of a document, found when they are asked for; a hyphen joins words."""

    def __init__(self, folded: Folded, blocks: tuple[Block, ...]) -> None:
        self._folded, self._blocks = folded, blocks

    @cached_property
    def blocks(self) -> list[list[str]]:
        """The words of each block; a word that recurs is the same object, which takes a quarter of the memory."""
        known: dict[str, str] = {}
        found = (HYPHENATED.findall(self._folded, block.start, block.end) for block in self._blocks)
        return [list(map(known.setdefault, words, words)) for words in found]

    @cached_property
    def all(self) -> list[str]:
        """The words of all blocks, each once, in alphabetical order."""
        return sorted({word for words in self.blocks for word in words})
