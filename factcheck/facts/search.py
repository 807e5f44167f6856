"""Search a registry: the facts that contain some words, and those of a kind, about an entity, valid on a day, or without a key."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.facts.schema import Fact, Registry
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
    subjects = {simplify(subject) for subject in query.subjects}
    return [
        fact
        for fact in registry.facts.values()
        if _fits(fact, query)
        and (not subjects or not subjects.isdisjoint(_list_subject_forms(fact, registry)))
        and (not words or _has_words(fact, registry, words))
    ]


def _fits(fact: Fact, query: Query) -> bool:
    absent = {"about": not fact.about, "cues": not any(fact.cues.values()), "source": fact.source is None}
    if query.kinds and fact.kind not in query.kinds:
        return False
    return all(absent[key] for key in query.lacking) and (query.day is None or fact.is_valid_on(query.day))


def _has_words(fact: Fact, registry: Registry, words: list[str]) -> bool:
    text = simplify(" ".join([*_list_texts(fact), *_list_subject_texts(fact, registry)]))
    return all(word in text for word in words)


def _list_subject_forms(fact: Fact, registry: Registry) -> set[str]:
    return {simplify(text) for text in _list_subject_texts(fact, registry)}


def _list_subject_texts(fact: Fact, registry: Registry) -> Iterator[str]:
    """Yield the ids and the names of the entities that a fact is about."""
    for identifier in fact.about:
        yield identifier
        entity = registry.entities.get(identifier)
        for names in entity.names.values() if entity else ():
            yield from (names.name, *names.also, *([names.acronym] if names.acronym else []))


def _list_texts(fact: Fact) -> Iterator[str]:
    yield from (fact.id, fact.kind, fact.as_written, fact.note)
    for words in fact.cues.values():
        yield from words
    if fact.source:
        yield from (fact.source.title, fact.source.url, fact.source.page, fact.source.date)
