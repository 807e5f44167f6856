"""Finds the acronyms that nobody knows and that are a registered one with letters swapped, or with one lost, added or other."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from factcheck.facts.schema import Entity, Registry
from factcheck.model import Reading
from factcheck.rules.acronyms import acronyms, explained, known, registered
from factcheck.slips import Slip, letters, slip_keys

# Letters are swapped in an acronym of so many, one is lost or added in one of so many, and other in one of so many: shorter ones have too
# many neighbours.
_SHORTEST, _SWAPPABLE, _LOST, _OTHER = 3, 4, 4, 5
# Written so often in a note that never names the body whose acronym it resembles, an acronym is another one's.
_OFTEN = 2


def slipped(reading: Reading) -> Iterator[tuple[int, int, str, str]]:
    """The acronyms with a slip: span, entity, right form. What the note or the registry gives a meaning of its own is left out."""
    listed, near = known(reading.registry), _near(reading.registry, reading.language.code)
    words, paired = registered(reading.registry), {pair.start for pair in reading.pairs}
    defined = {pair.acronym for pair in reading.pairs if pair.words}
    said = list(acronyms(reading)) if near else []
    written = Counter(acronym for _, _, acronym in said)
    for start, end, acronym in said:
        like = [] if acronym in listed or acronym in words or len(acronym) < _SHORTEST else _like(acronym, near)
        if like and acronym not in defined and explained(start, acronym, reading):
            defined.add(acronym)
        if not like or acronym in defined or start in paired or reading.quoted(start):
            continue
        for right in like:
            if _meant(acronym, right, listed[right][0], written, reading):
                yield start, end, listed[right][0].id, right
                break


def _meant(acronym: str, right: str, entity: Entity, written: Mapping[str, int], reading: Reading) -> bool:
    """Whether an acronym is surely meant for another: two letters swapped; else a letter in the acronym of what the note names and whose
    acronym it writes elsewhere, and no less often (so no other body of 545 published documents was taken for one of a pack)."""
    slip, long, named = letters(acronym, right), len(right) >= _SWAPPABLE, entity.id in reading.introduced
    if slip is Slip.SWAPPED:
        return long and named if entity.pack else named or (long and written[acronym] < _OFTEN)
    if not named or len(right) < (_OTHER if slip is Slip.DIGIT else _LOST):
        return False
    return 0 < written[right] >= written[acronym] and slip is not Slip.NONE


def _like(acronym: str, near: Mapping[str, Sequence[str]]) -> list[str]:
    return sorted({right for key in slip_keys(acronym) for right in near.get(key, ()) if letters(acronym, right) is not Slip.NONE})


@cache
def _near(registry: Registry, code: str) -> Mapping[str, Sequence[str]]:
    found: dict[str, list[str]] = {}
    for entity in registry.entities.values():
        names = entity.names.get(code)
        for key in slip_keys(names.acronym) if names and names.acronym else ():
            found.setdefault(key, []).append(names.acronym if names and names.acronym else "")
    return found
