"""The facts of a registry by kind, entity, value and cue, for notes of one language."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.stem_phrases import StemPhrases, Stems
from factcheck.languages.triggers import find_categories
from factcheck.model import Kind
from factcheck.values.types import Calendar, Count, Period, Quantity

Cue = Stems
"""The stems of a cue."""
FACT_KINDS: Mapping[Kind, tuple[str, ...]] = {
    **{kind: (str(kind),) for kind in (Kind.AMOUNT, Kind.PERCENT, Kind.COUNT, Kind.DURATION, Kind.DATE)},
    Kind.INTERVAL: ("date",),
    Kind.CONTACT: ("phone", "email", "url"),
}
"""The kinds of fact that a kind of mention may state."""
_MODIFYING = (Category.CHANGE, Category.AVERAGE, Category.PART, Category.FORMER)
# Of an entity with more facts of one kind, only those are candidates that a cue or a second entity evokes; of the facts with a cue that more of
# them share, only those about an entity in reach, and those about none.
_CROWD = 60


class FactIndex:
    """The facts of a registry, and their cues in one language: words in any order and any inflection."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self._language, self.phrases = language, StemPhrases(language)
        self.kinds = frozenset(fact.kind for fact in registry.facts.values())
        self._cues = {fact.id: tuple(map(self.phrases.stems, fact.cues.get(language.code, ()))) for fact in registry.facts.values()}
        self._nouns: dict[str, Cue] = {}
        self._markers: dict[str, frozenset[Category]] = {}
        self._by_entity: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._by_cue: dict[Cue, list[Fact]] = defaultdict(list)
        self._general: dict[Cue, list[Fact]] = defaultdict(list)
        self._with_cue: Counter[tuple[str, Cue]] = Counter()
        self._values: Counter[tuple[str, object]] = Counter()
        for fact in registry.facts.values():
            self._values.update((fact.kind, value) for value in _keys(fact.value))
            for entity in fact.about:
                self._by_entity[fact.kind, entity].append(fact)
            for cue in filter(None, self._cues[fact.id]):
                self._by_cue[cue].append(fact)
                self._with_cue[fact.kind, cue] += 1
                if not fact.about:
                    self._general[cue].append(fact)
        self.phrases.add(self._by_cue)

    def cues(self, fact: Fact) -> tuple[Cue, ...]:
        """Return the cues of a fact."""
        return self._cues[fact.id]

    def noun(self, fact: Fact) -> Cue:
        """Return the stems of the noun that a fact counts."""
        if fact.id not in self._nouns:
            self._nouns[fact.id] = self.phrases.stems(fact.value.noun) if isinstance(fact.value, Count) else ()
        return self._nouns[fact.id]

    def markers(self, fact: Fact) -> frozenset[Category]:
        """Return the categories of trigger of which a fact's own cues hold a phrase: what they mark is the fact itself."""
        if fact.id not in self._markers:
            self._markers[fact.id] = find_categories(self._language, fact.cues.get(self._language.code, ()), _MODIFYING)
        return self._markers[fact.id]

    def evoked(self, kind: Kind, entities: Iterable[str], cues: Iterable[Cue]) -> list[Fact]:
        """Return the facts that a mention of a kind may state: those about an entity in reach, and those that a cue evokes; in the order of
        kinds, then of entities and cues by name."""
        present, reached = set(cues), set(entities)
        known: dict[str, Fact] = {}
        for name in FACT_KINDS[kind]:
            for entity in sorted(reached):
                facts = self._by_entity.get((name, entity), ())
                crowded = len(facts) > _CROWD
                known.update({fact.id: fact for fact in facts if not crowded or self._stands_out(fact, reached, present)})
            for cue in sorted(present):
                facts = self._by_cue.get(cue, ())
                evoked = facts if len(facts) <= _CROWD else self._general.get(cue, ())
                known.update({fact.id: fact for fact in evoked if fact.kind == name})
        return list(known.values())

    def _stands_out(self, fact: Fact, reached: set[str], present: set[Cue]) -> bool:
        """Return whether a cue, or all of several entities, evoke a fact."""
        return not present.isdisjoint(self.cues(fact)) or (len(fact.about) > 1 and reached.issuperset(fact.about))

    def facts_about(self, fact: Fact) -> int:
        """Return the number of facts of the same kind about the same entity, the least of its entities."""
        return min((len(self._by_entity[fact.kind, entity]) for entity in fact.about), default=0)

    def facts_with_cue(self, fact: Fact, cue: Cue) -> int:
        """Return the number of facts of the same kind that share a cue."""
        return self._with_cue[fact.kind, cue]

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
