"""Finds the mentions of a whole document, block by block; a table's cell takes its unit from its column's header."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.document import Document
from factcheck.languages.schema import Language
from factcheck.languages.words import Folded
from factcheck.mentions.amounts import money, scaled
from factcheck.mentions.find import find
from factcheck.mentions.units import columns, in_unit
from factcheck.model import Kind, Mention
from factcheck.text import Block, BlockKind

# Items without a figure that may stand between two sums of one list.
_FAR = 2


def mentions(document: Document, folded: Folded, language: Language) -> tuple[Mention, ...]:
    """All mentions of a document, in order."""
    units = columns(document, language)
    found: list[Mention] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.CELL and not block.header and (block.table, block.column) in units:
            cell = in_unit(document.text[block.start : block.end], units[block.table, block.column], block, index, language)
            if cell:
                found.append(cell)
                continue
        read = find(document.text, folded, language, index, block.start, block.end)
        found += _continued(document.text, read, found, document.blocks, language) if block.kind is BlockKind.ITEM else read
    return tuple(found)


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
