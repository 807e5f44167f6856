"""A figure that its sentence calls the total of those before it, or draws from them, and that is not their sum."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import pairwise

from factcheck.analysis import Analysis
from factcheck.detectors.arithmetic.shares import Discrepancy, get_result_pattern
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import stemmer
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Count, Qualifier, Quantity

# A total that is further off than this part of the sum is the total of something else.
_FAR = Decimal("0.2")
# The words that make a total stand within so many characters of it.
_WINDOW = 40
# Between the numbers of a series stand their nouns, and a comma or a conjunction.
_GAP = compiled(r"(?:\s[^\W\d_][\w-]*){1,4},?(?:\s[^\W\d_]{1,4})?\s")


def check_stated_totals(found: Sequence[Statement], analysis: Analysis) -> Iterator[Discrepancy]:
    """Return the totals of one sentence that are not the sum of the figures before them; `found` are its figures, in order."""
    for at, statement in enumerate(found):
        sure = at >= 2 and (_is_total(statement, analysis) or (at == 2 and _is_sum_of_two(found[:at], statement, analysis)))
        if sure or (at >= 3 and _is_result(found[:at], statement, analysis)):
            misfit = _check_sum(found[:at], statement, analysis, sure=sure)
            if misfit:
                yield misfit


def _is_total(statement: Statement, analysis: Analysis) -> bool:
    """Return whether the words around a figure make it a total."""
    before, after = _patterns(analysis.language)
    mention, text = statement.mention, analysis.folded
    exact = statement.modifiers.qualifier is Qualifier.EXACT
    low = max(statement.sentence.start, mention.start - _WINDOW)
    return exact and bool(
        before.search(text, low, mention.start) or after.match(text, mention.end, min(mention.end + _WINDOW, statement.sentence.end))
    )


def _is_result(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Return whether a word that draws a figure from those before it (soit, that is) stands right before one that is greater than each."""
    value, low = total.mention.value, max(total.sentence.start, total.mention.start - _WINDOW)
    if total.modifiers.qualifier is not Qualifier.EXACT or not isinstance(value, Amount | Count):
        return False
    if not get_result_pattern(analysis.language).search(analysis.folded, low, total.mention.start):
        return False
    return all(not isinstance(part.mention.value, type(value)) or part.mention.value.value < value.value for part in parts)


def _is_sum_of_two(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Return whether two numbers of things stand side by side, and right after them what is drawn from both (four dives and three tows, that is six)."""
    found = [*parts, total]
    if len(parts) != 2 or not all(isinstance(each.mention.value, Count) and each.mention.value.noun for each in parts):
        return False
    if not isinstance(total.mention.value, Count) or any(each.modifiers.qualifier is not Qualifier.EXACT for each in found):
        return False
    gaps = (analysis.folded[one.mention.end : other.mention.start] for one, other in pairwise(found))
    return all(pattern.fullmatch(gap) for pattern, gap in zip(_pair_patterns(analysis.language), gaps, strict=True))


def _is_series(parts: Sequence[Statement], total: Statement, analysis: Analysis) -> bool:
    """Return whether three numbers and more stand in a row, with hardly a word but their nouns between them, and the total right after."""
    row = [*parts, total]
    gaps = (analysis.folded[one.mention.end : other.mention.start] for one, other in pairwise(row))
    return len(parts) > 2 and all(isinstance(each.mention.value, Count) for each in row) and all(map(_GAP.fullmatch, gaps))


def _check_sum(parts: Sequence[Statement], total: Statement, analysis: Analysis, *, sure: bool) -> Discrepancy | None:
    value = total.mention.value
    assert isinstance(value, Quantity)
    row = sure and (_is_series(parts, total, analysis) or _is_sum_of_two(parts, total, analysis))
    alike = parts if row else [each for each in parts if _is_addable(each, total, analysis)]
    figures = [each.mention.value.value for each in alike if isinstance(each.mention.value, Quantity)]
    if len(figures) < 2 or any(each.modifiers.qualifier is not Qualifier.EXACT or each.modifiers.is_change for each in alike):
        return None
    sums = [sum(figures[at:], Decimal(0)) for at in range(len(figures) - 1)]
    if value.value in sums or not abs(sums[0] - value.value) <= sums[0] * _FAR:
        return None
    if not sure and (len(figures) < 3 or classify_error(value.value, sums[0]) is ErrorKind.NONE):
        return None
    return Discrepancy("total", total, tuple(alike), type(value)(sums[0], step=value.step))


def _is_addable(part: Statement, total: Statement, analysis: Analysis) -> bool:
    first, second = part.mention.value, total.mention.value
    if type(first) is not type(second):
        return False
    if isinstance(first, Count) and isinstance(second, Count) and first.noun and second.noun:
        stem = stemmer(analysis.language).stem
        return bool({stem(each) for each in first.noun.lower().split()} & {stem(each) for each in second.noun.lower().split()})
    return True


@cache
def _pair_patterns(language: Language) -> Sequence[re.Pattern[str]]:
    """Return what stands between two numbers of things side by side, and between the second and what is drawn from both."""
    words, joining = r"(?:\s[^\W\d_]+){1,4}", (language.grammar.names.conjunctions, language.modifiers.result_markers)
    return [compiled(rf"{words},?\s(?:{'|'.join(map(re.escape, longest_first(phrases)))})\s") for phrases in joining]


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], re.Pattern[str]]:
    tables = language.modifiers
    before, after = ("|".join(map(re.escape, longest_first(phrases))) for phrases in (tables.total_before, tables.total_after))
    return compiled(rf"(?<!\w)(?:{before})\s*\$?\Z|(?<!\w)(?:{before})\s(?=\S*\Z)"), compiled(rf"(?:\s[^\W\d]+){{0,2}}\s(?:{after})(?!\w)")
