"""Check many documents: return the report of each, or the failure that prevented it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from factcheck.bitext.files import Versions
from factcheck.checker import check_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import read
from factcheck.formats.structure.metadata import list_marks
from factcheck.languages.load import all_languages
from factcheck.runtime.workers import WorkerPool
from factcheck.settings import Settings

# Reports that wait for the turn of their notes; a version beyond is checked again.
_MAX_WAITING = 500
_Outcome = tuple[tuple[Report, ...], tuple[Problem, ...]]
"""The reports on a note and its other versions, and the problems met on the way."""


def check_files(
    files: Sequence[Path | Problem],
    registry: Registry,
    settings: Settings,
    pairs: Iterable[tuple[Path, Path]] = (),
    *,
    in_advance: bool = True,
) -> Iterator[Report | Problem]:
    """Yield the report on each file, or the problem that kept it from being read, in their order; one never stops the others.

    `pairs` are versions of one note, beside those that names and front matter give. The versions of a note are checked together, many notes
    ahead of their turn; where that is not allowed, each is read at its turn, as it is then.
    """
    known = find_versions(files, pairs)

    def check_together(path: Path) -> _Outcome:
        others, problems = read_other_versions(path, known)
        return _check_together(read(path, all_languages()), others, registry, settings), problems

    with WorkerPool(check_together, _find_leaders(files, known) if in_advance else ()) as pool:
        yield from _yield_in_order(files, lambda path: pool.get_result(path) or check_together(path), reorder=in_advance)


def _yield_in_order(
    files: Sequence[Path | Problem], outcome_of: Callable[[Path], _Outcome], *, reorder: bool
) -> Iterator[Report | Problem]:
    """Yield the outcome of each file; a report that came with that on another version waits for its turn where `reorder` allows it."""
    pending = {os.path.realpath(found) for found in files if isinstance(found, Path)} if reorder else set()
    waiting: dict[str, Report] = {}
    for found in files:
        if isinstance(found, Problem):
            yield found
            continue
        key = os.path.realpath(found)
        pending.discard(key)
        if key in waiting:
            yield waiting.pop(key)
            continue
        try:
            (report, *others), problems = outcome_of(found)
        except DocumentError as error:
            yield from error.problems
            continue
        except Exception as error:  # a bug met in one note must not prevent the check of the others
            yield make_failure(str(found), error)
            continue
        yield report
        yield from problems
        for each in others:
            other = os.path.realpath(each.path)
            if other in pending and len(waiting) < _MAX_WAITING:
                waiting[other] = each


def _find_leaders(files: Sequence[Path | Problem], known: Versions) -> Iterator[Path]:
    """Yield the files whose reports will not come with that on another version, if all of them can be read."""
    pending = {os.path.realpath(found) for found in files if isinstance(found, Path)}
    waiting: set[str] = set()
    for found in files:
        if isinstance(found, Path):
            key = os.path.realpath(found)
            pending.discard(key)
            if key not in waiting:
                yield found
                with suppress(DocumentError):
                    others = map(os.path.realpath, known.find(found))
                    waiting.update([other for other in others if other in pending][: _MAX_WAITING - len(waiting)])
            waiting.discard(key)


def _check_together(document: Document, others: Sequence[Document], registry: Registry, settings: Settings) -> tuple[Report, ...]:
    """Return the reports on a note and its other versions; on the note alone where they can't be checked together."""
    try:
        return check_versions((document, *others), registry, settings)
    except Exception:  # an error in this note itself is raised again
        if not others:
            raise
        return check_versions((document,), registry, settings)


def find_versions(files: Sequence[Path | Problem], pairs: Iterable[tuple[Path, Path]] = ()) -> Versions:
    """Return the versions of the notes of a run."""
    return Versions(list_marks(all_languages()), [found for found in files if isinstance(found, Path)], pairs)


def read_other_versions(path: Path, known: Versions) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the other versions of a note, and the problem of a requested one that does not exist.

    A version that can't be read is reported at its own turn.
    """
    try:
        found = known.find(path)
    except DocumentError as error:
        return (), error.problems
    others: list[Document] = []
    for other in found:
        with suppress(DocumentError):
            others.append(read(other, all_languages()))
    return tuple(others), ()
