"""A sum that is said to be what another sum leaves of a whole: the rest, le solde."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import pairwise

from factcheck.languages.patterns import SPACE, alternation
from factcheck.languages.schema import Language
from factcheck.model import Reading, Statement
from factcheck.patterns import compiled
from factcheck.rules.shares import Misfit
from factcheck.slips import Slip, slip
from factcheck.values import Amount, Qualifier

# How far before a figure, or after it, the word that makes it a rest stands.
_REACH = 45


def rests(found: Sequence[Statement], reading: Reading) -> Iterator[Misfit]:
    """The sums of a passage that should be what two sums before them leave, and are a slip of it; `found` are its sums, in order."""
    before, after = _patterns(reading.language)
    text = reading.folded
    for at, rest in enumerate(found):
        mention = rest.mention
        low = max(rest.sentence.start, mention.start - _REACH, found[at - 1].mention.end if at else 0)
        left = before.search(text, low, mention.start) or after.match(text, mention.end, min(mention.end + _REACH, rest.sentence.end))
        sums = [each for each in found[:at] if isinstance(each.mention.value, Amount)]
        if left and _exact(rest) and not any(_leaves(whole, part, rest) for whole, part in pairwise(sums)):
            yield from _slipped(sums, rest)


def _slipped(sums: Sequence[Statement], rest: Statement) -> Iterator[Misfit]:
    for whole, part in pairwise(sums):
        one, other, value = whole.mention.value, part.mention.value, rest.mention.value
        assert isinstance(one, Amount) and isinstance(other, Amount) and isinstance(value, Amount)
        made = abs(one.value - other.value)
        if _exact(whole) and _exact(part) and slip(value.value, made) is not Slip.NONE:
            yield Misfit("rest", rest, (whole, part), Amount(made, value.currency, step=value.step))
            return


def _leaves(whole: Statement, part: Statement, rest: Statement) -> bool:
    one, other, value = whole.mention.value, part.mention.value, rest.mention.value
    return (
        isinstance(one, Amount) and isinstance(other, Amount) and isinstance(value, Amount) and abs(one.value - other.value) == value.value
    )


def _exact(statement: Statement) -> bool:
    modifiers = statement.modifiers
    return isinstance(statement.mention.value, Amount) and modifiers.qualifier is Qualifier.EXACT and not modifiers.delta


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    rest = alternation(language.modifiers.rest)
    return compiled(rf"(?<!\w)(?:{rest})(?!\w)"), compiled(rf"(?:{SPACE}[^\W\d_]+)?{SPACE}(?:{rest})(?!\w)")
