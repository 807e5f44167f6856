"""Tie out many notes, and find what they leave of the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from factcheck.errors import Problem
from factcheck.facts.schema import Fact, Registry
from factcheck.formats.each import work_on_each
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.tie_out.model import NoteTieOut
from factcheck.tie_out.note import tie_out_document


@record(eq=False)
class RegistryGaps:
    """The facts of a registry that need attention: stated in no note, without a source, past their validity; each in the order of the registry."""

    unstated: tuple[Fact, ...]
    unsourced: tuple[Fact, ...]
    expired: tuple[Fact, ...]


def tie_out_files(files: Sequence[Path | Problem], registry: Registry, settings: Settings) -> Iterator[NoteTieOut | Problem]:
    """Return the tie-out of each file, or the problem that kept it from being read, in their order; one never stops the others."""
    return work_on_each(files, lambda document: tie_out_document(document, registry, settings))


def find_gaps(registry: Registry, notes: Sequence[NoteTieOut], today: date) -> RegistryGaps:
    """Return the facts that no note states, those without a source, and those that are valid no longer on a day."""
    stated = frozenset[str]().union(*(note.stated for note in notes))
    facts = registry.facts.values()
    return RegistryGaps(
        tuple(fact for fact in facts if fact.id not in stated),
        tuple(fact for fact in facts if not fact.has_source),
        tuple(fact for fact in facts if fact.valid_until is not None and fact.valid_until < today),
    )
