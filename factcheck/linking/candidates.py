"""The facts that a statement may state, each with the evidence that evokes it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import cache

from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.linking.evidence.cues import Cue, Cues, cues
from factcheck.linking.evidence.subjects import CONTEXT, LEAST, PREVIOUS, Subject
from factcheck.model import Comparison, Kind
from factcheck.runtime.records import record
from factcheck.values.span import Span
from factcheck.values.types import Count, Period

FACT_KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.AMOUNT: ("amount",),
    Kind.PERCENT: ("percent",),
    Kind.COUNT: ("count",),
    Kind.DURATION: ("duration",),
    Kind.DATE: ("date",),
    Kind.INTERVAL: ("date",),
    Kind.CONTACT: ("phone", "email", "url"),
}
PLACE = "place"
_DAY = timedelta(days=1)
# Of an entity with more facts of one kind, only those are looked at that a cue or a second entity evokes.
_CROWD = 60
# What the noun of a fact is worth for a number without one, in its own sentence and in the one before.
_NAMED = (1.0, 0.8)
# What a word of its cue is worth there.
_EVOKED = 0.8
_NOTHING, _ANYTHING = Subject(0.0, Span(-1, -1)), Subject(1.5, Span(-1, -1))


@record
class Candidate:
    """A fact that a statement may state: what its subject, its cues, its noun and its time are worth, and how the two stand.
    `phrase` tells that its cue has several words, `exchanged` that the value is that of another candidate, `swapped` that this other
    one is told with this one's value, `only` that no other fact may be stated, `then` that the statement speaks of a time at which the
    fact held."""

    fact: Fact
    subject: float
    cue: float
    noun: float
    time: float
    comparison: Comparison
    reasons: tuple[Span, ...]
    phrase: bool = False
    exchanged: bool = False
    swapped: bool = False
    only: bool = False
    then: bool = False

    @property
    def score(self) -> float:
        """The sum of the evidence; the values weigh the least."""
        comparison = self.comparison
        return (
            self.subject
            + self.cue
            + self.noun
            + self.time
            + comparison.agreed
            + (0.5 if comparison.equal else 0.3 if comparison.error_kind != "none" else 0.0)
        )


class Index:
    """The facts of a registry by kind and entity, for notes of one language."""

    def __init__(self, registry: Registry, language: Language) -> None:
        self.cues: Cues = cues(registry, language)
        self._by_entity: dict[tuple[str, str], list[Fact]] = defaultdict(list)
        self._places = frozenset(entity.id for entity in registry.entities.values() if entity.kind == PLACE)
        bounds: dict[str, set[date]] = defaultdict(set)
        shared: dict[tuple[str, str, Cue], int] = defaultdict(int)
        for fact in registry.facts.values():
            for entity in fact.about:
                bounds[entity].update(_beside(fact.valid_from), _beside(fact.valid_until))
                self._by_entity[fact.kind, entity].append(fact)
                for cue in self.cues.of(fact) or ((),):
                    shared[fact.kind, entity, cue] += 1
        self._bounds: dict[str, list[date]] = {entity: sorted(days) for entity, days in bounds.items() if days}
        self._strict = frozenset(
            fact.id
            for fact in registry.facts.values()
            if len(fact.about) > 1
            and any(shared[fact.kind, entity, cue] > 1 for entity in fact.about for cue in self.cues.of(fact) or ((),))
        )

    def evoked(self, kind: Kind, entities: Iterable[str], found: Iterable[Cue]) -> list[Fact]:
        """The facts of a kind about one of the entities, and those about nothing that a cue evokes; in the registry's order of entities."""
        present = set(found)
        known: dict[str, Fact] = {}
        named = set(entities)
        for name in FACT_KINDS[kind]:
            for entity in sorted(named):
                facts = self._by_entity.get((name, entity), ())
                for fact in facts:
                    if (
                        len(facts) <= _CROWD
                        or not present.isdisjoint(self.cues.of(fact))
                        or (len(fact.about) > 1 and named.issuperset(fact.about))
                    ):
                        known[fact.id] = fact
            for cue in sorted(present):
                known.update({fact.id: fact for fact in self.cues.facts.get(cue, ()) if fact.kind == name})
        return list(known.values())

    def turns(self, subjects: Mapping[str, Subject], period: Period) -> bool:
        """Whether one of the entities at hand has a fact that began or ceased to hold in some period of a month at most: its date needs no
        other fact to be told for."""
        at_hand = (self._bounds.get(entity, []) for entity, subject in subjects.items() if subject.score >= LEAST)
        return any(bisect_left(days, period.first) < bisect_right(days, period.last) for days in at_hand)

    def subject(self, fact: Fact, subjects: Mapping[str, Subject], own: bool) -> Subject | None:
        """How strongly what a fact is about is in reach; None where it must be at hand and is not: of a body and a place, the body
        anywhere, unless the note is about the registry's `own` matters."""
        if not fact.about:
            return _ANYTHING
        if len(fact.about) == 1:
            return subjects.get(fact.about[0], _NOTHING)
        scores = {entity: subjects.get(entity, _NOTHING) for entity in fact.about}
        bodies = [subject.score for entity, subject in scores.items() if entity not in self._places]
        if not own and bodies and max(bodies) <= 0:
            return None
        if fact.id not in self._strict:
            return max(scores.values(), key=lambda subject: subject.score)
        rare = min(fact.about, key=lambda entity: (entity not in self._places, len(self._by_entity[fact.kind, entity])))
        if scores[rare].score < LEAST or scores[rare].score in (CONTEXT, PREVIOUS):
            return None
        rest = [subject.score for entity, subject in scores.items() if entity != rare]
        return Subject(scores[rare].score + (0.2 if max(rest) >= 1 else 0.0), scores[rare].span)

    def noun(self, fact: Fact, noun: str, folded: str, around: Sequence[frozenset[str]] = ()) -> float | None:
        """What the noun that is counted is worth; None where another thing is counted; 0 where the fact names it in another language.

        A number without a noun (« en compte 40 », "40 of them") counts what was named `around` it, by stems: in its own sentence, in the one before.
        """
        if not isinstance(fact.value, Count):
            return 0.0
        own = self.cues.stems(fact.value.noun)
        if not noun:
            named = (worth for stems, worth in zip(around, _NAMED, strict=False) if own and stems.issuperset(own))
            evoked = (_EVOKED for stems in around[:1] for cue in self.cues.of(fact) if not stems.isdisjoint(cue))
            return max(*named, *evoked, 0.0, 0.0)
        said = set(self.cues.stems(noun))
        for cue in (own, *self.cues.of(fact)):
            if said & set(cue):
                return 1.5
        return None if not fact.value.noun or fact.value.noun.split()[-1].lower() in folded else 0.0


def _beside(day: date | None) -> Sequence[date]:
    """A day on which a fact begins or ceases to hold, with those beside it: until March 31, from April 1 on."""
    if day is None:
        return []
    return [day] if day in (date.min, date.max) else [day - _DAY, day, day + _DAY]


@cache
def index(registry: Registry, language: Language) -> Index:
    """The index of a registry for a language."""
    return Index(registry, language)


def strongest(
    fact: Fact, known: Sequence[Cue], weights: Mapping[Cue, tuple[float, tuple[int, int]]]
) -> tuple[float, tuple[int, int] | None]:
    """The strongest cue of a fact that a statement has, and its words."""
    best: tuple[float, tuple[int, int] | None] = (0.0, None)
    for cue in known:
        if cue in weights and weights[cue][0] > best[0]:
            best = weights[cue]
    return best
