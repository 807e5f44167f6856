"""Find what changed between two drafts of a note in what they state; wording alone is no change."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterator, Sequence
from enum import StrEnum

from factcheck.drafts.align import align_units, find_moved
from factcheck.drafts.spelling import find_changed_runs, find_dropped_openings, find_misspelled
from factcheck.drafts.units import Draft, DraftUnit, Item
from factcheck.runtime.records import record

Span = tuple[int, int]


class ChangeKind(StrEnum):
    """How a statement changed. `MODIFIED`: its value is the same, and is hedged or recurs in another way."""

    CHANGED = "changed"
    MODIFIED = "modified"
    TENSE = "tense"
    GONE = "gone"
    ADDED = "added"
    MOVED = "moved"


@record(eq=False)
class DraftChange:
    """A change: its kind, what changed (`amount`, `date`, `name`…), and the half-open spans in the two drafts; None where one has none."""

    kind: ChangeKind
    what: str
    old: Span | None
    new: Span | None


def compare_drafts(old: Draft, new: Draft) -> list[DraftChange]:
    """Return the changes, in the order of the new draft; what is gone stands where the old one had it."""
    pairs = align_units(old.units, new.units)
    found: list[DraftChange] = []
    rest = _Rest()
    for at, unit in enumerate(old.units):
        other = new.units[pairs[at]] if at in pairs else None
        if other is None:
            rest.add(0, unit.items, unit)
        elif unit.words != other.words or len(unit.items) != len(other.items):
            found += _compare_units(unit, other, rest)
    matched = set(pairs.values())
    for at, unit in enumerate(new.units):
        if at not in matched:
            rest.add(1, unit.items, unit)
    found += rest.find_changes()
    moved = [at for at in find_moved(pairs) if old.units[at].items]
    found += [DraftChange(ChangeKind.MOVED, "", _span(old.units[at]), _span(new.units[pairs[at]])) for at in moved]
    return sorted(found, key=lambda each: ((each.new or each.old or (0, 0)), each.new is None))


def _span(unit: DraftUnit | Item) -> Span:
    return unit.start, unit.end


class _Rest:
    """What one draft states in a place where the other does not: the same may stand in another place of it."""

    def __init__(self) -> None:
        self._items: tuple[list[Item], list[Item]] = ([], [])
        self._words: tuple[Counter[str], Counter[str]] = (Counter(), Counter())

    def add(self, side: int, items: Sequence[Item], unit: DraftUnit) -> None:
        """Add what a unit states that its counterpart does not."""
        self._items[side].extend(items)
        self._words[side].update(unit.words)

    def find_changes(self) -> Iterator[DraftChange]:
        """Yield what is gone, and what was added: what is left when equal items of both drafts are taken out."""
        waiting: dict[Hashable, int] = Counter((item.kind, item.key) for item in self._items[1])
        for item in self._items[0]:
            if waiting[item.kind, item.key] > 0:
                waiting[item.kind, item.key] -= 1
            elif item.kind != "word" or not self._has_words(item, 1):
                yield DraftChange(ChangeKind.GONE, item.kind, _span(item), None)
        known: dict[Hashable, int] = Counter((item.kind, item.key) for item in self._items[0])
        for item in self._items[1]:
            if known[item.kind, item.key] > 0:
                known[item.kind, item.key] -= 1
            elif item.kind != "word" or not self._has_words(item, 0):
                yield DraftChange(ChangeKind.ADDED, item.kind, None, _span(item))

    def _has_words(self, item: Item, side: int) -> bool:
        """Return whether the words of a name stand in what is left of a draft."""
        return all(self._words[side][word] for word in str(item.key).split())


def _compare_units(old: DraftUnit, new: DraftUnit, rest: _Rest) -> Iterator[DraftChange]:
    """Yield how a unit differs from its counterpart; what only one of them states is put aside."""
    left, equal = _match_equal(old.items, new.items)
    yield from _find_modified(equal)
    left = _take_words(old, new, left)
    by_kind: dict[str, tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for side in (0, 1):
        for item in left[side]:
            by_kind[_group(item)][side].append(item)
    for ones, others in by_kind.values():
        yield from (DraftChange(ChangeKind.CHANGED, other.kind, _span(one), _span(other)) for one, other in zip(ones, others, strict=False))
        rest.add(0, [item for item in ones[len(others) :] if not _is_digit(item)], old)
        rest.add(1, [item for item in others[len(ones) :] if not _is_digit(item)], new)
    if (old.items or new.items or old.capitals) and not any(left):
        yield from _find_tense(old, new)


def _is_digit(item: Item) -> bool:
    """Return whether an item is a single digit that was not read: where it has no counterpart, that may be a word."""
    return item.kind == "figure" and len(str(item.key)) == 1


def _group(item: Item) -> str:
    """Return the group of what can replace an item: names and words with a capital are one, figures another."""
    if item.kind in ("name", "word"):
        return "name"
    return "date" if item.kind in ("date", "interval") else "figure" if item.kind in _FIGURES else item.kind


_FIGURES = frozenset(("amount", "percent", "count", "duration", "figure"))


def _match_equal(old: Sequence[Item], new: Sequence[Item]) -> tuple[tuple[list[Item], list[Item]], list[tuple[Item, Item]]]:
    """Return the items that only one unit has, and the pairs of equal ones; a name counts once."""
    waiting: dict[Hashable, list[Item]] = defaultdict(list)
    for item in reversed(new):
        waiting[item.kind, item.key].append(item)
    gone: list[Item] = []
    equal: list[tuple[Item, Item]] = []
    names = {(item.kind, item.key) for item in new if item.kind == "name"}
    former = {(item.kind, item.key) for item in old if item.kind == "name"}
    for item in old:
        if waiting[item.kind, item.key]:
            equal.append((item, waiting[item.kind, item.key].pop()))
        elif (item.kind, item.key) not in names:
            gone.append(item)
    added = [item for items in waiting.values() for item in items if (item.kind, item.key) not in former]
    return (gone, sorted(added, key=lambda item: item.start)), equal


def _take_words(old: DraftUnit, new: DraftUnit, left: tuple[list[Item], list[Item]]) -> tuple[list[Item], list[Item]]:
    """Return what only one unit has, with the words with a capital that the other has not, and the words and names that it spells otherwise."""
    words: tuple[list[Item], list[Item]] = ([], [])
    for pair in (*find_changed_runs(old, new), *find_dropped_openings(old, new), *find_misspelled(old, new)):
        if not any(item.overlaps(pair[side]) for side in (0, 1) for item in (*left[side], *words[side])):
            for side in (0, 1):
                words[side].append(pair[side])
    for side, (unit, other) in enumerate(((old, new), (new, old))):
        known, taken = set(other.words), [*unit.items, *words[side]]
        unknown = [item for item in unit.capitals if not known.issuperset(str(item.key).split())]
        words[side].extend(item for item in unknown if not any(map(item.overlaps, taken)))
    found = [sorted([*left[side], *_join_words(words[side])], key=lambda item: item.start) for side in (0, 1)]
    return found[0], found[1]


def _join_words(words: Sequence[Item]) -> Iterator[Item]:
    """Yield the words with a capital, those side by side as one."""
    joined: list[Item] = []
    for item in sorted(words, key=lambda each: each.start):
        if joined and item.start - joined[-1].end <= 1:
            joined.append(item)
        else:
            yield from _make_word(joined)
            joined = [item]
    yield from _make_word(joined)


def _make_word(joined: Sequence[Item]) -> Iterator[Item]:
    if joined:
        yield Item("word", " ".join(str(item.key) for item in joined), joined[0].start, joined[-1].end)


def _find_modified(equal: Sequence[tuple[Item, Item]]) -> Iterator[DraftChange]:
    """Yield the equal values that are hedged in another way, or recur at another interval."""
    for one, other in equal:
        if one.qualifier is not other.qualifier or (one.per is not other.per and one.per and other.per):
            yield DraftChange(ChangeKind.MODIFIED, other.kind, _span(one), _span(other))


def _find_tense(old: DraftUnit, new: DraftUnit) -> Iterator[DraftChange]:
    """Yield the verbs that stand in another tense, where both units have as many."""
    if len(old.tenses) == len(new.tenses):
        for one, other in zip(old.tenses, new.tenses, strict=True):
            if one[0] != other[0]:
                yield DraftChange(ChangeKind.TENSE, "tense", one[1:], other[1:])
