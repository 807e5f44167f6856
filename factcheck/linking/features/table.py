"""The features of a pair on its own, in one table."""

from __future__ import annotations

from factcheck.linking.features import contexts, ties, values
from factcheck.linking.features.feature import Feature, Pair

FEATURES: tuple[Feature, ...] = (*ties.FEATURES, *values.FEATURES, *contexts.FEATURES)
"""All features of a pair on its own, in the order of a vector."""
_FUNCTIONS = tuple(feature.measure for feature in FEATURES)


def measure(pair: Pair) -> tuple[float, ...]:
    """Return the vector of a pair: the value of each feature of the table, in order."""
    return tuple([function(pair) for function in _FUNCTIONS])
