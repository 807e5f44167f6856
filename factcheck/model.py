"""The nouns that the rooms share, from the document on: Mention, Name, Statement, Link, Reading. What rules give stands in findings."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Any, Protocol

from factcheck.document import Document, Field
from factcheck.facts.schema import Fact, Registry
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.runtime.records import record
from factcheck.values.normal_form import normal
from factcheck.values.types import Calendar, Duration, Interval, Qualifier, Unit, Value


class Kind(StrEnum):
    """The kinds of mention."""

    AMOUNT = "amount"
    PERCENT = "percent"
    COUNT = "count"
    DATE = "date"
    INTERVAL = "interval"
    DURATION = "duration"
    CONTACT = "contact"


@record
class Mention:
    """A span of the document's text with a typed value; `block` is the index of its block, `parts` the two dates of an interval."""

    kind: Kind
    start: int
    end: int
    value: Value
    block: int = 0
    parts: tuple[Mention, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Kind, half-open offsets and normal form, as plain data."""
        kind, value = normal(self.value)
        return {"kind": kind, "start": self.start, "end": self.end, "value": dict(value)}


@record(eq=False)
class Modifiers:
    """What the words around a quantity say of it.

    `start` and `end` span the mention with its modifiers. `over` is the time over which it is spread, `per` the unit in which it comes back;
    `starting` and `until` bound the flow; `delta` marks a difference (« de plus », "more than before"); `average` a mean or an equivalent;
    `prior` a value that another took over, `partial` a part of what was said before, `estimate` a forecast.
    """

    start: int
    end: int
    qualifier: Qualifier = Qualifier.EXACT
    over: Duration | None = None
    per: Unit | None = None
    starting: Calendar | None = None
    until: Calendar | None = None
    span: Interval | None = None
    delta: bool = False
    average: bool = False
    prior: bool = False
    partial: bool = False
    estimate: bool = False


class NameForm(StrEnum):
    """Which of an entity's names a text uses; `SHORT` is its head noun alone, pointing back (the Centre)."""

    NAME = "name"
    ALSO = "also"
    ACRONYM = "acronym"
    DESCRIPTION = "description"
    AVOID = "avoid"
    SHORT = "short"


@record
class Name:
    """A span of the document's text that names an entity; `language` is that of the form."""

    start: int
    end: int
    entity: str
    form: NameForm
    language: str
    block: int = 0


@record(eq=False)
class NearName:
    """Words that nearly are a form of an entity: `form` as registered. `words` are the misspelt ones with what is right: (start, end, word);
    without any, words of the name were left out or moved, or (`light`) only added, or changed for one akin or another small word."""

    start: int
    end: int
    entity: str
    form: str
    block: int
    words: tuple[tuple[int, int, str], ...] = ()
    light: bool = False


@record
class Pair:
    """An acronym in brackets, and the words before it whose initials it gathers (empty where none do)."""

    start: int
    end: int
    acronym: str
    words: tuple[Token, ...]


@record
class Restated:
    """Words that nearly are a name that the note itself gives in another place (`first`, a half-open span)."""

    start: int
    end: int
    first: tuple[int, int]


class Role(StrEnum):
    """What the words before a date make of it: a bare adverbial (`AT`, `BY`), a bound, or a part of a name (`NAME`)."""

    AT = "at"
    BY = "by"
    SINCE = "since"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"
    STARTING = "starting"
    COMPARISON = "comparison"
    NAME = "name"
    NONE = "none"


@record
class Sentence:
    """A sentence, or a row of a table: half-open offsets, and its first block."""

    start: int
    end: int
    block: int
    row: bool = False


@record(eq=False)
class VerbGroup:
    """A finite verb with its auxiliaries: half-open offsets, and its tense as the language's tables name it."""

    start: int
    end: int
    tense: str


# The half-open spans of a segment, in order: what brackets and pairs of dashes set aside within it stands between them.
Segment = tuple[tuple[int, int], ...]


@record(eq=False)
class Statement:
    """A mention with all that its sentence says of it; `segment` is what strong marks part around it.

    `context` lists the spans, the nearest first, of what introduces it: a column's header, the lead of a list or table, headings.
    `role` is that of a date, `adverbial` where the words that give it that role start, and `verb` the verb group that a date surely qualifies; `tense` is that of the verb nearest before
    (else after) the mention, and `elsewhere` marks a wish, a plan or an estimate that states no fact.
    """

    mention: Mention
    modifiers: Modifiers
    sentence: Sentence
    segment: Segment
    context: tuple[tuple[int, int], ...] = ()
    role: Role = Role.NONE
    adverbial: int = -1
    verb: VerbGroup | None = None
    tense: str = ""
    elsewhere: bool = False


class Conflict(StrEnum):
    """Where a statement and its fact part, if they do: one dimension at most. `EXPIRED`: the fact held once."""

    NONE = ""
    VALUE = "value"
    QUALIFIER = "qualifier"
    OVER = "over"
    PER = "per"
    STARTING = "starting"
    UNTIL = "until"
    EXPIRED = "expired"


@record(eq=False)
class Link:
    """A statement and the fact that it states; `reasons` are the spans of the words that tied them. `conflict` is where the two part."""

    statement: Statement
    fact: Fact
    score: float
    reasons: tuple[tuple[int, int], ...]
    conflict: Conflict = Conflict.NONE

    @property
    def agrees(self) -> bool:
        """Whether the statement says what the fact holds."""
        return self.conflict is Conflict.NONE


class Clauses(Protocol):
    """The verbs of a document, found when they are asked for."""

    def verbs(self) -> tuple[VerbGroup, ...]:
        """All finite verbs, in order."""

    def roles(self, word: str) -> frozenset[str]:
        """The roles that a folded word can play in a verb group."""

    def governing(self, start: int, end: int) -> VerbGroup | None:
        """The verb that most likely governs the date at a half-open span."""


@record(eq=False, slots=False)
class Reading:
    """What a rule receives: the document, its language and date, and all that was read in it; `reread` gives what would be read with other
    words in a mention's place."""

    document: Document
    language: Language
    as_of: AsOf
    registry: Registry
    folded: str
    fields: tuple[Field, ...]
    mentions: tuple[Mention, ...]
    names: tuple[Name, ...]
    near_names: tuple[NearName, ...]
    statements: tuple[Statement, ...]
    links: tuple[Link, ...]
    sentences: Callable[[int], tuple[Sentence, ...]]
    quoted: Callable[[int], bool]
    clauses: Clauses
    pairs: tuple[Pair, ...]
    restated: Callable[[], Iterable[Restated]]
    reread: Callable[[Mention, str], list[Mention]]

    @cached_property
    def verbs(self) -> tuple[VerbGroup, ...]:
        """The finite verbs of the document, in order, each with its auxiliaries."""
        return self.clauses.verbs()

    def named(self, start: int, end: int) -> Sequence[Name]:
        """The names that start within a half-open span, in order."""
        return self.names[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def named_until(self, end: int) -> Sequence[Name]:
        """The names that end at an offset."""
        return self._ending.get(end, ())

    @cached_property
    def introduced(self) -> Mapping[str, int]:
        """Where each entity is first named, without the short forms that point back."""
        first: dict[str, int] = {}
        for name in self.names:
            if name.form is not NameForm.SHORT:
                first.setdefault(name.entity, name.start)
        return first

    @cached_property
    def _starts(self) -> list[int]:
        return [name.start for name in self.names]

    @cached_property
    def _ending(self) -> Mapping[int, list[Name]]:
        found: dict[int, list[Name]] = {}
        for name in self.names:
            found.setdefault(name.end, []).append(name)
        return found


@record
class AsOf:
    """The day as of which a note is judged; `source` is a key: option, meta, field, property, today. `floor` is the latest day that the
    note itself reports as past, the only certain one where the note bears no date."""

    day: date
    source: str
    floor: date | None = None

    @property
    def certain(self) -> bool:
        """Whether the note bears this date, or the user gave it."""
        return self.source not in ("today", "property")
