"""The words of a document, for what searches it for many words at once."""

from __future__ import annotations

from functools import cached_property

from factcheck.document.blocks import Block
from factcheck.languages.tokens import Folded, Token
from factcheck.runtime.regex import compiled

HYPHENATED = compiled(r"[^\W_]+(?:-[^\W_]+)*")
"""A word; a hyphen joins its parts."""


class DocumentWords:
    """The words of a document, found when they are asked for; a hyphen joins words."""

    def __init__(self, folded: Folded, blocks: tuple[Block, ...]) -> None:
        self._folded, self._blocks = folded, blocks
        self._placed: dict[int, list[Token]] = {}

    @cached_property
    def blocks(self) -> list[list[str]]:
        """The words of each block; a word that recurs is the same object, which takes a quarter of the memory."""
        known: dict[str, str] = {}
        found = (self._folded.hyphenated(block.start, block.end) for block in self._blocks)
        return [list(map(known.setdefault, words, words)) for words in found]

    def in_block(self, index: int) -> list[Token]:
        """Return the words of a block with their places, as many as `blocks` has."""
        if index not in self._placed:
            at, found = self._blocks[index].start, list[Token]()
            for word in self.blocks[index]:
                at = self._folded.index(word, at)
                found.append(Token(at, at + len(word), word))
                at += len(word)
            self._placed[index] = found
        return self._placed[index]

    @cached_property
    def all(self) -> list[str]:
        """The words of all blocks, each once, in alphabetical order."""
        return sorted({word for words in self.blocks for word in words})
