"""Check many documents: return the report of each, or the failure that prevented it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from factcheck.bitext.files import Versions
from factcheck.check import check_versions
from factcheck.document import Document
from factcheck.errors import DocumentError, Problem, failure
from factcheck.facts.schema import Registry
from factcheck.findings import Report
from factcheck.formats import read
from factcheck.formats.structure.metadata import list_marks
from factcheck.languages.load import all_languages
from factcheck.runtime.workers import WorkerPool
from factcheck.settings import Settings

# Reports that are held until the turn of their notes comes; beyond, a version is read again.
_HELD = 500
_Told = tuple[tuple[Report, ...], tuple[Problem, ...]]


def reports(
    files: Sequence[Path | Problem], registry: Registry, settings: Settings, pairs: Iterable[tuple[Path, Path]] = (), *, hold: bool = True
) -> Iterator[Report | Problem]:
    """The report of each file, or the problem that kept it from being read; one never stops the others.

    `pairs` are versions of one note, beside those that names and front matter tell. The versions of a note are read once, many notes ahead
    of their turn, and reports held until it comes; without `hold`, each is read at its turn, as it then is.
    """
    known = versions(files, pairs)

    def told(path: Path) -> _Told:
        others, problems = others_of(path, known)
        return _together(read(path, all_languages()), others, registry, settings), problems

    with WorkerPool(told, _first(files, known) if hold else ()) as ahead:
        yield from _in_turn(files, lambda path: ahead.get_result(path) or told(path), hold)


def _in_turn(files: Sequence[Path | Problem], told: Callable[[Path], _Told], hold: bool) -> Iterator[Report | Problem]:
    """What is told of each file; of one whose report came with that of another version, that report, if there was room to hold it."""
    waiting = {os.path.realpath(found) for found in files if isinstance(found, Path)} if hold else set()
    held: dict[str, Report] = {}
    for found in files:
        if isinstance(found, Problem):
            yield found
            continue
        key = os.path.realpath(found)
        waiting.discard(key)
        if key in held:
            yield held.pop(key)
            continue
        try:
            (report, *others), problems = told(found)
            yield report
            yield from problems
            for each in others:
                other = os.path.realpath(each.path)
                if other in waiting and len(held) < _HELD:
                    held[other] = each
        except DocumentError as error:
            yield from error.problems
        except Exception as error:  # a fault of ours, in one note, must not keep the others from being checked
            yield failure(str(found), error)


def _first(files: Sequence[Path | Problem], known: Versions) -> Iterator[Path]:
    """The files whose reports will not come with that of another version, where none fails to be read."""
    waiting = {os.path.realpath(found) for found in files if isinstance(found, Path)}
    held: set[str] = set()
    for found in files:
        if isinstance(found, Path):
            key = os.path.realpath(found)
            waiting.discard(key)
            if key not in held:
                yield found
                with suppress(DocumentError):
                    others = map(os.path.realpath, known.find(found))
                    held.update([other for other in others if other in waiting][: _HELD - len(held)])
            held.discard(key)


def _together(document: Document, others: Sequence[Document], registry: Registry, settings: Settings) -> tuple[Report, ...]:
    """The reports on a note and its other versions; on the note alone where they cannot be checked together."""
    try:
        return check_versions((document, *others), registry, settings)
    except Exception:  # the same fault, if it lies in this note, is met again
        if not others:
            raise
        return check_versions((document,), registry, settings)


def versions(files: Sequence[Path | Problem], pairs: Iterable[tuple[Path, Path]] = ()) -> Versions:
    """The versions of the notes of a run."""
    return Versions(list_marks(all_languages()), [found for found in files if isinstance(found, Path)], pairs)


def others_of(path: Path, known: Versions) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """The other versions of a note; and the problem of one that was asked for and is not there. What cannot be read is passed over: it is
    told at its own turn, where it has one."""
    try:
        found = known.find(path)
    except DocumentError as error:
        return (), error.problems
    others: list[Document] = []
    for other in found:
        with suppress(DocumentError):
            others.append(read(other, all_languages()))
    return tuple(others), ()
