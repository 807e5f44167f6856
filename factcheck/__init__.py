"""Check draft notes against a registry of validated facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcheck.errors import DocumentError, FactcheckError, RegistryError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from os import PathLike
    from typing import Any

    from factcheck.export import ExportedAnalysis
    from factcheck.facts.schema import Registry
    from factcheck.findings import Report

__version__ = "0.2.0"
__all__ = [
    "DocumentError",
    "FactcheckError",
    "RegistryError",
    "UsageError",
    "check",
    "load_registry",
    "read",
    "to_dict",
    "word_error",
]


def load_registry(*paths: str | PathLike[str], use: Iterable[str] = ()) -> Registry:
    """Return the registry of some fact files and folders, completed by the packs `use`.

    Raises RegistryError with all mistakes of all files, and UsageError for an unknown pack.
    """
    from factcheck.api import load_named_registry

    return load_named_registry(paths, use)


def check(  # noqa: PLR0913 (options of callers, by name)
    text: str,
    registry: Registry,
    *,
    path: str = "note.md",
    language: str | None = None,
    as_of: date | None = None,
    today: date | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
) -> Report:
    """Return the report on a text: its findings of any confidence, in the order of the text, and the counts of its statements.

    `path` is the name that the report gives the text; its suffix is the format (.md, .txt, .html), and nothing is read from it. `language` is a
    code (`fr`, `en`; None: detected), `as_of` the date of the text (None: the one it states, else `today`), `today` the present day (None: that
    of the system). `select` and `ignore` are rules that run and that don't: ids, or patterns such as `name-*`. Offsets are those of
    `report.document.text`. Raises DocumentError where the text cannot be read, and UsageError for an unknown language or rule.
    """
    from factcheck.api import check_text, make_settings

    return check_text(text, path, language, registry, make_settings(as_of, today, select, ignore))


def read(text: str, language: str | None = None, as_of: date | None = None) -> ExportedAnalysis:
    """Return all that is read in a text: mentions, statements and verbs.

    `language` is a code (`fr`, `en`; None: detected), `as_of` the date of the text (None: today). Offsets are those of `text`. Raises UsageError
    for a language without tables.
    """
    from factcheck.export import read_text

    return read_text(text, language, as_of)


def to_dict(report: Report, language: str = "en") -> dict[str, Any]:
    """Return a report as plain data, ready for JSON, as a document of the report of `factcheck check --format json`.

    `language` is that of the messages (`fr`, `en`). Lines and columns count from 1. Raises UsageError for a language without messages.
    """
    from factcheck.api import export_report

    return export_report(report, language)


def word_error(error: FactcheckError, language: str = "en") -> list[str]:
    """Return what a failure is about, one line for each problem: its place, its cause and its remedy.

    `language` is that of the messages (`fr`, `en`). Raises UsageError for a language without messages.
    """
    from factcheck.api import word_error as word

    return word(error, language)
