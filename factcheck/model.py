"""The nouns that the rooms share, from the document on: Mention, Name, Statement, Link."""

from __future__ import annotations

from enum import StrEnum

from factcheck.document import Clause, Sentence
from factcheck.facts.schema import Fact
from factcheck.languages.tokens import Token
from factcheck.runtime.records import record
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.span import Span
from factcheck.values.tense import Tense
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


DATES = frozenset({Kind.DATE, Kind.INTERVAL})
"""The kinds of mention that are dates."""


@record
class Mention:
    """A span of the document's text that states a typed value; one line a field.

    `kind` is the kind of the value.
    `start` and `end` are half-open offsets.
    `value` is the value, exact.
    `block` is the index of the block in which it stands.
    `parts` are the two dates of an interval.
    """

    kind: Kind
    start: int
    end: int
    value: Value
    block: int = 0
    parts: tuple[Mention, ...] = ()

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


@record(eq=False)
class Modifiers:
    """What the words around a quantity state of it; one line a field.

    `start` and `end` span the mention with its modifiers.
    `qualifier` is the hedge or bound (about, at least).
    `over` is the time over which it is spread.
    `per` is the unit of time in which it recurs.
    `starting` and `until` are the dates from which and until which it holds.
    `span` is the interval during which it holds.
    `is_change` marks a difference (« de plus », "more than before").
    `is_average` marks a mean or an equivalent, `is_estimate` a forecast.
    `is_former` marks a value that another one replaced, `is_part` a part of an amount stated before.
    """

    start: int
    end: int
    qualifier: Qualifier = Qualifier.EXACT
    over: Duration | None = None
    per: Unit | None = None
    starting: Calendar | None = None
    until: Calendar | None = None
    span: Interval | None = None
    is_change: bool = False
    is_average: bool = False
    is_former: bool = False
    is_part: bool = False
    is_estimate: bool = False


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
    """A span that names an entity of the registry; `language` is the code of the form's language."""

    start: int
    end: int
    entity: str
    form: NameForm
    language: str
    block: int = 0

    @property
    def span(self) -> Span:
        """The offsets as a span."""
        return Span(self.start, self.end)


@record(eq=False)
class SimilarName:
    """A span that resembles a registered form of an entity without being it; one line a field.

    `form` is the registered form.
    `words` are the misspelt words with the right ones: (start, end, right word); empty where words are missing or in another order.
    `is_minor` marks words that were only added, or replaced by a synonym or another function word.
    """

    start: int
    end: int
    entity: str
    form: str
    block: int
    words: tuple[tuple[int, int, str], ...] = ()
    is_minor: bool = False


@record
class AcronymDefinition:
    """An acronym in brackets, and the words before it whose initials it gathers (empty where none do)."""

    start: int
    end: int
    acronym: str
    words: tuple[Token, ...]


class DateRole(StrEnum):
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


@record(eq=False)
class VerbGroup:
    """A finite verb with its auxiliaries: half-open offsets and tense."""

    start: int
    end: int
    tense: Tense


@record(eq=False)
class Statement:
    """A mention with all that its sentence states of it; one line a field.

    `clause` is the part of the sentence, between strong marks, around the mention.
    `context` lists the spans, the nearest first, of what introduces it: a column's header, the lead of a list or table, headings.
    `date_role` is the role of a date.
    `adverbial` is the offset at which the words start that give a date its role.
    `verb` is the verb group that a date surely qualifies.
    `tense` is that of the nearest verb before the mention, else after it.
    `irrealis` marks a wish, a plan or an estimate, which states no fact.
    """

    mention: Mention
    modifiers: Modifiers
    sentence: Sentence
    clause: Clause
    context: tuple[Span, ...] = ()
    date_role: DateRole = DateRole.NONE
    adverbial: int = -1
    verb: VerbGroup | None = None
    tense: Tense = Tense.NONE
    irrealis: bool = False

    @property
    def is_date(self) -> bool:
        """Whether the mention is a date or an interval."""
        return self.mention.kind in DATES


class Difference(StrEnum):
    """The dimension in which a statement and its fact differ, one at most. `EXPIRED`: the fact held at an earlier time."""

    NONE = ""
    VALUE = "value"
    QUALIFIER = "qualifier"
    OVER = "over"
    PER = "per"
    STARTING = "starting"
    UNTIL = "until"
    EXPIRED = "expired"


@record
class Comparison:
    """How a statement compares with a fact; one line a field.

    `difference` is the dimension in which they differ.
    `agreed` is the number of modifiers that both have and share, `differing` of those that they do not share.
    `error_kind` is the known error that explains the stated value, if one does.
    `equal` is true where the values are the same.
    `end` is 1 where a date states the last day of a registered range.
    """

    difference: Difference
    agreed: int
    error_kind: ErrorKind
    equal: bool
    differing: int = 0
    end: int = 0


@record(eq=False)
class Link:
    """A statement and the fact that it states; one line a field.

    `score` is the probability that the statement states the fact.
    `reasons` are the spans of the words that tied them.
    `comparison` is how the two compare, `difference` where they differ, all considered.
    `time` is the span of a time of the sentence that is not the fact's.
    """

    statement: Statement
    fact: Fact
    score: float
    reasons: tuple[Span, ...]
    comparison: Comparison
    difference: Difference = Difference.NONE
    time: Span | None = None

    @property
    def agrees(self) -> bool:
        """Whether the statement states what the fact holds."""
        return self.difference is Difference.NONE
