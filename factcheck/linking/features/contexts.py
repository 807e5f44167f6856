"""Features of what a sentence states of its figure: change, part, former state, plan, tense, role of a date, validity of the fact."""

from __future__ import annotations

from factcheck.languages.schema.triggers import Category
from factcheck.linking.evidence.times import PAST
from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.model import DateRole
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Period

_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})


def _unnamed(is_marked: bool, category: Category, pair: Pair) -> float:
    """Whether a statement is marked by words that are not the fact's own."""
    return float(is_marked and category not in pair.named)


def _tense_conflict(pair: Pair) -> float:
    """Whether the verb is in the future and the fact's date is past, or the reverse."""
    value = pair.candidate.fact.value
    if not isinstance(value, Period):
        return 0.0
    is_past = value.last < pair.today
    tense = pair.statement.tense
    return float((tense in _COMING and is_past) or (tense in PAST and value.first > pair.today))


def _date_conflict(pair: Pair) -> float:
    """Whether the stated date is to come where the fact's is past, or the reverse."""
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    period = value.period if isinstance(value, Calendar) else None
    if period is None or not isinstance(registered, Period):
        return 0.0
    return float((period.last < pair.today) != (registered.last < pair.today))


def _expired(pair: Pair) -> float:
    """Whether the fact has expired."""
    until = pair.candidate.fact.valid_until
    return float(until is not None and until < pair.today)


def _expired_past(pair: Pair) -> float:
    """Whether the fact has expired, and the statement is about the past."""
    return _expired(pair) * float(pair.statement.tense in PAST or pair.statement.modifiers.is_former)


def _not_yet(pair: Pair) -> float:
    start = pair.candidate.fact.valid_from
    return float(start is not None and start > pair.today)


def _role(*roles: DateRole, name: str) -> Feature:
    chosen = frozenset(roles)
    return Feature(name, lambda pair: pair.statement.date_role in chosen)


FEATURES = (
    Feature("change", lambda pair: _unnamed(pair.statement.modifiers.is_change, Category.CHANGE, pair), Sign.LESS),
    Feature("part", lambda pair: _unnamed(pair.statement.modifiers.is_part, Category.PART, pair), Sign.LESS),
    Feature("former", lambda pair: _unnamed(pair.statement.modifiers.is_former, Category.FORMER, pair), Sign.LESS),
    Feature("average", lambda pair: _unnamed(pair.statement.modifiers.is_average, Category.AVERAGE, pair), Sign.LESS),
    Feature("estimate", lambda pair: _unnamed(pair.statement.modifiers.is_estimate, Category.ESTIMATE, pair), Sign.LESS),
    Feature("own_marks", lambda pair: len(pair.named), Sign.ANY),
    Feature("irrealis", lambda pair: pair.statement.irrealis, Sign.LESS),
    Feature("former_before", lambda pair: _unnamed(Category.FORMER in pair.markers.before, Category.FORMER, pair), Sign.LESS),
    Feature("past_adverb", lambda pair: Category.PAST_ADVERB in pair.markers.before, Sign.LESS),
    Feature("former_after", lambda pair: pair.markers.former_after, Sign.LESS),
    Feature("planned", lambda pair: _unnamed(Category.PLAN in pair.markers.before, Category.PLAN, pair), Sign.LESS),
    Feature("reported", lambda pair: Category.REPORT in pair.markers.before, Sign.LESS),
    Feature("other_thing", lambda pair: Category.SIMILAR_THING in pair.markers.before, Sign.LESS),
    Feature("naming", lambda pair: Category.NAMING in pair.markers.before, Sign.LESS),
    Feature("past", lambda pair: pair.statement.tense in PAST),
    Feature("coming", lambda pair: pair.statement.tense in _COMING),
    Feature("pluperfect", lambda pair: pair.statement.tense is Tense.PLUPERFECT, Sign.LESS),
    Feature("tense_conflict", _tense_conflict, Sign.LESS),
    Feature("date_conflict", _date_conflict, Sign.LESS),
    Feature("expired", _expired, Sign.LESS),
    Feature("expired_past", _expired_past),
    Feature("not_yet", _not_yet, Sign.LESS),
    Feature("row", lambda pair: pair.statement.sentence.row),
    _role(DateRole.NAME, name="role_name"),
    _role(DateRole.COMPARISON, name="role_comparison"),
    _role(DateRole.BEFORE, DateRole.AFTER, name="role_beside"),
    _role(DateRole.UNTIL, name="role_until"),
    _role(DateRole.SINCE, DateRole.STARTING, name="role_since"),
    _role(DateRole.NONE, name="role_none"),
    _role(DateRole.BY, name="role_by"),
)
"""The features of contexts."""
