"""Fits additive scores with signs: gradient boosting whose trees see one feature each, summed up to a table of steps for each feature."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from sklearn.ensemble import HistGradientBoostingClassifier

PLACES = 4
"""The decimals of a weight."""


@dataclass(frozen=True)
class Settings:
    """How scores are fitted; one line a field.

    `rounds` is the number of trees, `rate` what each adds.
    `leaves` is the most leaves of a tree.
    `smallest` is the least number of pairs in a leaf.
    `ridge` draws leaves to zero.
    `share` is the share of the features that each split sees, so that weaker ones count too.
    `models` is how many models are fitted, each with other draws of these.
    """

    rounds: int = 400
    rate: float = 0.12
    leaves: int = 6
    smallest: int = 40
    ridge: float = 5.0
    share: float = 0.25
    models: int = 3


@dataclass(frozen=True)
class Table:
    """Pairs as arrays: vectors (pairs × features), labels (0 or 1), weights, and the example of each."""

    vectors: np.ndarray
    labels: np.ndarray
    weights: np.ndarray
    example: np.ndarray

    def only(self, chosen: np.ndarray) -> Table:
        """Return the chosen pairs alone."""
        return Table(self.vectors[chosen], self.labels[chosen], self.weights[chosen], self.example[chosen])


def fit(table: Table, signs: Sequence[int], relation: int, settings: Settings) -> list[HistGradientBoostingClassifier]:
    """Return models of pairs, by the sign that each feature may have; a tree sees one feature and the one at the index `relation`, which
    says how the two values stand to one another. The models differ by the features that each split sees; their mean is the score."""
    return [_fit(table, signs, relation, settings, seed) for seed in range(1, settings.models + 1)]


def _fit(table: Table, signs: Sequence[int], relation: int, settings: Settings, seed: int) -> HistGradientBoostingClassifier:
    others = [at for at in range(table.vectors.shape[1]) if at != relation]
    model = HistGradientBoostingClassifier(
        max_iter=settings.rounds,
        learning_rate=settings.rate,
        max_leaf_nodes=settings.leaves,
        min_samples_leaf=settings.smallest,
        l2_regularization=settings.ridge,
        monotonic_cst=list(signs),
        interaction_cst=[{at, relation} for at in others],
        max_features=settings.share,
        early_stopping=False,
        random_state=seed,
        max_bins=63,
    )
    return model.fit(table.vectors, table.labels, sample_weight=table.weights)


def tabulate(
    models: Sequence[HistGradientBoostingClassifier], names: Sequence[str], relation: int, relations: Sequence[str]
) -> dict[str, Any]:
    """Return the mean of models as data: for each relation of the two values its base, and for each feature that counts the thresholds and the
    values between them."""
    return {name: _tabulate(models, names, relation, at) for at, name in enumerate(relations)}


def _tabulate(models: Sequence[HistGradientBoostingClassifier], names: Sequence[str], relation: int, related: int) -> dict[str, Any]:
    total = 0.0
    steps: dict[int, list[tuple[float, float]]] = {}
    for model in models:
        total += float(model._baseline_prediction.ravel()[0])
        for (tree,) in model._predictors:
            total += _walk(tree.nodes, relation, related, steps)
    base, share = total / len(models), 1 / len(models)
    features = {}
    for index in sorted(steps):
        jumps: dict[float, float] = {}
        for threshold, jump in steps[index]:
            jumps[threshold] = jumps.get(threshold, 0.0) + jump * share
        values, total = [0.0], 0.0
        for threshold in sorted(jumps):
            total += jumps[threshold]
            values.append(total)
        features[names[index]] = _tidy(sorted(jumps), values)
    return {"base": round(base, PLACES), "features": {name: each for name, each in features.items() if each["thresholds"]}}


def _walk(nodes: Any, relation: int, related: int, steps: dict[int, list[tuple[float, float]]]) -> float:
    """Add the steps of one tree over its feature, for one relation, and return its value for the least values of the feature."""
    leaves: list[tuple[float, float]] = []
    feature = -1

    def descend(at: int, below: float) -> None:
        nonlocal feature
        node = nodes[at]
        if node["is_leaf"]:
            leaves.append((below, float(node["value"])))
        elif int(node["feature_idx"]) == relation:
            descend(int(node["left"] if related <= node["num_threshold"] else node["right"]), below)
        else:
            feature = int(node["feature_idx"])
            descend(int(node["left"]), below)
            descend(int(node["right"]), float(node["num_threshold"]))

    descend(0, float("-inf"))
    for (_, before), (threshold, value) in pairwise(leaves):
        steps.setdefault(feature, []).append((threshold, value - before))
    return leaves[0][1]


def _tidy(thresholds: Sequence[float], values: Sequence[float]) -> dict[str, list[float]]:
    """Return thresholds just above those of the trees (which are the greatest values of the left side), and rounded values; equal steps are one."""
    cut = [round(each + 10.0**-PLACES, PLACES) for each in thresholds]
    rounded = [round(each, PLACES) for each in values]
    kept, found = list[float](), [rounded[0]]
    for threshold, value in zip(cut, rounded[1:], strict=True):
        if abs(value - found[-1]) > 0.005:
            kept.append(threshold)
            found.append(value)
    return {"thresholds": kept, "values": found}
