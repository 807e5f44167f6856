"""Compare one passage of two versions: remove what is the same, then describe how the rest differs."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator

from factcheck.bitext.differences import Difference, Span, Way
from factcheck.bitext.missing import telling, unsaid
from factcheck.bitext.name_lists import differing, exchanged
from factcheck.bitext.passages import Passage
from factcheck.bitext.segments import Item, Piece, Version
from factcheck.bitext.value_pairs import FIGURE, GAP, agree, broken, digits, doubtful, may_be, near, span_of, unread, way_of
from factcheck.bitext.wording_diff import borrower, parted
from factcheck.values.error_kinds import ErrorKind, slip
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Interval, Percent, Quantity

# Values of one kind that are paired in their order, when neither version says more of them.
_PAIRED = 3
# A sentence with more values than this is none: a table that was written in one line.
_CROWD = 24
# Numbers in words that are all that two sentences state are compared where these have no more characters.
_SHORT = 150
# How many things one word may stand for, of which a number in words tells how often (two dozen, for 24).
_COLLECTIVE = frozenset((10, 12, 15, 20, 100, 1000))
# Bare numbers from here on are mostly sums.
_MILLION = 1_000_000


class Work:
    """A passage while it is compared: what is left of each version's values, and which were found to be the same."""

    def __init__(self, passage: Passage, first: Version, second: Version) -> None:
        self.passage, self.versions = passage, (first, second)
        self.languages = first.analysis.language, second.analysis.language
        self.pieces = passage.first, passage.second
        self.left = [[item for piece in pieces for item in piece.items] for pieces in self.pieces]
        self.counted = [list(left) for left in self.left]
        self.same_items: list[tuple[Item, Item]] = []
        self.moved: set[type] = set()
        self.broken: list[Difference] = []

    def same(self) -> None:
        """Take out the values that both versions state."""
        waiting: dict[Hashable, list[Item]] = defaultdict(list)
        for item in reversed(self.left[1]):
            waiting[item.key].append(item)
        for item in self.left[0]:
            if waiting.get(item.key):
                self.same_items.append((item, waiting[item.key].pop()))
        self._drop()

    def opposite(self, item: Item, side: int) -> bool:
        """Whether the other version has a value of that kind left."""
        return any(type(other.value) is type(item.value) for other in self.left[1 - side])

    def near(self) -> None:
        """Take out what is the same number of another kind, a vaguer date, or stands unread in the other version."""
        if max(map(len, self.counted)) > _CROWD:
            return
        for side in (0, 1):
            self.broken += self._joined(side)
        pairs = [(one, other) for one in self.left[0] for other in self.left[1] if agree(one, other)]
        gone: set[int] = set()
        for one, other in pairs:
            if id(one) not in gone and id(other) not in gone:
                gone |= {id(one), id(other)}
        for side in (0, 1):
            figures = unread(self.pieces[1 - side], self.versions[1 - side])
            gone |= {id(item) for item in self.left[side] if digits(item, self.versions[side]) in figures}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]

    def _joined(self, side: int) -> Iterator[Difference]:
        """The figures of a version that are broken in two, which are then no longer left."""
        for found, gone in broken(self.left, side, self.versions, self.passage):
            yield found
            self.left = [[item for item in each if all(item is not other for other in gone)] for each in self.left]

    def differences(self) -> Iterator[Difference]:
        """Where the passage's versions part."""
        if max(map(len, self.counted)) > _CROWD:
            return
        listed = differing(*self.pieces, self.versions) if self.passage.lone else None
        if listed:
            yield Difference(Way.MEMBERS, listed, named=True, unit=self.passage.unit)
        found = [*self.broken, *self._values()]
        tied = self.same_items or self.passage.held or all(near(*each.items) for each in found)
        if len(found) > 1 and not tied:
            return
        yield from found
        if not found:
            yield from self._exchanged()
        yield from self._said()
        if not found:
            yield from self._missing()

    def _exchanged(self) -> Iterator[Difference]:
        for one, other in exchanged(self.pieces, self.versions) if self.passage.lone else ():
            yield Difference(Way.VALUE, (span_of(one, Way.VALUE), span_of(other, Way.VALUE)), (one, other), True, None, self.passage.unit)

    def _missing(self) -> Iterator[Difference]:
        """A value that one version states, where the other has none left and no figure that may be it."""
        for side in (0, 1):
            own, other = self.versions[side], self.versions[1 - side]
            if self.left[1 - side] or not (self.passage.held or (self.passage.lone and self.same_items)):
                continue
            figures = unread(self.pieces[1 - side], self.versions[1 - side])
            for item in self.left[side]:
                if any(may_be(figure, own.digits(item)) for figure in figures):
                    continue
                if (telling(item, own) or self._spreads(item, side)) and unsaid(item, other) and own.digits(item) not in other.figures:
                    spans = (item.mention.start, item.mention.end), _trimmed(self.pieces[1 - side], other)
                    yield Difference(Way.MISSING, spans if side == 0 else spans[::-1], (item, None) if side == 0 else (None, item))

    def _spreads(self, item: Item, side: int) -> bool:
        """Whether a length of time is what a sum that both versions state is spread over, of which the other version gives no ends."""
        if any(isinstance(other.mention.value, Interval) for other in self.counted[1 - side]):
            return False
        sums = (pair[side].statement for pair in self.same_items if isinstance(pair[side].value, Amount))
        return any(
            each is not None and each.modifiers.over == item.value and each.modifiers.start <= item.mention.start < each.modifiers.end
            for each in sums
        )

    def _said(self) -> Iterator[Difference]:
        """Where the two versions say other things of one value."""
        counts = Counter(one.key for one, _ in self.same_items)
        for one, other in self.same_items:
            if counts[one.key] == 1:
                for way, wrong in parted(one, other, *self.versions):
                    if way is Way.MARKS and self._untranslated():
                        continue
                    yield Difference(
                        way, (span_of(one, way), span_of(other, way)), (one, other), self.passage.named, wrong, self.passage.unit
                    )

    def _untranslated(self) -> bool:
        """Whether both versions have the same words: a quotation, or what was left in the other language."""
        texts = [version.text[pieces[0].start : pieces[-1].end] for version, pieces in zip(self.versions, self.pieces, strict=True)]
        return texts[0] == texts[1]

    def _values(self) -> Iterator[Difference]:
        if not (self.left[0] and self.left[1]):
            return
        yield from self._scaled()
        for kind in (Amount, Percent, Count, Duration, Calendar, Contact):
            left = [self._whole([item for item in self.left[side] if isinstance(item.value, kind)], side) for side in (0, 1)]
            for ones, others in () if kind in self.moved else self._beside(left[0], left[1]):
                for one, other in zip(ones, others, strict=True) if len(ones) == len(others) <= _PAIRED else ():
                    pair = (one, other) if len(one) + len(other) > 2 else self._level(one[0], other[0])
                    difference = self._difference(pair[0], pair[1], len(ones) == 1) if pair else None
                    if difference:
                        yield difference

    def _beside(self, ones: list[list[Item]], others: list[list[Item]]) -> Iterator[tuple[list[list[Item]], list[list[Item]]]]:
        """The values to be paired: those in figures, then those in words; all together where only that makes them as many."""
        written = [[bool(digits(items[0], self.versions[side]).strip("-")) for items in each] for side, each in enumerate((ones, others))]
        if written[0].count(True) != written[1].count(True):
            yield ones, others
            return
        for wanted in (True, False):
            yield (
                [items for items, is_written in zip(ones, written[0], strict=True) if is_written is wanted],
                [items for items, is_written in zip(others, written[1], strict=True) if is_written is wanted],
            )

    def _scaled(self) -> Iterator[Difference]:
        """A sum and a bare number with the same digits and another scale, where neither version has another left (20.5 for 20.5 billion);
        with any slip where the number is in millions: a sum without its currency."""
        here = [[item for item in left if isinstance(item.value, Amount | Count)] for left in self.left]
        if len(here[0]) == len(here[1]) == 1 and type(here[0][0].value) is not type(here[1][0].value):
            one, other = here[0][0], here[1][0]
            assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
            doubt = doubtful([one], self.versions[0]) or doubtful([other], self.versions[1]) or self._elided(one, other)
            found, least = slip(one.value.value, other.value.value), min(one.value.value, other.value.value)
            if (
                not doubt
                and not self._bare(one, other)
                and (found is ErrorKind.SCALE or (found is not ErrorKind.NONE and least >= _MILLION))
            ):
                spans = (one.mention.start, one.mention.end), (other.mention.start, other.mention.end)
                yield Difference(Way.VALUE, spans, (one, other), self.passage.named, unit=self.passage.unit)

    def _bare(self, *items: Item) -> bool:
        """Whether two values are written in the same figures and nothing else: only the heads of their columns tell them apart."""
        texts = [version.text[item.mention.start : item.mention.end] for item, version in zip(items, self.versions, strict=True)]
        return FIGURE.sub("", texts[0]) == FIGURE.sub("", texts[1]) and not any(map(str.isalpha, "".join(texts)))

    def _elided(self, one: Item, other: Item) -> bool:
        """Whether a bare number shares the scale of a sum that its version states before it (of the 640 million, 144 go to …)."""
        side = int(isinstance(other.value, Count))
        bare, full = (other, one) if side else (one, other)
        assert isinstance(bare.value, Quantity) and isinstance(full.value, Quantity)
        scale = full.value.value / (bare.value.value or 1)
        return any(
            isinstance(each.value, Amount)
            and each.mention.start < bare.mention.start
            and FIGURE.sub("", f"{(each.value.value / scale).normalize():f}") == digits(each, self.versions[side])
            for each in self.counted[side]
        )

    def _level(self, one: Item, other: Item) -> tuple[list[Item], list[Item]] | None:
        """Two values that stand at the same place among those of their kind, each or one that is equal to it; or all else is the same."""
        ranked = []
        for side, item in enumerate((one, other)):
            alike = [each for piece in self.pieces[side] for each in piece.items if type(each.value) is type(item.value)]
            ranked.append({at: each for at, each in enumerate(alike) if each.key == item.key})
        shared = sorted(ranked[0].keys() & ranked[1].keys())
        if shared:
            return [ranked[0][shared[0]]], [ranked[1][shared[0]]]
        return ([one], [other]) if self.passage.lone and self.same_items and len(self.left[0]) == len(self.left[1]) == 1 else None

    def _whole(self, items: list[Item], side: int) -> list[list[Item]]:
        """The values of one kind, those that a stray mark cut in two together."""
        text = self.versions[side].text
        found: list[list[Item]] = []
        for item in items:
            if found and GAP.fullmatch(text, found[-1][-1].mention.end, item.mention.start):
                found[-1].append(item)
            else:
                found.append([item])
        return found

    def _difference(self, ones: list[Item], others: list[Item], alone: bool) -> Difference | None:
        items, sides = (ones[0], others[0]), (ones, others)
        if any(doubtful(each, self.versions[side]) for side, each in enumerate(sides)):
            return None
        starts, ends = (ones[0].mention.start, others[0].mention.start), (ones[-1].mention.end, others[-1].mention.end)
        first, second = (version.text[start:end] for version, start, end in zip(self.versions, starts, ends, strict=True))
        spans, words = ((starts[0], ends[0]), (starts[1], ends[1])), (first, second)
        if (len(ones), len(others)) != (1, 1):
            cut = FIGURE.sub("", first) == FIGURE.sub("", second)
            return Difference(Way.BROKEN, spans, items, self.passage.named, int(len(ones) == 1), self.passage.unit) if cut else None
        side = self._borrower(*items, words)
        if side is not None:
            return Difference(Way.MARKS, spans, items, self.passage.named, side, self.passage.unit)
        way = way_of(*items, alone)
        if way is Way.VALUE and not self._told(*items, first, second):
            return None
        return Difference(way, spans, items, self.passage.named, unit=self.passage.unit) if way else None

    def _borrower(self, one: Item, other: Item, words: tuple[str, str]) -> int | None:
        if not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
            return None
        return borrower(words, self.languages, (one.value.value, other.value.value))

    def _told(self, one: Item, other: Item, first: str, second: str) -> bool:
        """Whether two values differ in what their own words say: in their figures or a scale; if they are spelled out, in sentences that
        share something else."""
        if not isinstance(one.value, Quantity) or not isinstance(other.value, Quantity):
            return True
        figures = [any(map(str.isdigit, each)) for each in (first, second)]
        if all(figures):
            scaled = any(map(str.isalpha, first + second))
            return scaled or FIGURE.sub("", first) != FIGURE.sub("", second)
        if isinstance(one.value, Amount | Percent):
            return True
        short = max(piece.length for pieces in self.pieces for piece in pieces) <= _SHORT
        held = self.passage.held or self.passage.beside
        known = bool(self.same_items) or (held and short and not any(figures))
        less, more = sorted((one.value.value, other.value.value))
        dozens = any(figures) and more / less in _COLLECTIVE if less else True
        return less > 1 and known and not dozens and self.passage.lone

    def _drop(self) -> None:
        gone = {id(item) for pair in self.same_items for item in pair}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]


def _trimmed(pieces: tuple[Piece, ...], version: Version) -> Span:
    """The span of some sentences, without the space after them."""
    start, end = pieces[0].start, pieces[-1].end
    return start, start + len(version.text[start:end].rstrip())
