"""The public reading of a text: mentions, statements, verbs, with their spans, kinds and normal forms, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck import model
from factcheck.analyze import read_note
from factcheck.coverage import coverage
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.formats import read as read_document
from factcheck.formats.plain import document as plain_document
from factcheck.formats.structure.metadata import LANGUAGE_KEY
from factcheck.languages.load import all_languages, codes
from factcheck.mentions.relative_dates import Relative, relatives
from factcheck.model import Mention, Modifiers, Statement, VerbGroup
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.values.normal_form import decimal, normal
from factcheck.values.types import Calendar, Duration, Interval, Value

_PAST = frozenset({"Past", "Imp"})

Data = dict[str, Any]
"""Plain data, as JSON holds it; `start` and `end` are half-open offsets in the text that a person reads."""


@record(eq=False, slots=False)
class Reading:
    """All that is read in a text; `read` is what the checker itself works on."""

    read: model.Reading

    @cached_property
    def mentions(self) -> tuple[Data, ...]:
        """Figures, dates, contacts: `kind`, `start`, `end`, `value`, and the `verb` that governs a date or an interval, whose own dates follow it."""
        plain = [found for mention in self.read.mentions for found in _mentions(self.read, mention)]
        return tuple(sorted([*plain, *_relatives(self.read)], key=lambda found: (found["start"], -found["end"])))

    @cached_property
    def names(self) -> tuple[Data, ...]:
        """The names of the registry: `entity`, `form`, `start`, `end`."""
        ordered = sorted(self.read.names, key=lambda name: (name.start, name.end, name.entity))
        return tuple({"start": name.start, "end": name.end, "entity": name.entity, "form": name.form.value} for name in ordered)

    @cached_property
    def statements(self) -> tuple[Data, ...]:
        """Mentions with what their clause says of them: qualifier, spread, recurrence, start, end; a date's role and verb."""
        return tuple(_statement(self.read, statement) for statement in self.read.statements)

    @cached_property
    def verbs(self) -> tuple[Data, ...]:
        """The finite verbs, each with its auxiliaries: `start`, `end`, `tense`."""
        return tuple(found for group in self.read.verbs if (found := _verb(self.read, group)))

    @cached_property
    def unread(self) -> tuple[Data, ...]:
        """The figures that could not be read whole: `start`, `end`."""
        return tuple({"start": start, "end": end} for start, end in coverage(self.read, ())[1])

    def to_json(self) -> Data:
        """All of it."""
        return {
            "language": self.read.language.code,
            "as_of": self.read.as_of.day.isoformat(),
            "mentions": list(self.mentions),
            "names": list(self.names),
            "statements": list(self.statements),
            "verbs": list(self.verbs),
            "unread": list(self.unread),
        }


def read_text(text: str, code: str | None, as_of: date | None) -> Reading:
    """Return all that is read in a text, without a registry. Raises UsageError for a language that has no tables."""
    known = codes()
    if code is not None and code not in known:
        raise UsageError(Problem(Place(""), "unknown-language", {"name": code, "known": ", ".join(known)}))
    document = plain_document(text)
    document = replace(document, meta={LANGUAGE_KEY: code}) if code else document
    return Reading(read_note(document, Registry(), as_of or date.today(), as_of).reading)


def read_file(path: Path, registry: Registry, settings: Settings) -> Reading:
    """Return all that is read in one note. Raises DocumentError where it cannot be read."""
    return Reading(read_note(read_document(path, all_languages()), registry, settings.today, settings.as_of).reading)


def _mentions(reading: model.Reading, mention: Mention) -> Iterator[Data]:
    """A mention with the verb that governs it, then its parts; the verb completes what lacks its year."""
    dated = isinstance(mention.value, Calendar | Interval)
    group = reading.clauses.governing(mention.start, mention.end) if dated else None
    verb = _verb(reading, group) if group else None
    whole = _completed(reading, mention, verb)
    yield whole | {"verb": verb} if verb else whole
    for part in mention.parts:
        yield _completed(reading, part, verb)


def _completed(reading: model.Reading, mention: Mention, verb: Data | None) -> Data:
    """A mention; where a verb tells whether it is past or to come, one without its year as the date that is meant."""
    found, value = mention.to_json(), mention.value
    if verb and isinstance(value, Calendar) and value.year is None and value.month and value.possible:
        partial = Relative(mention.start, mention.end, month=value.month, day=value.day)
        found |= {"kind": "date", "value": {"iso": partial.resolved(reading.as_of.day, past=verb["tense"] in _PAST)}}
    return found


def _relatives(reading: model.Reading) -> Iterator[Data]:
    """The times that the note's day completes, where a verb tells whether they are past or to come."""
    taken: dict[int, list[tuple[int, int]]] = {}
    dated: dict[int, list[tuple[int, int]]] = {}
    for mention in reading.mentions:
        kept = dated if isinstance(mention.value, Calendar | Interval) else taken
        kept.setdefault(mention.block, []).append((mention.start, mention.end))
    for index, block in enumerate(reading.document.blocks):
        spans = taken.get(index, ()), dated.get(index, ())
        for found in relatives(reading.language).find(reading.document.text, block.start, block.end, *spans):
            verb = _verb(reading, group) if (group := reading.clauses.governing(found.start, found.end)) else None
            if verb:
                yield _relative(reading, found, verb)


def _relative(reading: model.Reading, found: Relative, verb: Data) -> Data:
    past = verb["tense"] in _PAST
    iso = found.resolved(reading.as_of.day, past=past)
    told = {"start": found.start, "end": found.end, "relative": True, "verb": verb}
    if found.last is None:
        return {"kind": "date", "value": {"iso": iso}, **told}
    ends = {"start": iso, "end": found.last.resolved(reading.as_of.day, past=past)}
    return {"kind": "daterange", "value": ends, **told, "end": found.last.end}


def _verb(reading: model.Reading, group: VerbGroup) -> Data | None:
    """A finite verb; None for a group that is not."""
    tense = reading.language.grammar.verbs.normal.get(group.tense)
    return {"start": group.start, "end": group.end, "tense": tense} if tense else None


def _statement(reading: model.Reading, statement: Statement) -> Data:
    """A mention with what its clause says of it; what it does not say is left out."""
    found: Data = {**statement.mention.to_json(), **modifiers(statement.modifiers)}
    if statement.mention.value.__class__ in (Calendar, Interval):
        found["role"] = statement.role.value
        if verb := statement.verb and _verb(reading, statement.verb):
            found["verb"] = verb
    return found


def modifiers(said: Modifiers) -> Data:
    """What a clause says of a quantity: qualifier, spread (`over`), recurrence (`per`), start, end, and whether it is a difference."""
    found: Data = {"qualifier": said.qualifier.value} if said.qualifier.value != "exact" else {}
    if said.over:
        found["over"] = {"value": decimal(said.over.value), "unit": said.over.unit.value}
    if said.per:
        found["per"] = said.per.value
    for name, value in (("starting", said.starting), ("until", said.until), ("span", said.span)):
        if value is not None:
            found[name] = _named(value)
    for name in ("delta", "average", "prior", "partial", "estimate"):
        if getattr(said, name):
            found[name] = True
    return found


def _named(value: Value | Duration) -> Data:
    kind, form = normal(value)
    return {"kind": kind, "value": dict(form)}
