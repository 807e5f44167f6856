"""Decides what a statement states of a candidate fact: decision lists over the features, whose first matching row decides."""

from __future__ import annotations

from collections.abc import Mapping

from factcheck.linking.features import FeatureVector, Pair
from factcheck.linking.weights import (
    ANY,
    BESIDE,
    CONFIRMED,
    CUE,
    CUE_CLOSE,
    CUE_HEADER,
    CUE_PHRASE,
    DATE_SUBJECT,
    DISTINCTIVE,
    EVOKED_SCORE,
    IN_REACH,
    KNOWN_SUBJECT,
    NAMED,
    ROW_SUBJECT,
    SOME_CUE,
    SUBJECT,
    SUBJECT_LEAST,
    SURE,
    SURER,
    TWO_DIGITS,
    UNMISTAKABLE,
    YES,
)
from factcheck.model import Difference, Kind
from factcheck.runtime.records import record


@record(eq=False)
class Row:
    """A row of a decision list; one line a field.

    `accepts` is the decision where the row matches.
    `least` are the features that must have at least these values.
    `below` are the features that must have less than these.
    """

    accepts: bool
    least: tuple[tuple[str, float], ...]
    below: tuple[tuple[str, float], ...]

    def matches(self, features: FeatureVector) -> bool:
        """Return whether the features of a pair fulfil all conditions."""
        for name, value in self.least:
            if features[name] < value:
                return False
        return not self.below or all(features[name] < value for name, value in self.below)


def accept(below: Mapping[str, float] | None = None, /, **least: float) -> Row:
    """Return a row that accepts pairs whose features have at least these values, and less than those `below`."""
    return Row(True, tuple(least.items()), tuple((below or {}).items()))


def reject(below: Mapping[str, float] | None = None, /, **least: float) -> Row:
    """Return a row that rejects pairs whose features have at least these values, and less than those `below`."""
    return Row(False, tuple(least.items()), tuple((below or {}).items()))


Rows = tuple[Row, ...]

CONFIRMED_DATE: Rows = (accept(cue=SOME_CUE, subject=IN_REACH),)
CONFIRMED_VALUE: Rows = (
    reject({"noun": ANY, "cue": CUE}, is_count=YES),
    accept(evidence=CONFIRMED),
)
EXPIRED: Rows = (
    reject(then=YES),
    reject({"expired": YES}),
    accept(score=SURE, digits=DISTINCTIVE),
    accept(score=SURER),
)
FACTUAL: Rows = (
    reject(irrealis=YES),
    reject({"replaced_error": YES}, is_former=YES),
    reject(is_estimate=YES),
    reject(is_average=YES),
    accept(),
)
CURRENT: Rows = (
    reject({"current": YES, "past": YES}),
    reject({"current": YES, "error": YES}),
    accept(),
)
OTHER_QUALIFIER: Rows = (
    accept(is_count=YES, equal=YES, noun=ANY, subject=SUBJECT),
    accept(named=CUE, subject=SUBJECT),
    accept(subject=NAMED, agreed=ANY),
    reject({"equal": YES}),
    reject({"cue": CUE}),
    accept(digits=DISTINCTIVE, subject=ANY),
    accept(named=CUE_PHRASE, agreed=ANY),
    accept(named=CUE_PHRASE, digits=TWO_DIGITS),
)
OTHER_MODIFIER: Rows = (
    accept(subject=SUBJECT, cue=SUBJECT),
    accept(subject=NAMED),
    accept(subject=SUBJECT, digits=DISTINCTIVE),
    accept(subject=ANY, digits=UNMISTAKABLE, cue=CUE),
)
OTHER_DATE: Rows = (
    accept(row=YES, error=YES, subject=ROW_SUBJECT, cue=CUE_HEADER),
    reject(row=YES),
    reject({"past_date": YES}, coming=YES, past_fact=YES),
    reject({"subject": NAMED}, pluperfect=YES),
    reject({"error": YES}, coming=YES),
    reject({"error": YES}, no_role=YES),
    reject({"error": YES, "subject": NAMED}),
    reject({"error": YES}, role_until=YES),
    reject({"reason_in_clause": YES}),
    accept(same_day=YES, cue=CUE, subject=DATE_SUBJECT),
    accept(same_month=YES, cue=CUE_PHRASE, subject=DATE_SUBJECT),
    accept(cue=CUE_PHRASE, subject=SUBJECT),
)
OTHER_CONTACT: Rows = (
    accept(transposed=YES, subject=SUBJECT_LEAST),
    accept(error=YES, address=YES, subject=ANY),
    accept(error=YES, cue=CUE),
    accept(error=YES, subject=NAMED),
    accept(cue=CUE, subject=NAMED),
)
_UNLIKELY_FIGURE: Rows = (
    reject({"subject": SUBJECT}, other_unit=YES),
    reject({"error": YES, "exchanged": YES, "full_evidence": YES}, far=YES),
    reject({"error": YES}, pluperfect=YES),
    reject({"plain_error": YES, "digits": DISTINCTIVE}, imperfect=YES),
)
_COUNT_WITHOUT_NOUN: Rows = (
    accept({"noun": SUBJECT}, is_count=YES, error=YES, subject=SUBJECT, cue=CUE_HEADER),
    accept({"noun": SUBJECT}, is_count=YES, error=YES, subject=SUBJECT, cue=SUBJECT, time=ANY, digits=DISTINCTIVE),
    reject({"noun": SUBJECT}, is_count=YES),
)
_FIGURE_IN_ROW: Rows = (
    accept({"is_percent": YES}, row=YES, error=YES, subject=ROW_SUBJECT, digits=TWO_DIGITS),
    accept(row=YES, error=YES, subject=ROW_SUBJECT, digits=TWO_DIGITS, cue=ANY),
    accept(row=YES, error=YES, subject=ROW_SUBJECT, digits=DISTINCTIVE),
    reject(row=YES, error=YES, subject=ROW_SUBJECT, digits=TWO_DIGITS),
)
_PART: Rows = (
    reject({"error": YES}, is_part=YES),
    reject({"cue": CUE, "digits": DISTINCTIVE}, is_part=YES),
    reject({"cue": CUE, "subject": BESIDE}, is_part=YES),
)
_ERROR_IN_FIGURE: Rows = (
    accept(error=YES, digits=DISTINCTIVE, subject=BESIDE),
    accept(error=YES, digits=DISTINCTIVE, agreed=ANY, cue=CUE, subject=ANY),
    accept(error=YES, digits=DISTINCTIVE, agreed=ANY, subject=SUBJECT_LEAST),
    accept(error=YES, digits=UNMISTAKABLE, subject=SUBJECT, cue=SUBJECT),
    accept(error=YES, digits=UNMISTAKABLE, subject=ANY, cue=CUE_PHRASE),
    accept(transposed=YES, digits=UNMISTAKABLE, subject=ANY, noun=SUBJECT),
    accept(transposed=YES, digits=UNMISTAKABLE, subject=ANY, cue=CUE),
    accept(plain_error=YES, digits=UNMISTAKABLE, subject=SUBJECT),
    accept(plain_error=YES, only=YES, digits=TWO_DIGITS, subject=BESIDE),
    accept(error=YES, row=YES, cue=CUE_HEADER, subject=ANY, digits=TWO_DIGITS),
    accept(error=YES, subject=NAMED, agreed=ANY),
)
OTHER_FIGURE: Rows = (
    *_UNLIKELY_FIGURE,
    accept(transposed=YES, time=ANY, subject=ANY, digits=DISTINCTIVE),
    *_COUNT_WITHOUT_NOUN,
    accept(swapped=YES),
    *_FIGURE_IN_ROW,
    *_PART,
    *_ERROR_IN_FIGURE,
    accept(named=CUE, subject=SUBJECT, score=EVOKED_SCORE),
    accept(cue=CUE_CLOSE, subject=KNOWN_SUBJECT),
    accept(cue=CUE_CLOSE, phrase=YES, subject=ANY),
)
# The last look at a value that differs: whether the words around it speak of another time or thing than the fact.
OF_THE_FACT: Rows = (
    accept(replaced_error=YES),
    accept(row=YES),
    reject(other_thing=YES),
    accept(former_before=YES, transposed=YES, digits=DISTINCTIVE),
    reject(former_before=YES),
    reject({"error": YES}, former_after=YES),
    reject(is_date=YES, planned=YES),
    reject(is_date=YES, named_after=YES),
    accept(is_date=YES),
    accept(error=YES),
    reject(reported=YES),
    reject(planned=YES),
    accept(),
)
_OTHER_VALUE = {Kind.DATE: OTHER_DATE, Kind.INTERVAL: OTHER_DATE, Kind.CONTACT: OTHER_CONTACT}


def decide(pair: Pair) -> Difference | None:
    """Return where a statement differs from the fact that it states (`NONE` where they agree); None where it may state another one."""
    features, difference = FeatureVector(pair), pair.candidate.comparison.difference
    if difference is Difference.NONE:
        confirmed = accepts(CONFIRMED_DATE if pair.statement.is_date else CONFIRMED_VALUE, features)
        if not confirmed:
            return None
        return Difference.EXPIRED if accepts(EXPIRED, features) else difference
    if not accepts(FACTUAL, features):
        return None
    if difference is Difference.VALUE:
        lists: tuple[Rows, ...] = CURRENT, _OTHER_VALUE.get(pair.statement.mention.kind, OTHER_FIGURE), OF_THE_FACT
    else:
        lists = (OTHER_QUALIFIER if difference is Difference.QUALIFIER else OTHER_MODIFIER,)
    return difference if all(accepts(rows, features) for rows in lists) else None


def accepts(rows: Rows, features: FeatureVector) -> bool:
    """Return the decision of the first row that matches; without one, a pair is not accepted."""
    for row in rows:
        if row.matches(features):
            return row.accepts
    return False
