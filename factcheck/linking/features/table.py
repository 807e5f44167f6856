"""The features of a pair on its own, in one table for figures and one for dates."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from factcheck.linking.candidates import Owner
from factcheck.linking.features import contexts, dates, figures, ties
from factcheck.linking.features.feature import Feature, Pair, Sign
from factcheck.model import DATES, Kind
from factcheck.values.error_kinds import ErrorKind

RELATION = 0
"""The index of the relation of two values in a vector."""


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


def _relation(pair: Pair) -> float:
    """The place of the relation of the two values among all."""
    comparison = pair.candidate.comparison
    if comparison.equal:
        return 3.0
    return 2.0 if comparison.error_kind is not ErrorKind.NONE else float(pair.candidate.owner is not Owner.NONE)


_SHARED = (
    Feature("relation", _relation),
    Feature("owner", lambda pair: pair.candidate.owner, Sign.LESS),
    *ties.FEATURES,
    *contexts.FEATURES,
)
FEATURES: Mapping[Group, tuple[Feature, ...]] = {
    Group.FIGURES: (*_SHARED, *figures.FEATURES),
    Group.DATES: (*_SHARED, *dates.FEATURES),
}
"""All features of a pair on its own, in the order of a vector."""
_FUNCTIONS = {group: tuple(feature.measure for feature in features) for group, features in FEATURES.items()}


def group_of(kind: Kind) -> Group:
    """Return the group of a kind of mention."""
    return Group.DATES if kind in DATES else Group.FIGURES


def measure(pair: Pair) -> tuple[float, ...]:
    """Return the vector of a pair: the value of each feature of its group, in order."""
    return tuple([function(pair) for function in _FUNCTIONS[group_of(pair.statement.mention.kind)]])
