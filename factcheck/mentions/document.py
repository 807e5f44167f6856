"""Finds the mentions of a whole document, block by block; a table's cell takes its unit from its column's header."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from factcheck.document import Document
from factcheck.languages.schema import Language
from factcheck.languages.words import Folded, fold
from factcheck.mentions.amounts import money, scaled
from factcheck.mentions.find import find
from factcheck.model import Kind, Mention
from factcheck.patterns import compiled
from factcheck.text import Block, BlockKind

_UNIT = compiled(r"\(([^()]{1,40})\)\s*$")
# Items without a figure that may stand between two sums of one list.
_FAR = 2
_THOUSANDS = "000"
_READ = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.DURATION})
_FIGURE = compiled(r"[\d][\d\s.,\u00a0\u202f]*\Z")


def mentions(document: Document, folded: Folded, language: Language) -> tuple[Mention, ...]:
    """All mentions of a document, in order."""
    units = _units(document)
    found: list[Mention] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.CELL and not block.header and (block.table, block.column) in units:
            cell = _cell(document.text[block.start : block.end], units[block.table, block.column], block, index, language)
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


def _units(document: Document) -> dict[tuple[int, int], str]:
    found = {}
    for block in document.blocks:
        unit = _UNIT.search(document.text, block.start, block.end) if block.header else None
        if unit:
            found[block.table, block.column] = unit[1]
    return found


def _cell(text: str, unit: str, block: Block, index: int, language: Language) -> Mention | None:
    """The mention of a cell that is a bare figure, read with its column's unit, after it or before."""
    figure = text.strip()
    if not _FIGURE.match(figure):
        return None
    start = block.start + text.index(figure)
    for phrase in _phrases(figure, unit, language):
        read = find(phrase, fold(phrase), language, index, 0, len(phrase))
        if len(read) == 1 and read[0].kind in _READ and (read[0].start, read[0].end) == (0, len(phrase)):
            return Mention(read[0].kind, start, start + len(figure), read[0].value, index)
    return None


def _phrases(figure: str, unit: str, language: Language) -> Iterator[str]:
    """The ways to say a figure with its column's unit, without the word that opens this (in millions of dollars); a unit in which only
    noughts are written makes thousands of the figure."""
    opening, _, rest = unit.partition(" ")
    unit = rest if rest and opening.lower() in language.grammar.adverbials.at else unit
    if _THOUSANDS in unit:
        yield unit.replace(_THOUSANDS, f"{figure}\u00a0{_THOUSANDS}")
        return
    sign, _, scale = unit.partition(" ")
    yield from (f"{figure} {unit}", f"{unit}{figure}")
    yield from (f"{sign}{figure} {scale}", f"{figure} {scale} {sign}") if scale else (f"{unit[:1]}{figure}{unit[1:]}",)
