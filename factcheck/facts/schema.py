"""The data of a registry: entities, facts and relations, each with its place in its file."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import cached_property

from factcheck.errors import Place
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.values.policy import MaySay
from factcheck.values.types import Amount, Contact, Count, Duration, ParsedValue, Percent, Period, Qualifier, Unit

FactValue = Amount | Percent | Count | Duration | Contact | Period | tuple[str, ...] | Mapping[str, str]


ReadFunction = Callable[[str, str, tuple[Language, ...]], tuple[ParsedValue, ...]]
"""Parses the value of a fact: (kind, text, languages) → all its readings, one if it is not ambiguous."""


DecodeFunction = Callable[[bytes, str], str]
"""Decodes a file: (bytes, path) → its characters, without a mark. Raises a FactcheckError where its encoding is not certain."""


# So many characters of a digest are shown.
_SHORT = 12


@record(eq=False)
class Names:
    """The names of an entity in one language; `feminine` is the feminine form of a title registered by gender."""

    name: str
    also: tuple[str, ...] = ()
    acronym: str | None = None
    descriptions: tuple[str, ...] = ()
    avoid: tuple[str, ...] = ()
    feminine: str = ""


@record(eq=False)
class Source:
    """The source of a fact, or of the names of an entity."""

    title: str
    url: str = ""
    page: str = ""
    date: str = ""


@record
class TableCell:
    """The cell of a table from which the value of a fact is derived; one line a field.

    `path` is the path of its file, `place` its place in it.
    `digest` is the SHA-256 digest of the bytes of the file, in hexadecimal.
    `vintage` is the date of the content of the table, as the registry gives it; empty where it does not.
    """

    path: str
    place: Place
    digest: str
    vintage: str = ""

    @property
    def short_digest(self) -> str:
        """The first characters of the digest, which reports show."""
        return self.digest[:_SHORT]


@record(eq=False)
class Entity:
    """An organisation, person, programme or other thing that notes mention.

    `names` are its names by language code.
    `title` is the id of the entity of a person's title.
    `pack` is the pack from which the entity comes, empty for an entity of the registry itself.
    """

    id: str
    kind: str
    names: Mapping[str, Names]
    place: Place
    title: str | None = None
    note: str = ""
    source: Source | None = None
    pack: str = ""


@record(eq=False)
class Fact:
    """One validated statement.

    `kind` is the key of its value.
    `value` is its value: for members a tuple of entity ids, for a wording a text by language code.
    `place` is the place of its id in the fact file.
    `over` is the time over which an amount is spread.
    `per` is the unit of time in which an amount recurs.
    `cues` are words by language code.
    `written` is the value as its file writes it.
    `may_say` is what notes may say of it, None where it declares nothing.
    `table` is the cell from which the value is derived; None where the fact file itself gives the value.
    """

    id: str
    kind: str
    value: FactValue
    place: Place
    about: tuple[str, ...] = ()
    qualifier: Qualifier = Qualifier.EXACT
    over: Duration | None = None
    per: Unit | None = None
    starting: Period | None = None
    until: Period | None = None
    part_of: str | None = None
    cues: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    valid_from: date | None = None
    valid_until: date | None = None
    replaced_by: str | None = None
    source: Source | None = None
    note: str = ""
    written: str = ""
    table: TableCell | None = None
    may_say: MaySay | None = None

    @property
    def has_source(self) -> bool:
        """Whether it is known where the fact comes from; a table from which its value is derived says it."""
        return self.source is not None or self.table is not None

    @property
    def vintage(self) -> str:
        """The date of the table from which the value is derived: its own, or else that of the source; empty where neither is known."""
        return (self.table.vintage or (self.source.date if self.source else "")) if self.table else ""

    @property
    def as_written(self) -> str:
        """The value as its file writes it: the ids of members, the texts of a wording."""
        if isinstance(self.value, tuple):
            return ", ".join(self.value)
        return "; ".join(self.value.values()) if isinstance(self.value, Mapping) else self.written

    def is_valid_on(self, day: date) -> bool:
        """Return whether the fact is valid on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (self.valid_until is None or day <= self.valid_until)


@record(eq=False)
class Total:
    """The parts add up to the total, or to no more (`at_most`)."""

    total: str
    parts: tuple[str, ...]
    place: Place
    at_most: bool = False


@record(eq=False)
class Share:
    """part ÷ sum of whole rounds to the share."""

    share: str
    part: str
    whole: tuple[str, ...]
    place: Place


@record(eq=False)
class Order:
    """One date is earlier than another."""

    before: str
    after: str
    place: Place


Relation = Total | Share | Order


@record
class SkippedTable:
    """A table that lies beside the registry and is not read: the key of the message that says why, and its place."""

    place: Place
    key: str


@record(eq=False, slots=False)
class Registry:
    """All entities and facts by id, in the order of the files, and the relations between facts. Compared by identity."""

    entities: Mapping[str, Entity] = field(default_factory=dict)
    facts: Mapping[str, Fact] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()
    currency: str = "CAD"
    skipped: tuple[SkippedTable, ...] = ()

    @cached_property
    def by_kind(self) -> Mapping[str, Sequence[Fact]]:
        """The facts of each kind, in order."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            found.setdefault(fact.kind, []).append(fact)
        return found

    @cached_property
    def by_entity(self) -> Mapping[str, Sequence[Fact]]:
        """The facts about each entity, in order."""
        found: dict[str, list[Fact]] = {}
        for fact in self.facts.values():
            for entity in fact.about:
                found.setdefault(entity, []).append(fact)
        return found

    @cached_property
    def tables(self) -> Mapping[str, str]:
        """The digest of each file of tables from which a fact is derived, by path."""
        return {fact.table.path: fact.table.digest for fact in self.facts.values() if fact.table}

    @cached_property
    def subjects(self) -> frozenset[str]:
        """The entities that some fact is about."""
        return frozenset(entity for fact in self.facts.values() for entity in fact.about)

    @cached_property
    def kinds(self) -> Mapping[str, str]:
        """The kind of each entity."""
        return {entity.id: entity.kind for entity in self.entities.values()}
