"""Finds the mentions of a whole document, block by block; a table's cell takes its unit from its column's header."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from factcheck.document import Document
from factcheck.languages.schema import Language
from factcheck.languages.words import Folded, fold
from factcheck.mentions.amounts import money, scaled
from factcheck.mentions.find import find
from factcheck.mentions.units import columns, in_unit, is_figure, is_scaled
from factcheck.model import Kind, Mention
from factcheck.text import Block, BlockKind

# Items without a figure that may stand between two sums of one list.
_FAR = 2
# So many characters around a correction are read again: no quantity reaches further.
_AROUND = 200


def mentions(document: Document, folded: Folded, language: Language) -> tuple[Mention, ...]:
    """All mentions of a document, in order."""
    units = columns(document, language)
    found: list[Mention] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.CELL and not block.header and (block.table, block.column) in units:
            unit, text = units[block.table, block.column], document.text[block.start : block.end]
            cell = in_unit(text, unit, block, index, language)
            if cell:
                found.append(cell)
            if cell or (is_scaled(unit, language) and is_figure(text)):
                continue
        read = find(document.text, folded, language, index, block.start, block.end)
        found += _continued(document.text, read, found, document.blocks, language) if block.kind is BlockKind.ITEM else read
    return tuple(found)


def reread(document: Document, language: Language, mention: Mention, words: str) -> list[Mention]:
    """Return what would be read at the place of a mention, and over it, with other words in its place: spans count from its start.

    The unit of a column is not heeded: a bare figure in a table reads as one.
    """
    block = document.blocks[mention.block]
    low, high = max(block.start, mention.start - _AROUND), min(block.end, mention.end + _AROUND)
    text = document.text[low : mention.start] + words + document.text[mention.end : high]
    low, high = mention.start - low, mention.start - low + len(words)
    found = find(text, fold(text), language, 0, 0, len(text))
    return [replace(each, start=each.start - low, end=each.end - low) for each in found if each.start < high and each.end > low]


def _continued(text: str, read: Sequence[Mention], before: Sequence[Mention], blocks: Sequence[Block], language: Language) -> list[Mention]:
    """The mentions of an item; a number of millions without a noun is a sum where the last of the item before, or of the list's lead, is one."""
    last = before[-1] if before else None
    if not read or last is None or last.kind is not Kind.AMOUNT or not _follows(last, read[0], blocks):
        return list(read)
    sums = money(language)
    return [scaled(mention, last) if sums.untied(text, mention) else mention for mention in read]


def _follows(last: Mention, mention: Mention, blocks: Sequence[Block]) -> bool:
    """Whether nothing but items stands between the block of one mention and that of the next."""
    between = blocks[last.block + 1 : mention.block]
    return len(between) <= _FAR and all(block.kind is BlockKind.ITEM for block in between)
