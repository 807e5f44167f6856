"""Centers the steps of a score, so that each says by itself whether a feature speaks for a link or against it; the score stays the same."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

PLACES = 4
"""The decimals of a weight."""


def center(data: Mapping[str, Any], vectors: np.ndarray, labels: np.ndarray, names: Sequence[str], relation: int) -> dict[str, Any]:
    """Return a score as `tabulate` gives it, each feature's values less what is halfway between their mean over the pairs that are links
    and that over the others, and the bases the more; `vectors` and `labels` are the pairs, `relation` the index of the relation of the two
    values."""
    found = {}
    for at, (name, scores) in enumerate(data.items()):
        chosen = vectors[:, relation] == at
        found[name] = _center(scores, vectors[chosen], labels[chosen], names)
    return found


def _center(scores: Mapping[str, Any], vectors: np.ndarray, labels: np.ndarray, names: Sequence[str]) -> dict[str, Any]:
    base, features = float(scores["base"]), {}
    for name, steps in scores["features"].items():
        values = np.array(steps["values"])
        stated = values[np.searchsorted(steps["thresholds"], vectors[:, names.index(name)], side="right")]
        sides = [stated[labels == label] for label in (0, 1)]
        middle = round(float(np.mean([side.mean() for side in sides if len(side)])), PLACES) if len(stated) else 0.0
        base += middle
        features[name] = {"thresholds": list(steps["thresholds"]), "values": [round(float(value) - middle, PLACES) for value in values]}
    return {"base": round(base, PLACES), "features": features}
