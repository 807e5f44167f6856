"""Check a sum that is stated to remain when another is subtracted from a whole: the rest, le solde."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import islice, pairwise

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy, get_sum
from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Qualifier, Quantity

# How far before a figure, or after it, the word that makes it a rest stands.
_REACH = 45
# So many statements before a part are looked at for its whole.
_BEFORE = 12


def check_remainders(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the sums of a sentence that should be what two sums before them leave, and are a known error for it; `found` are its sums, in order.

    Where the sentence has one other sum alone, the whole is one of the last that the note states before it."""
    before, after = _patterns(analysis.language)
    text = analysis.folded
    for at, rest in enumerate(found):
        mention = rest.mention
        low = max(rest.sentence.start, mention.start - _REACH, found[at - 1].mention.end if at else 0)
        left = before.search(text, low, mention.start) or after.match(text, mention.end, min(mention.end + _REACH, rest.sentence.end))
        value = get_sum(rest)
        sums = [each for each in found[:at] if get_sum(each)] if left and value and _is_exact(rest) else []
        if not sums or not value:
            continue
        pairs = list(pairwise(sums)) or [(whole, sums[0]) for whole in _find_wholes(sums[0], analysis)]
        left_of = [(whole, part, _compute_remainder(whole, part)) for whole, part in pairs]
        if all(made != value.value for _, _, made in left_of):
            wrong = (
                each
                for each in left_of
                if _is_exact(each[0]) and _is_exact(each[1]) and classify_error(value.value, each[2]) is not ErrorKind.NONE
            )
            yield from (Discrepancy("rest", rest, (whole, part), _with_unit(value, made)) for whole, part, made in islice(wrong, 1))


def _find_wholes(part: Statement, analysis: Analysis) -> Iterator[Statement]:
    """Yield the sums greater than a part that the note states last before it, the nearest first."""
    at = bisect_left(analysis.statements, part.mention.start, key=lambda each: each.mention.start)
    for each in reversed(analysis.statements[max(at - _BEFORE, 0) : at]):
        whole, less = get_sum(each), get_sum(part)
        if whole and less and whole.value > less.value:
            yield each


def _compute_remainder(whole: Statement, part: Statement) -> Decimal:
    one, other = get_sum(whole), get_sum(part)
    assert one and other
    return abs(one.value - other.value)


def _with_unit(value: Amount | Count, made: Decimal) -> Quantity:
    return Amount(made, value.currency, step=value.step) if isinstance(value, Amount) else Count(made, step=value.step)


def _is_exact(statement: Statement) -> bool:
    modifiers = statement.modifiers
    return modifiers.qualifier is Qualifier.EXACT and not modifiers.is_change


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rest = alternation(language.modifiers.rest)
    return compiled(rf"(?<!\w)(?:{rest})(?!\w)"), compiled(rf"(?:{SPACE}[^\W\d_]+)?{SPACE}(?:{rest})(?!\w)")
