"""Find the mentions of a whole document, block by block; a cell takes its unit from the header of its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from factcheck.document import Block, BlockKind, Document
from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import WORD, fold
from factcheck.mentions.elided_units import make_unit_completer, with_currency
from factcheck.mentions.find import find_in_phrase, find_mentions
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled

_UNIT = compiled(r"\(([^()]{1,40})\)\s*$")
_THOUSANDS = "000"
_READ = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.DURATION})
_FIGURE = compiled(r"[\d][\d\s.,\u00a0\u202f]*\Z")
_SIGNED = compiled(r"(?P<before>[$€£¥])?\s?(?P<figure>\d[\d\s.,\u00a0\u202f]*)(?(before)|\s?(?P<after>[$€£¥]))")
# A line over a table that gives its unit has so many characters at most.
_CAPTION = 200
_OVER = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def find_column_units(document: Document) -> Mapping[tuple[int, int], str]:
    """Return the units of the columns that have one, by table and column."""
    found, over = dict[tuple[int, int], str](), dict[int, str]()
    money = document.language.quantities.money.context
    for index, block in enumerate(document.blocks):
        if not block.header:
            continue
        unit = _UNIT.search(document.text, block.start, block.end)
        if block.table not in over:
            over[block.table] = _caption(document, index)
        if unit:
            found[block.table, block.column] = unit[1]
        elif over[block.table] and not money.isdisjoint(WORD.findall(fold(document.text[block.start : block.end]))):
            found[block.table, block.column] = over[block.table]
    return found


def _caption(document: Document, index: int) -> str:
    """Return the unit of sums that the line over a table's first header gives (in millions of dollars)."""
    line = document.blocks[index - 1] if index else None
    if line is None or line.kind not in _OVER or line.end - line.start > _CAPTION:
        return ""
    unit = _unit_pattern(document.language).search(document.text, line.start, line.end)
    return unit["unit"] if unit else ""


def find_in_unit(text: str, unit: str, block: Block, index: int, language: Language) -> Mention | None:
    """Return the mention of a cell that is a bare figure, read with its column's unit, after it or before."""
    figure = text.strip()
    if not _FIGURE.match(figure):
        return _signed(text, unit, block, index, language)
    start = block.start + text.index(figure)
    for phrase in _phrases(figure, unit, language):
        read = find_in_phrase(phrase, language, index)
        if len(read) == 1 and read[0].kind in _READ and (read[0].start, read[0].end) == (0, len(phrase)):
            return Mention(read[0].kind, start, start + len(figure), read[0].value, index)
    return None


def _signed(text: str, unit: str, block: Block, index: int, language: Language) -> Mention | None:
    """Return the mention of a cell that is a figure with the sign of its currency, where the column's unit is a scale."""
    found = _SIGNED.fullmatch(text.strip())
    if not found or not is_scaled(unit, language):
        return None
    sign, figure = found["before"] or found["after"] or "", found["figure"]
    bare = find_in_unit(figure, unit if sign in unit else f"{unit} {sign}", replace(block, start=0), index, language)
    start = block.start + text.index(text.strip())
    return replace(bare, start=start, end=start + len(text.strip())) if bare and bare.kind is Kind.AMOUNT else None


def is_figure(text: str) -> bool:
    """Return whether a cell is a bare figure, or one with the sign of a currency."""
    return _FIGURE.match(text.strip()) is not None or _SIGNED.fullmatch(text.strip()) is not None


def is_scaled(unit: str, language: Language) -> bool:
    """Return whether a column's unit multiplies its figures."""
    return _THOUSANDS in unit or _scale(language).search(unit) is not None


@cache
def _scale(language: Language) -> re.Pattern[str]:
    numbers = language.quantities.numbers
    words = alternation([*numbers.hundreds, *numbers.scales, *numbers.groups, *numbers.unread_scales])
    return compiled(rf"(?<!\w)(?:(?i:{words})(?!\w)|(?:{alternation(numbers.letters)})(?![^\W\d_]))")


def _phrases(figure: str, unit: str, language: Language) -> Iterator[str]:
    """Yield the ways to say a figure with its column's unit, without the word that opens this (in millions of dollars); a unit in which only
    zeros are written makes thousands of the figure."""
    opening, _, rest = unit.partition(" ")
    unit = rest if rest and opening.lower() in language.grammar.adverbials.at else unit
    if _THOUSANDS in unit:
        yield unit.replace(_THOUSANDS, f"{figure}\u00a0{_THOUSANDS}")
        return
    sign, _, scale = unit.partition(" ")
    yield from (f"{figure} {unit}", f"{unit}{figure}")
    yield from (f"{sign}{figure} {scale}", f"{figure} {scale} {sign}") if scale else (f"{unit[:1]}{figure}{unit[1:]}",)


@cache
def _unit_pattern(language: Language) -> re.Pattern[str]:
    """Return a unit of sums, with the word that opens it."""
    tables = language.quantities
    scales = alternation([*tables.numbers.scales, *tables.numbers.groups])
    signs = alternation(sign for sign in tables.money.signs if not sign[0].isalnum())
    linked = rf"(?:(?:{alternation(tables.money.linkers)}){SPACE}?)?"
    unit = rf"(?:{scales}){SPACE}{linked}(?:{alternation(tables.money.words)})(?!\w)|(?:{alternation(tables.numbers.letters)})?(?:{signs})"
    return compiled(rf"(?<!\w)(?:{alternation(language.grammar.adverbials.at)}){SPACE}(?P<unit>{unit})", re.IGNORECASE)


# Items without a figure that may stand between two sums of one list.
_FAR = 2
# So many characters around a correction are read again: no quantity reaches further.
_AROUND = 200


def find_all_mentions(document: Document) -> tuple[Mention, ...]:
    """Return all mentions of a document, in order."""
    units = find_column_units(document)
    found: list[Mention] = []
    for index, block in enumerate(document.blocks):
        if block.kind is BlockKind.CELL and not block.header and (block.table, block.column) in units:
            unit, text = units[block.table, block.column], document.text[block.start : block.end]
            cell = find_in_unit(text, unit, block, index, document.language)
            if cell:
                found.append(cell)
            if cell or (is_scaled(unit, document.language) and is_figure(text)):
                continue
        read = find_mentions(document, index, block.start, block.end)
        found += _continued(document.text, read, found, document.blocks, document.language) if block.kind is BlockKind.ITEM else read
    return tuple(found)


def find_after_edit(document: Document, mention: Mention, words: str) -> list[Mention]:
    """Return what would be read at the place of a mention, and over it, with other words in its place: spans count from its start.

    The unit of a column is not heeded: a bare figure in a table reads as one.
    """
    block = document.blocks[mention.block]
    low, high = max(block.start, mention.start - _AROUND), min(block.end, mention.end + _AROUND)
    text = document.text[low : mention.start] + words + document.text[mention.end : high]
    low, high = mention.start - low, mention.start - low + len(words)
    found = find_in_phrase(text, document.language)
    return [replace(each, start=each.start - low, end=each.end - low) for each in found if each.start < high and each.end > low]


def _continued(text: str, read: Sequence[Mention], before: Sequence[Mention], blocks: Sequence[Block], language: Language) -> list[Mention]:
    """Return the mentions of an item; a number of millions without a noun is a sum where the last of the item before, or of the list's lead, is one."""
    last = before[-1] if before else None
    if not read or last is None or last.kind is not Kind.AMOUNT or not _follows(last, read[0], blocks):
        return list(read)
    sums = make_unit_completer(language)
    return [with_currency(mention, last) if sums.has_no_noun(text, mention) else mention for mention in read]


def _follows(last: Mention, mention: Mention, blocks: Sequence[Block]) -> bool:
    """Return whether nothing but items stands between the block of one mention and that of the next."""
    between = blocks[last.block + 1 : mention.block]
    return len(between) <= _FAR and all(block.kind is BlockKind.ITEM for block in between)
