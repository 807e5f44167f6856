"""The facts of a registry by kind, entity and cue, for notes of one language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import WORD, fold
from factcheck.languages.triggers import trigger_phrases
from factcheck.linking.evidence.cues import Cue, Cues, cue_index
from factcheck.linking.evidence.subjects import Subject
from factcheck.model import Kind
from factcheck.values.types import Calendar, Period, Quantity

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
_MODIFYING = (Category.CHANGE, Category.AVERAGE, Category.PART, Category.FORMER)
# Of an entity with more facts of one kind, only those are candidates that a cue or a second entity evokes; of the facts with a cue that more of
# them share, only those about an entity in reach, and those about none.
_CROWD = 60


class FactIndex:
    """The facts of a registry by kind and entity, for notes of one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._language = language
        self._markers: dict[str, frozenset[Category]] = {}
        self.kinds = frozenset(fact.kind for fact in registry.facts.values())
        self.cues: Cues = cue_index(registry, language)
        self._by_entity: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._values: Counter[tuple[str, object]] = Counter()
        self._with_cue = Counter((fact.kind, cue) for cue, facts in self.cues.facts.items() for fact in facts)
        for fact in registry.facts.values():
            for value in _keys(fact.value):
                self._values[fact.kind, value] += 1
            for entity in fact.about:
                self._by_entity[fact.kind, entity].append(fact)

    def evoked(self, kind: Kind, subjects: Mapping[str, Subject], cues: Iterable[Cue]) -> list[Fact]:
        """Return the facts that a mention of a kind may state: those about an entity in reach, and those that a cue evokes; in the order of
        kinds, then of entities and cues by name."""
        present = set(cues)
        known: dict[str, Fact] = {}
        for name in FACT_KINDS[kind]:
            for entity in sorted(subjects):
                facts = self._by_entity.get((name, entity), ())
                crowded = len(facts) > _CROWD
                known.update({fact.id: fact for fact in facts if not crowded or self._stands_out(fact, subjects, present)})
            for cue in sorted(present):
                facts = self.cues.facts.get(cue, ())
                evoked = facts if len(facts) <= _CROWD else self.cues.general.get(cue, ())
                known.update({fact.id: fact for fact in evoked if fact.kind == name})
        return list(known.values())

    def _stands_out(self, fact: Fact, subjects: Mapping[str, Subject], present: set[Cue]) -> bool:
        """Return whether a cue, or all of several entities, evoke a fact."""
        return not present.isdisjoint(self.cues.of(fact)) or (len(fact.about) > 1 and subjects.keys() >= set(fact.about))

    def facts_about(self, fact: Fact) -> int:
        """Return the number of facts of the same kind about the same entity, the least of its entities."""
        return min((len(self._by_entity[fact.kind, entity]) for entity in fact.about), default=0)

    def facts_with_cue(self, fact: Fact, cue: Cue) -> int:
        """Return the number of facts of the same kind that share a cue."""
        return self._with_cue[fact.kind, cue]

    def markers(self, fact: Fact) -> frozenset[Category]:
        """Return the categories of trigger of which a fact's own cues hold a phrase: what they mark is the fact itself."""
        if fact.id not in self._markers:
            cues = [WORD.findall(fold(cue)) for cue in fact.cues.get(self._language.code, ())]
            phrases = {each: trigger_phrases(self._language, each) for each in _MODIFYING}
            self._markers[fact.id] = frozenset(
                category for category, known in phrases.items() if any(not known.isdisjoint(cue) or " ".join(cue) in known for cue in cues)
            )
        return self._markers[fact.id]

    def has_value(self, kind: str, value: object) -> bool:
        """Return whether a fact of a kind has a stated value."""
        return any(self._values[kind, each] for each in _keys(value))


def _keys(value: object) -> tuple[object, ...]:
    """Return what equal values share: the figure of a quantity, the days of a date."""
    if isinstance(value, Quantity):
        return (value.value,)
    period = value.period if isinstance(value, Calendar) else value
    return ((period.first, period.last),) if isinstance(period, Period) else ()


@cache
def fact_index(registry: Registry, language: Language) -> FactIndex:
    """Return the index of a registry for a language."""
    return FactIndex(registry, language)
