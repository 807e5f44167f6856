"""A reading as plain data, for other programs: mentions, statements, verbs, with their spans, kinds and normal forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from factcheck.mentions.relative import Relative, relatives
from factcheck.normal import decimal, normal
from factcheck.values import Calendar, Duration, Interval, Value

if TYPE_CHECKING:
    from factcheck.model import Mention, Modifiers, Reading, Statement, VerbGroup

_PAST = frozenset({"Past", "Imp"})


def as_json(reading: Reading) -> dict[str, Any]:
    """All that was read, in order of the text; offsets are half-open, in `document.text`."""
    return {
        "language": reading.language.code,
        "as_of": reading.as_of.day.isoformat(),
        "mentions": sorted(
            [*(_mention(reading, each) for mention in reading.mentions for each in (mention, *mention.parts)), *_relatives(reading)],
            key=lambda found: (found["start"], found["end"]),
        ),
        "names": [
            {"start": name.start, "end": name.end, "entity": name.entity, "form": name.form.value}
            for name in sorted(reading.names, key=lambda name: (name.start, name.end, name.entity))
        ],
        "statements": [_statement(reading, statement) for statement in reading.statements],
        "verbs": [found for group in reading.verbs if (found := _verb(reading, group))],
    }


def _mention(reading: Reading, mention: Mention) -> dict[str, Any]:
    found = mention.to_json()
    value = mention.value
    if (
        isinstance(value, Calendar | Interval)
        and not mention.parts
        and (group := reading.clauses.governing(mention.start, mention.end))
        and (verb := _verb(reading, group))
    ):
        found["verb"] = verb
        if isinstance(value, Calendar) and value.year is None and value.month and value.possible:
            partial = Relative(mention.start, mention.end, month=value.month, day=value.day)
            found |= {"kind": "date", "value": {"iso": partial.resolved(reading.as_of.day, past=verb["tense"] in _PAST)}}
    return found


def _relatives(reading: Reading) -> Iterator[dict[str, Any]]:
    """The dates that the note's day completes, where a verb tells whether they are past or to come."""
    taken = [(mention.start, mention.end) for mention in reading.mentions]
    for block in reading.document.blocks:
        for found in relatives(reading.language).find(reading.document.text, block.start, block.end, taken):
            verb = _verb(reading, group) if (group := reading.clauses.governing(found.start, found.end)) else None
            if verb:
                iso = found.resolved(reading.as_of.day, past=verb["tense"] in _PAST)
                yield {"kind": "date", "start": found.start, "end": found.end, "value": {"iso": iso}, "relative": True, "verb": verb}


def _verb(reading: Reading, group: VerbGroup) -> dict[str, Any] | None:
    """A finite verb; None for a group that is not."""
    tense = reading.language.grammar.verbs.normal.get(group.tense)
    return {"start": group.start, "end": group.end, "tense": tense} if tense else None


def _statement(reading: Reading, statement: Statement) -> dict[str, Any]:
    """A mention with what its clause says of it; what it does not say is left out."""
    found: dict[str, Any] = {**statement.mention.to_json(), **modifiers(statement.modifiers)}
    if statement.mention.value.__class__ in (Calendar, Interval):
        found["role"] = statement.role.value
        if verb := statement.verb and _verb(reading, statement.verb):
            found["verb"] = verb
    return found


def modifiers(said: Modifiers) -> dict[str, Any]:
    """What a clause says of a quantity: qualifier, spread (`over`), recurrence (`per`), start, end, and whether it is a difference."""
    found: dict[str, Any] = {"qualifier": said.qualifier.value} if said.qualifier.value != "exact" else {}
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


def _named(value: Value | Duration) -> dict[str, Any]:
    kind, form = normal(value)
    return {"kind": kind, "value": dict(form)}
