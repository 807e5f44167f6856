"""Tie the persons of a draft to their titles: a title right before or right after the name of a person is theirs."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from factcheck.document import Document
from factcheck.languages.alternation import longest_first
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

# Between a title and a person, and behind both, are so many characters at most.
_BETWEEN, _BEHIND = 40, 2
_CLOSED = re.compile(r"\s*(?:[),.;:—–]|$)|\s*\n", re.ASCII)


@record(eq=False)
class NamedPlace:
    """A place in a note that names a drafted entity: the id and kind of the entity, the note, and the half-open span."""

    entity: str
    kind: str
    document: Document
    start: int
    end: int


def find_titles(places: Iterable[NamedPlace], person: str, title: str) -> Mapping[str, str]:
    """Return the ids of the titles by those of the persons who bear them; without a person to whom the notes give two.

    `person` and `title` are the kinds of entity.
    """
    found: dict[str, set[str]] = defaultdict(set)
    by_note: dict[int, list[NamedPlace]] = defaultdict(list)
    for place in places:
        if place.kind in (person, title):
            by_note[id(place.document)].append(place)
    for group in by_note.values():
        group.sort(key=lambda each: each.start)
        for at, place in enumerate(group):
            if place.kind == title and (owner := _find_bearer(group, at, person)):
                found[owner].add(place.entity)
    return {owner: next(iter(titles)) for owner, titles in found.items() if len(titles) == 1}


def _find_bearer(group: Sequence[NamedPlace], at: int, person: str) -> str:
    """Return the person next to a title; empty where there is none, or one on either side."""
    title = group[at]
    before = group[at - 1] if at and group[at - 1].kind == person else None
    after = group[at + 1] if at + 1 < len(group) and group[at + 1].kind == person else None
    owners = set()
    if before and _joins(before, title) and _CLOSED.match(title.document.text, title.end, title.end + _BEHIND):
        owners.add(before.entity)
    if after and _joins(title, after):
        owners.add(after.entity)
    return next(iter(owners)) if len(owners) == 1 else ""


def _joins(one: NamedPlace, other: NamedPlace) -> bool:
    """Return whether nothing stands between two names but a mark, an article, or a word of address."""
    return 0 < other.start - one.end <= _BETWEEN and bool(
        _joint(one.document.language).fullmatch(one.document.folded, one.end, other.start)
    )


@cache
def _joint(language: Language) -> re.Pattern[str]:
    names, reference = language.grammar.names, language.grammar.reference
    words = "|".join(map(re.escape, longest_first({*names.honorifics, *reference.determiners})))
    return compiled(rf"(?:,? |,? ?\()(?:(?:{words}) ?)*")
