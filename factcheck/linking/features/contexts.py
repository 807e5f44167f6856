"""Features of what the words of a sentence make of its figure or date: a former state, a name, another thing; and of when the fact held."""

from __future__ import annotations

from factcheck.languages.schema.triggers import Category
from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.values.tense import PAST


def _is_marked(category: Category) -> Feature:
    """Return the feature that a trigger stands before the figure, by words that are not the fact's own."""
    return Feature(f"{category}_before", lambda pair: category in pair.markers.before and category not in pair.named, Sign.LESS)


def _expired(pair: Pair) -> float:
    """Whether the fact has expired."""
    until = pair.candidate.fact.valid_until
    return float(until is not None and until < pair.today)


def _expired_past(pair: Pair) -> float:
    """Whether the fact has expired, and the statement is about the past."""
    return _expired(pair) * float(pair.statement.tense in PAST or pair.statement.modifiers.is_former)


FEATURES = (
    *map(_is_marked, (Category.FORMER, Category.PAST_ADVERB, Category.SIMILAR_THING, Category.NAMING)),
    Feature("former_after", lambda pair: pair.markers.former_after, Sign.LESS),
    Feature("expired", _expired, Sign.LESS),
    Feature("expired_past", _expired_past),
)
"""The features of contexts."""
