"""Failures that a person can correct: the place, the cause and the remedy."""

from __future__ import annotations

import errno
from collections.abc import Mapping
from dataclasses import field

from factcheck.runtime.records import record
from factcheck.runtime.workers import WorkerLost

# The reasons that the system gives most often, by error number; for writing, some differ.
_REASONS = {
    errno.ENOENT: "reason-missing",
    errno.EACCES: "reason-denied",
    errno.EPERM: "reason-denied",
    errno.EISDIR: "reason-folder",
    errno.ENOTDIR: "reason-not-folder",
    errno.ENOSPC: "reason-full",
    errno.EROFS: "reason-read-only",
}
_REASONS_WRITING = {errno.ENOENT: "reason-no-folder", errno.EACCES: "reason-denied-writing", errno.EPERM: "reason-denied-writing"}
# The most characters of an exception's message that are shown.
_MAX_LENGTH = 300


@record
class Place:
    """A place in a file: line and column from 1 (0 for the whole file); in a spreadsheet, `cell` is what it calls the cell."""

    path: str
    line: int = 0
    column: int = 0
    cell: str = ""

    def __str__(self) -> str:
        if self.cell:
            return f"{self.path}:{self.cell}"
        return ":".join([self.path, *(str(number) for number in (self.line, self.column) if number)])


@record
class Term:
    """A word of the messages, by its key in `messages/problems.*.yaml`."""

    key: str


@record
class Problem:
    """One problem: a message key of `messages/*.yaml`, the values that fill it, and its place."""

    place: Place
    key: str
    values: Mapping[str, object] = field(default_factory=dict)
    related: tuple[Place, ...] = ()


class FactcheckError(Exception):
    """One or more problems; never shown as a traceback."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("; ".join(f"{problem.place}: {problem.key}" for problem in problems))
        self.problems = problems


class RegistryError(FactcheckError):
    """The fact files cannot be used."""


class DocumentError(FactcheckError):
    """A document cannot be read; the others still are."""


class UsageError(FactcheckError):
    """The command line or the settings contain a mistake."""


def find_reason(error: OSError, writing: bool = False) -> Term | str:
    """Return the reason of a failure to read or to write, with its remedy; the words of the system where it is a rare one."""
    number = error.errno or 0
    key = _REASONS_WRITING.get(number) if writing else None
    key = key or _REASONS.get(number)
    return Term(key) if key else error.strerror or str(error)


def make_failure(path: str, error: Exception) -> Problem:
    """Return the problem of a document in which the check itself failed."""
    if isinstance(error, WorkerLost):
        return Problem(Place(path), "document-crashed")
    return Problem(Place(path), "document-failed", {"reason": f"{type(error).__name__}: {error}"[:_MAX_LENGTH]})
