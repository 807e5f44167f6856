"""Compares one passage of two versions: the values that only one of them states, and what they say of those that both do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.bitext.differences import DifferenceKind, Span, VersionDifference
from factcheck.bitext.matching import PassageMatch
from factcheck.bitext.missing import is_absent, is_distinctive
from factcheck.bitext.name_lists import find_differing_lists, find_exchanged_values
from factcheck.bitext.segments import Segment, ValueItem, Version
from factcheck.bitext.value_diff import ValueDifferences
from factcheck.bitext.value_pairs import are_similar, find_unread_figures, get_span, may_equal
from factcheck.bitext.wording_diff import find_wording_differences
from factcheck.values.types import Amount, Interval


class PassageDifferences:
    """The differences of one passage, whose values are matched."""

    def __init__(self, match: PassageMatch) -> None:
        self._match = match

    def find(self) -> Iterator[VersionDifference]:
        """Yield where the passage's versions differ."""
        if self._match.is_crowded:
            return
        listed = find_differing_lists(*self._match.segments, self._match.versions) if self._match.passage.is_one_to_one else None
        if listed:
            yield VersionDifference(DifferenceKind.MEMBERS, listed, shares_names=True, segment=self._match.passage.segment)
        found = [*self._match.split_figures, *ValueDifferences(self._match).find()]
        tied = self._match.equal_items or self._match.passage.is_anchored or all(are_similar(*each.items) for each in found)
        if len(found) > 1 and not tied:
            return
        yield from found
        if not found:
            yield from self._find_exchanged()
        yield from self._find_wording()
        if not found:
            yield from self._find_missing()

    def _find_exchanged(self) -> Iterator[VersionDifference]:
        for one, other in find_exchanged_values(self._match.segments, self._match.versions) if self._match.passage.is_one_to_one else ():
            yield VersionDifference(
                DifferenceKind.VALUE,
                (get_span(one, DifferenceKind.VALUE), get_span(other, DifferenceKind.VALUE)),
                (one, other),
                True,
                None,
                self._match.passage.segment,
            )

    def _find_missing(self) -> Iterator[VersionDifference]:
        """Yield a value that one version states, where the other has none left and no figure that may be it."""
        for side in (0, 1):
            this, other = self._match.versions[side], self._match.versions[1 - side]
            if self._match.unmatched[1 - side] or not (
                self._match.passage.is_anchored or (self._match.passage.is_one_to_one and self._match.equal_items)
            ):
                continue
            figures = find_unread_figures(self._match.segments[1 - side], self._match.versions[1 - side])
            for item in self._match.unmatched[side]:
                if any(may_equal(figure, this.digits(item)) for figure in figures):
                    continue
                if (
                    (is_distinctive(item, this) or self._spreads(item, side))
                    and is_absent(item, other)
                    and this.digits(item) not in other.figures
                ):
                    spans = (item.mention.start, item.mention.end), _trimmed_span(self._match.segments[1 - side], other)
                    yield VersionDifference(
                        DifferenceKind.MISSING, spans if side == 0 else spans[::-1], (item, None) if side == 0 else (None, item)
                    )

    def _spreads(self, item: ValueItem, side: int) -> bool:
        """Return whether a length of time is what a sum that both versions state is spread over, of which the other version gives no ends."""
        if any(isinstance(other.mention.value, Interval) for other in self._match.items[1 - side]):
            return False
        sums = (pair[side].statement for pair in self._match.equal_items if isinstance(pair[side].value, Amount))
        return any(
            each is not None and each.modifiers.over == item.value and each.modifiers.start <= item.mention.start < each.modifiers.end
            for each in sums
        )

    def _find_wording(self) -> Iterator[VersionDifference]:
        """Yield where the two versions say other things of one value."""
        counts = Counter(one.key for one, _ in self._match.equal_items)
        for one, other in self._match.equal_items:
            if counts[one.key] == 1:
                for way, wrong in find_wording_differences(one, other, *self._match.versions):
                    if way is DifferenceKind.MARKS and self._untranslated():
                        continue
                    yield VersionDifference(
                        way,
                        (get_span(one, way), get_span(other, way)),
                        (one, other),
                        self._match.passage.shares_names,
                        wrong,
                        self._match.passage.segment,
                    )

    def _untranslated(self) -> bool:
        """Return whether both versions have the same words: a quotation, or what was left in the other language."""
        texts = [
            version.text[segments[0].start : segments[-1].end]
            for version, segments in zip(self._match.versions, self._match.segments, strict=True)
        ]
        return texts[0] == texts[1]


def _trimmed_span(segments: tuple[Segment, ...], version: Version) -> Span:
    """Return the span of some sentences, without the space after them."""
    start, end = segments[0].start, segments[-1].end
    return start, start + len(version.text[start:end].rstrip())
