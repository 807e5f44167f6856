"""What two versions of one note state, passage by passage: which values are the same, and which are not."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from decimal import Decimal

from factcheck.agreement import comparable, place
from factcheck.pairs.beads import Passage, brought
from factcheck.pairs.marks import borrower
from factcheck.pairs.said import parted
from factcheck.pairs.units import Item, Version
from factcheck.pairs.ways import Difference, Span, Way
from factcheck.patterns import compiled
from factcheck.slips import Slip, letters, slip
from factcheck.values import Amount, Calendar, Contact, Count, Duration, Percent, Quantity

# A value that another passage of the other version states is sought so many passages away.
_REACH = 8
# Values of one kind that are paired in their order, when neither version says more of them.
_PAIRED = 3
# A figure stands for a finer one within half the place of its last digit that is no zero, and within this part of it.
_ROUND = Decimal("0.06")
_MODIFIED = frozenset({Way.PER, Way.QUALIFIER, Way.HEDGE})
_DIGITS = compiled(r"\d(?:[\d.,\s]*\d)?")
_FIGURE = compiled(r"\D+")
_GAP = compiled(r"[\s.,]{1,2}")
_MORE = compiled(r"-[^\W\d_]|[^\W\d_]")


def compare(first: Version, second: Version) -> list[Difference]:
    """Where two versions part, in the order of the first."""
    alignment = brought(first, second)
    work = [_Work(passage, first, second) for passage in alignment.passages]
    for each in work:
        each.same()
    _moved(work)
    found: list[Difference] = []
    for each in work:
        each.near()
        found += each.differences()
    return _unexchanged(found)


class _Work:
    """A passage while it is compared: what is left of each version's values, and which were found to be the same."""

    def __init__(self, passage: Passage, first: Version, second: Version) -> None:
        self.passage, self.versions = passage, (first, second)
        self.languages = first.reading.language, second.reading.language
        self.pieces = passage.first, passage.second
        self.left = [[item for piece in pieces for item in piece.items] for pieces in self.pieces]
        self.same_items: list[tuple[Item, Item]] = []
        self.moved: set[type] = set()

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
        pairs = [(one, other) for one in self.left[0] for other in self.left[1] if _agree(one, other)]
        gone: set[int] = set()
        for one, other in pairs:
            if id(one) not in gone and id(other) not in gone:
                gone |= {id(one), id(other)}
        for side in (0, 1):
            unread = self._unread(1 - side)
            gone |= {id(item) for item in self.left[side] if self._digits(item, side) in unread}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]

    def differences(self) -> Iterator[Difference]:
        """Where the passage's versions part."""
        found = list(self._values())
        if len(found) > 1 and not self.same_items and not self.passage.held:
            return
        yield from found
        yield from self._said()

    def _said(self) -> Iterator[Difference]:
        """Where the two versions say other things of one value."""
        counts = Counter(one.key for one, _ in self.same_items)
        for one, other in self.same_items:
            if counts[one.key] == 1:
                for way, wrong in parted(one, other, *self.versions):
                    yield Difference(way, (_span(one, way), _span(other, way)), (one, other), wrong=wrong)

    def _values(self) -> Iterator[Difference]:
        for kind in (Amount, Percent, Count, Duration, Calendar, Contact):
            here = [self._whole([item for item in self.left[side] if isinstance(item.value, kind)], side) for side in (0, 1)]
            if not here[0] or kind in self.moved or len(here[0]) != len(here[1]) or len(here[0]) > _PAIRED:
                continue
            for one, other in zip(*here, strict=True):
                difference = self._difference(one, other, alone=len(here[0]) == 1)
                if difference and self._rank(one[0], 0) == self._rank(other[0], 1):
                    yield difference

    def _rank(self, item: Item, side: int) -> int:
        """How many values of its kind stand before a value in its passage."""
        alike = [each for piece in self.pieces[side] for each in piece.items if type(each.value) is type(item.value)]
        return sum(each.mention.start < item.mention.start for each in alike)

    def _whole(self, items: list[Item], side: int) -> list[list[Item]]:
        """The values of one kind, those that a stray mark cut in two together."""
        text = self.versions[side].text
        found: list[list[Item]] = []
        for item in items:
            if found and _GAP.fullmatch(text, found[-1][-1].mention.end, item.mention.start):
                found[-1].append(item)
            else:
                found.append([item])
        return found

    def _difference(self, ones: list[Item], others: list[Item], alone: bool) -> Difference | None:
        items, sides = (ones[0], others[0]), (ones, others)
        if any(self._doubtful(each, side) for side, each in enumerate(sides)):
            return None
        starts, ends = (ones[0].mention.start, others[0].mention.start), (ones[-1].mention.end, others[-1].mention.end)
        first, second = (version.text[start:end] for version, start, end in zip(self.versions, starts, ends, strict=True))
        spans, words = ((starts[0], ends[0]), (starts[1], ends[1])), (first, second)
        if (len(ones), len(others)) != (1, 1):
            cut = _FIGURE.sub("", first) == _FIGURE.sub("", second)
            return Difference(Way.MARKS, spans, items, self.passage.named, int(len(ones) == 1)) if cut else None
        side = self._borrower(*items, words)
        if side is not None:
            return Difference(Way.MARKS, spans, items, self.passage.named, side)
        way = _way(*items, alone)
        if way is Way.VALUE and not self._told(*items, first, second):
            return None
        return Difference(way, spans, items, self.passage.named) if way else None

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
            return scaled or _FIGURE.sub("", first) != _FIGURE.sub("", second)
        if isinstance(one.value, Amount | Percent):
            return True
        return not any(figures) and min(one.value.value, other.value.value) > 1 and bool(self.same_items) and self.passage.lone

    def _doubtful(self, items: list[Item], side: int) -> bool:
        """Whether what stands right beside a value may belong to it."""
        text, mention = self.versions[side].text, items[-1].mention
        letters = self.versions[side].reading.language.quantities.numbers.letters
        before = items[0].mention.start - 1
        if before > 0 and text[before] in ".," and not text[before - 1].isspace():
            return True
        if _MORE.match(text, mention.end):
            return True
        after = text[mention.end : mention.end + 4].split()
        return bool(after) and text[mention.end].isspace() and after[0].strip(".,;") in letters

    def _digits(self, item: Item, side: int) -> str:
        return _FIGURE.sub("", self.versions[side].text[item.mention.start : item.mention.end]) or "-"

    def _unread(self, side: int) -> set[str]:
        """The figures of a version's passage that are part of no value."""
        text, found = self.versions[side].text, set()
        for piece in self.pieces[side]:
            taken = sorted({(item.mention.start, item.mention.end) for item in piece.items})
            at = piece.start
            for start, end in [*taken, (piece.end, piece.end)]:
                found |= {_FIGURE.sub("", figure) for figure in _DIGITS.findall(text, at, max(start, at))}
                at = max(at, end)
        return found

    def _drop(self) -> None:
        gone = {id(item) for pair in self.same_items for item in pair}
        self.left = [[item for item in each if id(item) not in gone] for each in self.left]


def _moved(work: Sequence[_Work]) -> None:
    """Take out what another passage of the other version states, where its own has nothing of that kind in its place."""
    waiting: dict[Hashable, list[tuple[int, Item]]] = defaultdict(list)
    for at, each in enumerate(work):
        for item in each.left[1]:
            if not each.opposite(item, 1):
                waiting[item.key].append((at, item))
    gone: set[int] = set()
    for at, each in enumerate(work):
        for item in each.left[0]:
            near = [found for found in waiting.get(item.key, ()) if abs(found[0] - at) <= _REACH and id(found[1]) not in gone]
            if near and not each.opposite(item, 0):
                gone |= {id(item), id(near[0][1])}
                each.moved.add(type(item.value))
                work[near[0][0]].moved.add(type(item.value))
    for each in work:
        each.left = [[item for item in side if id(item) not in gone] for side in each.left]


def _unexchanged(found: list[Difference]) -> list[Difference]:
    """The differences without those of two values that changed places, unless names tell which is whose."""
    keys = [tuple(item.key if item else None for item in each.items) for each in found]
    known = {key for key, each in zip(keys, found, strict=True) if each.way is Way.VALUE}
    return [each for key, each in zip(keys, found, strict=True) if each.way is not Way.VALUE or each.named or key[::-1] not in known]


def _agree(one: Item, other: Item) -> bool:
    """Whether two values that are not the same may be: a number of another kind, days of which one holds the other."""
    first, second = one.value, other.value
    if isinstance(first, Quantity) and isinstance(second, Quantity):
        return type(first) is not type(second) and first.value == second.value
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        if first.period and second.period:
            return first.period.overlaps(second.period)
        return (
            first.month == second.month
            and None in (first.day, second.day, first.year, second.year)
            and (first.day == second.day or None in (first.day, second.day))
        )
    return False


def _way(one: Item, other: Item, alone: bool) -> Way | None:
    """How two values of one kind that should be the same part; None where they may not be the same."""
    first, second = one.value, other.value
    if isinstance(first, Contact) and isinstance(second, Contact):
        same = first.kind == second.kind == "phone"
        return Way.VALUE if same and letters(first.text, second.text) is not Slip.NONE else None
    if isinstance(first, Calendar) and isinstance(second, Calendar):
        return Way.VALUE if _dated(first) == _dated(second) else None
    if not isinstance(first, Quantity) or not isinstance(second, Quantity):
        return None
    figures = comparable(first, second)
    if figures is None or figures[0] == figures[1]:
        return None
    if not alone and slip(*figures) is Slip.NONE:
        return None
    return Way.ROUNDED if _rounded(*figures) or _rounded(*figures[::-1]) else Way.VALUE


def _span(item: Item, way: Way) -> Span:
    """What is shown of a value: the words that modify it, or the verb that it dates, with it."""
    mention, statement = item.mention, item.statement
    if statement and way in _MODIFIED:
        return statement.modifiers.start, statement.modifiers.end
    if statement and statement.verb and way is Way.TENSE:
        return min(statement.verb.start, mention.start), max(statement.verb.end, mention.end)
    return mention.start, mention.end


def _dated(value: Calendar) -> tuple[object, ...]:
    return value.year is None, value.month is None, value.day is None, value.grain


def _rounded(said: Decimal, held: Decimal) -> bool:
    """Whether a figure is another one in round."""
    return place(said) > place(held) and abs(said - held) <= min(place(said) / 2, said * _ROUND)
