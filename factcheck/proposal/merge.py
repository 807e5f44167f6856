"""Merge the drafted facts that say alike, and give each its id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from factcheck.proposal.entry import DraftFact
from factcheck.proposal.facts import Stated
from factcheck.proposal.identifiers import Identifiers, make_slug
from factcheck.values.normal_form import to_normal_form
from factcheck.values.types import Amount, Calendar, Contact, Interval

# The most cues of a fact in one language, and the digits that make a figure its own.
_CUES, _DIGITS = 6, 3
# Facts of one value with which one is compared at most.
_COMPARED = 50


def merge_facts(stated: Iterable[Stated], pairs: Iterable[tuple[int, int]] = ()) -> list[Stated]:
    """Return drafted facts, those that say alike as one, in order; `pairs` are the numbers of two that versions of one note state."""
    groups: dict[str, list[int]] = {}
    found: list[Stated] = []
    places: dict[int, int] = {}
    partner = {later: earlier for earlier, later in pairs}
    for number, each in enumerate(stated):
        key = f"{each.fact.kind}|{to_normal_form(each.value)}"
        known = groups.setdefault(key, [])
        at = places.get(partner[number]) if number in partner else None
        if at is None:
            at = next((at for at in islice(known, _COMPARED) if _is_alike(found[at], each)), None)
        if at is None:
            at = len(found)
            known.append(at)
            found.append(each)
        else:
            found[at] = _merge(found[at], each)
        places[number] = at
    return found


def _is_alike(one: Stated, other: Stated) -> bool:
    """Return whether two facts of one value say the same: of the same subject, without another modifier, in like words."""
    if one.fact.about and other.fact.about and one.fact.about != other.fact.about:
        return False
    if any(one.fact.modifiers.get(key, text) != text for key, text in other.fact.modifiers.items()):
        return False
    if one.fact.contradicted != other.fact.contradicted:
        return False
    return not one.stems.isdisjoint(other.stems) or _is_distinctive(one)


def _is_distinctive(stated: Stated) -> bool:
    value = stated.value
    if isinstance(value, Contact | Amount):
        return True
    if isinstance(value, Calendar | Interval):
        return False
    return sum(character.isdigit() for character in stated.fact.value) >= _DIGITS


def _merge(one: Stated, other: Stated) -> Stated:
    """Return two facts as one: with the cues, the modifiers and the places of both."""
    first, second = one.fact, other.fact
    codes = dict.fromkeys((*first.cues, *second.cues))
    cues = {code: tuple(dict.fromkeys((*first.cues.get(code, ()), *second.cues.get(code, ()))))[:_CUES] for code in codes}
    longer = max(first.value, second.value, key=lambda text: (len(text.split()), text == first.value))
    fact = replace(
        first,
        value=longer if one.code == other.code else first.value,
        about=first.about or second.about,
        modifiers={**second.modifiers, **first.modifiers},
        cues=cues,
        origins=(*first.origins, *(each for each in second.origins if str(each) not in map(str, first.origins))),
    )
    return replace(one, fact=fact, stems=one.stems | other.stems)


def with_ids(stated: Sequence[Stated], taken: Iterable[str]) -> list[DraftFact]:
    """Return the facts with their ids: the subject's, and the nearest cue or the kind."""
    identifiers, found = Identifiers(taken), []
    for each in stated:
        cue = next((words[0] for words in each.fact.cues.values() if words), each.fact.kind)
        slug = make_slug([each.fact.about, cue])
        found.append(replace(each.fact, id=identifiers.take(slug, each.fact.kind)))
    return found
