"""How sure a finding is."""

from __future__ import annotations

from enum import StrEnum


class Confidence(StrEnum):
    """How sure a finding is, the least sure first."""

    POSSIBLE = "possible"
    LIKELY = "likely"
    CERTAIN = "certain"

    def reaches(self, least: Confidence) -> bool:
        """Return whether this confidence is at least another one."""
        order = list(Confidence)
        return order.index(self) >= order.index(least)
