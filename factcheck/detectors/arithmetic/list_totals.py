"""Check the total that introduces or ends a list whose items each give a part of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy, check_whole, is_addable
from factcheck.detectors.enumerations.items import contains_phrase
from factcheck.document import Block, BlockKind
from factcheck.languages.tokens import WORD as _WORD
from factcheck.model import Statement
from factcheck.values.types import Amount, Count, Percent, Quantity

# Parts that make another sum by more than this part of it are parts of something else.
_FAR = Decimal("0.2")
# A part opens its item, after so many characters at most.
_OPENING = 4
# The word that calls an item a total is among so many.
_LABEL = 3
# Shares of a whole are more than so many.
_FEW = 2
# A line that closes a list may look like a heading (Total: $12).
_CLOSING = frozenset({BlockKind.PARAGRAPH, BlockKind.HEADING})


def check_list_leads(analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the figures that open a list, whose items do not make them."""
    stated = analysis.derive(_group_by_block)
    for lead, items in _find_lists(analysis):
        sentences = analysis.document.sentences.in_block(lead)
        opening = [each for each in stated.get(lead, ()) if each.sentence == sentences[-1]]
        parts = [_find_part(index, stated.get(index, []), analysis) for index in items]
        found = [part for part in parts if part is not None]
        if len(opening) == 1 and len(found) == len(parts) > 1:
            yield from _check_sum(opening[0], found)


def check_last_items(analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the figure of a list's last item that is called the total, where those of the items before do not make it."""
    labels = frozenset(analysis.language.modifiers.total_labels)
    stated = analysis.derive(_group_by_block)
    for items in _find_runs(analysis.document.blocks):
        parts = [_find_part(index, stated.get(index, []), analysis, anywhere=True) for index in items]
        last = analysis.document.blocks[items[-1]]
        if len(parts) > 2 and None not in parts and _is_total(analysis.folded[last.start : last.end], labels):
            found = [part for part in parts if part is not None]
            yield from _check_sum(found[-1], found[:-1])


def check_closing_lines(analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the figure that is called a total right after a list, where those of the items do not make it."""
    tables, stated, blocks = analysis.language.modifiers, analysis.derive(_group_by_block), analysis.document.blocks
    for items in _find_runs(blocks):
        after = items[-1] + 1
        while after < len(blocks) and blocks[after].kind is BlockKind.ITEM:
            after += 1
        found = stated.get(after, []) if after < len(blocks) and blocks[after].kind in _CLOSING else []
        first = [each for each in found if each.sentence.start == blocks[after].start]
        parts = [_find_part(index, stated.get(index, []), analysis, anywhere=True) for index in items]
        known = [part for part in parts if part is not None]
        if len(first) == 1 and len(known) == len(parts) > 1:
            before = analysis.folded[first[0].sentence.start : first[0].mention.start]
            if contains_phrase(before, (*tables.total_before, *tables.total_after, *tables.total_labels)):
                yield from _check_sum(first[0], known)


def check_list_shares(analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the share of the last item of a list that is stated to break something down, where the shares of its items do not make a whole."""
    stated: dict[int, list[Statement]] = defaultdict(list)
    for statement in analysis.statements:
        if isinstance(statement.mention.value, Percent):
            stated[statement.mention.block].append(statement)
    for lead, items in _find_lists(analysis):
        block = analysis.document.blocks[lead]
        if len(items) <= _FEW or not contains_phrase(analysis.folded[block.start : block.end], analysis.language.modifiers.breakdown):
            continue
        parts = [each for index in items if (each := _find_part(index, stated.get(index, []), analysis, anywhere=True))]
        if len(parts) == len(items) and all(is_addable(each, parts[-1]) for each in parts):
            yield from check_whole(parts)


def _is_total(text: str, labels: frozenset[str]) -> bool:
    """Return whether one of the first words of an item calls it a total."""
    return not labels.isdisjoint(_WORD.findall(text)[:_LABEL])


def _find_runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """Yield the items of each list, those of its first depth."""
    index = 0
    while index < len(blocks):
        if blocks[index].kind is BlockKind.ITEM:
            run = list(_list_items(blocks, index))
            yield run
            index = run[-1]
        index += 1


def _group_by_block(analysis: Analysis) -> dict[int, list[Statement]]:
    """Return the sums and numbers that each block states."""
    stated: dict[int, list[Statement]] = defaultdict(list)
    for statement in analysis.statements:
        if isinstance(statement.mention.value, Amount | Count):
            stated[statement.mention.block].append(statement)
    return stated


def _find_lists(analysis: Analysis) -> Iterator[tuple[int, list[int]]]:
    """Each paragraph that ends in a colon, with the items of the list that follows it, those of its first depth."""
    blocks, text = analysis.document.blocks, analysis.document.text
    for index, block in enumerate(blocks[:-1]):
        if block.kind is BlockKind.PARAGRAPH and text[block.start : block.end].rstrip()[-1:] == ":":
            items = list(_list_items(blocks, index + 1))
            if items:
                yield index, items


def _list_items(blocks: Sequence[Block], index: int) -> Iterator[int]:
    level = blocks[index].level
    while index < len(blocks) and blocks[index].kind is BlockKind.ITEM:
        if blocks[index].level == level:
            yield index
        index += 1


def _find_part(index: int, found: Sequence[Statement], analysis: Analysis, *, anywhere: bool = False) -> Statement | None:
    """Return the figure that opens an item, or that stands `anywhere` in it, where it is the only one of its kind there."""
    block = analysis.document.blocks[index]
    if not found or (found[0].modifiers.start - block.start > _OPENING and not anywhere):
        return None
    alike = [each for each in found if type(each.mention.value) is type(found[0].mention.value)]
    return found[0] if len(alike) == 1 else None


def _check_sum(total: Statement, parts: Sequence[Statement]) -> Iterator[Discrepancy]:
    value = total.mention.value
    if not isinstance(value, Quantity) or any(type(part.mention.value) is not type(value) for part in parts):
        return
    if any(not is_addable(each, total) for each in (total, *parts)):
        return
    values = [part.mention.value for part in parts if isinstance(part.mention.value, Quantity)]
    made, step = sum((each.value for each in values), Decimal(0)), max(each.step for each in (*values, value))
    slack = len(values) * step / 2 if step != 1 else Decimal(0)
    if slack < abs(made - value.value) <= made * _FAR:
        yield Discrepancy("whole", total, tuple(parts), type(value)(made, step=value.step))
