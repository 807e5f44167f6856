"""Why a statement is tied to a fact: the features of the pair that count most for and against it, each group of similar ones once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence

from factcheck.analysis import Analysis
from factcheck.explanation.details import describe, list_keys
from factcheck.findings import Reason
from factcheck.linking.features import RELATION, group_of
from factcheck.linking.relations import Row
from factcheck.linking.scorer import NAMES, Scores, load_weights
from factcheck.model import Link

# So many reasons are given on each side, of those that change the log-odds by so much.
_MOST, _LEAST = 4, 0.2
_PLACES = 2
_SWAPPED = "swapped"
_FEATURES: Mapping[str, str] = {
    "subject": "subject_reach subject_words",
    "other-subject": "nearer_subjects",
    "crowd": "crowd cue_facts",
    "bodies": "bodies density",
    "cue": "cue_reach cue_words cue_breaks cue_length cues",
    "noun": "noun",
    "time": "time_within time_away",
    "value": "relation error_digits error_scale error_decimal error_transposed",
    "size": "orders",
    "known-value": "owner",
    "modifiers": "agreed differing",
    "dates": "same_year same_month same_grain years_between is_interval",
    "change": "change",
    "part": "part",
    "former": "former former_before former_after past-adverb_before",
    "average": "average",
    "other-thing": "similar-thing_before naming_before",
    "tense": "tense_conflict",
    "validity": "expired expired_past",
    "other-facts": "margin candidates",
    "other-figures": "fact_margin note_margin figures",
    "stated": "stated_here",
    "swapped": "swapped",
}
TOPICS: Mapping[str, str] = {feature: topic for topic, features in _FEATURES.items() for feature in features.split()}
"""What each feature is about: features of one topic are one reason."""
# What depends on other pairs sums up their reasons, and comes after the pair's own.
_RIVALS = frozenset({"other-facts", "other-figures", "stated"})
KEYS: Sequence[str] = tuple(key for topic in _FEATURES for key in list_keys(topic))
"""The keys of the words of all reasons."""


def explain_link(link: Link, analysis: Analysis) -> tuple[Reason, ...]:
    """Return why a statement of a note was tied to its fact."""
    row = analysis.derive(_index_rows).get(link.statement.mention.start)
    if row is None:
        return ()
    at = next((at for at, each in enumerate(row.candidates) if each.comparison is link.comparison), -1)
    return explain(row, at, analysis) if at >= 0 else ()


def _index_rows(analysis: Analysis) -> Mapping[int, Row]:
    return {row.statement.mention.start: row for rows in analysis.rows for row in rows}


def explain(row: Row, at: int, analysis: Analysis) -> tuple[Reason, ...]:
    """Return the reasons for and against a candidate of a statement, by its place among them, those for it before those against it: on each
    side the strongest first, but for those that depend on other pairs."""
    group = group_of(row.statement.mention.kind)
    scores = load_weights().second[group]
    sums: dict[str, float] = {}
    strongest: dict[str, tuple[float, str]] = {}
    for name, term in _list_terms(scores, row.vectors[at], NAMES[group]):
        topic = TOPICS[name]
        sums[topic] = sums.get(topic, 0.0) + term
        strongest[topic] = max(strongest.get(topic, (0.0, name)), (abs(term), name))
    found = [
        Reason(key, values, round(sums[topic], _PLACES), strongest[topic][1])
        for topic in sums
        if abs(sums[topic]) >= _LEAST
        for key, values in [describe(topic, row, at, analysis)]
    ]
    ordered = sorted(found, key=lambda each: (-abs(each.weight), each.key))
    sides = [[each for each in ordered if each.weight * sign > 0][:_MOST] for sign in (1, -1)]
    return tuple(each for side in sides for each in sorted(side, key=lambda each: TOPICS[each.feature] in _RIVALS))


def _list_terms(scores: Scores, vector: Sequence[float], names: Sequence[str]) -> Iterator[tuple[str, float]]:
    """Yield what each feature of a pair adds to its log-odds, compared with the mean of the pairs that the weights were measured on; the relation
    of the two values, compared with values that differ."""
    own = scores.sums[int(vector[RELATION])]
    yield names[RELATION], own.base - scores.sums[0].base
    for index, (thresholds, values) in own.steps:
        if names[index] != _SWAPPED or vector[index]:
            yield names[index], values[bisect_right(thresholds, vector[index])]
