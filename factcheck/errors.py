"""Failures that a person can correct: the place, the cause and the remedy."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from factcheck.runtime.records import record

# The most characters of an exception's message that are shown.
_MAX_LENGTH = 300


@record
class Place:
    """A place in a file: line and column from 1 (0 for the whole file)."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
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


def make_failure(path: str, error: Exception) -> Problem:
    """Return the problem of a document in which the check itself failed."""
    return Problem(Place(path), "document-failed", {"reason": f"{type(error).__name__}: {error}"[:_MAX_LENGTH]})
