"""Check the columns and rows of a table that end in a total."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import cache

from factcheck.analysis import Analysis
from factcheck.document import Block
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Mention
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Percent, Quantity

# A total is the sum of so many figures at least; one that is further off than that part of the sum is the total of something else.
_FEWEST = 2
_FAR = Decimal("0.2")
_NOTHING = compiled(r"[\s–—\-*]*")
_DIGIT = compiled(r"\d")


@record(eq=False)
class TableDiscrepancy:
    """A total of a table that its parts do not make: its mention, those of its parts, and what they make."""

    total: Mention
    parts: tuple[Mention, ...]
    computed: Quantity


@record(eq=False)
class _Cell:
    """A cell as a line of the table has it: its words, and the only figure that it holds."""

    words: str
    mention: Mention | None


def check_tables(analysis: Analysis) -> Iterator[TableDiscrepancy]:
    """Yield the totals of tables that are not the sum of what stands before them, where nothing else explains it."""
    for grid in _list_grids(analysis):
        yield from _check_table(grid, analysis)


def _list_grids(analysis: Analysis) -> Iterator[Mapping[int, Mapping[int, _Cell]]]:
    """Yield the cells of each table, by row and column."""
    mentions: dict[int, list[Mention]] = defaultdict(list)
    for mention in analysis.mentions:
        mentions[mention.block].append(mention)
    tables: dict[int, dict[int, dict[int, _Cell]]] = defaultdict(lambda: defaultdict(dict))
    for index, block in enumerate(analysis.document.blocks):
        if block.table >= 0:
            tables[block.table][block.row][block.column] = _cell(block, mentions.get(index, []), analysis)
    yield from tables.values()


def _cell(block: Block, mentions: Sequence[Mention], analysis: Analysis) -> _Cell:
    text = analysis.folded[block.start : block.end]
    figures = [mention for mention in mentions if isinstance(mention.value, Amount | Count | Percent)]
    figure = figures[0] if len(figures) == len(mentions) == 1 else None
    if figure and _DIGIT.search(analysis.folded[block.start : figure.start] + " " + analysis.folded[figure.end : block.end]):
        figure = None
    return _Cell(text.strip(" *_"), figure)


def _check_table(grid: Mapping[int, Mapping[int, _Cell]], analysis: Analysis) -> Iterator[TableDiscrepancy]:
    rows, columns = sorted(grid), sorted({column for row in grid.values() for column in row})
    if len(rows) < _FEWEST or len(columns) < _FEWEST:
        return
    loose = _rounding_pattern(analysis.language).search(analysis.folded) is not None
    by_row = [[grid[row].get(column, _Cell("", None)) for column in columns] for row in rows]
    yield from _check_lines(by_row, analysis.language, loose)
    yield from _check_lines([list(line) for line in zip(*by_row, strict=True)], analysis.language, loose)


def _check_lines(lines: Sequence[Sequence[_Cell]], language: Language, loose: bool) -> Iterator[TableDiscrepancy]:
    """Yield what the lines across a table's total line give: each is a column where the total is a row."""
    total, part, whole = _labels(language)
    named = (at for at, line in enumerate(lines) if at > _FEWEST - 1 and total.match(line[0].words))
    closing = len(lines) - 1 if len(lines) > _FEWEST and whole.match(lines[-1][0].words) else None
    at = next(named, closing)
    if at is None or any(part.match(line[0].words) for line in lines[:at]):
        return
    found, right = [], 0
    for across in range(1, min(map(len, lines))):
        cells = [line[across] for line in lines[: at + 1]]
        result = _check_line(cells, loose)
        right += result is True
        found += [result] if isinstance(result, TableDiscrepancy) else []
    for each in found:
        if _is_known_error(each) if at == closing else right or _is_explained(each):
            yield each


def _check_line(cells: Sequence[_Cell], loose: bool) -> TableDiscrepancy | bool:
    """Return whether a line's figures make its last one; the sum where they do not, False where that is not certain."""
    total = cells[-1].mention
    parts = [cell.mention for cell in cells[:-1] if cell.mention]
    others = [cell.words for cell in cells[1:-1] if not cell.mention]
    if total is None or len(parts) < _FEWEST or not all(map(_NOTHING.fullmatch, others)) or not isinstance(total.value, Quantity):
        return False
    if any(type(part.value) is not type(total.value) for part in parts):
        return False
    values = [part.value for part in parts if isinstance(part.value, Quantity)]
    made = sum((value.value for value in values), Decimal(0))
    step = max(value.step for value in (*values, total.value))
    slack = len(values) * step / 2 if loose or step != 1 or isinstance(total.value, Percent) else Decimal(0)
    if abs(made - total.value.value) <= slack:
        return True
    far = abs(made - total.value.value) > made * _FAR or total.value.value <= max(value.value for value in values)
    if far and classify_error(total.value.value, made) is not ErrorKind.TRANSPOSED:
        return False
    return TableDiscrepancy(total, tuple(parts), type(total.value)(made, step=step))


def _is_known_error(found: TableDiscrepancy) -> bool:
    """Return whether a total is a known error for what its parts make."""
    return isinstance(found.total.value, Quantity) and classify_error(found.total.value.value, found.computed.value) is not ErrorKind.NONE


def _is_explained(found: TableDiscrepancy) -> bool:
    """Return whether more than rows that were left out makes a total differ: it is too small, or one figure is wrong."""
    total = found.total.value
    assert isinstance(total, Quantity)
    difference = total.value - found.computed.value
    if difference < 0 or _is_known_error(found):
        return True
    values = [part.value.value for part in found.parts if isinstance(part.value, Quantity)]
    return any(classify_error(value, value + difference) is not ErrorKind.NONE for value in values)


@cache
def _labels(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """Return what a total's label begins with, that of a subtotal or of a part of a part, and one that closes a table and may mean the whole."""
    tables = language.modifiers
    total, part, whole = (
        compiled(rf"(?:{alternation(each)})(?!\w)")
        for each in (tables.total_labels, [*tables.part_labels, *trigger_phrases(language, Category.PART)], tables.whole_labels)
    )
    return total, part, whole


@cache
def _rounding_pattern(language: Language) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{alternation([*language.modifiers.rounded, *language.quantities.numbers.scales])})(?!\w)")
