"""A place in a note that states a fact, and all such places of a note."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from factcheck.document import Location
from factcheck.reporters.places import Spot
from factcheck.runtime.records import record
from factcheck.values.confidence import Confidence


class Section(StrEnum):
    """The sections of a registry of which notes state something; an id may stand in both."""

    FACTS = "facts"
    ENTITIES = "entities"


Key = tuple[Section, str]
"""What a place states: the section of a fact or an entity, and its id."""


class Outcome(StrEnum):
    """How what a place states compares with the registry; `POSSIBLE` where it is not sure that the fact is meant."""

    VERIFIED = "verified"
    CONTRADICTED = "contradicted"
    FORMER = "former"
    POSSIBLE = "possible"


WRONG = frozenset({Outcome.CONTRADICTED, Outcome.FORMER})
"""The outcomes of places that state something else than the registry."""


@record
class FactPlace:
    """A place that states a fact, or names an entity; one line a field.

    `key` is that of the fact or the entity.
    `spot` is the half-open span of the source, with its line, column and text.
    `stated` is what the place says: its value with its qualifiers, on one line.
    `excerpt` is its sentence on one line, shortened where it is long.
    `outcome` is how it compares with the registry.
    `confidence` is how sure it is that the fact is meant, and `probability` the same as a number (None where it is no guess).
    `value` is the stated value in normal form, with its kind; empty for names, lists and wordings.
    `location` is the page, table cell or footnote in a file without lines.
    """

    key: Key
    spot: Spot
    stated: str
    excerpt: str
    outcome: Outcome
    confidence: Confidence = Confidence.CERTAIN
    probability: float | None = None
    value: Mapping[str, Any] = field(default_factory=dict)
    location: Location = field(default_factory=dict)


@record(eq=False)
class NotePlaces:
    """The places of one note, in the order of its text."""

    path: str
    places: tuple[FactPlace, ...]
