"""Libraries that come with an extra of the package, imported when a command needs them."""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

from factcheck.errors import Place, Problem, UsageError


def import_extra(name: str, extra: str) -> ModuleType:
    """Return a module of a library. Raises UsageError, with what to install, where the library is missing."""
    try:
        return import_module(name)
    except ModuleNotFoundError as error:
        if not error.name or error.name.split(".")[0] == "factcheck":
            raise
        raise UsageError(Problem(Place(""), "extra-missing", {"name": error.name.split(".")[0], "extra": extra})) from None
