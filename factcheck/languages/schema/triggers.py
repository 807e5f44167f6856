"""The triggers of a language: the words that modify a statement, in the manner of the ConText algorithm (as in medspaCy)."""

from __future__ import annotations

from enum import StrEnum

from factcheck.runtime.records import record


class Category(StrEnum):
    """What a trigger makes of the statement that it reaches; one line a member.

    `PART` marks a part of an amount stated before.
    `FORMER` marks a value that another one replaced, or that held at another time.
    `PAST_ADVERB` marks a value of another time where its verb is in the past.
    `AVERAGE` marks a mean or an equivalent.
    `ESTIMATE` marks a forecast.
    `CHANGE` marks a difference between two values.
    `TRANSITION` marks that something goes from one value to another: the two values are no range.
    `PLAN` marks what is planned or foreseen.
    `REPORT` marks what somebody said or estimated.
    `WISH` marks what somebody asks for or considers.
    `SCHEDULE` marks the choice of a date for what is to come.
    `CONDITION` marks what is only supposed.
    `EXAMPLE` marks one case of several: what it says holds of any time.
    `NAMING` marks the date of a name.
    `SIMILAR_THING` marks what holds of a similar thing.
    `OTHER_THING` marks what holds of another thing of the same kind.
    `NEGATION` marks what is denied.
    `RATE` marks a value for each of something.
    `RESERVATION` marks a value that no correction is safe for: it may be denied, reported, of another time, a rate or a part.
    """

    PART = "part"
    FORMER = "former"
    PAST_ADVERB = "past-adverb"
    AVERAGE = "average"
    ESTIMATE = "estimate"
    CHANGE = "change"
    TRANSITION = "transition"
    PLAN = "plan"
    REPORT = "report"
    WISH = "wish"
    SCHEDULE = "schedule"
    CONDITION = "condition"
    EXAMPLE = "example"
    NAMING = "naming"
    SIMILAR_THING = "similar-thing"
    OTHER_THING = "other-thing"
    NEGATION = "negation"
    RATE = "rate"
    RESERVATION = "reservation"


class Direction(StrEnum):
    """On which side of the statement a trigger stands."""

    BEFORE = "before"
    AFTER = "after"
    BOTH = "both"


class Scope(StrEnum):
    """How far a trigger reaches; one line a member.

    `BESIDE` is the quantity right beside it.
    `PAIR` is the quantity right beside it, where another of its kind goes with that one (from 30 to 40).
    `CLAUSE` is its clause, as far as a word that opens another.
    `SENTENCE` is its sentence.
    """

    BESIDE = "beside"
    PAIR = "pair"
    CLAUSE = "clause"
    SENTENCE = "sentence"


@record(eq=False, init=False)
class Trigger:
    """Phrases that modify a statement in one way; one line a field.

    `category` is what they make of it.
    `direction` is the side of the statement on which they stand.
    `scope` is how far they reach.
    `phrases` are the phrases, in lower case.
    `words` is the number of words that may stand between a phrase and the statement; -1 for as many as the scope allows, none in `beside`.
    `pseudo` are longer phrases that look like one of `phrases` and modify nothing.
    `terminators` are phrases that end the reach of one, from a pair on.
    `examples` are sentences in which one of the phrases reaches what stands in double brackets.
    `counter_examples` are sentences in which none does.
    """

    category: Category
    direction: Direction
    scope: Scope
    phrases: tuple[str, ...]
    examples: tuple[str, ...]
    counter_examples: tuple[str, ...]
    words: int = -1
    pseudo: tuple[str, ...] = ()
    terminators: tuple[str, ...] = ()
