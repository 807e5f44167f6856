"""The probability that a statement states a fact: an additive score over features, from measured weights."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from factcheck.linking import relations
from factcheck.linking.features import FEATURES, RELATION, Group, Relation
from factcheck.runtime.records import record

NAMES: Mapping[Group, Sequence[str]] = {group: (*(each.name for each in own), *relations.FEATURES) for group, own in FEATURES.items()}
"""The names of all features of each group, in the order of a vector."""
Steps = tuple[tuple[float, ...], tuple[float, ...]]
"""The thresholds of a feature, in order, and what it adds to the log-odds below the first, between two, and from the last on."""


@record(eq=False)
class Sum:
    """An additive score; one line a field.

    `base` is the log-odds of a pair before any feature.
    `steps` gives, by the index of a feature in the vector, what its value adds.
    """

    base: float
    steps: tuple[tuple[int, Steps], ...]


@record(eq=False)
class Scores:
    """Additive scores, one for each relation of two values (`Relation`), in their order."""

    sums: tuple[Sum, ...]

    def score(self, vector: Sequence[float]) -> float:
        """Return the log-odds of a pair."""
        own = self.sums[int(vector[RELATION])]
        total = own.base
        for index, (thresholds, values) in own.steps:
            total += values[bisect_right(thresholds, vector[index])]
        return total


@record(eq=False)
class Weights:
    """The scores of each group: `first` those of a pair on its own, `second` those among the others of its note, calibrated."""

    first: Mapping[Group, Scores]
    second: Mapping[Group, Scores]


def probability(log_odds: float) -> float:
    """Return the probability that log-odds stand for."""
    return 1 / (1 + exp(-log_odds))


@cache
def load_weights() -> Weights:
    """Return the weights of figures and of dates, as they were trained."""
    data = json.loads(files("factcheck.linking").joinpath("weights.json").read_bytes())["weights"]
    first = {group: make_scores(data[group]["first"], group) for group in Group}
    return Weights(first, {group: calibrate(make_scores(data[group]["second"], group), *data[group]["calibration"]) for group in Group})


def calibrate(scores: Scores, slope: float, shift: float) -> Scores:
    """Return scores whose log-odds are multiplied by a slope and moved by a shift."""
    steps = [[(at, (limits, tuple(slope * each for each in values))) for at, (limits, values) in own.steps] for own in scores.sums]
    return Scores(tuple(Sum(slope * own.base + shift, tuple(each)) for own, each in zip(scores.sums, steps, strict=True)))


def make_scores(data: Mapping[str, Any], group: Group) -> Scores:
    """Return the scores of a group that decoded JSON states: for each relation a base, and the thresholds and values of each feature by its
    name; a feature that there is no more is left out, so that weights can be fitted anew after it is gone."""
    places = {name: at for at, name in enumerate(NAMES[group])}
    return Scores(tuple(_sum(data[relation], places) if relation in data else Sum(0.0, ()) for relation in Relation))


def _sum(data: Mapping[str, Any], places: Mapping[str, int]) -> Sum:
    known = ((places[name], each) for name, each in data["features"].items() if name in places)
    steps = ((place, (tuple(each["thresholds"]), tuple(each["values"]))) for place, each in known)
    return Sum(data["base"], tuple(sorted(steps)))
