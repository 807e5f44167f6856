"""Tie out many notes, and find what they leave of the registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.facts.schema import Fact, Registry
from factcheck.formats import read
from factcheck.languages.load import all_languages
from factcheck.runtime.records import record
from factcheck.runtime.workers import WorkerPool
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
    """Yield the tie-out of each file, or the problem that kept it from being read, in their order; one never stops the others."""

    def work(path: Path) -> NoteTieOut:
        return tie_out_document(read(path, all_languages()), registry, settings)

    with WorkerPool(work, [file for file in files if isinstance(file, Path)]) as pool:
        for file in files:
            if isinstance(file, Problem):
                yield file
                continue
            try:
                yield pool.get_result(file) or work(file)
            except DocumentError as error:
                yield from error.problems
            except Exception as error:  # a bug met in one note must not prevent the tie-out of the others
                yield make_failure(str(file), error)


def find_gaps(registry: Registry, notes: Sequence[NoteTieOut], today: date) -> RegistryGaps:
    """Return the facts that no note states, those without a source, and those that are valid no longer on a day."""
    stated = frozenset[str]().union(*(note.stated for note in notes))
    facts = registry.facts.values()
    return RegistryGaps(
        tuple(fact for fact in facts if fact.id not in stated),
        tuple(fact for fact in facts if fact.source is None),
        tuple(fact for fact in facts if fact.valid_until is not None and fact.valid_until < today),
    )
