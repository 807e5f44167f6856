"""Check many documents: return the report of each, or the failure that prevented it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from factcheck.bitext.files import Versions
from factcheck.bitext.marks import load_marks
from factcheck.document import Document
from factcheck.errors import DocumentError, Problem, make_failure
from factcheck.facts.schema import Registry
from factcheck.files.real_paths import RealPaths
from factcheck.findings import Report
from factcheck.formats import parse, read_contents
from factcheck.languages.load import all_languages
from factcheck.results.kept import KeptResults, Version
from factcheck.runtime.records import record
from factcheck.runtime.workers import WorkerPool
from factcheck.settings import Settings

# Reports that wait for the turn of their notes; a version beyond is checked again.
_MAX_WAITING = 500
LoadRegistry = Callable[[], Registry]


@record
class Running:
    """How notes are checked, whatever the result.

    `in_advance` allows to check many notes ahead of their turn; where it does not, each is read at its turn, as it is then.
    `jobs` is the number of processes (0: as many as there are cores).
    `kept` are the results of earlier runs, which save the check of notes that did not change (None: there are none).
    """

    in_advance: bool = True
    jobs: int = 0
    kept: KeptResults | None = None


@record(eq=False)
class _Outcome:
    """The reports on a note and its other versions, the problems met on the way, and what is kept of them (both empty: nothing)."""

    reports: tuple[Report, ...]
    problems: tuple[Problem, ...] = ()
    key: bytes = b""
    data: bytes = b""


def check_files(
    files: Sequence[Path | Problem],
    registry: Registry | LoadRegistry,
    settings: Settings,
    pairs: Iterable[tuple[Path, Path]] = (),
    running: Running = Running(),  # noqa: B008 (a record, which nothing changes)
) -> Iterator[Report | Problem]:
    """Yield the report on each file, or the problem that kept it from being read, in their order; one never stops the others.

    `registry` may be a function that loads it, which is called if a note needs it. `pairs` are versions of one note, beside those that names
    and front matter give. The versions of a note are checked together.
    """
    checking = _Checking(find_versions(files, pairs), registry, settings, running)
    leaders = _find_leaders(files, checking.versions) if running.in_advance else ()
    waiting = [path for path in leaders if not checking.is_kept(path)]
    try:
        with WorkerPool(checking.check, waiting, jobs=running.jobs, prepare=checking.prepare) as pool:
            yield from _yield_in_order(files, lambda path: checking.find(path, pool), reorder=running.in_advance)
    finally:
        checking.close()


class _Checking:
    """The check of the notes of a run."""

    def __init__(self, versions: Versions, registry: Registry | LoadRegistry, settings: Settings, running: Running) -> None:
        self.versions, self._given, self._settings = versions, registry, settings
        self._kept, self._is_at_turn = running.kept, not running.in_advance
        self._registry: Registry | None = None
        self._keys: dict[Path, bytes] = {}

    def prepare(self) -> None:
        """Load what every process needs, before there are several; the results of earlier runs are opened again by the process that reads them."""
        import factcheck.checker  # noqa: F401

        self._load()
        self.close()

    def _load(self) -> Registry:
        if self._registry is None:
            self._registry = self._given() if callable(self._given) else self._given
        return self._registry

    def is_kept(self, path: Path) -> bool:
        """Return whether there seems to be a kept result of a note as it is now."""
        if self._kept is None:
            return False
        with suppress(DocumentError):
            others, problems = _read_others(path, self.versions)
            key = b"" if problems else self._kept.make_key([(path, read_contents(path)), *others])
            if key and self._kept.has(key):
                self._keys[path] = key
                return True
        return False

    def find(self, path: Path, pool: WorkerPool[_Outcome]) -> _Outcome:
        """Return the outcome of a note: that of another process, or of an earlier run, or of a check at its turn."""
        outcome = pool.get_result(path)
        if outcome is None and self._kept and (path in self._keys or (self._is_at_turn and self.is_kept(path))):
            reports = self._kept.find(self._keys.pop(path))
            if reports:
                return _Outcome(reports)
        outcome = outcome or self.check(path)
        if self._kept and outcome.key:
            self._kept.add(outcome.key, outcome.reports, outcome.data)
        return outcome

    def check(self, path: Path) -> _Outcome:
        """Return the outcome of a note, checked with its other versions. Raises DocumentError."""
        others, problems = _read_others(path, self.versions)
        data = read_contents(path)
        documents = _parse_others(others)
        reports, is_whole = _check_together(parse(data, str(path), all_languages()), documents, self._load(), self._settings)
        if self._kept is None or problems or len(documents) < len(others) or not is_whole:
            return _Outcome(reports, problems)
        encoded = self._kept.encode(reports)
        return _Outcome(reports, problems, self._kept.make_key([(path, data), *others]) if encoded else b"", encoded)

    def close(self) -> None:
        """Write the results that are to be kept."""
        if self._kept:
            self._kept.close()


def _yield_in_order(
    files: Sequence[Path | Problem], outcome_of: Callable[[Path], _Outcome], *, reorder: bool
) -> Iterator[Report | Problem]:
    """Yield the outcome of each file; a report that came with that on another version waits for its turn where `reorder` allows it."""
    real = RealPaths()
    pending = {real.find(found) for found in files if isinstance(found, Path)} if reorder else set()
    waiting: dict[str, Report] = {}
    for found in files:
        if isinstance(found, Problem):
            yield found
            continue
        key = real.find(found)
        pending.discard(key)
        if key in waiting:
            yield waiting.pop(key)
            continue
        try:
            outcome = outcome_of(found)
        except DocumentError as error:
            yield from error.problems
            continue
        except Exception as error:  # a bug met in one note must not prevent the check of the others
            yield make_failure(str(found), error)
            continue
        yield outcome.reports[0]
        yield from outcome.problems
        for each in outcome.reports[1:]:
            other = real.find(each.path)
            if other in pending and len(waiting) < _MAX_WAITING:
                waiting[other] = each


def _find_leaders(files: Sequence[Path | Problem], known: Versions) -> Iterator[Path]:
    """Yield the files whose reports will not come with that on another version, if all of them can be read."""
    real = RealPaths()
    pending = {real.find(found) for found in files if isinstance(found, Path)}
    waiting: set[str] = set()
    for found in files:
        if isinstance(found, Path):
            key = real.find(found)
            pending.discard(key)
            if key not in waiting:
                yield found
                with suppress(DocumentError):
                    others = map(real.find, known.find(found))
                    waiting.update([other for other in others if other in pending][: _MAX_WAITING - len(waiting)])
            waiting.discard(key)


def _check_together(
    document: Document, others: Sequence[Document], registry: Registry, settings: Settings
) -> tuple[tuple[Report, ...], bool]:
    """Return the reports on a note and its other versions, and True; those on the note alone, and False, where they can't be checked together."""
    from factcheck.checker import check_versions

    try:
        return check_versions((document, *others), registry, settings), True
    except Exception:  # an error in this note itself is raised again
        if not others:
            raise
        return check_versions((document,), registry, settings), False


def find_versions(files: Sequence[Path | Problem], pairs: Iterable[tuple[Path, Path]] = ()) -> Versions:
    """Return the versions of the notes of a run."""
    return Versions(load_marks(), [found for found in files if isinstance(found, Path)], pairs)


def read_other_versions(path: Path, known: Versions) -> tuple[tuple[Document, ...], tuple[Problem, ...]]:
    """Return the other versions of a note, and the problem of a requested one that does not exist.

    A version that can't be read is reported at its own turn.
    """
    others, problems = _read_others(path, known)
    return tuple(_parse_others(others)), problems


def _read_others(path: Path, known: Versions) -> tuple[list[Version], tuple[Problem, ...]]:
    """Return the paths and the bytes of the other versions of a note that can be read, and the problem of one that does not exist."""
    try:
        found = known.find(path)
    except DocumentError as error:
        return [], error.problems
    others: list[Version] = []
    for other in found:
        with suppress(DocumentError):
            others.append((other, read_contents(other)))
    return others, ()


def _parse_others(others: Iterable[Version]) -> list[Document]:
    """Return the documents of the versions that are in order."""
    found: list[Document] = []
    for path, data in others:
        with suppress(DocumentError):
            found.append(parse(data, str(path), all_languages()))
    return found
