"""Pair what the two versions of a note state: the entities that they name and the statements that they share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.bitext.passages import Passage, align_versions
from factcheck.bitext.segments import Segment, ValueItem, Version
from factcheck.proposal.entry import DraftEntity

Pair = tuple[int, int]
"""The offsets of the mentions of two statements, one in each version."""


class VersionPair:
    """Two versions of one note, side by side."""

    def __init__(self, first: Analysis, second: Analysis) -> None:
        self._first, self._second = first, second
        self._passages = align_versions(Version(first), Version(second)).passages

    def list_statements(self) -> Iterator[Pair]:
        """Yield the statements of one value that stand in the same passage of both versions, where each is the only one of its value."""
        for passage in self._passages:
            ones, others = _index_values(passage.first), _index_values(passage.second)
            for key, one in ones.items():
                other = others.get(key)
                if one and other:
                    yield one.mention.start, other.mention.start

    def list_entities(self, drafted: Collection[str]) -> Iterator[tuple[str, str]]:
        """Yield the drafted entities that are the only ones named in the same passage of both versions."""
        for passage in self._passages:
            ones, others = (self._list_names(passage, side) & set(drafted) for side in (0, 1))
            if len(ones) == len(others) == 1 and ones != others:
                yield next(iter(ones)), next(iter(others))

    def _list_names(self, passage: Passage, side: int) -> set[str]:
        analysis, segments = (self._second, passage.second) if side else (self._first, passage.first)
        return {name.entity for each in segments for name in analysis.names_between(each.start, each.end)}


def _index_values(segments: Sequence[Segment]) -> dict[object, ValueItem | None]:
    """Return the items of some segments by their value; None for a value that several have."""
    found: dict[object, ValueItem | None] = {}
    for segment in segments:
        for item in segment.items:
            found[item.key] = None if item.key in found or item.statement is None else item
    return found


def merge_entities(entities: Sequence[DraftEntity], pairs: Sequence[tuple[str, str]]) -> list[DraftEntity]:
    """Return entities, two that versions of a note name in the same passages as one: each must be the other's most frequent, without a tie."""
    votes = Counter(pairs)
    by_id = {each.id: each for each in entities}
    merged: dict[str, DraftEntity] = {}
    taken: set[str] = set()
    for (one, other), count in votes.most_common():
        rivals = (number for pair, number in votes.items() if pair != (one, other) and (one in pair or other in pair))
        first, second = by_id[one], by_id[other]
        if max(rivals, default=0) < count and first.kind == second.kind and not taken & {one, other}:
            merged[one] = replace(first, names={**second.names, **first.names})
            taken |= {one, other}
    dropped = taken - merged.keys()
    return [merged.get(each.id, each) for each in entities if each.id not in dropped]
