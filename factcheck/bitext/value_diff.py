"""How the values of a passage that only one version states differ from those of the other version."""

from __future__ import annotations

from collections.abc import Iterator

from factcheck.bitext.differences import DifferenceKind, VersionDifference
from factcheck.bitext.matching import PassageMatch
from factcheck.bitext.segments import ValueItem
from factcheck.bitext.value_pairs import FIGURE, GAP, classify_difference, get_digits, is_doubtful
from factcheck.bitext.wording_diff import find_borrower
from factcheck.values.error_kinds import ErrorKind, classify_error
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Percent, Quantity

# Values of one kind that are paired in their order, when neither version says more of them.
_PAIRED = 3
# Numbers in words that are all that two sentences state are compared where these have no more characters.
_SHORT = 150
# How many things one word may stand for, of which a number in words tells how often (two dozen, for 24).
_COLLECTIVE = frozenset((10, 12, 15, 20, 100, 1000))
# Bare numbers from here on are mostly sums.
_MILLION = 1_000_000


class ValueDifferences:
    """Pairs the values of a passage that are left in both versions, and compares each pair."""

    def __init__(self, match: PassageMatch) -> None:
        self._match = match

    def find(self) -> Iterator[VersionDifference]:
        """Return the differences, those of scale first, then kind by kind."""
        if not (self._match.unmatched[0] and self._match.unmatched[1]):
            return
        yield from self._find_scale_error()
        for kind in (Amount, Percent, Count, Duration, Calendar, Contact):
            left = [
                self._join_split([item for item in self._match.unmatched[side] if isinstance(item.value, kind)], side) for side in (0, 1)
            ]
            for ones, others in () if kind in self._match.moved_types else self._group_by_writing(left[0], left[1]):
                for one, other in zip(ones, others, strict=True) if len(ones) == len(others) <= _PAIRED else ():
                    pair = (one, other) if len(one) + len(other) > 2 else self._same_rank(one[0], other[0])
                    difference = self._difference(pair[0], pair[1], len(ones) == 1) if pair else None
                    if difference:
                        yield difference

    def _group_by_writing(
        self, ones: list[list[ValueItem]], others: list[list[ValueItem]]
    ) -> Iterator[tuple[list[list[ValueItem]], list[list[ValueItem]]]]:
        """Yield the values to be paired: those in figures, then those in words; all together where only that makes them as many."""
        written = [
            [bool(get_digits(items[0], self._match.versions[side]).strip("-")) for items in each]
            for side, each in enumerate((ones, others))
        ]
        if written[0].count(True) != written[1].count(True):
            yield ones, others
            return
        for wanted in (True, False):
            yield (
                [items for items, is_written in zip(ones, written[0], strict=True) if is_written is wanted],
                [items for items, is_written in zip(others, written[1], strict=True) if is_written is wanted],
            )

    def _find_scale_error(self) -> Iterator[VersionDifference]:
        """Yield a sum and a bare number with the same digits and another scale, where neither version has another left (20.5 for 20.5 billion);
        with any error where the number is in millions: a sum without its currency."""
        here = [[item for item in left if isinstance(item.value, Amount | Count)] for left in self._match.unmatched]
        if len(here[0]) == len(here[1]) == 1 and type(here[0][0].value) is not type(here[1][0].value):
            one, other = here[0][0], here[1][0]
            assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
            doubt = (
                is_doubtful([one], self._match.versions[0])
                or is_doubtful([other], self._match.versions[1])
                or self._shares_scale(one, other)
            )
            found, least = classify_error(one.value.value, other.value.value), min(one.value.value, other.value.value)
            if (
                not doubt
                and not self._are_bare(one, other)
                and (found is ErrorKind.SCALE or (found is not ErrorKind.NONE and least >= _MILLION))
            ):
                spans = (one.mention.start, one.mention.end), (other.mention.start, other.mention.end)
                yield VersionDifference(
                    DifferenceKind.VALUE, spans, (one, other), self._match.passage.shares_names, segment=self._match.passage.segment
                )

    def _are_bare(self, *items: ValueItem) -> bool:
        """Return whether two values are written in the same figures and nothing else: only the heads of their columns distinguish them."""
        texts = [version.text[item.mention.start : item.mention.end] for item, version in zip(items, self._match.versions, strict=True)]
        return FIGURE.sub("", texts[0]) == FIGURE.sub("", texts[1]) and not any(map(str.isalpha, "".join(texts)))

    def _shares_scale(self, one: ValueItem, other: ValueItem) -> bool:
        """Return whether a bare number shares the scale of a sum that its version states before it (of the 640 million, 144 go to …)."""
        side = int(isinstance(other.value, Count))
        bare, full = (other, one) if side else (one, other)
        assert isinstance(bare.value, Quantity) and isinstance(full.value, Quantity)
        scale = full.value.value / (bare.value.value or 1)
        return any(
            isinstance(each.value, Amount)
            and each.mention.start < bare.mention.start
            and FIGURE.sub("", f"{(each.value.value / scale).normalize():f}") == get_digits(each, self._match.versions[side])
            for each in self._match.items[side]
        )

    def _same_rank(self, one: ValueItem, other: ValueItem) -> tuple[list[ValueItem], list[ValueItem]] | None:
        """Return two values that stand at the same place among those of their kind, each or one that is equal to it; or all else is the same."""
        ranked = []
        for side, item in enumerate((one, other)):
            alike = [each for segment in self._match.segments[side] for each in segment.items if type(each.value) is type(item.value)]
            ranked.append({at: each for at, each in enumerate(alike) if each.key == item.key})
        shared = sorted(ranked[0].keys() & ranked[1].keys())
        if shared:
            return [ranked[0][shared[0]]], [ranked[1][shared[0]]]
        return (
            ([one], [other])
            if self._match.passage.is_one_to_one
            and self._match.equal_items
            and len(self._match.unmatched[0]) == len(self._match.unmatched[1]) == 1
            else None
        )

    def _join_split(self, items: list[ValueItem], side: int) -> list[list[ValueItem]]:
        """Return the values of one kind, those that a stray mark cut in two together."""
        text = self._match.versions[side].text
        found: list[list[ValueItem]] = []
        for item in items:
            if found and GAP.fullmatch(text, found[-1][-1].mention.end, item.mention.start):
                found[-1].append(item)
            else:
                found.append([item])
        return found

    def _difference(self, ones: list[ValueItem], others: list[ValueItem], alone: bool) -> VersionDifference | None:
        items, sides = (ones[0], others[0]), (ones, others)
        if any(is_doubtful(each, self._match.versions[side]) for side, each in enumerate(sides)):
            return None
        starts, ends = (ones[0].mention.start, others[0].mention.start), (ones[-1].mention.end, others[-1].mention.end)
        first, second = (version.text[start:end] for version, start, end in zip(self._match.versions, starts, ends, strict=True))
        spans, words = ((starts[0], ends[0]), (starts[1], ends[1])), (first, second)
        if (len(ones), len(others)) != (1, 1):
            cut = FIGURE.sub("", first) == FIGURE.sub("", second) != ""
            return (
                VersionDifference(
                    DifferenceKind.BROKEN, spans, items, self._match.passage.shares_names, int(len(ones) == 1), self._match.passage.segment
                )
                if cut
                else None
            )
        side = self._borrower(*items, words)
        if side is not None:
            return VersionDifference(
                DifferenceKind.MARKS, spans, items, self._match.passage.shares_names, side, self._match.passage.segment
            )
        way = classify_difference(*items, alone)
        if way is DifferenceKind.VALUE and not self._is_plain(*items, first, second):
            return None
        return VersionDifference(way, spans, items, self._match.passage.shares_names, segment=self._match.passage.segment) if way else None

    def _borrower(self, one: ValueItem, other: ValueItem, words: tuple[str, str]) -> int | None:
        if not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
            return None
        return find_borrower(words, self._match.languages, (one.value.value, other.value.value))

    def _is_plain(self, one: ValueItem, other: ValueItem, first: str, second: str) -> bool:
        """Return whether two values differ in what their own words say: in their figures or a scale; if they are spelled out, in sentences that
        share something else."""
        if not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
            return True
        figures = [any(map(str.isdigit, each)) for each in (first, second)]
        if all(figures):
            scaled = any(map(str.isalpha, first + second))
            return scaled or FIGURE.sub("", first) != FIGURE.sub("", second)
        if isinstance(one.value, Amount | Percent):
            return True
        short = max(segment.length for segments in self._match.segments for segment in segments) <= _SHORT
        expected = self._match.passage.is_anchored or self._match.passage.has_equal_neighbours
        known = bool(self._match.equal_items) or (expected and short and not any(figures))
        less, more = sorted((one.value.value, other.value.value))
        dozens = any(figures) and more / less in _COLLECTIVE if less else True
        return less > 1 and known and not dozens and self._match.passage.is_one_to_one
