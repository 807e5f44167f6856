"""How notes are checked."""

from __future__ import annotations

from dataclasses import field
from datetime import date

from factcheck.config import Config
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence


@record
class Settings:
    """How the notes of a run are checked.

    `today` is the present day.
    `document_date` is the date of all notes (None: each has its own).
    `select` and `ignore` are ids of rules: those that run (empty: all) and those that don't.
    `explain` asks for a trace of every statement.
    `config` is the configuration of the project.
    `confidence` is the least confidence of the findings that are shown, counted and corrected.
    """

    today: date
    document_date: date | None = None
    select: frozenset[str] = frozenset()
    ignore: frozenset[str] = frozenset()
    explain: bool = False
    config: Config = field(default_factory=Config)
    confidence: Confidence = Confidence.LIKELY
