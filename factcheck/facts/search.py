"""Search a registry: the facts that contain some words, and those of a kind, about an entity, valid on a day, or without a key."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factcheck.facts.schema import Entity, Fact, Registry
from factcheck.facts.simplify import simplify
from factcheck.runtime.records import record

LACKING = ("about", "cues", "source")
"""The keys by whose absence facts are found."""


@record
class Query:
    """What facts are looked for: those with all words, of one of the kinds, about one of the subjects, valid on a day, without all of the
    keys `lacking`. What is empty does not restrict."""

    words: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    day: date | None = None
    lacking: tuple[str, ...] = ()


def find_facts(registry: Registry, query: Query) -> list[Fact]:
    """Return the facts that are looked for, in the order of the registry. Words match parts of words, whatever their case and accents."""
    words = [simplify(word) for word in query.words]
    forms = index_entities(registry) if query.subjects else {}
    subjects = frozenset(entity for subject in query.subjects for entity in forms.get(simplify(subject), ()))
    return [
        fact
        for fact in registry.facts.values()
        if _fits(fact, query)
        and (not query.subjects or not subjects.isdisjoint(fact.about))
        and (not words or _has_words(fact, registry, words))
    ]


def index_entities(registry: Registry) -> Mapping[str, Sequence[str]]:
    """Return the ids of the entities that have each id or name, by its simplified form."""
    found: dict[str, list[str]] = {}
    for entity in registry.entities.values():
        for form in {simplify(form) for form in _list_forms(entity)}:
            found.setdefault(form, []).append(entity.id)
    return found


def _list_forms(entity: Entity) -> Iterator[str]:
    """Yield the id and the names of an entity."""
    yield entity.id
    for names in entity.names.values():
        yield from (names.name, *names.also, *([names.acronym] if names.acronym else []))


def _fits(fact: Fact, query: Query) -> bool:
    absent = {"about": not fact.about, "cues": not any(fact.cues.values()), "source": not fact.has_source}
    if query.kinds and fact.kind not in query.kinds:
        return False
    return all(absent[key] for key in query.lacking) and (query.day is None or fact.is_valid_on(query.day))


def _has_words(fact: Fact, registry: Registry, words: Sequence[str]) -> bool:
    entities = [registry.entities[entity] for entity in fact.about if entity in registry.entities]
    text = simplify(" ".join([*_list_texts(fact), *fact.about, *(form for entity in entities for form in _list_forms(entity))]))
    return all(word in text for word in words)


def _list_texts(fact: Fact) -> Iterator[str]:
    yield from (fact.id, fact.kind, fact.as_written, fact.note)
    for words in fact.cues.values():
        yield from words
    if fact.table:
        yield from (fact.table.path, fact.table.vintage)
    if fact.source:
        yield from (fact.source.title, fact.source.url, fact.source.page, fact.source.date)
