"""Makes the weights of linking, and measures them on clusters that they were not trained on: `python -m training.train DATA`."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from multiprocessing import Pool
from pathlib import Path
from typing import Any

import numpy as np
from sklearn.linear_model import LogisticRegression

from factcheck.linking.features import Group
from training import crossfit as cross
from training.cases import load_cases
from training.clusters import Cluster, load_clusters
from training.measure import Outcome, outcomes, report
from training.pairs import Example, make_examples

OWN = Path(__file__).parent / "clusters"
WEIGHTS = Path(__file__).parent.parent / "factcheck" / "linking" / "weights.json"
FOLDS = 4
ALARM = {Group.FIGURES: 4.0, Group.DATES: 2.5}
"""What a link counts, in calibration, where no fact is stated: an alarm costs more than a miss, and more for figures, which are many."""
_clusters: list[Cluster] = []


def main() -> None:
    """Train on all clusters that are not held out, write the weights, and print what was measured across folds."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("data", type=Path, help="the folder of the measurement data")
    parser.add_argument("--output", type=Path, default=WEIGHTS)
    parser.add_argument("--measure", action="store_true", help="measure only, and write nothing")
    args = parser.parse_args()
    examples = gather(args.data)
    folds = cross.folds_of(sorted({each.cluster for each in examples}), FOLDS)
    fitted = cross.crossfit(examples, folds)
    calibration, measured = calibrate(examples, fitted)
    print(report(measured))
    if not args.measure:
        write(args.output, train_all(examples, fitted, calibration), measured, sorted(folds))


def gather(data: Path) -> list[Example]:
    """Return the examples of all clusters that are not held out."""
    _clusters[:] = [*(each for each in load_clusters(data, OWN) if not each.held_out), *load_cases(data)]
    with Pool(2) as pool:
        return [example for part in pool.imap(_examples, range(len(_clusters))) for example in part]


def _examples(at: int) -> list[Example]:
    return make_examples(_clusters[at], _clusters)


def calibrate(examples: Sequence[Example], fitted: cross.Crossfit) -> tuple[dict[Group, tuple[float, float]], list[Outcome]]:
    """Return, for each kind of value, the slope and the shift that make a score a probability of being right, and the outcomes by them."""
    plain = dict.fromkeys(Group, (1.0, 0.0))
    found = outcomes(examples, fitted, plain)
    calibration = {}
    for group in Group:
        chosen = [each for each in found if each.group == group and each.differs]
        scores = np.array([[each.score] for each in chosen])
        costs = np.array([ALARM[group] if each.source in ("left-out", "foreign") else 1.0 for each in chosen])
        model = LogisticRegression(C=1e6).fit(scores, np.array([each.right for each in chosen]), sample_weight=costs)
        calibration[group] = round(float(model.coef_[0][0]), 4), round(float(model.intercept_[0]), 4)
    return calibration, outcomes(examples, fitted, calibration)


def train_all(examples: Sequence[Example], fitted: cross.Crossfit, calibration: Mapping[Group, tuple[float, float]]) -> dict[str, Any]:
    """Return the weights of each kind of value, trained on all examples; the second scores see first ones that were cross-fitted."""
    found: dict[str, Any] = {}
    for group in Group:
        first, second = cross.tabulate_pairs(examples, group), cross.tabulate_pairs(examples, group, fitted.related)
        everything = np.ones(len(first.labels), dtype=bool)
        found[group] = {
            "calibration": list(calibration[group]),
            "first": cross.train_data(first, everything, cross.FIRST, group),
            "second": cross.train_data(second, everything, cross.SECOND, group),
        }
    return found


def write(path: Path, weights: Mapping[str, Any], measured: Sequence[Outcome], clusters: Sequence[str]) -> None:
    """Write the weights with what they were trained on, and how they were measured."""
    data = {"trained_on": list(clusters), "measured": report(measured).splitlines(), "weights": weights}
    path.write_text(json.dumps(data, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


if __name__ == "__main__":
    main()
