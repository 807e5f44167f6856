"""The confidence of links, from their calibrated probabilities: the only place with its thresholds."""

from __future__ import annotations

from math import floor

from factcheck.model import Link
from factcheck.values.confidence import Confidence

LEAST = {Confidence.CERTAIN: 0.95, Confidence.LIKELY: 0.8}
"""The least probability of a confidence, the highest first; below both, a link is possible."""
_ROUNDING = 1e-9


def grade(probability: float) -> Confidence:
    """Return the confidence of a link with a calibrated probability."""
    shown = round_down(probability)
    return next((each for each, least in LEAST.items() if shown >= least), Confidence.POSSIBLE)


def is_likely(link: Link) -> bool:
    """Return whether a link is sure enough to call a statement verified or contradicted."""
    return grade(link.score) is not Confidence.POSSIBLE


def round_down(probability: float) -> float:
    """Return a probability in hundredths, as it is shown: never more than it is, so that no number contradicts its confidence."""
    return floor(probability * 100 + _ROUNDING) / 100
