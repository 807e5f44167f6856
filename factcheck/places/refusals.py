"""Decide whether a place that states a fact can be rewritten with its new value, or why not."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import cache

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import fold
from factcheck.languages.triggers import trigger_phrases
from factcheck.linking.compare import compare
from factcheck.mentions.find_all import find_after_edit
from factcheck.model import DATES, DateRole, Difference, Link, Mention
from factcheck.places.figure_ties import is_tied
from factcheck.places.surroundings import fits_around
from factcheck.places.uprating import Refusal, Uprating
from factcheck.rules.mismatch import is_right_in_place
from factcheck.runtime.regex import compiled
from factcheck.values.confidence import Confidence, grade, is_likely
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Grain, Interval, Period, Quantity
from factcheck.wording.value import word_value

# A part of a date (early, the end of) stands so many characters before it at most.
_PART = 24
# The roles of dates that give the time of a value.
_TIMES = frozenset({DateRole.AT, DateRole.SINCE, DateRole.COMPARISON, DateRole.NONE})
# Two dates with fewer characters between them belong together.
_BESIDE = 12
_YEAR = compiled(r"\d{4}")


def find_refusal(link: Link, right: str, analysis: Analysis, uprating: Uprating) -> Refusal | None:
    """Return why a place cannot be rewritten with the words `right`; None where it can."""
    reasons: tuple[tuple[Refusal, Callable[[], bool]], ...] = (
        (Refusal.OTHER, lambda: not link.comparison.equal and not has_value(link, uprating.former)),
        (Refusal.QUOTED, lambda: analysis.is_quoted(link.statement.mention.start)),
        (Refusal.BOUND, lambda: is_likely(link.score) and not _has_same_bound(link, uprating)),
        (Refusal.DOUBT, lambda: not _is_sure(link, analysis, uprating)),
        (Refusal.DATED, lambda: link.statement.modifiers.is_former or _is_of_another_time(link, analysis)),
        (Refusal.FORM, lambda: not has_value(link, uprating.former) or not _keeps_form(link, right, analysis, uprating)),
        (Refusal.TIED, lambda: link.statement.modifiers.is_part or is_tied(link, analysis) or _changes_order(link, analysis, uprating)),
        (Refusal.WORDS, lambda: not fits_around(_with_fact(link, uprating.fact), right, analysis)),
    )
    return next((reason for reason, applies in reasons if applies()), None)


def is_concerned(link: Link, uprating: Uprating) -> bool:
    """Return whether a place must be looked at: it does not state the new value as it stands, but perhaps the former one."""
    former = uprating.former
    if not link.comparison.equal:
        return is_likely(link.score) and not _states(link, uprating.fact)
    is_right_with_both = _states(link, uprating.fact) and _states(link, former)
    return not is_right_with_both or (uprating.fact.value != former.value and has_value(link, former))


def _states(link: Link, fact: Fact) -> bool:
    """Return whether a place is right with a fact."""
    found = compare(link.statement, fact)
    return found is not None and found.difference is Difference.NONE


def _has_same_bound(link: Link, uprating: Uprating) -> bool:
    return link.statement.modifiers.qualifier == uprating.former.qualifier == uprating.fact.qualifier


def has_value(link: Link, fact: Fact) -> bool:
    """Return whether a statement has the very value of a fact, in its unit and as finely."""
    value, right = link.statement.mention.value, fact.value
    if isinstance(value, Calendar | Interval) and isinstance(right, Period):
        return value.period == right
    if isinstance(value, Contact):
        return value == right
    if not isinstance(value, Quantity) or type(value) is not type(right) or not isinstance(right, Quantity):
        return False
    if isinstance(value, Duration) and isinstance(right, Duration) and value.unit is not right.unit:
        return False
    if isinstance(value, Amount) and isinstance(right, Amount) and value.currency not in (None, right.currency):
        return False
    return value.value == right.value


def _with_fact(link: Link, fact: Fact) -> Link:
    return replace(link, fact=fact)


def _is_sure(link: Link, analysis: Analysis, uprating: Uprating) -> bool:
    """Return whether a statement surely states the fact: the link is certain, or likely and no other figure or fact can be meant."""
    if not is_likely(link.score) or not link.agrees or link.statement.irrealis or _is_denied(link, analysis):
        return False
    if any(name.start < link.statement.mention.end and link.statement.mention.start < name.end for name in analysis.names):
        return False
    return grade(link.score) is Confidence.CERTAIN or (_is_only_one(link, analysis) and not _has_twin(uprating))


def _is_denied(link: Link, analysis: Analysis) -> bool:
    denying = trigger_phrases(analysis.language, Category.NEGATION, Category.CONDITION, Category.WISH)
    return any(_any_word(denying).search(analysis.folded, *span) for span in link.statement.clause)


@cache
def _any_word(phrases: frozenset[str]) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(phrases)})(?!\w)")


def _is_only_one(link: Link, analysis: Analysis) -> bool:
    """Return whether no other figure of the kind stands in the sentence."""
    sentence, mention = link.statement.sentence, link.statement.mention
    kinds = DATES if mention.kind in DATES else {mention.kind}
    found = [each for each in analysis.mentions if sentence.start <= each.start < sentence.end and each.kind in kinds]
    return len(found) == 1


def _has_twin(uprating: Uprating) -> bool:
    """Return whether another fact of the registry has the same value."""
    former = uprating.former
    return any(fact.id != former.id and fact.value == former.value for fact in uprating.registry.by_kind.get(former.kind, ()))


def _is_of_another_time(link: Link, analysis: Analysis) -> bool:
    """Return whether the clause gives a time at which the value holds that the fact does not have."""
    if link.statement.is_date or isinstance(link.fact.value, Contact):
        return False
    low, high = link.statement.clause[0][0], link.statement.clause[-1][1]
    cues = [fold(cue) for each in link.fact.cues.values() for cue in each]
    for statement in analysis.statements:
        each = statement.mention
        if low <= each.start < high and statement.is_date and statement.date_role in _TIMES and not _is_known(each, link, cues, analysis):
            return True
    return False


def _is_known(date: Mention, link: Link, cues: Sequence[str], analysis: Analysis) -> bool:
    """Return whether a date is a part of what is said of the figure, of a cue of the fact, of a name, or one of the dates of the fact."""
    modifiers = link.statement.modifiers
    if modifiers.start <= date.start < modifiers.end or any(analysis.folded[date.start : date.end] in cue for cue in cues):
        return True
    if any(name.start <= date.start < name.end for name in analysis.names):
        return True
    period = date.value.period if isinstance(date.value, Calendar | Interval) else None
    return period is not None and period in (link.fact.starting, link.fact.until)


def _keeps_form(link: Link, right: str, analysis: Analysis, uprating: Uprating) -> bool:
    """Return whether the new value can be written as the former one is: in its style, as finely, as one value."""
    mention, new = link.statement.mention, uprating.fact.value
    stated = analysis.document.text[mention.start : mention.end]
    if link.statement.is_date:
        return _keeps_date(link, stated, right, analysis, uprating)
    if isinstance(new, Count) and isinstance(uprating.former.value, Count) and new.noun != uprating.former.value.noun:
        return False
    if isinstance(new, Amount) and isinstance(uprating.former.value, Amount) and new.currency != uprating.former.value.currency:
        return False
    if word_value(mention.value, analysis.language, stated) != stated:
        return False
    return is_right_in_place(_with_fact(link, uprating.fact), right, analysis) and _has_same_unit(link, right, analysis)


def _changes_order(link: Link, analysis: Analysis, uprating: Uprating) -> bool:
    """Return whether another date of the sentence comes before the former date and after the new one, or the reverse, or is some years away that
    the sentence counts."""
    former, new, sentence = uprating.former.value, uprating.fact.value, link.statement.sentence
    if not isinstance(former, Period) or not isinstance(new, Period):
        return False
    words = {token.word for token in analysis.document.tokens(sentence.start, sentence.end)}
    for each in analysis.mentions:
        other = each.value.period if isinstance(each.value, Calendar | Interval) else None
        if other is None or each is link.statement.mention or not sentence.start <= each.start < sentence.end:
            continue
        if (other.first < former.first) != (other.first < new.first) or str(abs(other.first.year - former.first.year)) in words:
            return True
    return False


def _has_same_unit(link: Link, right: str, analysis: Analysis) -> bool:
    """Return whether the new words have the unit of the former ones."""
    mention = link.statement.mention
    if not isinstance(mention.value, Duration):
        return True
    (read, *_) = find_after_edit(analysis.document, mention, right) or [mention]
    return isinstance(read.value, Duration) and read.value.unit is mention.value.unit


def _keeps_date(link: Link, stated: str, right: str, analysis: Analysis, uprating: Uprating) -> bool:
    """Return whether a date is written whole, by itself, and the new one is as fine."""
    mention, former, new = link.statement.mention, uprating.former.value, uprating.fact.value
    if not isinstance(former, Period) or not isinstance(new, Period) or former.grain is not new.grain or not _YEAR.search(stated):
        return False
    if link.statement.date_role is DateRole.NAME or getattr(mention.value, "is_ambiguous", False):
        return False
    if new.grain in (Grain.SEASON, Grain.QUARTER, Grain.DECADE):
        return False
    before = analysis.folded[max(mention.start - _PART, link.statement.sentence.start) : mention.start]
    if _date_part_pattern(analysis.language).search(before) or _has_weekday_around(link, analysis) or _is_joined(link, analysis):
        return False
    return word_value(former, analysis.language, stated) == stated and bool(right)


def _is_joined(link: Link, analysis: Analysis) -> bool:
    """Return whether another date stands right beside one, as in a range or a list."""
    mention = link.statement.mention
    others = (each for each in analysis.mentions if each.kind in DATES and each is not mention and each.block == mention.block)
    return any(each.start - mention.end < _BESIDE and mention.start - each.end < _BESIDE for each in others)


def _has_weekday_around(link: Link, analysis: Analysis) -> bool:
    """Return whether the sentence names a day of the week that is no part of the date."""
    mention, sentence = link.statement.mention, link.statement.sentence
    found = _weekday_pattern(analysis.language).finditer(analysis.folded, sentence.start, sentence.end)
    return any(not mention.start <= each.start() < mention.end for each in found)


@cache
def _date_part_pattern(language: Language) -> re.Pattern[str]:
    """Return what makes a part of the date that follows: early in, the end of, between."""
    return compiled(rf"(?<!\w)(?:{any_of(language.modifiers.date_parts)})(?:[\s-]\w{{1,4}}'?)?[\s-]*\Z")


@cache
def _weekday_pattern(language: Language) -> re.Pattern[str]:
    return compiled(rf"(?<!\w)(?:{any_of(language.quantities.dates.weekdays)})(?!\w)")
