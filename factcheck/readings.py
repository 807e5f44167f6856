"""A reading as plain data, for other programs: mentions, statements, verbs, with their spans, kinds and normal forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from factcheck.normal import decimal, normal
from factcheck.values import Calendar, Duration, Interval, Value

if TYPE_CHECKING:
    from factcheck.model import Mention, Modifiers, Reading, Statement, VerbGroup

TENSES = {
    "present": "Pres",
    "planned": "Pres",
    "past": "Past",
    "pluperfect": "Past",
    "imperfect": "Imp",
    "planned-past": "Imp",
    "past-progressive": "Past",
    "future": "Fut",
    "future-perfect": "Fut",
    "near-future": "FutNear",
    "conditional": "Cond",
    "modal": "Modal",
    "subjunctive": "Sub",
    "imperative": "Imper",
}
"""The tense of a verb group, as other programs name it, by its name in a language's tables; groups of other names are not finite."""


def as_json(reading: Reading) -> dict[str, Any]:
    """All that was read, in order of the text; offsets are half-open, in `document.text`."""
    return {
        "language": reading.language.code,
        "as_of": reading.as_of.day.isoformat(),
        "mentions": [_mention(reading, each) for mention in reading.mentions for each in (mention, *mention.parts)],
        "names": [
            {"start": name.start, "end": name.end, "entity": name.entity, "form": name.form.value}
            for name in sorted(reading.names, key=lambda name: (name.start, name.end, name.entity))
        ],
        "statements": [_statement(statement) for statement in reading.statements],
        "verbs": [found for group in reading.verbs if (found := _verb(group))],
    }


def _mention(reading: Reading, mention: Mention) -> dict[str, Any]:
    found = mention.to_json()
    if isinstance(mention.value, Calendar | Interval) and (group := reading.clauses.governing(mention)) and (verb := _verb(group)):
        found["verb"] = verb
    return found


def _verb(group: VerbGroup) -> dict[str, Any] | None:
    tense = TENSES.get(group.tense)
    return {"start": group.start, "end": group.end, "tense": tense} if tense else None


def _statement(statement: Statement) -> dict[str, Any]:
    """A mention with what its clause says of it; what it does not say is left out."""
    found: dict[str, Any] = {**statement.mention.to_json(), **modifiers(statement.modifiers)}
    if statement.mention.value.__class__ in (Calendar, Interval):
        found["role"] = statement.role.value
        if verb := statement.verb and _verb(statement.verb):
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
