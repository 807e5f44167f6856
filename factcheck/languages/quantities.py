"""The words of quantities: numbers, money, dates, durations and what modifies them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Quantities:
    """Sections follow."""
