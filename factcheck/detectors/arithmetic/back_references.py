"""A sum that a sentence recalls (« cette somme », "this amount") and breaks down, or draws a share of, and whose figures do not fit; a
count that were counted in parts in the sentence before (« ces 28 réunions », "those 28 meetings")."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy, check_sum, get_result_pattern, get_sum, is_addable
from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import stemmer
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Percent, Quantity

_WHOLE = Decimal(100)
# So many parts make a breakdown, and so many characters after a share tell of what it is one.
_PARTS, _AFTER = 2, 40
# So many statements before a sentence are looked at for the sum that it recalls.
_BEFORE = 12


def check_back_references(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Yield the figures of one sentence that do not fit the sum that it recalls; `found` are its figures, in order."""
    yield from _check_breakdown(found, analysis)
    yield from _check_share(found, analysis)
    yield from _check_count(found, analysis)


def _check_breakdown(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« … 4,7 millions. Cette somme se répartit comme suit : 2,9 millions …, 1,1 million … et 0,9 million … »."""
    opens, _ = _patterns(analysis.language)
    parts = [each for each in found if get_sum(each)]
    start = found[0].sentence.start
    if len(parts) < _PARTS or len(parts) != len(found) or not opens.match(analysis.folded, start, parts[0].mention.start):
        return
    at = bisect_left(analysis.statements, start, key=lambda each: each.mention.start)
    before = reversed(analysis.statements[max(at - _BEFORE, 0) : at])
    whole = next((each for each in before if isinstance(each.mention.value, Amount)), None)
    if whole and whole.mention.block == parts[0].mention.block and all(is_addable(each, whole) for each in (whole, *parts)):
        yield from check_sum(whole, parts)


def _check_share(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« … 1,47 milliard …; 882 millions, soit 66 % de cette somme »."""
    _, of_it = _patterns(analysis.language)
    for at, share in enumerate(found):
        value = share.mention.value
        if at < _PARTS or not isinstance(value, Percent) or not of_it.match(analysis.folded, share.mention.end, share.mention.end + _AFTER):
            continue
        part, whole = found[at - 1], found[at - 2]
        if (
            not get_sum(part)
            or not get_sum(whole)
            or not get_result_pattern(analysis.language).search(analysis.folded, part.mention.end, share.mention.start)
        ):
            continue
        right = _value(part) / (_value(whole) or 1) * _WHOLE
        made = round(right / value.step) * value.step
        off = abs(right - value.value) > max(value.step, Decimal(1)) and classify_error(value.value, made) is not ErrorKind.NONE
        if off and all(is_addable(each, whole) for each in (part, whole, share)):
            yield Discrepancy("share", share, (part, whole), Percent(made, step=value.step))


def _check_count(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """« … douze réunions à l’est, neuf à l’ouest et six au nord. De ces 28 réunions … »."""
    this = _this(analysis.language)
    for total in found:
        value, start = total.mention.value, total.sentence.start
        if not isinstance(value, Count) or not value.noun or not this.search(analysis.folded, start, total.mention.start):
            continue
        at = bisect_left(analysis.statements, start, key=lambda each: each.mention.start)
        before = [each for each in analysis.statements[max(at - _BEFORE, 0) : at] if each.mention.block == total.mention.block]
        parts = [each for each in before if each.sentence == before[-1].sentence and isinstance(each.mention.value, Count)]
        if len(parts) >= _PARTS and _series(parts, value, analysis) and all(is_addable(each, total) for each in parts):
            yield from check_sum(total, parts)


def _series(parts: Sequence[Statement], total: Count, analysis: Analysis) -> bool:
    """Return whether some numbers count the things of a total, the first with their noun and the others without one, or with the same."""
    stem = stemmer(analysis.language).stem
    nouns = [stem(value.noun.lower().split()[0]) if value.noun else "" for each in parts if isinstance(value := each.mention.value, Count)]
    return {stem(total.noun.lower().split()[0])} == {nouns[0], *filter(None, nouns)} and total.value > max(map(_value, parts))


def _value(statement: Statement) -> Decimal:
    value = statement.mention.value
    return value.value if isinstance(value, Quantity) else Decimal(0)


@cache
def _this(language: Language) -> re.Pattern[str]:
    """Return what points back, right before a number."""
    return compiled(rf"(?<!\w)(?:{alternation(language.grammar.reference.demonstratives)}){SPACE}\Z")


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what recalls a sum and breaks it down, at the start of a sentence; what recalls it after a share."""
    these, broken = alternation(language.grammar.reference.demonstratives), alternation(language.modifiers.breakdown)
    return (
        compiled(rf"(?:{these}){SPACE}[^\W\d_]+{SPACE}[^\d.;]*?(?<!\w)(?:{broken})(?!\w)"),
        compiled(rf"{SPACE}(?:{alternation(language.quantities.money.linkers)}){SPACE}(?:{these}){SPACE}"),
    )
