"""Check draft notes against a registry of validated facts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from factcheck.export import ExportedAnalysis

__version__ = "0.2.0"


def read(text: str, language: str | None = None, as_of: date | None = None) -> ExportedAnalysis:
    """Return all that is read in a text: mentions, statements and verbs.

    `language` is a code (`fr`, `en`; None: detected), `as_of` the date of the text (None: today). Offsets are those of `text`. Raises UsageError
    for a language without tables.
    """
    from factcheck.export import read_text

    return read_text(text, language, as_of)
