"""How far a note is about the bodies of a registry."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from factcheck.model import Name
from factcheck.runtime.records import record

COMMON = frozenset({"place", "title", "person"})
"""Kinds of entity that notes about anything name."""
# The share is of so many bodies at most; they are counted in a stretch of so many characters, up to a bound.
_MANY, _STRETCH, _DENSEST = 5, 1000, 10.0


@record(eq=False)
class Presence:
    """How far a note is about a registry's bodies, neither places nor people; one line a field.

    `share` is the part of them that it names, of a large registry of a few of them.
    `density` is how often it names one in a stretch of text, up to a bound.
    """

    share: float
    density: float


def measure_presence(names: Sequence[Name], kinds: Mapping[str, str], length: int) -> Presence:
    """Return how far a note is about a registry's bodies: by its names, the kinds of the registry's entities, and the length of its text."""
    bodies = {entity for entity, kind in kinds.items() if kind not in COMMON}
    named = [name.entity for name in names if name.entity in bodies]
    share = min(len(set(named)) / max(min(len(bodies), _MANY), 1), 1.0)
    return Presence(share, min(round(len(named) * _STRETCH / max(length, 1), 2), _DENSEST))
