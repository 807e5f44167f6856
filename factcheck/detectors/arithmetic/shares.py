"""Find sentences whose own figures disagree: a part greater than its whole, a wrong remainder, a wrong percentage."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.analysis import Analysis
from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.model import Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count, Percent, Qualifier, Quantity

_WHOLE = Decimal(100)
# What a rest leaves is taken for the whole of something else where it is further off than that part of it.
_FAR = Decimal("0.2")
# Words between a part and its whole, and between these and the share that is drawn from them.
_BETWEEN, _DRAWN = 40, 25
# A part that is so many times its whole is one of something else.
_MOST = 3
# Bare numbers from here on are mostly sums.
_SCALED = 100_000
_ENDS = compiled(r"[,.;:!?)]|\s*\Z")


@record(eq=False)
class Discrepancy:
    """A figure that does not fit the others of its sentence: its statement, the others, what would fit (None where only less would).

    It is `sure`, or another part may have been left out."""

    key: str
    statement: Statement
    others: tuple[Statement, ...]
    computed: Quantity | None = None
    is_sure: bool = True


def check_sentence(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the figures of one sentence that do not fit; `found` are its sums, numbers and shares, in order."""
    exact = [each for each in found if each.modifiers.qualifier is Qualifier.EXACT and not each.modifiers.is_change]
    yield from _check_parts(found)
    yield from _check_numbers(found, analysis)
    yield from _check_shares(exact, analysis)
    yield from _check_rest(found, analysis)
    yield from _check_breakdown(found, analysis)


def _check_parts(found: Sequence[Statement]) -> Iterator[Discrepancy]:
    """Yield a part (of which, dont) that is more than the figure before it."""
    for whole, part in pairwise(found):
        one, other = whole.mention.value, part.mention.value
        if not part.modifiers.is_part or whole.modifiers.is_part or type(one) is not type(other) or _is_modified(whole, part):
            continue
        assert isinstance(one, Quantity) and isinstance(other, Quantity)
        if isinstance(one, Amount) and other.value > one.value and one.value >= other.step:
            yield Discrepancy("part", part, (whole,))


def _check_numbers(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« 413 des 217 ports »: a part of some things that is more than all of them."""
    out_of = _patterns(analysis.language)[0]
    for part, whole in pairwise(found):
        one, other = part.mention.value, whole.mention.value
        if not isinstance(one, Count) or not isinstance(other, Count) or not other.value < one.value < other.value * _MOST:
            continue
        bare = not one.noun or (not other.noun and _ENDS.match(analysis.folded, whole.mention.end))
        if bare and out_of.fullmatch(analysis.folded[part.mention.end : whole.mention.start]) and not _is_modified(whole, part):
            yield Discrepancy("part", part, (whole,))


def _is_modified(whole: Statement, part: Statement) -> bool:
    """Return whether what is stated of two figures keeps one from being a part of the other: at least, a year, another time."""
    first, second = whole.modifiers, part.modifiers
    hedged = first.qualifier in (Qualifier.MORE, Qualifier.AT_LEAST) or second.qualifier in (Qualifier.LESS, Qualifier.AT_MOST)
    return hedged or first.is_change or (first.per, first.over) != (second.per, second.over)


def _check_shares(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« 37 des 50 ports, soit 84 % »: Check a share that is stated to be that of two numbers."""
    text = analysis.folded
    out_of, then = _patterns(analysis.language)[:2]
    for part, whole, share in zip(found, found[1:], found[2:], strict=False):
        one, other, drawn = part.mention.value, whole.mention.value, share.mention.value
        if not isinstance(drawn, Percent) or not isinstance(one, Count | Amount) or type(one) is not type(other):
            continue
        assert isinstance(other, Quantity)
        if not other.value or one.value > other.value or drawn.value > _WHOLE:
            continue
        if out_of.fullmatch(text[part.mention.end : whole.mention.start]) and then.search(text[whole.mention.end : share.mention.start]):
            right = one.value / other.value * _WHOLE
            if abs(right - drawn.value) > max(drawn.step, Decimal(1)):
                yield Discrepancy("share", share, (part, whole), Percent(round(right / drawn.step) * drawn.step, step=drawn.step))


def _check_rest(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« 55 % … et les 35 % restants »: shares that leave more, or less, than the whole."""
    before, after = _patterns(analysis.language)[2:]
    shares = [each for each in found if isinstance(each.mention.value, Percent)]
    if len(shares) < 2 or len(shares) != len(found):
        return
    last, text = shares[-1], analysis.folded
    low = max(last.sentence.start, last.mention.start - _DRAWN)
    if not before.search(text[low : last.mention.start]) and not after.match(text[last.mention.end : last.mention.end + _DRAWN]):
        return
    yield from check_whole(shares)


def check_whole(shares: Sequence[Statement]) -> Iterator[Discrepancy]:
    """Yield the last of some shares, where they do not make a whole, but nearly; hedged ones, changes and parts of parts are left out."""
    values = [each.mention.value for each in shares if isinstance(each.mention.value, Percent)]
    made, step = sum((value.value for value in values), Decimal(0)), max(value.step for value in values)
    exact = all(
        each.modifiers.qualifier is Qualifier.EXACT and not each.modifiers.is_change and not each.modifiers.is_part for each in shares
    )
    if exact and len(values) * step / 2 < abs(made - _WHOLE) <= _WHOLE * _FAR:
        yield Discrepancy("rest", shares[-1], tuple(shares[:-1]), Percent(values[-1].value + _WHOLE - made, step=values[-1].step))


def _check_breakdown(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« 11 M$, répartis comme suit : 6 M$ …, 3 M$ … et 4 M$ »: a sum that its parts, to the end of the sentence, do not make."""
    alike = [each for each in found if type(each.mention.value) is type(found[0].mention.value)]
    total, parts = alike[0], alike[1:]
    if len(parts) < 2 or not isinstance(total.mention.value, Amount | Count):
        return
    lead, last = (analysis.folded[one.mention.end : other.mention.start] for one, other in (alike[:2], alike[-2:]))
    leads, joins = _breakdown_patterns(analysis.language)
    if not leads.search(lead) or not joins.search(last) or any(not is_addable(each, total) for each in alike):
        return
    yield from check_sum(total, parts)


def check_sum(total: Statement, parts: Sequence[Statement]) -> Iterator[Discrepancy]:
    """Yield a sum that its parts do not make, but nearly; those of another grain may be rounded."""
    value = total.mention.value
    assert isinstance(value, Quantity)
    values = [each.mention.value for each in parts if isinstance(each.mention.value, Quantity)]
    made, step = sum((each.value for each in values), Decimal(0)), max(each.step for each in values)
    slack = len(values) * step / 2 if step != 1 and any(each.step != step for each in values) else Decimal(0)
    if slack < abs(made - value.value) <= made * _FAR:
        yield Discrepancy("whole", total, tuple(parts), type(value)(made, step=value.step))


def get_sum(statement: Statement) -> Amount | Count | None:
    """Return a sum of money, or one in a scale whose currency is left out (« 370,8 millions »); else None."""
    value = statement.mention.value
    if isinstance(value, Amount) or (isinstance(value, Count) and not value.noun and value.step < value.value and value.value >= _SCALED):
        return value
    return None


def is_addable(each: Statement, total: Statement) -> bool:
    """Return whether nothing that is stated of a figure keeps it from being counted with the others."""
    first, second = each.modifiers, total.modifiers
    marked = first.is_change or first.is_part or first.is_former or first.is_average or first.qualifier is not Qualifier.EXACT
    return not marked and first.per is second.per and first.over in (None, second.over)


@cache
def _breakdown_patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what leads from a sum to its parts, and what joins the last two of these."""
    joined = alternation(language.grammar.names.conjunctions)
    return (
        compiled(rf"(?<!\w)(?:{alternation(language.modifiers.breakdown)})(?!\w)|:"),
        compiled(rf"(?<!\w)(?:{joined})(?!\w)"),
    )


def get_result_pattern(language: Language) -> re.Pattern[str]:
    """Return the words right before a figure that is drawn from those before it."""
    return _patterns(language)[1]


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    tables = language.modifiers
    rest, drawn, out_of = alternation(tables.rest), alternation(tables.result_markers), alternation(tables.out_of)
    words = rf"(?:{SPACE}[^\W\d_]+){{0,2}}"
    return (
        compiled(rf"{words}{SPACE}(?:{out_of}){SPACE}"),
        compiled(rf"(?<!\w)(?:{drawn})(?:{SPACE}[^\W\d_]+)?{SPACE}\Z"),
        compiled(rf"(?<!\w)(?:{rest})(?!\w){words},?{SPACE}?\Z"),
        compiled(rf"{words}{SPACE}(?:{rest})(?!\w)"),
    )
