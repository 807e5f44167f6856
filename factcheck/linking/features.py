"""The features of a statement and a candidate fact: small functions, each with a name and a sign, in one table for figures and one for dates."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from enum import IntEnum, StrEnum
from math import log10

from factcheck.languages.schema.triggers import Category
from factcheck.linking.candidates import Candidate, Owner
from factcheck.linking.evidence.reach import Place, Reach
from factcheck.model import DATES, Kind
from factcheck.runtime.records import record
from factcheck.values.comparison import to_one_unit
from factcheck.values.error_kinds import ErrorKind, get_digits
from factcheck.values.tense import PAST, Tense
from factcheck.values.types import Calendar, Grain, Interval, Period, Quantity

RELATION = 0
"""The index of the relation of two values in a vector."""
# So much is counted at most: words between, years between dates and between times, facts of an entity and of a cue, nearer bodies.
_FAR, _YEARS, _AWAY, _CROWDED, _SHARED, _NEARER = 30.0, 12.0, 10.0, 20.0, 8.0, 3.0
# Distinctive digits and orders of magnitude are counted up to so many.
_DIGITS, _ORDERS, _PLACES = 5.0, 4.0, 3
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})


class Relation(StrEnum):
    """How the two values stand to one another: they differ, they differ and the stated one is another fact's, a known error explains the one by
    the other, or they are equal."""

    DIFFERENT = "different"
    ANOTHERS = "anothers"
    EXPLAINED = "explained"
    EQUAL = "equal"


class Group(StrEnum):
    """The kinds of value that have features and weights of their own."""

    FIGURES = "figures"
    DATES = "dates"


class Sign(IntEnum):
    """How a greater value may change the probability of a link."""

    LESS = -1
    ANY = 0
    MORE = 1


@record(eq=False)
class Feature:
    """A property of a pair of statement and fact; one line a field.

    `name` is how weights and messages refer to it.
    `measure` gives its value.
    `sign` is the direction in which it may count.
    """

    name: str
    measure: Callable[[Candidate], float]
    sign: Sign = Sign.ANY


def _relation(pair: Candidate) -> float:
    """The place of the relation of the two values among all."""
    if pair.comparison.equal:
        return 3.0
    return 2.0 if pair.comparison.error_kind is not ErrorKind.NONE else float(pair.owner is not Owner.NONE)


def _words(place: Place) -> float:
    """The words between a figure and what stands in its sentence."""
    return min(place.steps.words, _FAR) if place.reach is Reach.SENTENCE else _FAR


def _cue_breaks(pair: Candidate) -> float:
    return pair.cue.steps.breaks + 2 * pair.cue.steps.marks if pair.cue.reach is Reach.SENTENCE else _FAR


def _before(category: Category) -> Feature:
    """Return the feature that a trigger stands before the figure, by words that are not the fact's own."""
    return Feature(f"{category}_before", lambda pair: category in pair.markers.before and category not in pair.named, Sign.LESS)


def _expired(pair: Candidate) -> float:
    """Whether the fact has expired."""
    until = pair.fact.valid_until
    return float(until is not None and until < pair.today)


_PAIRS = (
    Feature("relation", _relation),
    Feature("owner", lambda pair: pair.owner, Sign.LESS),
    Feature("subject_reach", lambda pair: pair.subject.reach, Sign.MORE),
    Feature("subject_words", lambda pair: _words(pair.subject), Sign.LESS),
    Feature("nearer_subjects", lambda pair: min(pair.nearer, _NEARER), Sign.LESS),
    Feature("crowd", lambda pair: min(pair.crowd, _CROWDED), Sign.LESS),
    Feature("bodies", lambda pair: pair.presence.share, Sign.MORE),
    Feature("density", lambda pair: pair.presence.density, Sign.MORE),
    Feature("cue_reach", lambda pair: pair.cue.reach, Sign.MORE),
    Feature("cue_words", lambda pair: _words(pair.cue), Sign.LESS),
    Feature("cue_breaks", _cue_breaks, Sign.LESS),
    Feature("cue_length", lambda pair: pair.cue_length, Sign.MORE),
    Feature("cue_facts", lambda pair: min(pair.cue_facts, _SHARED), Sign.LESS),
    Feature("cues", lambda pair: pair.cues, Sign.MORE),
    Feature("time_within", lambda pair: pair.time.within or False, Sign.MORE),
    Feature("time_away", lambda pair: min(pair.time.away, _AWAY), Sign.LESS),
    *map(_before, (Category.FORMER, Category.PAST_ADVERB, Category.SIMILAR_THING, Category.NAMING)),
    Feature("former_after", lambda pair: pair.markers.former_after, Sign.LESS),
    Feature("expired", _expired, Sign.LESS),
    Feature("expired_past", lambda pair: _expired(pair) * (pair.statement.tense in PAST or pair.statement.modifiers.is_former)),
)


def _error_digits(pair: Candidate) -> float:
    """The digits of two values of which a known error explains the one by the other; a telephone number and an address are as distinctive as the
    longest figure."""
    if pair.comparison.error_kind is ErrorKind.NONE:
        return 0.0
    values = pair.statement.mention.value, pair.fact.value
    digits = [len(get_digits(each.value)) if isinstance(each, Quantity) else 0 for each in values]
    return _DIGITS if pair.statement.mention.kind is Kind.CONTACT else min(*digits, _DIGITS)


def _orders(pair: Candidate) -> float:
    """The orders of magnitude between the two values; between the same numbers in two units there is none."""
    value, registered = pair.statement.mention.value, pair.fact.value
    if pair.comparison.error_kind is ErrorKind.UNIT or not isinstance(value, Quantity) or not isinstance(registered, Quantity):
        return 0.0
    figures = to_one_unit(value, registered)
    if figures is None or figures[0] <= 0 or figures[1] <= 0:
        return _ORDERS
    return min(abs(round(log10(float(figures[0])) - log10(float(figures[1])), _PLACES)), _ORDERS)


def _error(kind: ErrorKind) -> Feature:
    return Feature(f"error_{kind}", lambda pair: pair.comparison.error_kind is kind, Sign.MORE)


_FIGURES = (
    Feature("error_digits", _error_digits, Sign.MORE),
    *map(_error, (ErrorKind.SCALE, ErrorKind.DECIMAL, ErrorKind.TRANSPOSED)),
    Feature("orders", _orders, Sign.LESS),
    Feature("agreed", lambda pair: pair.comparison.agreed, Sign.MORE),
    Feature("differing", lambda pair: pair.comparison.differing, Sign.LESS),
    Feature("noun", lambda pair: pair.noun, Sign.MORE),
    Feature("change", lambda pair: pair.statement.modifiers.is_change and Category.CHANGE not in pair.named, Sign.LESS),
    Feature("part", lambda pair: pair.statement.modifiers.is_part and Category.PART not in pair.named, Sign.LESS),
    Feature("former", lambda pair: pair.statement.modifiers.is_former and Category.FORMER not in pair.named, Sign.LESS),
    Feature("average", lambda pair: pair.statement.modifiers.is_average and Category.AVERAGE not in pair.named, Sign.LESS),
)


def _shared(pair: Candidate) -> tuple[bool, bool, bool, float]:
    """Whether the year, the month and the grain of two dates are the same, and the years between them; of a range, its end that is stated."""
    value, registered = pair.statement.mention.value, pair.fact.value
    if not isinstance(value, Calendar) or not isinstance(registered, Period):
        return False, False, False, 0.0
    end = registered.last if pair.comparison.end else registered.first
    grain = Grain.DAY if registered.grain is Grain.RANGE else registered.grain
    years = 0.0 if value.year is None else min(float(abs(value.year - end.year)), _YEARS)
    return value.year == end.year, value.month == end.month, value.grain is grain, years


def _tense_conflict(pair: Candidate) -> float:
    """Whether the verb is in the future and the fact's date is past, or the reverse."""
    value, tense = pair.fact.value, pair.statement.tense
    if not isinstance(value, Period):
        return 0.0
    return float((tense in _COMING and value.last < pair.today) or (tense in PAST and value.first > pair.today))


_DATES = (
    Feature("same_year", lambda pair: _shared(pair)[0], Sign.MORE),
    Feature("same_month", lambda pair: _shared(pair)[1], Sign.MORE),
    Feature("same_grain", lambda pair: _shared(pair)[2], Sign.MORE),
    Feature("years_between", lambda pair: _shared(pair)[3], Sign.LESS),
    Feature("is_interval", lambda pair: isinstance(pair.statement.mention.value, Interval)),
    Feature("tense_conflict", _tense_conflict, Sign.LESS),
)
FEATURES: Mapping[Group, tuple[Feature, ...]] = {Group.FIGURES: (*_PAIRS, *_FIGURES), Group.DATES: (*_PAIRS, *_DATES)}
"""All features of a pair on its own, in the order of a vector."""


def group_of(kind: Kind) -> Group:
    """Return the group of a kind of mention."""
    return Group.DATES if kind in DATES else Group.FIGURES


def measure(pair: Candidate) -> tuple[float, ...]:
    """Return the vector of a pair: the value of each feature of its group, in order."""
    return tuple([feature.measure(pair) for feature in FEATURES[group_of(pair.statement.mention.kind)]])
