"""How sure a finding is, and the confidence of a calibrated probability: the only place with its thresholds."""

from __future__ import annotations

from enum import StrEnum
from math import floor

_ROUNDING = 1e-9


class Confidence(StrEnum):
    """How sure a finding is, the least sure first."""

    POSSIBLE = "possible"
    LIKELY = "likely"
    CERTAIN = "certain"

    def reaches(self, least: Confidence) -> bool:
        """Return whether this confidence is at least another one."""
        order = list(Confidence)
        return order.index(self) >= order.index(least)


LEAST = {Confidence.CERTAIN: 0.95, Confidence.LIKELY: 0.8}
"""The least probability of a confidence, the highest first; below both, a link is possible."""


def grade(probability: float) -> Confidence:
    """Return the confidence of what has a calibrated probability."""
    shown = round_down(probability)
    return next((each for each, least in LEAST.items() if shown >= least), Confidence.POSSIBLE)


def is_likely(probability: float) -> bool:
    """Return whether a link of a probability is sure enough to call its statement verified or contradicted."""
    return grade(probability) is not Confidence.POSSIBLE


def round_down(probability: float) -> float:
    """Return a probability in hundredths, as it is shown: never more than it is, so that no number contradicts its confidence."""
    return floor(probability * 100 + _ROUNDING) / 100
