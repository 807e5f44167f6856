"""The probability that a statement states a fact: an additive score over features, from measured weights."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from math import exp
from typing import Any

from factcheck.linking.features.relations import NAMES
from factcheck.linking.features.table import FEATURES
from factcheck.linking.features.values import Relation
from factcheck.model import DATES, Kind
from factcheck.runtime.records import record

_PLACES = {name: at for at, name in enumerate((*(each.name for each in FEATURES), *NAMES))}
RELATION = _PLACES["relation"]
"""The index of the relation of two values in a vector."""
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
    """The weights of one kind of value; `first` scores a pair on its own, `second` among the others; `slope` and `shift` calibrate the second."""

    first: Scores
    second: Scores
    slope: float
    shift: float

    def calibrate(self, score: float) -> float:
        """Return the calibrated log-odds of a second score."""
        return self.slope * score + self.shift


def probability(log_odds: float) -> float:
    """Return the probability that log-odds stand for."""
    return 1 / (1 + exp(-log_odds))


@cache
def load_weights() -> Mapping[str, Weights]:
    """Return the weights of figures and of dates, as they were trained."""
    data = json.loads(files("factcheck.linking").joinpath("weights.json").read_bytes())
    return {name: _weights(each) for name, each in data["weights"].items()}


def kind_group(kind: Kind) -> str:
    """Return which weights a kind of mention has."""
    return "dates" if kind in DATES else "figures"


def _weights(data: Mapping[str, object]) -> Weights:
    first, second, calibration = data["first"], data["second"], data["calibration"]
    assert isinstance(calibration, list)
    return Weights(make_scores(first), make_scores(second), *calibration)


def make_scores(data: object) -> Scores:
    """Return the scores that decoded JSON states: for each relation a base, and the thresholds and values of each feature by its name."""
    assert isinstance(data, dict)
    return Scores(tuple(_sum(data[relation]) if relation in data else Sum(0.0, ()) for relation in Relation))


def _sum(data: Mapping[str, Any]) -> Sum:
    known = ((_PLACES.get(name), each) for name, each in data["features"].items())
    steps = [(place, (tuple(each["thresholds"]), tuple(each["values"]))) for place, each in known if place is not None]
    return Sum(data["base"], tuple(sorted(steps)))
