"""Export what is read in a text: mentions, statements and verbs, with their spans, kinds and normal forms, as plain data."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.coverage import count_coverage
from factcheck.errors import Place, Problem, UsageError
from factcheck.facts.schema import Registry
from factcheck.formats import read as read_document
from factcheck.formats.plain import plain_document
from factcheck.languages.detect import detect
from factcheck.languages.load import all_languages, codes, load
from factcheck.mentions.relative_dates import RelativeDate, make_relative_date_finder
from factcheck.model import Mention, Modifiers, Statement, VerbGroup
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.values.normal_form import format_decimal, to_normal_form
from factcheck.values.types import Calendar, Duration, Interval, Value

_PAST = frozenset({"Past", "Imp"})
# The name of each modifier in the exported data.
MODIFIERS = {"delta": "is_change", "average": "is_average", "prior": "is_former", "partial": "is_part", "estimate": "is_estimate"}

Data = dict[str, Any]
"""Plain data, ready for JSON; `start` and `end` are half-open offsets in the text of the document."""


@record(eq=False, slots=False)
class ExportedAnalysis:
    """All that is read in a text; `analysis` is what the checker itself works on."""

    analysis: Analysis

    @cached_property
    def mentions(self) -> tuple[Data, ...]:
        """Figures, dates, contacts: `kind`, `start`, `end`, `value`, and the `verb` that governs a date or an interval; the dates of an interval follow it."""
        plain = [found for mention in self.analysis.mentions for found in _export_mentions(self.analysis, mention)]
        return tuple(sorted([*plain, *_export_relative_dates(self.analysis)], key=lambda found: (found["start"], -found["end"])))

    @cached_property
    def names(self) -> tuple[Data, ...]:
        """The names of the registry: `entity`, `form`, `start`, `end`."""
        ordered = sorted(self.analysis.names, key=lambda name: (name.start, name.end, name.entity))
        return tuple({"start": name.start, "end": name.end, "entity": name.entity, "form": name.form.value} for name in ordered)

    @cached_property
    def statements(self) -> tuple[Data, ...]:
        """Mentions with their modifiers: qualifier, spread, recurrence, start, end; the role and the verb of a date."""
        return tuple(_export_statement(self.analysis, statement) for statement in self.analysis.statements)

    @cached_property
    def verbs(self) -> tuple[Data, ...]:
        """The finite verbs, each with its auxiliaries: `start`, `end`, `tense`."""
        return tuple(found for group in self.analysis.verbs if (found := _export_verb(self.analysis, group)))

    @cached_property
    def unread(self) -> tuple[Data, ...]:
        """The figures that could not be read whole: `start`, `end`."""
        return tuple({"start": start, "end": end} for start, end in count_coverage(self.analysis, ())[1])

    def to_json(self) -> Data:
        """Return everything as one object."""
        return {
            "language": self.analysis.language.code,
            "as_of": self.analysis.date.day.isoformat(),
            "mentions": list(self.mentions),
            "names": list(self.names),
            "statements": list(self.statements),
            "verbs": list(self.verbs),
            "unread": list(self.unread),
        }


def read_text(text: str, code: str | None, document_date: date | None) -> ExportedAnalysis:
    """Return all that is read in a text, without a registry. Raises UsageError for a language that has no tables."""
    known = codes()
    if code is not None and code not in known:
        raise UsageError(Problem(Place(""), "unknown-language", {"name": code, "known": ", ".join(known)}))
    document = plain_document(text, load(code or detect(text, all_languages())))
    return ExportedAnalysis(analyze(document, Registry(), document_date or date.today(), document_date))


def read_file(path: Path, registry: Registry, settings: Settings) -> ExportedAnalysis:
    """Return all that is read in one note. Raises DocumentError where it cannot be read."""
    return ExportedAnalysis(analyze(read_document(path, all_languages()), registry, settings.today, settings.document_date))


def _export_mentions(analysis: Analysis, mention: Mention) -> Iterator[Data]:
    """Yield a mention with the verb that governs it, then its parts; the verb completes a date without its year."""
    dated = isinstance(mention.value, Calendar | Interval)
    group = analysis.grammar.governing(mention.start, mention.end) if dated else None
    verb = _export_verb(analysis, group) if group else None
    whole = _complete_date(analysis, mention, verb)
    yield whole | {"verb": verb} if verb else whole
    for part in mention.parts:
        yield _complete_date(analysis, part, verb)


def _export_mention(mention: Mention) -> Data:
    """Return the kind, the half-open offsets and the normal form of a mention."""
    kind, value = to_normal_form(mention.value)
    return {"kind": kind, "start": mention.start, "end": mention.end, "value": dict(value)}


def _complete_date(analysis: Analysis, mention: Mention, verb: Data | None) -> Data:
    """Return a mention; a date without its year is completed where the tense of its verb decides the year."""
    found, value = _export_mention(mention), mention.value
    if verb and isinstance(value, Calendar) and _lacks_only_year(value):
        completed = RelativeDate(mention.start, mention.end, month=value.month, day=value.day)
        found |= {"kind": "date", "value": {"iso": completed.resolve(analysis.date.day, past=verb["tense"] in _PAST)}}
    return found


def _lacks_only_year(value: Calendar) -> bool:
    return value.year is None and value.month is not None and value.is_possible


def _export_relative_dates(analysis: Analysis) -> Iterator[Data]:
    """Yield the times relative to the date of the note that the tense of a verb places in the past or the future."""
    undated: dict[int, list[tuple[int, int]]] = {}
    dated: dict[int, list[tuple[int, int]]] = {}
    for mention in analysis.mentions:
        spans_of = dated if isinstance(mention.value, Calendar | Interval) else undated
        spans_of.setdefault(mention.block, []).append((mention.start, mention.end))
    for index, block in enumerate(analysis.document.blocks):
        spans = undated.get(index, ()), dated.get(index, ())
        for found in make_relative_date_finder(analysis.language).find(analysis.document.text, block.start, block.end, *spans):
            verb = _export_verb(analysis, group) if (group := analysis.grammar.governing(found.start, found.end)) else None
            if verb:
                yield _export_relative_date(analysis, found, verb)


def _export_relative_date(analysis: Analysis, found: RelativeDate, verb: Data) -> Data:
    past = verb["tense"] in _PAST
    iso = found.resolve(analysis.date.day, past=past)
    data = {"start": found.start, "end": found.end, "relative": True, "verb": verb}
    if found.last is None:
        return {"kind": "date", "value": {"iso": iso}, **data}
    ends = {"start": iso, "end": found.last.resolve(analysis.date.day, past=past)}
    return {"kind": "daterange", "value": ends, **data, "end": found.last.end}


def _export_verb(analysis: Analysis, group: VerbGroup) -> Data | None:
    """Return a finite verb; None for a group that is not finite."""
    tense = analysis.language.grammar.verbs.normal.get(group.tense)
    return {"start": group.start, "end": group.end, "tense": tense} if tense else None


def _export_statement(analysis: Analysis, statement: Statement) -> Data:
    """Return a mention with its modifiers; those that it does not have are omitted."""
    found: Data = {**_export_mention(statement.mention), **export_modifiers(statement.modifiers)}
    if statement.mention.value.__class__ in (Calendar, Interval):
        found["role"] = statement.date_role.value
        if verb := statement.verb and _export_verb(analysis, statement.verb):
            found["verb"] = verb
    return found


def export_modifiers(stated: Modifiers) -> Data:
    """Return the modifiers of a quantity: qualifier, spread (`over`), recurrence (`per`), start, end, and what else qualifies it."""
    found: Data = {"qualifier": stated.qualifier.value} if stated.qualifier.value != "exact" else {}
    if stated.over:
        found["over"] = {"value": format_decimal(stated.over.value), "unit": stated.over.unit.value}
    if stated.per:
        found["per"] = stated.per.value
    for name, value in (("starting", stated.starting), ("until", stated.until), ("span", stated.span)):
        if value is not None:
            found[name] = _export_value(value)
    found |= {key: True for key, name in MODIFIERS.items() if getattr(stated, name)}
    return found


def _export_value(value: Value | Duration) -> Data:
    kind, form = to_normal_form(value)
    return {"kind": kind, "value": dict(form)}
