"""The facts of a registry by kind, entity and cue, for notes of one language."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.linking.evidence.cues import Cue, Cues, cue_index
from factcheck.linking.evidence.subjects import Subject
from factcheck.linking.weights import SECOND_ENTITY, SUBJECT_LEAST, Reach
from factcheck.model import Kind
from factcheck.values.span import Span
from factcheck.values.types import Period

FACT_KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.AMOUNT: ("amount",),
    Kind.PERCENT: ("percent",),
    Kind.COUNT: ("count",),
    Kind.DURATION: ("duration",),
    Kind.DATE: ("date",),
    Kind.INTERVAL: ("date",),
    Kind.CONTACT: ("phone", "email", "url"),
}
"""The kinds of fact that a kind of mention may state."""
PLACE = "place"
_DAY = timedelta(days=1)
# Of an entity with more facts of one kind, only those are candidates that a cue or a second entity evokes.
_CROWD = 60
_NOWHERE, _ANYWHERE = Subject.at(Reach.NOWHERE, Span(-1, -1)), Subject.at(Reach.ANYWHERE, Span(-1, -1))


class FactIndex:
    """The facts of a registry by kind and entity, for notes of one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self.cues: Cues = cue_index(registry, language)
        self._by_entity: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._places = frozenset(entity.id for entity in registry.entities.values() if entity.kind == PLACE)
        bounds: dict[str, set[date]] = defaultdict(set)
        for fact in registry.facts.values():
            for entity in fact.about:
                bounds[entity].update(_around(fact.valid_from), _around(fact.valid_until))
                self._by_entity[fact.kind, entity].append(fact)
        self._bounds: dict[str, list[date]] = {entity: sorted(days) for entity, days in bounds.items() if days}
        self._strict = self._facts_with_shared_cues(registry.facts.values())

    def _facts_with_shared_cues(self, facts: Iterable[Fact]) -> frozenset[str]:
        """Return the ids of facts about several entities that share a cue, or the lack of any, with another fact about one of these."""
        shared: dict[tuple[str, str, Cue], int] = defaultdict(int)
        several: list[Fact] = []
        for fact in facts:
            several += [fact] if len(fact.about) > 1 else []
            for entity in fact.about:
                for cue in self.cues.of(fact) or ((),):
                    shared[fact.kind, entity, cue] += 1
        return frozenset(
            fact.id
            for fact in several
            if any(shared[fact.kind, entity, cue] > 1 for entity in fact.about for cue in self.cues.of(fact) or ((),))
        )

    def evoked(self, kind: Kind, entities: Iterable[str], found: Iterable[Cue]) -> list[Fact]:
        """Return the facts that a mention of a kind may state: those about one of the entities, and those about none that a cue evokes;
        in the order of kinds, then of entities and cues by name."""
        present, named = set(found), set(entities)
        known: dict[str, Fact] = {}
        for name in FACT_KINDS[kind]:
            for entity in sorted(named):
                facts = self._by_entity.get((name, entity), ())
                crowded = len(facts) > _CROWD
                known.update({fact.id: fact for fact in facts if not crowded or self._stands_out(fact, named, present)})
            for cue in sorted(present):
                known.update({fact.id: fact for fact in self.cues.facts.get(cue, ()) if fact.kind == name})
        return list(known.values())

    def _stands_out(self, fact: Fact, named: set[str], present: set[Cue]) -> bool:
        """Return whether a cue, or all of several entities, evoke a fact."""
        return not present.isdisjoint(self.cues.of(fact)) or (len(fact.about) > 1 and named.issuperset(fact.about))

    def bounds(self, subjects: Mapping[str, Subject], period: Period) -> bool:
        """Return whether a fact about an entity near a statement begins or ceases to hold in a period of a month at most: such a date need
        not be that of another fact."""
        similar = (self._bounds.get(entity, []) for entity, subject in subjects.items() if subject.score >= SUBJECT_LEAST)
        return any(bisect_left(days, period.first) < bisect_right(days, period.last) for days in similar)

    def subject(self, fact: Fact, subjects: Mapping[str, Subject], *, in_domain: bool) -> Subject | None:
        """Return the entity in reach that a fact is about; None where one must be near and is not: of a body and a place, the body
        anywhere in the note, unless the note is about the registry's domain."""
        if not fact.about:
            return _ANYWHERE
        if len(fact.about) == 1:
            return subjects.get(fact.about[0], _NOWHERE)
        found = {entity: subjects.get(entity, _NOWHERE) for entity in fact.about}
        bodies = [subject.score for entity, subject in found.items() if entity not in self._places]
        if not in_domain and bodies and max(bodies) <= 0:
            return None
        if fact.id not in self._strict:
            return max(found.values(), key=lambda subject: subject.score)
        return self._rarest(fact, found)

    def _rarest(self, fact: Fact, found: Mapping[str, Subject]) -> Subject | None:
        """Return the rarest of a fact's entities, strengthened by another one; None where it is not near."""
        rarest = min(fact.about, key=lambda entity: (entity not in self._places, len(self._by_entity[fact.kind, entity])))
        subject = found[rarest]
        if subject.score < SUBJECT_LEAST or subject.reach in (Reach.HEADING, Reach.PREVIOUS):
            return None
        others = max(each.score for entity, each in found.items() if entity != rarest)
        return subject.strengthened(SECOND_ENTITY) if others >= 1 else subject.strengthened(0.0)


def _around(day: date | None) -> Sequence[date]:
    """Return a day on which a fact begins or ceases to hold, with its neighbours: until March 31, from April 1 on."""
    if day is None:
        return []
    return [day] if day in (date.min, date.max) else [day - _DAY, day, day + _DAY]


@cache
def fact_index(registry: Registry, language: Language) -> FactIndex:
    """Return the index of a registry for a language."""
    return FactIndex(registry, language)
