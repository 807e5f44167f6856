"""Holds a loaded registry against itself: what no rule of the format forbids, and yet asks for a look."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.errors import Place, Problem
from factcheck.facts.schema import Registry


def lint(registry: Registry, today: date) -> tuple[Problem, ...]:
    """Expired facts without a successor, facts without a source, forms of two entities, facts that nothing can evoke; in the order of places."""
    found = [*_facts(registry, today), *_names(registry)]
    return tuple(sorted(found, key=lambda problem: (problem.place.path, problem.place.line, problem.place.column)))


def _facts(registry: Registry, today: date) -> Iterator[Problem]:
    for fact in registry.facts.values():
        if fact.valid_until and fact.valid_until < today and not fact.replaced_by:
            yield Problem(fact.place, "lint-expired", {"name": fact.id, "until": fact.valid_until})
        if fact.source is None:
            yield Problem(fact.place, "lint-no-source", {"name": fact.id})
        if not fact.about and not any(fact.cues.values()):
            yield Problem(fact.place, "lint-unreachable", {"name": fact.id})


def _names(registry: Registry) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, Place]] = {}
    for entity in registry.entities.values():
        for code, names in entity.names.items():
            for form in {names.name, *names.also, *([names.acronym] if names.acronym else [])}:
                first, place = seen.setdefault((code, form.casefold()), (entity.id, entity.place))
                if first != entity.id and not entity.pack:
                    yield Problem(entity.place, "lint-ambiguous", {"form": form, "first": first, "name": entity.id}, (place,))
