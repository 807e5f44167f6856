"""Find facts with weak cues: none, or only such as other facts have that the same statement could state."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice

from factcheck.errors import Problem
from factcheck.facts.schema import Fact, Registry

FIGURES = frozenset({"amount", "percent", "count", "date", "duration"})
"""The kinds of facts of which a subject may have several."""
NOTES = frozenset({"lint-no-cues", "lint-many-facts", "lint-shared-cues"})
"""The weaknesses of cues; they are notes."""
# Facts with which one is compared, and that a message names, at most: a registry may have thousands about one subject.
_COMPARED, _NAMED = 50, 3
_Key = tuple[str, ...]


def lint_cues(registry: Registry) -> Iterator[Problem]:
    """Yield the facts without cues, whether or not their subject has other facts of the kind, and those of which every cue is shared."""
    facts = [fact for fact in registry.facts.values() if fact.kind in FIGURES]
    by_subject = _group((key, fact) for fact in facts for key in _list_subjects(fact))
    by_cue = _group((key, fact) for fact in facts for key in _list_cues(fact))
    for fact in facts:
        if any(fact.cues.values()):
            yield from _lint_shared(fact, by_cue)
        elif fact.about:
            others = _list_rivals(fact, by_subject[_list_subjects(fact)[0]])
            values = {"name": fact.id, "subject": fact.about[0], "others": _format_ids(others)}
            yield Problem(fact.place, "lint-many-facts", values) if others else Problem(fact.place, "lint-no-cues", {"name": fact.id})


def _group(pairs: Iterable[tuple[_Key, Fact]]) -> Mapping[_Key, Sequence[Fact]]:
    found: dict[_Key, list[Fact]] = {}
    for key, fact in pairs:
        found.setdefault(key, []).append(fact)
    return found


def _list_subjects(fact: Fact) -> list[_Key]:
    return [(fact.kind, subject) for subject in dict.fromkeys(fact.about)]


def _list_cues(fact: Fact) -> list[_Key]:
    """Return the cues of a fact, each with its language, the kind and the subjects of the fact."""
    words = dict.fromkeys((code, word.casefold()) for code, words in fact.cues.items() for word in words)
    return [(fact.kind, *word, *sorted(fact.about)) for word in words]


def _lint_shared(fact: Fact, by_cue: Mapping[_Key, Sequence[Fact]]) -> Iterator[Problem]:
    """Yield a fact of which every cue is also one of another fact about the same."""
    others: dict[str, Fact] = {}
    for cue in _list_cues(fact):
        rivals = _list_rivals(fact, by_cue[cue])
        if not rivals:
            return
        others.update((rival.id, rival) for rival in rivals)
    yield Problem(fact.place, "lint-shared-cues", {"name": fact.id, "others": _format_ids(list(others.values()))})


def _list_rivals(fact: Fact, group: Sequence[Fact]) -> list[Fact]:
    """Return the facts of a group of which a statement may be taken for one of this fact: neither replaces the other, and both can be valid
    on one day."""
    return [other for other in islice(group, _COMPARED) if other is not fact and not (_precedes(fact, other) or _precedes(other, fact))]


def _precedes(fact: Fact, other: Fact) -> bool:
    ends_before = fact.valid_until and other.valid_from and fact.valid_until < other.valid_from
    return fact.replaced_by == other.id or bool(ends_before)


def _format_ids(facts: Sequence[Fact]) -> str:
    names = [fact.id for fact in facts[:_NAMED]]
    return ", ".join(names if len(facts) <= _NAMED else [*names, "…"])
