"""Find out whether the figures around a statement are computed from it, or it from them: a sum, a share, a difference, a product."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from factcheck.analysis import Analysis
from factcheck.document import Block
from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Kind, Link, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Calendar, Count, Duration, Interval, Percent, Quantity

# With more figures in a paragraph, or more cells in a table, all may be tied: none is changed.
_MOST = 40
# A total of so many figures is looked for anywhere in a paragraph; of more, where they stand in a row.
_TERMS = 3
# Figures of other paragraphs are added up as far as so many paragraphs away.
_NEIGHBOURS = 6
_WHOLE = Decimal(100)
_FIGURES = frozenset({Kind.AMOUNT, Kind.COUNT, Kind.PERCENT})
# A word that ties a figure stands so many characters before it at most, or after it.
_REACH, _BEHIND, _FEWEST = 30, 12, 2
# How exactly two factors make their product.
_HUNDREDTH = Decimal("0.01")


def is_tied(link: Link, analysis: Analysis) -> bool:
    """Return whether figures around a statement, or words, tie its value to others."""
    statement = link.statement
    mention = statement.mention
    sentence = analysis.folded[statement.sentence.start : statement.sentence.end]
    if _patterns(analysis.language)[0].search(sentence):
        return True
    block = analysis.document.blocks[mention.block]
    if block.table >= 0:
        return _is_tied_in_table(mention, block, analysis)
    around = _list_mentions(mention.block, mention.block, analysis)
    if len(around) > _MOST or _has_tying_words(link, around, analysis):
        return True
    if _is_computed(mention, around) or _is_sum_of_neighbours(mention, analysis):
        return True
    return _makes_another(mention, around, analysis) or _has_share_in_note(mention, around, analysis)


def _has_tying_words(link: Link, around: Sequence[Mention], analysis: Analysis) -> bool:
    """Return whether words of the sentence, right beside one of its values, make it a part, a total or another name of something else."""
    sentence = link.statement.sentence
    if link.statement.is_date:
        openers = _patterns(analysis.language)[3].finditer(analysis.folded, sentence.start, sentence.end)
        return any(0 <= link.statement.mention.start - each.end() <= _REACH for each in openers)
    inside = [each for each in around if sentence.start <= each.start < sentence.end and each.kind in _FIGURES]
    if len(around) < _FEWEST or not any(each is not link.statement.mention and each.kind in _FIGURES for each in around):
        return False
    if link.statement.modifiers.is_change and sum(each.kind is link.statement.mention.kind for each in inside) >= _FEWEST:
        return True
    found = list(_patterns(analysis.language)[1].finditer(analysis.folded, sentence.start, sentence.end))
    return any(0 <= each.start - word.end() <= _REACH or 0 <= word.start() - each.end <= _BEHIND for word in found for each in inside)


def _makes_another(mention: Mention, around: Sequence[Mention], analysis: Analysis) -> bool:
    """Return whether the value, with the figures in a row with it in its paragraph, makes one that stands anywhere in the note."""
    if not isinstance(mention.value, Amount | Count):
        return False
    alike = [each.value.value for each in around if type(each.value) is type(mention.value) and isinstance(each.value, Quantity)]
    stated = {
        each.value.value for each in analysis.mentions if type(each.value) is type(mention.value) and isinstance(each.value, Quantity)
    }
    runs = (alike[first:last] for first in range(len(alike)) for last in range(first + 2, len(alike) + 1))
    return any(mention.value.value in run and sum(run, Decimal(0)) in stated for run in runs)


def _has_share_in_note(mention: Mention, around: Sequence[Mention], analysis: Analysis) -> bool:
    """Return whether the value and a percentage of its paragraph, or the percentage and another figure, make one that the note states."""
    figures = [each.value for each in around if isinstance(each.value, Amount | Count)]
    shares = [each.value for each in around if isinstance(each.value, Percent)]
    made = {(type(one), one.value * share.value / _WHOLE) for one in figures for share in shares if mention.value in (one, share)}
    return any(isinstance(each.value, Quantity) and (type(each.value), each.value.value) in made for each in analysis.mentions)


def _list_mentions(first: int, last: int, analysis: Analysis) -> Sequence[Mention]:
    """Return the mentions of some blocks, in order."""
    blocks = [each.block for each in analysis.mentions]
    return analysis.mentions[bisect_left(blocks, first) : bisect_right(blocks, last)]


def _is_computed(mention: Mention, around: Sequence[Mention]) -> bool:
    value = mention.value
    others = [each.value for each in around if each is not mention]
    if isinstance(value, Calendar | Interval):
        return _is_a_distance_away(value, others)
    if not isinstance(value, Quantity):
        return False
    figures = [each for each in others if isinstance(each, Quantity) and each.value]
    alike = [each.value for each in figures if type(each) is type(value)]
    if isinstance(value, Duration):
        return _spans_dates(value, others)
    return _is_sum(value.value, alike, _TERMS) or _is_share(value, figures) or _is_product(value, figures)


def _is_sum(value: Decimal, others: Sequence[Decimal], terms: int) -> bool:
    """Return whether a value is a sum of others, a part of one, or what others leave of a whole of 100."""
    sums = set(_list_sums(others, terms))
    wholes = {value, *(other - value for other in others if other > value), value + _WHOLE}
    return bool(sums & wholes) or any(value + other == _WHOLE for other in others)


def _list_sums(others: Sequence[Decimal], terms: int) -> Iterator[Decimal]:
    """Yield the sums of two figures and more: of a few that stand anywhere, of any number that stand in a row."""
    for count in range(2, terms + 1):
        for terms_of_one in combinations(others, count):
            yield sum(terms_of_one, Decimal(0))
    for first in range(len(others)):
        total = others[first]
        for each in others[first + 1 :]:
            total += each
            yield total


def _is_share(value: Quantity, figures: Sequence[Quantity]) -> bool:
    """Return whether a percentage is the share, or the change, that two other figures make, one of which may be the value."""
    shares = [each for each in figures if isinstance(each, Percent)]
    if isinstance(value, Percent):
        pairs = combinations([each for each in figures if not isinstance(each, Percent)], 2)
        return any(_makes(one, other, value) for one, other in pairs if type(one) is type(other))
    alike = [each for each in figures if type(each) is type(value)]
    return any(_makes(value, other, share) for other in alike for share in shares)


def _makes(one: Quantity, other: Quantity, share: Percent) -> bool:
    low, high = sorted((one.value, other.value))
    if not low:
        return False
    parts = (low / high * _WHOLE, _WHOLE - low / high * _WHOLE, high / low * _WHOLE - _WHOLE, high / low * _WHOLE)
    return any(abs(part - share.value) <= share.step for part in parts)


def _is_product(value: Quantity, figures: Sequence[Quantity]) -> bool:
    """Return whether two figures, one of them an amount or a number, make the value, or one of them and the value another."""
    factors = [each for each in figures if isinstance(each, Amount | Count | Duration) and each.value > 1]
    for one, other in combinations(factors, 2):
        for whole, first, second in ((value, one, other), (one, value, other), (other, value, one)):
            if abs(first.value * second.value - whole.value) <= whole.value * _HUNDREDTH:
                return True
    return False


def _is_a_distance_away(value: Calendar | Interval, others: Sequence[object]) -> bool:
    """Return whether the paragraph has a length of time that the date and another may bound, or an age."""
    return any(isinstance(each, Duration) for each in others) and any(isinstance(each, Calendar | Interval) for each in (value, *others))


def _spans_dates(value: Duration, others: Sequence[object]) -> bool:
    """Return whether an interval, or two dates, may bound a length of time."""
    dates = [each for each in others if isinstance(each, Calendar | Interval)]
    return any(isinstance(each, Interval) for each in dates) or len(dates) > 1 or any(isinstance(each, Duration) for each in others)


def _is_sum_of_neighbours(mention: Mention, analysis: Analysis) -> bool:
    """Return whether a figure is the sum of some that stand in a row in the paragraphs around it, or adds up with them to one."""
    value = mention.value
    if not isinstance(value, Amount | Count | Percent):
        return False
    around = _list_mentions(mention.block - _NEIGHBOURS, mention.block + _NEIGHBOURS, analysis)
    alike = [each.value.value for each in around if type(each.value) is type(value) and isinstance(each.value, Quantity)][:_MOST]
    runs = [(first, last) for first in range(len(alike)) for last in range(first + 2, len(alike) + 1)]
    sums = {sum(alike[first:last], Decimal(0)) for first, last in runs if value.value in alike[first:last]}
    without = {sum(alike[first:last], Decimal(0)) for first, last in runs if value.value not in alike[first:last]}
    return bool(sums & set(alike)) or value.value in without


def _is_tied_in_table(mention: Mention, block: Block, analysis: Analysis) -> bool:
    """Return whether a table has a total, or the cell is one of a row or a column that adds up."""
    cells = [(index, each) for index, each in enumerate(analysis.document.blocks) if each.table == block.table]
    total = _patterns(analysis.language)[2]
    if any(total.search(analysis.folded[each.start : each.end].strip(" *_:")) for _, each in cells):
        return True
    lines = [[at for at, each in cells if each.row == block.row], [at for at, each in cells if each.column == block.column]]
    return any(_is_tied_in_line(mention, frozenset(line), analysis) for line in lines)


def _is_tied_in_line(mention: Mention, line: frozenset[int], analysis: Analysis) -> bool:
    found = [each for each in _list_mentions(min(line), max(line), analysis) if each.block in line]
    return len(found) > _MOST or _is_computed(mention, found)


@cache
def _patterns(language: Language) -> tuple[re.Pattern[str], ...]:
    """Return the words that depend on a value, those that tie a figure to others, the labels of totals, and what gives another name (that is)."""
    tables = language.modifiers
    parts = trigger_phrases(language, Category.PART, Category.TRANSITION)
    tying = [*tables.total_before, *tables.total_after, *tables.rest, *tables.breakdown, *tables.result_markers, *parts]
    labels = [*tables.total_labels, *tables.whole_labels, *tables.part_labels]
    return (
        compiled(rf"(?<!\w)(?:{any_of(tables.sized)})(?!\w)"),
        compiled(rf"(?<!\w)(?:{any_of(tying)})(?!\w)"),
        compiled(rf"(?:\A|\s)(?:{any_of(labels)})(?!\w)"),
        compiled(rf"(?<!\w)(?:{any_of(language.grammar.names.list_openers)})(?!\w)"),
    )
