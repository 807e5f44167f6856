"""The data of a stress test: statements, changes of them, outcomes, and remedies."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from factcheck.document import Location
from factcheck.reporters.places import Spot
from factcheck.runtime.records import record
from factcheck.values.span import Span
from factcheck.values.types import Value


class StatementKind(StrEnum):
    """What a verified statement states; `PERIOD` is what a figure is per, over, from or until."""

    AMOUNT = "amount"
    COUNT = "count"
    PERCENT = "percent"
    DATE = "date"
    DURATION = "duration"
    PERIOD = "period"
    QUALIFIER = "qualifier"
    NAME = "name"
    ACRONYM = "acronym"
    TITLE = "title"
    MEMBERS = "members"
    TEXT = "text"
    CONTACT = "contact"


class ChangeKind(StrEnum):
    """The error that is put into a statement; one line a member.

    `DIGITS_SWAPPED`, `DIGIT_CHANGED`, `DECIMAL_MOVED`, `SCALE`, `UNIT` and `NUMBER_CHANGED` change a figure; `OTHER_FACT` puts another one of the note.
    `YEAR`, `DECADE`, `MONTH` and `DAY` change a date.
    `RECURRENCE` changes what a figure is per, `QUALIFIER_TURNED` its hedge or bound.
    `LETTER_LOST`, `LETTER_DOUBLED`, `LETTERS_SWAPPED`, `WORD_DROPPED` and `WORD_REPLACED` change a name.
    `OTHER_TITLE` puts another title, `MEMBER_LEFT_OUT` and `MEMBER_ADDED` change a list.
    """

    DIGITS_SWAPPED = "digits-swapped"
    DIGIT_CHANGED = "digit-changed"
    DECIMAL_MOVED = "decimal-moved"
    SCALE = "scale"
    UNIT = "unit"
    NUMBER_CHANGED = "number-changed"
    OTHER_FACT = "other-fact"
    YEAR = "year"
    DECADE = "decade"
    MONTH = "month"
    DAY = "day"
    RECURRENCE = "recurrence"
    QUALIFIER_TURNED = "qualifier-turned"
    LETTER_LOST = "letter-lost"
    LETTER_DOUBLED = "letter-doubled"
    LETTERS_SWAPPED = "letters-swapped"
    WORD_DROPPED = "word-dropped"
    WORD_REPLACED = "word-replaced"
    OTHER_TITLE = "other-title"
    MEMBER_LEFT_OUT = "member-left-out"
    MEMBER_ADDED = "member-added"


Change = tuple[ChangeKind, str]
"""An error, and the words of the statement with it."""


@record(eq=False)
class VerifiedStatement:
    """A statement that the registry confirms; one line a field.

    `start` and `end` are half-open offsets in the document's text.
    `fact` is the id of its fact, or of the entity that it names.
    `value` is its value, where it has one.
    `items` are the names of a list.
    """

    kind: StatementKind
    start: int
    end: int
    fact: str
    value: Value | None = None
    items: tuple[Span, ...] = ()


@record(eq=False)
class Mutant:
    """A statement with an error in it: the kind of the error, and the words that stand in the place of the statement."""

    statement: VerifiedStatement
    change: ChangeKind
    words: str


@record(eq=False)
class Trial:
    """What the check makes of one error; one line a field.

    `spot` is the place of the statement in the source, `location` its page, cell or footnote in a file without lines.
    `kind` is what it states, `fact` the id of its fact or entity.
    `change` is the error, `words` the words with it.
    `caught` is whether an error or a warning that was not there before stands at these words.
    """

    spot: Spot
    location: Location
    kind: StatementKind
    fact: str
    change: ChangeKind
    words: str
    caught: bool


class RemedyKind(StrEnum):
    """What is added to a fact: a `CUE`, a subject (`ABOUT`), the hedge or bound of its value, or its `PER`."""

    CUE = "cue"
    ABOUT = "about"
    QUALIFIER = "qualifier"
    PER = "per"


@record
class Remedy:
    """What to add to a fact; `language` is that of a cue, empty for others, `value` the cue, the id of the subject or the value of the key."""

    fact: str
    kind: RemedyKind
    value: str
    language: str = ""


FoundRemedy = tuple[Remedy, int]
"""A remedy, and how many more errors are caught with it."""


@record(eq=False)
class NoteStress:
    """The stress test of one note: its trials, in order, and each remedy with how many more of its errors are caught with it."""

    path: str
    statements: int
    trials: tuple[Trial, ...]
    remedies: tuple[FoundRemedy, ...] = ()

    @property
    def caught(self) -> int:
        """How many errors are caught."""
        return sum(each.caught for each in self.trials)


def find_rate(notes: Sequence[NoteStress]) -> float:
    """Return the share of the errors that are caught, in hundredths rounded down to a tenth; 100 where none was tried."""
    total = sum(len(note.trials) for note in notes)
    return int(1000 * sum(note.caught for note in notes) / total) / 10 if total else 100.0
