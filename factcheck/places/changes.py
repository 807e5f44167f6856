"""Compare two versions of a registry: the facts and entities that were added, removed or changed, by their parsed values."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any, TypeVar

from factcheck.facts.schema import Entity, Fact, Registry
from factcheck.places.place import Key, Section
from factcheck.runtime.records import record

_Item = TypeVar("_Item", Fact, Entity)


class ChangeKind(StrEnum):
    """What happened to a fact or an entity."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@record(eq=False)
class Change:
    """A fact or an entity that changed; one line a field.

    `key` is its section and its id.
    `before` and `after` are its two versions, None where there is none.
    `keys` are the keys whose values differ; empty where it was added or removed.
    """

    key: Key
    kind: ChangeKind
    before: Fact | Entity | None
    after: Fact | Entity | None
    keys: tuple[str, ...] = ()

    @property
    def item(self) -> Fact | Entity:
        """The present version, or else the former one."""
        found = self.after or self.before
        assert found is not None
        return found


def compare_registries(before: Registry, after: Registry) -> tuple[Change, ...]:
    """Return what changed: facts, then entities, in the order of the present registry, what was removed last.

    What counts is what a fact states, of what and when, and its cues; of an entity, its names. Sources and remarks do not count, nor do comments,
    the order of entries, the layout and the file.
    """
    facts = _compare(Section.FACTS, before.facts, after.facts, _list_fact_values)
    return (*facts, *_compare(Section.ENTITIES, _without_packs(before), _without_packs(after), _list_names))


def _without_packs(registry: Registry) -> Mapping[str, Entity]:
    return {name: entity for name, entity in registry.entities.items() if not entity.pack}


def _compare(
    section: Section, before: Mapping[str, _Item], after: Mapping[str, _Item], values_of: Callable[[_Item], Mapping[str, Any]]
) -> Iterator[Change]:
    for name, item in after.items():
        former = before.get(name)
        if former is None:
            yield Change((section, name), ChangeKind.ADDED, None, item)
        elif keys := _find_differences(values_of(former), values_of(item)):
            yield Change((section, name), ChangeKind.CHANGED, former, item, keys)
    for name, item in before.items():
        if name not in after:
            yield Change((section, name), ChangeKind.REMOVED, item, None)


def _find_differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[str, ...]:
    return tuple(key for key in {**after, **before} if before.get(key) != after.get(key))


def _list_fact_values(fact: Fact) -> Mapping[str, Any]:
    """Return what a fact states, by key; the order of members and subjects does not count."""
    value = frozenset(fact.value) if isinstance(fact.value, tuple) else fact.value
    return {
        fact.kind: (value, fact.qualifier),
        "about": frozenset(fact.about),
        "may_say": fact.may_say and (fact.may_say.digits, fact.may_say.hedges and frozenset(fact.may_say.hedges)),
        "over": fact.over,
        "per": fact.per,
        "starting": fact.starting,
        "until": fact.until,
        "valid": (fact.valid_from, fact.valid_until),
        "replaced_by": fact.replaced_by,
        "cues": {code: frozenset(words) for code, words in fact.cues.items() if words},
    }


def _list_names(entity: Entity) -> Mapping[str, Any]:
    """Return the names of an entity by language; the order of other names does not count."""
    found: dict[str, Any] = {"kind": entity.kind, "title": entity.title}
    for code, names in entity.names.items():
        others = (frozenset(each) for each in (names.also, names.descriptions, names.avoid))
        found[code] = (names.name, names.acronym, names.feminine, *others)
    return found
