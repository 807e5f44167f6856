"""The units of a table's columns: in brackets at the end of a header, or for all sums in the line over the table."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cache

from factcheck.document import Document
from factcheck.languages.patterns import SPACE, alternation
from factcheck.languages.schema import Language
from factcheck.languages.words import WORD, fold
from factcheck.mentions.find import find
from factcheck.model import Kind, Mention
from factcheck.patterns import compiled
from factcheck.text import Block, BlockKind

_UNIT = compiled(r"\(([^()]{1,40})\)\s*$")
_THOUSANDS = "000"
_READ = frozenset({Kind.AMOUNT, Kind.PERCENT, Kind.DURATION})
_FIGURE = compiled(r"[\d][\d\s.,\u00a0\u202f]*\Z")
_SIGNED = compiled(r"(?P<before>[$€£¥])?\s?(?P<figure>\d[\d\s.,\u00a0\u202f]*)(?(before)|\s?(?P<after>[$€£¥]))")
# A line over a table that gives its unit has so many characters at most.
_CAPTION = 200
_OVER = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def columns(document: Document, language: Language) -> Mapping[tuple[int, int], str]:
    """The units of the columns that have one, by table and column."""
    found, over = dict[tuple[int, int], str](), dict[int, str]()
    money = language.quantities.money.context
    for index, block in enumerate(document.blocks):
        if not block.header:
            continue
        unit = _UNIT.search(document.text, block.start, block.end)
        if block.table not in over:
            over[block.table] = _caption(document, index, language)
        if unit:
            found[block.table, block.column] = unit[1]
        elif over[block.table] and not money.isdisjoint(WORD.findall(fold(document.text[block.start : block.end]))):
            found[block.table, block.column] = over[block.table]
    return found


def _caption(document: Document, index: int, language: Language) -> str:
    """The unit of sums that the line over a table's first header gives (in millions of dollars)."""
    line = document.blocks[index - 1] if index else None
    if line is None or line.kind not in _OVER or line.end - line.start > _CAPTION:
        return ""
    unit = _said(language).search(document.text, line.start, line.end)
    return unit["unit"] if unit else ""


def in_unit(text: str, unit: str, block: Block, index: int, language: Language) -> Mention | None:
    """The mention of a cell that is a bare figure, read with its column's unit, after it or before."""
    figure = text.strip()
    if not _FIGURE.match(figure):
        return _signed(text, unit, block, index, language)
    start = block.start + text.index(figure)
    for phrase in _phrases(figure, unit, language):
        read = find(phrase, fold(phrase), language, index, 0, len(phrase))
        if len(read) == 1 and read[0].kind in _READ and (read[0].start, read[0].end) == (0, len(phrase)):
            return Mention(read[0].kind, start, start + len(figure), read[0].value, index)
    return None


def _signed(text: str, unit: str, block: Block, index: int, language: Language) -> Mention | None:
    """The mention of a cell that is a figure with the sign of its currency, where the column's unit is a scale."""
    found = _SIGNED.fullmatch(text.strip())
    if not found or not is_scaled(unit, language):
        return None
    sign, figure = found["before"] or found["after"] or "", found["figure"]
    bare = in_unit(figure, unit if sign in unit else f"{unit} {sign}", replace(block, start=0), index, language)
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


@cache
def _said(language: Language) -> re.Pattern[str]:
    """A unit of sums, with the word that opens it."""
    tables = language.quantities
    scales = alternation([*tables.numbers.scales, *tables.numbers.groups])
    signs = alternation(sign for sign in tables.money.signs if not sign[0].isalnum())
    linked = rf"(?:(?:{alternation(tables.money.linkers)}){SPACE}?)?"
    unit = rf"(?:{scales}){SPACE}{linked}(?:{alternation(tables.money.words)})(?!\w)|(?:{alternation(tables.numbers.letters)})?(?:{signs})"
    return compiled(rf"(?<!\w)(?:{alternation(language.grammar.adverbials.at)}){SPACE}(?P<unit>{unit})", re.IGNORECASE)
