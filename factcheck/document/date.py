"""The date of a note."""

from __future__ import annotations

from datetime import date

from factcheck.runtime.records import record


@record
class DocumentDate:
    """The date of a note; one line a field.

    `day` is the day as of which the note is checked.
    `source` is a key that says where the day is from: option, meta, field, property, today.
    `latest_past` is the latest day that the note itself reports as past: the only certain one where the note bears no date.
    """

    day: date
    source: str
    latest_past: date | None = None

    @property
    def is_certain(self) -> bool:
        """Whether the note bears this date, or the user gave it."""
        return self.source not in ("today", "property")
