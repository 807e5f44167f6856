"""Find the date of a note, and the latest day that it reports as past."""

from __future__ import annotations

from datetime import date

from factcheck.document import Document, DocumentDate, Field
from factcheck.formats.structure.labels import fold_label as fold_label
from factcheck.formats.structure.metadata import DATE
from factcheck.languages.schema.language import Language
from factcheck.mentions.find import find_in_phrase
from factcheck.model import DateRole, Statement
from factcheck.runtime.regex import compiled
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar

# A day that needs no reading, in a year that is read as one.
_ISO = compiled(r"(?:1[6-9]|2[01])[0-9]{2}-[0-9]{2}-[0-9]{2}")
_DATE_KEYS = ("date",)
_PAST = frozenset({Tense.PAST})


def find_document_date(document: Document, filled: tuple[Field, ...], option: date | None, today: date) -> DocumentDate:
    """Return the date of a note: the one of the `option`, else that of the note, else `today`."""
    if option:
        return DocumentDate(option, "option")
    for key in _DATE_KEYS:
        day = _find_day(document.meta.get(key, ""), document.language)
        if day:
            return DocumentDate(day, "meta")
    labels = {fold_label(label) for label in document.language.forms.labels.date}
    for each in filled:
        if each.folded in labels and (day := _find_day(document.text[each.start : each.end], document.language)):
            return DocumentDate(day, "field")
    modified = _parse_iso_date(document.meta.get(DATE, ""))
    return DocumentDate(modified, "property") if modified and modified <= today else DocumentDate(today, "today")


def _parse_iso_date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _find_day(text: str, language: Language) -> date | None:
    if _ISO.fullmatch(text) and (day := _parse_iso_date(text)):
        return day
    for mention in find_in_phrase(text, language):
        if isinstance(mention.value, Calendar) and mention.value.period:
            return mention.value.period.last
    return None


def find_latest_past(statements: tuple[Statement, ...], today: date) -> date | None:
    """Return the latest day, at most today, that a note reports as past: the note cannot be older."""
    past = [
        period.first
        for statement in statements
        if statement.date_role is DateRole.AT and statement.verb and statement.verb.tense in _PAST
        if isinstance(statement.mention.value, Calendar) and (period := statement.mention.value.period)
        if period.first <= today
    ]
    return max(past, default=None)
