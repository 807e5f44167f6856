"""What a feature is, and what it sees: a pair of a statement and a candidate fact."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from enum import IntEnum

from factcheck.languages.schema.triggers import Category
from factcheck.linking.candidates import Candidate
from factcheck.linking.evidence.subjects import Presence
from factcheck.model import Statement
from factcheck.runtime.records import record
from factcheck.statements.markers import Markers


@record(eq=False)
class Pair:
    """A statement and a candidate fact; one line a field.

    `statement` and `candidate` are the two.
    `presence` is how far the note is about the registry's bodies.
    `markers` are what the words of its sentence make of it.
    `today` is the date of the note.
    `named` are the categories of trigger that the fact's own cues hold.
    """

    statement: Statement
    candidate: Candidate
    presence: Presence
    markers: Markers
    today: date
    named: frozenset[Category]


class Sign(IntEnum):
    """How a greater value may change the probability of a link."""

    LESS = -1
    ANY = 0
    MORE = 1


@record(eq=False)
class Feature:
    """A property of a pair; one line a field.

    `name` is how weights and messages refer to it.
    `measure` gives its value.
    `sign` is the direction in which it may count.
    """

    name: str
    measure: Callable[[Pair], float]
    sign: Sign = Sign.ANY
