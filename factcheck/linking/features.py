"""The features of a statement and a candidate fact, in one table: each a small function with a name and a meaning."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from functools import cached_property

from factcheck.document import Document
from factcheck.languages.schema.triggers import Category
from factcheck.linking.candidates import Candidate
from factcheck.linking.evidence.context import WordContext
from factcheck.linking.evidence.times import PAST, digits
from factcheck.linking.weights import CUE_PHRASE, FAR_RATIO, NAMED
from factcheck.model import DateRole, Kind, Statement
from factcheck.runtime.records import record
from factcheck.values.comparison import to_one_unit
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.tense import Tense
from factcheck.values.types import Calendar, Grain, Period, Quantity

_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})
# Errors that are hardly another figure by chance, whatever its length: of 53 errors by another hand they find one more.
_PLAIN_ERRORS = frozenset({ErrorKind.TRANSPOSED, ErrorKind.SCALE})
# Addresses: what differs from one by a letter is a misspelling of it.
_ADDRESSES = frozenset({"email", "url"})


@record(slots=False)
class Pair:
    """A statement and a candidate fact, as the features see them; one line a field.

    `statement` and `candidate` are the two.
    `document` is the note.
    `today` is the date of the note.
    """

    statement: Statement
    candidate: Candidate
    document: Document
    today: date

    @cached_property
    def words(self) -> WordContext:
        """The words around the statement, without those that evoked the fact."""
        return WordContext(self.statement, self.candidate.fact, self.candidate.reasons, self.document)

    @property
    def error(self) -> ErrorKind:
        """The known error that explains the stated value."""
        return self.candidate.comparison.error_kind


@record(eq=False)
class Feature:
    """A property of a pair; one line a field.

    `name` is how the scorer refers to it.
    `measure` gives its value: a score, a number, or 0 and 1 for no and yes.
    `meaning` says in words what a value above 0 means.
    """

    name: str
    measure: Callable[[Pair], float]
    meaning: str


def _past_fact(pair: Pair) -> bool:
    value = pair.candidate.fact.value
    return isinstance(value, Period) and value.last < pair.today


def _past_date(pair: Pair) -> bool:
    value = pair.statement.mention.value
    return isinstance(value, Calendar) and value.period is not None and value.period.last < pair.today


def _same_month(pair: Pair) -> bool:
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Calendar) or value.day is None or not isinstance(registered, Period):
        return False
    months = {(each.year, each.month) for each in (value, registered.first, registered.last)}
    return pair.error is not ErrorKind.NONE and len(months) == 1


def _same_day(pair: Pair) -> bool:
    """Not where a month begins or ends, as many things do."""
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Calendar) or value.day is None or not isinstance(registered, Period) or registered.grain is not Grain.DAY:
        return False
    first = registered.first
    inner = 1 < value.day < monthrange(first.year, first.month)[1]
    same = value.day == first.day and (value.month == first.month or value.year == first.year)
    return pair.error is not ErrorKind.NONE and inner and same


def _full_evidence(pair: Pair) -> bool:
    """Whether the entity, a phrase of the fact and its modifiers all stand near."""
    candidate = pair.candidate
    return candidate.phrase and candidate.comparison.agreed > 0 and candidate.subject >= NAMED and candidate.cue >= CUE_PHRASE


def _far(pair: Pair) -> bool:
    value, registered = pair.statement.mention.value, pair.candidate.fact.value
    if not isinstance(value, Quantity) or not isinstance(registered, Quantity):
        return False
    figures = to_one_unit(value, registered)
    return figures is None or not Decimal(1) / FAR_RATIO <= figures[0] / (figures[1] or 1) <= FAR_RATIO


def _reason_in_clause(pair: Pair) -> bool:
    return any(clause.contains(span) for span in pair.candidate.reasons for clause in pair.statement.clause)


def _expired(pair: Pair) -> bool:
    """Whether a fact has expired, and the statement is not about a time before."""
    modifiers, until = pair.statement.modifiers, pair.candidate.fact.valid_until
    stated = modifiers.until.period if modifiers.until else None
    if until is None or until >= pair.today or (stated and stated.last < pair.today):
        return False
    return pair.statement.tense not in PAST and not modifiers.is_former


def _replaced_error(pair: Pair) -> bool:
    until = pair.candidate.fact.valid_until
    return until is not None and until < pair.today and pair.error is not ErrorKind.NONE


FEATURES: dict[str, Feature] = {
    each.name: each
    for each in (
        Feature("subject", lambda pair: pair.candidate.subject, "what the fact is about is named near"),
        Feature("cue", lambda pair: pair.candidate.cue, "a cue of the fact stands near"),
        Feature("noun", lambda pair: pair.candidate.noun, "what the fact counts is counted"),
        Feature("time", lambda pair: pair.candidate.time, "the time is that of the fact"),
        Feature("agreed", lambda pair: pair.candidate.comparison.agreed, "spread, recurrence or period agree"),
        Feature("named", lambda pair: pair.candidate.cue + pair.candidate.noun, "cue and noun together"),
        Feature("evidence", lambda pair: pair.candidate.evidence, "subject, cue, noun and modifiers together"),
        Feature("score", lambda pair: pair.candidate.score, "all evidence together"),
        Feature("phrase", lambda pair: pair.candidate.phrase, "the cue has several words"),
        Feature("full_evidence", _full_evidence, "entity, phrase and modifiers all stand near"),
        Feature("equal", lambda pair: pair.candidate.comparison.equal, "the values are equal"),
        Feature("error", lambda pair: pair.error is not ErrorKind.NONE, "a known error explains the value"),
        Feature("plain_error", lambda pair: pair.error in _PLAIN_ERRORS, "two digits or the scale are wrong"),
        Feature("transposed", lambda pair: pair.error is ErrorKind.TRANSPOSED, "two digits changed places"),
        Feature("other_unit", lambda pair: pair.error is ErrorKind.UNIT, "the unit differs"),
        Feature("digits", lambda pair: digits(pair.statement), "significant digits"),
        Feature("far", _far, "one value is more than three times the other"),
        Feature("exchanged", lambda pair: pair.candidate.exchanged, "the value is that of another candidate"),
        Feature("swapped", lambda pair: pair.candidate.swapped, "two statements have each other's value"),
        Feature("only", lambda pair: pair.candidate.only, "there is no other candidate"),
        Feature("row", lambda pair: pair.statement.sentence.row, "the statement stands in a table"),
        Feature("is_count", lambda pair: pair.statement.mention.kind is Kind.COUNT, "the value is a number of things"),
        Feature("is_percent", lambda pair: pair.statement.mention.kind is Kind.PERCENT, "the value is a percentage"),
        Feature("is_date", lambda pair: pair.statement.is_date, "the value is a date"),
        Feature("address", lambda pair: pair.candidate.fact.kind in _ADDRESSES, "the fact is an address"),
        Feature("coming", lambda pair: pair.statement.tense in _COMING, "the verb is in the future"),
        Feature("pluperfect", lambda pair: pair.statement.tense is Tense.PLUPERFECT, "the verb is in the pluperfect"),
        Feature("imperfect", lambda pair: pair.statement.tense is Tense.IMPERFECT, "the verb is in the imperfect"),
        Feature("past", lambda pair: pair.statement.tense in PAST or pair.statement.modifiers.is_former, "the sentence is about the past"),
        Feature("irrealis", lambda pair: pair.statement.irrealis, "the sentence states a wish, a plan or a condition"),
        Feature("is_former", lambda pair: pair.statement.modifiers.is_former, "the value is a former one"),
        Feature("is_part", lambda pair: pair.statement.modifiers.is_part, "the value is a part of another"),
        Feature("is_estimate", lambda pair: pair.statement.modifiers.is_estimate, "the value is an estimate"),
        Feature("is_average", lambda pair: pair.statement.modifiers.is_average, "the value is an average"),
        Feature("no_role", lambda pair: pair.statement.date_role is DateRole.NONE, "no preposition stands before the date"),
        Feature("role_until", lambda pair: pair.statement.date_role is DateRole.UNTIL, "the date is an end"),
        Feature("past_fact", _past_fact, "the fact's date is past"),
        Feature("past_date", _past_date, "the stated date is past"),
        Feature("same_month", _same_month, "a wrong day is in the fact's month"),
        Feature("same_day", _same_day, "the day is the fact's, of another month or year"),
        Feature("reason_in_clause", _reason_in_clause, "a word that evokes the fact stands in the clause"),
        Feature("current", lambda pair: pair.candidate.fact.is_valid_on(pair.today), "the fact holds on the note's date"),
        Feature("expired", _expired, "the fact has expired, and the sentence is in the present"),
        Feature("then", lambda pair: pair.candidate.then, "the sentence is about a time at which the fact held"),
        Feature("replaced_error", _replaced_error, "a known error explains the value of an expired fact"),
        Feature("other_thing", lambda pair: pair.words.has_before(Category.SIMILAR_THING), "a word says that another thing is referred to"),
        Feature("former_before", lambda pair: pair.words.former_before, "words before speak of a former state"),
        Feature("former_after", lambda pair: pair.words.former_after, "words after speak of a former state"),
        Feature("planned", lambda pair: pair.words.has_before(Category.PLAN), "words before speak of a plan"),
        Feature("named_after", lambda pair: pair.words.has_before(Category.NAMING), "words before say that a name follows"),
        Feature("reported", lambda pair: pair.words.has_before(Category.REPORT), "words before report what somebody stated"),
    )
}
"""All features by name."""


class FeatureVector(dict[str, float]):
    """The features of one pair by name, each measured once, when it is asked for."""

    def __init__(self, pair: Pair) -> None:
        super().__init__()
        self._pair = pair

    def __missing__(self, name: str) -> float:
        """Measure a feature."""
        found = self[name] = FEATURES[name].measure(self._pair)
        return found
