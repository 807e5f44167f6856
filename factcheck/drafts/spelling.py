"""Find the words and the names that two versions of a sentence spell otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from factcheck.drafts.units import DraftUnit, Item

# A word of fewer letters is not compared; one that ends otherwise, within so many letters, is another form of the same word.
_LONG, _ENDING = 5, 2
# Two names are one that was changed from this similarity (of 100) on.
_SIMILAR = 60
# Words between the words of a name (of, de la) have at most so many letters, and at most so many follow one another.
_SMALL, _FEW = 3, 2
# An opening is compared by so many words.
_OPENING = 3
# A sentence with more words of its own than this is another one.
_MOST = 40


def find_misspelled(old: DraftUnit, new: DraftUnit) -> Iterator[tuple[Item, Item]]:
    """Yield the words that differ by one letter, or two exchanged, inside the word; another ending is another form of it."""
    from rapidfuzz.distance import OSA

    gone, added = _list_own(old, new), _list_own(new, old)
    if max(len(gone), len(added)) > _MOST:
        return
    for one in gone:
        first = old.words[one]
        for other in added:
            second = new.words[other]
            same_end = first[-_ENDING:] == second[-_ENDING:] or sorted(first) == sorted(second)
            if same_end and OSA.distance(first, second, score_cutoff=1) == 1:
                pair = _make_item(old, one, one), _make_item(new, other, other)
                if not (_is_in_value(pair[0], old) or _is_in_value(pair[1], new)):
                    yield pair


def _list_own(unit: DraftUnit, other: DraftUnit) -> list[int]:
    """Return the places of the long words without figures that one unit has more often than the other; the last ones."""
    more = Counter(unit.words) - Counter(other.words)
    own: list[int] = []
    for at in range(len(unit.words) - 1, -1, -1):
        word = unit.words[at]
        if more[word] > 0 and len(word) >= _LONG and word.isalpha():
            more[word] -= 1
            own.append(at)
    return own[::-1]


def _make_item(unit: DraftUnit, first: int, last: int) -> Item:
    return Item("word", " ".join(unit.words[first : last + 1]), unit.spans[first][0], unit.spans[last][1])


def _is_in_value(item: Item, unit: DraftUnit) -> bool:
    return any(each.kind != "name" and each.overlaps(item) for each in unit.items)


def find_dropped_openings(old: DraftUnit, new: DraftUnit) -> Iterator[tuple[Item, Item]]:
    """Yield the name that opens both units, where one of them lacks its first word."""
    for longer, shorter in ((old, new), (new, old)):
        if len(longer.words) >= _OPENING and longer.words[1:3] == shorter.words[:2] and _opens_name(longer):
            pair = _make_item(longer, 0, 2), _make_item(shorter, 0, 1)
            yield pair if longer is old else pair[::-1]


def _opens_name(unit: DraftUnit) -> bool:
    """Return whether the first word of a unit is a long one, before a word with a capital."""
    start = unit.spans[1][0]
    return len(unit.words[0]) > _SMALL and any(item.start <= start < item.end for item in unit.capitals)


def find_changed_runs(old: DraftUnit, new: DraftUnit) -> Iterator[tuple[Item, Item]]:
    """Yield the names (two words or more with a capital) that are not in the other unit, with the similar one that is there."""
    from rapidfuzz.fuzz import ratio

    ones, others = _list_runs(old), _list_runs(new)
    texts = f" {' '.join(old.words)} ", f" {' '.join(new.words)} "
    known = Counter(str(item.key) for item in ones) & Counter(str(item.key) for item in others)
    added = [item for item in others if not known[str(item.key)]]
    for one in ones:
        if f" {one.key} " not in texts[1] and added:
            best = max(added, key=lambda item: ratio(str(one.key), str(item.key)))
            if ratio(str(one.key), str(best.key)) >= _SIMILAR and not _name_same(one, best, old, new):
                yield one, best


def _name_same(one: Item, other: Item, old: DraftUnit, new: DraftUnit) -> bool:
    """Return whether two spans name the same registered entity, in whichever of its forms."""
    named = ({item.key for item in unit.items if item.kind == "name" and item.overlaps(each)} for unit, each in ((old, one), (new, other)))
    first, second = named
    return bool(first & second)


def _list_runs(unit: DraftUnit) -> list[Item]:
    """Return the runs of words with a capital, with the short words between them; a value or a mark of punctuation ends a run."""
    names = [item for item in unit.capitals if not _is_in_value(item, unit)]
    capital = [any(item.start <= start < item.end for item in names) for start, _ in unit.spans]
    found: list[Item] = []
    first = last = -1
    for at, is_capital in enumerate([*capital, False]):
        if first >= 0 and not _continues(unit, last, at):
            found += [_make_item(unit, first, last)] if last > first else []
            first = -1
        if is_capital:
            first, last = at if first < 0 else first, at
    return found


def _continues(unit: DraftUnit, last: int, at: int) -> bool:
    """Return whether a name may go on at a word: it is beside the last word with a capital, or short words alone are between the two."""
    if at >= len(unit.spans) or at - last - 1 > _FEW or any(len(word) > _SMALL for word in unit.words[last + 1 : at]):
        return False
    return unit.spans[at][0] - unit.spans[at - 1][1] <= 1
