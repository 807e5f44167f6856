"""Two statements of one note that contradict one another: whether they are of the same thing, and differ."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

from factcheck.analysis import Analysis
from factcheck.detectors.parallels import are_parallel, is_threshold
from factcheck.detectors.restatements import KINDS, StatedValue
from factcheck.document import BlockKind
from factcheck.languages.tokens import tokens
from factcheck.model import Kind, Mention, Statement
from factcheck.values.comparison import to_one_unit
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Count, Qualifier, Quantity, Value

# How many words around two places must share, and which part of the fewer.
_SHARED = {Kind.COUNT: 2, Kind.AMOUNT: 3, Kind.PERCENT: 2, Kind.DURATION: 2}
_PART = 0.6
# Two sums share so many words of names; two numbers of things one; these and shares are a known error for one another.
_NAMED = {Kind.COUNT: 1, Kind.AMOUNT: 2, Kind.PERCENT: 0, Kind.DURATION: 0}
# Numbers that may be years.
_YEARS = range(1900, 2100)
_LIKELY_ERRORS = frozenset({ErrorKind.SUBSTITUTED, ErrorKind.TRANSPOSED, ErrorKind.DECIMAL, ErrorKind.SCALE})
_FAR = Decimal(3)
_FEWEST = 3
_COMPLEMENT = 3
# An item with so many characters is a paragraph with a number.
_PARAGRAPH = 120


def are_contradictory(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> bool:
    """Return whether two statements of one thing, in two paragraphs, give different values."""
    first, second = earlier.statement, later.statement
    if (
        not _are_separate(first, second, analysis)
        or are_parallel(earlier, later, analysis)
        or earlier.others != later.others
        or not earlier.has_dates_of(later)
    ):
        return False
    if _get_spread(first) != _get_spread(second) or not _are_exact(first, second):
        return False
    if (earlier.has_company and later.has_company) or _name_different_things(earlier, later):
        return False
    figures = _get_differing_figures(first.mention.value, second.mention.value)
    return figures is not None and _are_of_one_thing(earlier, later, classify_error(*figures))


def _get_differing_figures(first: Value, second: Value) -> tuple[Decimal, Decimal] | None:
    """Return two quantities in one unit; None where they are the same, or too different to be of one thing."""
    figures = to_one_unit(first, second) if isinstance(first, Quantity) and isinstance(second, Quantity) else None
    if figures is None or figures[0] == figures[1] or not 1 / _FAR < figures[0] / figures[1] < _FAR:
        return None
    return figures


def _are_of_one_thing(earlier: StatedValue, later: StatedValue, error: ErrorKind) -> bool:
    """Return whether two statements of one kind share enough words and names to be of one thing, given the error that parts them."""
    kind, shared = earlier.statement.mention.kind, len(earlier.stems & later.stems)
    if kind is Kind.PERCENT and earlier.nouns != later.nouns:
        return error is ErrorKind.TRANSPOSED and shared > _SHARED[kind]
    if kind is Kind.DURATION:
        less, more = sorted((earlier.lead, later.lead), key=len)
        return len(less) >= _SHARED[kind] and (less == more or (less < more and shared >= 2 * _SHARED[kind]))
    named = len(earlier.names & later.names) >= _NAMED[kind]
    headed = error in _LIKELY_ERRORS and {earlier.head, later.head} <= earlier.stems & later.stems
    if kind is Kind.AMOUNT:
        fewest, comparable_words = _SHARED[kind] - headed, (named or headed) and earlier.stems != later.stems
    else:
        fewest, comparable_words = _SHARED[kind], named and error in _LIKELY_ERRORS
    return comparable_words and shared >= fewest and shared >= _PART * min(len(earlier.stems), len(later.stems))


def are_miscounted(earlier: StatedValue, later: StatedValue, counted: Counter[str], analysis: Analysis) -> bool:
    """Return whether the note counts a thing in these two places alone, and one of the numbers is a known error for the other."""
    first, second = earlier.statement.mention.value, later.statement.mention.value
    if not isinstance(first, Count) or not isinstance(second, Count) or not _are_separate(earlier.statement, later.statement, analysis):
        return False
    if are_parallel(earlier, later, analysis):
        return False
    known, found = _is_known(later.statement, analysis), classify_error(first.value, second.value)
    if not _are_exact(earlier.statement, later.statement) and not (known and found is ErrorKind.TRANSPOSED):
        return False
    sure = known and (found is ErrorKind.TRANSPOSED or earlier.others == later.others)
    if (earlier.others or later.others or not earlier.has_dates_of(later)) and not sure:
        return False
    if _name_different_things(earlier, later) or any(counted[noun] != 2 for noun in earlier.nouns & later.nouns):
        return False
    return _counts_differ(first, second) and (found in _LIKELY_ERRORS or (known and _count_one_thing(earlier, later, analysis)))


def _name_different_things(earlier: StatedValue, later: StatedValue) -> bool:
    """Return whether each of two statements names what the other does not."""
    if earlier.names - later.names and later.names - earlier.names:
        return True
    first, second = earlier.kinds, later.kinds
    return bool(first - second and second - first)


def _counts_differ(first: Count, second: Count) -> bool:
    """Return whether two numbers, none of them a year, differ and count things of one name."""
    if first.value == second.value or first.value in _YEARS or second.value in _YEARS:
        return False
    return all(one == other for one, other in _noun_pairs(first, second))


def _noun_pairs(first: Count, second: Count) -> list[tuple[str, str]]:
    """Return the words after the first of two nouns, side by side."""
    return list(zip(first.noun.lower().split()[1:], second.noun.lower().split()[1:], strict=False))


def _count_one_thing(earlier: StatedValue, later: StatedValue, analysis: Analysis) -> bool:
    """Return whether the words of two counted nouns, those right after them, or those around show that they count one thing."""
    first, second = earlier.statement.mention.value, later.statement.mention.value
    assert isinstance(first, Count) and isinstance(second, Count)
    complement = _get_complement(earlier.statement, analysis)
    if _noun_pairs(first, second) or (complement and complement == _get_complement(later.statement, analysis)):
        return True
    return len(earlier.stems & later.stems) >= _SHARED[Kind.COUNT]


def _get_complement(statement: Statement, analysis: Analysis) -> list[str]:
    """Return what identifies the thing that is counted among its kind: the words right after its noun, up to the first that says something."""
    value, end = statement.mention.value, statement.mention.end
    noun = len(value.noun) + 1 if isinstance(value, Count) else 0
    words = [token.word for token in tokens(analysis.folded, end + noun, statement.sentence.end)[:_COMPLEMENT]]
    small = analysis.language.grammar.inflection.function_words
    distinctive = next((at for at, word in enumerate(words) if word not in small), -1)
    return words[: distinctive + 1] if distinctive > 0 else []


def _is_known(statement: Statement, analysis: Analysis) -> bool:
    """Return whether a determiner says of what is counted that it is known already (the 31 villages); whose « ses » are may change meanwhile."""
    reference = analysis.language.grammar.reference
    before = tokens(analysis.folded, statement.sentence.start, statement.mention.start)[-1:]
    known = reference.determiners | reference.demonstratives | {*analysis.language.modifiers.whole_labels}
    return bool(before) and before[0].word in known


def is_comparable(statement: Statement, linked: set[int], analysis: Analysis) -> bool:
    """Return whether a statement says what no fact covers, plainly enough to be compared with another."""
    mention, modifiers = statement.mention, statement.modifiers
    value, block = mention.value, analysis.document.blocks[mention.block]
    if (
        mention.kind not in KINDS
        or statement.sentence.row
        or statement.irrealis
        or mention.start in linked
        or analysis.is_quoted(mention.start)
    ):
        return False
    if is_threshold(statement, analysis):
        return False
    if isinstance(value, Count) and not value.noun[:1].islower():
        return False
    if block.kind is BlockKind.HEADING and not isinstance(value, Count):
        return False
    if not isinstance(value, Quantity) or value.value < _FEWEST or (mention.start == block.start and _is_in_figures(mention, analysis)):
        return False
    return not (modifiers.is_change or modifiers.is_former or modifiers.is_part or modifiers.is_estimate)


def _is_in_figures(mention: Mention, analysis: Analysis) -> bool:
    """Return whether a quantity is written in figures or signs."""
    return not analysis.document.text[mention.start].isalpha()


def is_alone(statement: Statement, rows: dict[int, list[Statement]]) -> bool:
    """Return whether the sentence has no other figure of that kind, or of that noun."""
    value = statement.mention.value
    for other in rows[statement.sentence.start]:
        alike = other is not statement and other.mention.kind is statement.mention.kind
        if alike and (
            not isinstance(value, Count) or not isinstance(other.mention.value, Count) or other.mention.value.noun[:4] == value.noun[:4]
        ):
            return False
    return True


def _are_exact(first: Statement, second: Statement) -> bool:
    """Return whether neither of two figures is hedged."""
    return first.modifiers.qualifier is second.modifiers.qualifier is Qualifier.EXACT


def _get_spread(statement: Statement) -> tuple[object, ...]:
    """Return what a figure is spread over, how often it comes back, and whether it is a mean."""
    modifiers = statement.modifiers
    return modifiers.over, modifiers.per, modifiers.is_average


def _are_separate(first: Statement, second: Statement, analysis: Analysis) -> bool:
    """Return whether two statements stand in two paragraphs, and are not items of one list."""
    blocks = [analysis.document.blocks[each.mention.block] for each in (first, second)]
    listed = all(block.kind is BlockKind.ITEM for block in blocks) and min(block.end - block.start for block in blocks) < _PARAGRAPH
    return blocks[0] is not blocks[1] and not listed and first.mention.kind is second.mention.kind
