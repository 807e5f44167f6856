"""Find a percentage of change that differs from the two figures of its sentence: from 36,400 to 49,140, an increase of 45%."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy
from factcheck.languages.tokens import tokens
from factcheck.model import Statement
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Percent, Qualifier, Quantity

_WHOLE = Decimal(100)
# Words between the later figure, with its noun, and a change that is drawn from it.
_BETWEEN = 5


def check_growth(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the change that is not what the two other figures of its sentence make, where it is stated right after them or is a known error for it;
    `found` are the figures of one sentence, in order."""
    shares = [each for each in found if isinstance(each.mention.value, Percent)]
    sizes = [each for each in found if isinstance(each.mention.value, Amount | Count)]
    if len(shares) != 1 or len(sizes) != 2 or type(sizes[0].mention.value) is not type(sizes[1].mention.value):
        return
    share = shares[0]
    if (
        not share.modifiers.is_change
        or not all(_is_plain(each) for each in (*sizes, share))
        or any(each.modifiers.is_change for each in sizes)
    ):
        return
    start, end = sorted(sizes, key=lambda each: (not each.modifiers.is_former, each.mention.start))
    right = _compute_change(start, end)
    value = share.mention.value
    assert isinstance(value, Percent)
    if right is None or _is_change(value, start, end) or _is_change(value, end, start):
        return
    made = round(right / value.step) * value.step
    if made and (_is_result(start, end, share, analysis) or classify_error(value.value, made) is not ErrorKind.NONE):
        yield Discrepancy("growth", share, (start, end), Percent(made, step=value.step))


def _is_result(start: Statement, end: Statement, share: Statement, analysis: Analysis) -> bool:
    """Return whether hardly a word, and none that joins another clause, parts the change from the two figures before it."""
    last = max(start.mention.end, end.mention.end)
    if share.mention.start < last:
        return False
    between = [token.word for token in tokens(analysis.folded, last, share.mention.start)]
    return len(between) <= _BETWEEN and not any(word in analysis.language.grammar.names.conjunctions for word in between)


def _is_plain(statement: Statement) -> bool:
    modifiers = statement.modifiers
    return modifiers.qualifier is Qualifier.EXACT and not modifiers.is_part and not statement.irrealis


def _compute_change(start: Statement, end: Statement) -> Decimal | None:
    one, other = start.mention.value, end.mention.value
    if not isinstance(one, Quantity) or not isinstance(other, Quantity) or not one.value:
        return None
    return abs(other.value - one.value) / one.value * _WHOLE


def _is_change(share: Percent, start: Statement, end: Statement) -> bool:
    """Return whether a share is the change from one figure to another, each as finely as it is written."""
    one, other = start.mention.value, end.mention.value
    assert isinstance(one, Quantity) and isinstance(other, Quantity)
    slack, rounded = share.step, (one.step / 2, other.step / 2)
    low, high = sorted((one.value, other.value))
    if one.step == other.step == 1:
        rounded = (Decimal(0), Decimal(0))
    if low <= sum(rounded):
        return True
    base = one.value
    least = max(high - low - sum(rounded), Decimal(0)) / (base + rounded[0]) * _WHOLE
    most = (high - low + sum(rounded)) / (base - rounded[0]) * _WHOLE
    return least - slack <= share.value <= most + slack
