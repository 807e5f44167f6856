"""Find a count that differs from the sum of the parts in its sentence (of the 40 ports, 21 …, 12 … and 9 …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy, is_addable
from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Quantity

# With fewer parts, some may be left out; so may they be where what is told is further from the whole than that part of it.
_FEWEST, _MOST, _TOLERANCE = 3, 12, Decimal("0.05")
# How far before a whole the words stand that open a clause with it.
_REACH = 40
_STOP = compiled(r"[;:.](?!\d)")


def check_partitions(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the wholes of one sentence that their parts nearly make, but do not; `found` are its sums and numbers, in order."""
    text = analysis.folded
    opened, joins = _patterns(analysis.language)
    for at, whole in enumerate(found[: -_FEWEST if len(found) > _FEWEST else 0]):
        value = whole.mention.value
        if not isinstance(value, Amount | Count) or not _is_plain(whole):
            continue
        if not found[at + 1].modifiers.is_part and not opened.search(_lead(text, whole)):
            continue
        parts = _find_parts(found[at + 1 : at + 2 + _MOST], whole, analysis)
        if len(parts) < _FEWEST or not joins.search(text, parts[-2].mention.end, parts[-1].mention.start):
            continue
        yield from _check_sum(whole, value, parts)


def _lead(text: str, whole: Statement) -> str:
    """Return the words right before a figure; a word stands for those that are cut off."""
    low = max(whole.sentence.start, whole.mention.start - _REACH)
    return text[low : whole.mention.start] if low == whole.sentence.start else "_" + text[low : whole.mention.start]


def _is_plain(statement: Statement) -> bool:
    modifiers = statement.modifiers
    return modifiers.over is None and is_addable(statement, statement)


def _find_parts(after: Sequence[Statement], whole: Statement, analysis: Analysis) -> list[Statement]:
    """Return the figures of the whole's kind that follow it, each smaller, with a comma or a conjunction between one and the next; none where
    another is among them."""
    value, text = whole.mention.value, analysis.folded
    joins = _patterns(analysis.language)[1]
    assert isinstance(value, Quantity)
    parts: list[Statement] = []
    for each in after:
        registered = each.mention.value
        if not isinstance(registered, type(value)) or not isinstance(registered, Quantity) or registered.value >= value.value:
            return []
        is_joined = not parts or joins.search(text, parts[-1].mention.end, each.mention.start)
        if not is_joined or _STOP.search(text, whole.mention.end, each.mention.start):
            break
        parts.append(each)
    if len(parts) > _MOST:
        return []
    marked = [each for at, each in enumerate(parts) if not _is_part(each, whole, first=not at)]
    return [] if marked else parts


def _is_part(part: Statement, whole: Statement, *, first: bool) -> bool:
    """Return whether a part can be counted with the others; the word that makes parts of them stands before the first."""
    modifiers = part.modifiers
    if is_addable(part, whole):
        return True
    return first and modifiers.is_part and not (modifiers.is_change or modifiers.is_former or modifiers.is_average)


def _check_sum(whole: Statement, value: Quantity, parts: Sequence[Statement]) -> Iterator[Discrepancy]:
    values = [each.mention.value for each in parts if isinstance(each.mention.value, Quantity)]
    made, step = sum((each.value for each in values), Decimal(0)), max(each.step for each in values)
    slack = len(values) * step / 2 if step != 1 and any(each.step != value.step for each in values) else Decimal(0)
    if slack < abs(made - value.value) <= value.value * _TOLERANCE:
        sure = made > value.value or classify_error(made, value.value) is not ErrorKind.NONE
        yield Discrepancy("whole", whole, tuple(parts), type(value)(made, step=value.step), is_sure=sure)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what opens a clause with a whole, and what stands between its parts."""
    joined = alternation(language.grammar.names.conjunctions)
    return (
        compiled(rf"(?:\A|[^\w\s])\s*(?:{alternation(language.modifiers.out_of)}){SPACE}\Z"),
        compiled(rf",{SPACE}|(?<!\w)(?:{joined})(?!\w)"),
    )
