"""Compares one passage of two versions: the values that only one of them states, and what they say of those that both do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.bitext.differences import Difference, Span, Way
from factcheck.bitext.matching import PassageMatch
from factcheck.bitext.missing import telling, unsaid
from factcheck.bitext.name_lists import differing, exchanged
from factcheck.bitext.segments import Item, Piece, Version
from factcheck.bitext.value_diff import ValueDifferences
from factcheck.bitext.value_pairs import may_be, near, span_of, unread
from factcheck.bitext.wording_diff import parted
from factcheck.values.types import Amount, Interval


class PassageDifferences:
    """The differences of one passage, whose values are matched."""

    def __init__(self, match: PassageMatch) -> None:
        self._match = match

    def find(self) -> Iterator[Difference]:
        """Where the passage's versions part."""
        if self._match.is_crowded:
            return
        listed = differing(*self._match.pieces, self._match.versions) if self._match.passage.lone else None
        if listed:
            yield Difference(Way.MEMBERS, listed, named=True, unit=self._match.passage.unit)
        found = [*self._match.broken, *ValueDifferences(self._match).find()]
        tied = self._match.same_items or self._match.passage.held or all(near(*each.items) for each in found)
        if len(found) > 1 and not tied:
            return
        yield from found
        if not found:
            yield from self._exchanged()
        yield from self._said()
        if not found:
            yield from self._missing()

    def _exchanged(self) -> Iterator[Difference]:
        for one, other in exchanged(self._match.pieces, self._match.versions) if self._match.passage.lone else ():
            yield Difference(
                Way.VALUE, (span_of(one, Way.VALUE), span_of(other, Way.VALUE)), (one, other), True, None, self._match.passage.unit
            )

    def _missing(self) -> Iterator[Difference]:
        """A value that one version states, where the other has none left and no figure that may be it."""
        for side in (0, 1):
            own, other = self._match.versions[side], self._match.versions[1 - side]
            if self._match.left[1 - side] or not (self._match.passage.held or (self._match.passage.lone and self._match.same_items)):
                continue
            figures = unread(self._match.pieces[1 - side], self._match.versions[1 - side])
            for item in self._match.left[side]:
                if any(may_be(figure, own.digits(item)) for figure in figures):
                    continue
                if (telling(item, own) or self._spreads(item, side)) and unsaid(item, other) and own.digits(item) not in other.figures:
                    spans = (item.mention.start, item.mention.end), _trimmed(self._match.pieces[1 - side], other)
                    yield Difference(Way.MISSING, spans if side == 0 else spans[::-1], (item, None) if side == 0 else (None, item))

    def _spreads(self, item: Item, side: int) -> bool:
        """Whether a length of time is what a sum that both versions state is spread over, of which the other version gives no ends."""
        if any(isinstance(other.mention.value, Interval) for other in self._match.counted[1 - side]):
            return False
        sums = (pair[side].statement for pair in self._match.same_items if isinstance(pair[side].value, Amount))
        return any(
            each is not None and each.modifiers.over == item.value and each.modifiers.start <= item.mention.start < each.modifiers.end
            for each in sums
        )

    def _said(self) -> Iterator[Difference]:
        """Where the two versions say other things of one value."""
        counts = Counter(one.key for one, _ in self._match.same_items)
        for one, other in self._match.same_items:
            if counts[one.key] == 1:
                for way, wrong in parted(one, other, *self._match.versions):
                    if way is Way.MARKS and self._untranslated():
                        continue
                    yield Difference(
                        way,
                        (span_of(one, way), span_of(other, way)),
                        (one, other),
                        self._match.passage.named,
                        wrong,
                        self._match.passage.unit,
                    )

    def _untranslated(self) -> bool:
        """Whether both versions have the same words: a quotation, or what was left in the other language."""
        texts = [
            version.text[pieces[0].start : pieces[-1].end] for version, pieces in zip(self._match.versions, self._match.pieces, strict=True)
        ]
        return texts[0] == texts[1]


def _trimmed(pieces: tuple[Piece, ...], version: Version) -> Span:
    """The span of some sentences, without the space after them."""
    start, end = pieces[0].start, pieces[-1].end
    return start, start + len(version.text[start:end].rstrip())
