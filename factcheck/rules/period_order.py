"""Reports a period that ends before it starts, or whose stated length differs from the one that its two ends give. No fact is needed.

Does not report an interval over the new year whose first month has no year (from November to March 2019), two years that a conjunction
joins (the 2023 and 2021 surveys), or a length that agrees with one of the two ways of counting years: 2019 to 2022 is three years or four.
Fiscal years are counted one way: 2019-2020 to 2022-2023 is four.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind, Mention
from factcheck.values.types import Calendar, Duration, Grain, Interval, Unit

# A length and its interval stand within so many characters of one another.
_DISTANCE = 40


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the intervals that are turned round or of another length than stated."""
    text = analysis.document.text
    for at, mention in enumerate(analysis.mentions):
        value = mention.value
        if not isinstance(value, Interval) or analysis.is_quoted(mention.start):
            continue
        if _is_reversed(value) and (_is_number(analysis, mention) or _spans_new_year(mention) or _is_pair(analysis, mention)):
            continue
        if _is_reversed(value):
            yield Finding(mention.start, mention.end, "period-order", {"found": text[mention.start : mention.end]})
            continue
        length = _find_length(analysis.mentions, at, text)
        years = _count_years(value)
        if length and years and isinstance(length.value, Duration) and length.value.value not in years:
            start, end = min(length.start, mention.start), max(length.end, mention.end)
            values = {"found": text[length.start : length.end], "interval": text[mention.start : mention.end], "years": max(years)}
            yield Finding(start, end, "period-order.length", values)


def _is_reversed(value: Interval) -> bool:
    first, last = value.first.period, value.last.period
    return first is not None and last is not None and last.last < first.first


def _spans_new_year(mention: Mention) -> bool:
    """Return whether the first of two months has no year of its own: from November to March 2019 is from 2018."""
    first, last = (part.value for part in mention.parts) if mention.parts else (None, None)
    return isinstance(first, Calendar) and isinstance(last, Calendar) and first.year is None and first.month != last.month


def _is_pair(analysis: Analysis, mention: Mention) -> bool:
    """Return whether two years that a conjunction joins are compared, or distinguish two things (the 2023 and 2021 surveys)."""
    if not mention.parts or not all(isinstance(part.value, Calendar) and part.value.grain is Grain.YEAR for part in mention.parts):
        return False
    first, last = mention.parts
    return analysis.folded[first.end : last.start].strip() in analysis.language.grammar.names.conjunctions


def _is_number(analysis: Analysis, mention: Mention) -> bool:
    """Return whether two years joined by a hyphen follow no word that opens an interval: the number of a file, of an order."""
    text = analysis.document.text[mention.start : mention.end]
    openers = analysis.language.grammar.adverbials.span_openers
    before = analysis.folded[max(mention.start - 12, 0) : mention.start].split()
    return " " not in text and not (before and before[-1].strip("(") in openers)


def _find_length(mentions: tuple[Mention, ...], at: int, text: str) -> Mention | None:
    """Return the length in years that stands right before the interval."""
    before = mentions[at - 1] if at else None
    if before is None or before.kind is not Kind.DURATION or before.block != mentions[at].block:
        return None
    between = text[before.end : mentions[at].start].replace(" (", " ", 1)
    whole = isinstance(before.value, Duration) and before.value.unit is Unit.YEAR and before.value.value % 1 == 0
    return before if whole and len(between) <= _DISTANCE and len(between.split()) <= 3 and not set(between) & set(".;()") else None


def _count_years(value: Interval) -> frozenset[int]:
    first, last = value.first, value.last
    if first.year is None or last.year is None or first.grain is not last.grain:
        return frozenset()
    difference = last.year - first.year
    if first.grain is Grain.FISCAL:
        return frozenset({difference + 1})
    return frozenset({difference, difference + 1}) if first.grain is Grain.YEAR and isinstance(first, Calendar) else frozenset()


RULE = Rule(
    "period-order",
    Severity.ERROR,
    check,
    (
        Example("fr", "Les travaux s’étendent de [[2021 à 2019]]."),
        Example("fr", "Les fonds sont versés sur [[trois ans, de 2019-2020 à 2022-2023]]."),
        Example("fr", "Les fonds sont versés sur trois ans, de 2019-2020 à 2021-2022."),
        Example("fr", "Une entente d’une durée de [[trois ans (de 2019-2020 à 2022-2023]]) a été conclue."),
        Example("en", "The work runs from [[2021 to 2019]]."),
        Example("en", "The wharf is closed from November to March 2019; the gap between the 2023 and 2021 counts is small."),
        Example("en", "The work runs over three years, from 2019-20 to 2021-22."),
    ),
    doc=__doc__,
)
