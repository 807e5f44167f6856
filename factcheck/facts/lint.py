"""Check a registry for weaknesses: facts that have expired, that nothing supports or that are easily linked to the wrong statement."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from factcheck.errors import Place, Problem
from factcheck.facts.lint_cues import NOTES as CUE_NOTES
from factcheck.facts.lint_cues import lint_cues
from factcheck.facts.schema import Registry
from factcheck.runtime.regex import compiled

NOTES = CUE_NOTES | {"lint-data-sheet"}
"""The weaknesses that are notes, not warnings."""
HARMLESS = NOTES | {"lint-no-source", "lint-empty", "lint-data-table"}
"""The weaknesses that do not change the exit status."""
_BARE = compiled(r"[\d.,\s\u00a0\u202f]+")
_QUOTES = "\u201c\u201d\u00ab\u00bb\u2018\u2019"


def lint_registry(registry: Registry, today: date) -> tuple[Problem, ...]:
    """Return the weaknesses of a registry, in the order of their places.

    They are an empty registry, expired facts without a successor, reversed periods, facts without a source, without a scale, with weak cues,
    or that no statement can match, names between curly quotation marks, names shared by two entities, and tables that are not read.
    """
    skipped = [Problem(table.place, table.key) for table in registry.skipped]
    if is_empty(registry):
        return (Problem(Place(""), "lint-empty"), *skipped)
    found = [*skipped, *_lint_facts(registry, today), *lint_cues(registry), *_lint_names(registry)]
    return tuple(sorted(found, key=lambda problem: (problem.place.path, problem.place.line, problem.place.column)))


def is_empty(registry: Registry) -> bool:
    """Return whether a registry has no facts, and no entities but those of its packs."""
    return not registry.facts and all(entity.pack for entity in registry.entities.values())


def _lint_facts(registry: Registry, today: date) -> Iterator[Problem]:
    for fact in registry.facts.values():
        if fact.valid_until and fact.valid_until < today and not fact.replaced_by:
            yield Problem(fact.place, "lint-expired", {"name": fact.id, "until": fact.valid_until})
        if not fact.has_source:
            yield Problem(fact.place, "lint-no-source", {"name": fact.id})
        if fact.valid_from and fact.valid_until and fact.valid_until < fact.valid_from:
            yield Problem(fact.place, "lint-reversed", {"name": fact.id, "first": fact.valid_from, "last": fact.valid_until})
        if fact.kind == "amount" and _BARE.fullmatch(fact.written):
            yield Problem(fact.place, "lint-bare-amount", {"name": fact.id, "found": fact.written, "currency": registry.currency})
        if not fact.about and not any(fact.cues.values()):
            yield Problem(fact.place, "lint-unreachable", {"name": fact.id})


def _lint_names(registry: Registry) -> Iterator[Problem]:
    seen: dict[tuple[str, str], tuple[str, Place]] = {}
    for entity in registry.entities.values():
        for code, names in entity.names.items():
            for form in (names.name, *names.also, *names.descriptions):
                if form[0] in _QUOTES and not entity.pack:
                    yield Problem(entity.place, "lint-quotes", {"form": form, "name": entity.id})
            for form in {names.name, *names.also, *([names.acronym] if names.acronym else [])}:
                first, place = seen.setdefault((code, form.casefold()), (entity.id, entity.place))
                if first != entity.id and not entity.pack:
                    yield Problem(entity.place, "lint-ambiguous", {"form": form, "first": first, "name": entity.id}, (place,))
