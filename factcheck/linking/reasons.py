"""Why a statement is tied to a fact: the features of the pair that count most for and against it, each group of similar ones once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from factcheck.analysis import Analysis
from factcheck.findings import Reason
from factcheck.linking.candidates import Candidate
from factcheck.linking.decide import ScoredRow
from factcheck.linking.evidence.cues import CueReach
from factcheck.linking.evidence.subjects import Reach
from factcheck.linking.features.relations import NAMES
from factcheck.linking.features.table import FEATURES
from factcheck.linking.scorer import RELATION, Scores, kind_group, load_weights
from factcheck.model import Link
from factcheck.values.error_kinds import ErrorKind
from factcheck.values.types import Period

# So many reasons are given on each side, of those that change the log-odds by so much.
_MOST, _LEAST = 4, 0.2
# A cue stands beside a figure with so many words between them.
_BESIDE = 3
_PLACES = 2
# The words of a note are cut after so many characters.
_LONGEST = 60
# The names of what a vector holds, in order.
_VECTOR = (*(feature.name for feature in FEATURES), *NAMES)
_FEATURES: Mapping[str, str] = {
    "subject": "subject_reach subject_words subject_breaks subject_rivals subject_paired weakest_reach several_subjects no_subject",
    "other-subject": "nearer_subjects other_subject",
    "crowd": "crowd cue_facts",
    "bodies": "bodies",
    "cue": "cue_reach cue_words cue_breaks cue_rivals cue_length cues cue_before cue_in_clause overlap_cue",
    "noun": "noun",
    "words": "overlap_own overlap_sentence overlap_around",
    "time": "time_within time_away stated_past stated_future",
    "value": "relation equal_digits error_digits " + " ".join(f"error_{kind}" for kind in ErrorKind if kind is not ErrorKind.NONE),
    "digits": "digits fact_digits",
    "size": "orders same_unit",
    "known-value": "value_of_another",
    "modifiers": "agreed differing other_qualifier",
    "dates": "same_year same_month same_day same_grain years_apart is_year is_interval",
    "kind": "is_amount is_count is_percent is_duration is_contact",
    "change": "change",
    "part": "part",
    "former": "former former_before former_after past_adverb pluperfect",
    "average": "average",
    "estimate": "estimate",
    "own-marks": "own_marks",
    "plan": "irrealis planned",
    "report": "reported",
    "other-thing": "other_thing naming",
    "tense": "past coming tense_conflict date_conflict",
    "validity": "expired expired_past not_yet",
    "row": "row",
    "role": "role_name role_comparison role_beside role_until role_since role_none role_by bounds_another",
    "other-facts": "margin equal_margin candidates",
    "other-figures": "fact_margin note_margin figures",
    "stated": "stated_here stated_elsewhere",
    "swapped": "swapped",
    "sum": "is_sum",
}
TOPICS: Mapping[str, str] = {feature: topic for topic, features in _FEATURES.items() for feature in features.split()}
"""What each feature is about: features of one topic are one reason."""
# What depends on other pairs sums up their reasons, and comes after the pair's own.
_RIVALS = frozenset({"other-facts", "other-figures", "stated"})


def _dashed(name: str) -> str:
    return name.lower().replace("_", "-")


_VARIANTS: Mapping[str, tuple[str, ...]] = {
    "subject": ("none", *(_dashed(each.name) for each in Reach)),
    "cue": ("beside", *(_dashed(each.name) for each in CueReach)),
    "time": ("none", "within", "away", "stated"),
    "dates": ("equal", "other"),
    "other-facts": ("none", "close", "better"),
    "value": ("equal", "other", *(str(each) for each in ErrorKind if each is not ErrorKind.NONE)),
}
KEYS: Sequence[str] = tuple(
    key for topic in _FEATURES for key in ([f"{topic}-{each}" for each in _VARIANTS[topic]] if topic in _VARIANTS else [topic])
)
"""The keys of the words of all reasons."""


def explain_link(link: Link, analysis: Analysis) -> tuple[Reason, ...]:
    """Return why a statement of a note was tied to its fact."""
    row = analysis.derive(_index_rows).get(link.statement.mention.start)
    if row is None:
        return ()
    at = next((at for at, each in enumerate(row.row.candidates) if each.fact.id == link.fact.id), -1)
    return explain(row, at, analysis) if at >= 0 else ()


def _index_rows(analysis: Analysis) -> Mapping[int, ScoredRow]:
    return {row.row.statement.mention.start: row for rows in analysis.rows for row in rows}


def explain(row: ScoredRow, at: int, analysis: Analysis) -> tuple[Reason, ...]:
    """Return the reasons for and against a candidate of a statement, by its place among them, those for it before those against it: on each
    side the strongest first, but for those that depend on other pairs."""
    weights = load_weights()[kind_group(row.row.statement.mention.kind)]
    sums: dict[str, float] = {}
    strongest: dict[str, tuple[float, str]] = {}
    for name, log_odds in _list_terms(weights.second, row.vectors[at]):
        topic, term = TOPICS[name], log_odds * weights.slope
        sums[topic] = sums.get(topic, 0.0) + term
        strongest[topic] = max(strongest.get(topic, (0.0, name)), (abs(term), name))
    found = [
        Reason(key, values, round(sums[topic], _PLACES), strongest[topic][1])
        for topic in sums
        if abs(sums[topic]) >= _LEAST
        for key, values in [_describe(topic, row, at, analysis)]
    ]
    ordered = sorted(found, key=lambda each: (-abs(each.weight), each.key))
    sides = [[each for each in ordered if each.weight * sign > 0][:_MOST] for sign in (1, -1)]
    return tuple(each for side in sides for each in sorted(side, key=lambda each: TOPICS[each.feature] in _RIVALS))


def _list_terms(scores: Scores, vector: Sequence[float]) -> Iterator[tuple[str, float]]:
    """Yield what each feature of a pair adds to its log-odds, compared with the mean of the pairs that the weights were measured on; the relation
    of the two values, compared with values that differ."""
    own = scores.sums[int(vector[RELATION])]
    yield _VECTOR[RELATION], own.base - scores.sums[0].base
    for index, (thresholds, values) in own.steps:
        if _VECTOR[index] in TOPICS:
            yield _VECTOR[index], values[bisect_right(thresholds, vector[index])]


def _describe(topic: str, row: ScoredRow, at: int, analysis: Analysis) -> tuple[str, Mapping[str, str]]:
    """Return the key of the words of a reason, and the values that fill them."""
    candidate = row.row.candidates[at]
    if topic == "subject":
        return _describe_subject(candidate, analysis)
    if topic == "cue":
        return _describe_cue(candidate, analysis)
    if topic == "time":
        return _describe_time(candidate)
    comparison = candidate.comparison
    if topic == "value":
        return f"value-{'equal' if comparison.equal else comparison.error_kind or 'other'}", {}
    if topic == "dates":
        return f"dates-{'equal' if comparison.equal else 'other'}", {}
    return _describe_rival(row, at) if topic == "other-facts" else (topic, {})


def _describe_subject(candidate: Candidate, analysis: Analysis) -> tuple[str, Mapping[str, str]]:
    if not candidate.fact.about:
        return "subject-none", {}
    span = candidate.subject.span
    return f"subject-{_dashed(candidate.subject.reach.name)}", {"text": _get_words(span, analysis)}


def _describe_cue(candidate: Candidate, analysis: Analysis) -> tuple[str, Mapping[str, str]]:
    cue = candidate.cue
    beside = cue.reach is CueReach.SENTENCE and cue.steps.words <= _BESIDE and not cue.steps.breaks
    return f"cue-{'beside' if beside else _dashed(cue.reach.name)}", {"text": _get_words(cue.span, analysis)}


def _describe_time(candidate: Candidate) -> tuple[str, Mapping[str, str]]:
    time = candidate.time
    if time.stated is None:
        return "time-none", {}
    stated, starting = _write_years(time.stated.period), candidate.fact.starting
    if not time.has_window or starting is None:
        return "time-stated", {"stated": stated}
    return f"time-{'within' if time.within else 'away'}", {"stated": stated, "registered": _write_years(starting)}


def _describe_rival(row: ScoredRow, at: int) -> tuple[str, Mapping[str, str]]:
    others = [(score, each.fact.id) for each, score in zip(row.row.candidates, row.scores, strict=True)]
    own = others.pop(at)
    if not others:
        return "other-facts-none", {}
    best = max(others)
    return f"other-facts-{'better' if best[0] > own[0] else 'close'}", {"other": best[1]}


def _write_years(period: Period) -> str:
    """Return the years of a period; the one that it has, where it is open."""
    years = [day.year for day in (period.first, period.last) if day not in (date.min, date.max)]
    return "–".join(str(year) for year in dict.fromkeys(years))


def _get_words(span: tuple[int, int], analysis: Analysis) -> str:
    start, end = span
    words = " ".join(analysis.document.text[start:end].split()) if start >= 0 else ""
    return words if len(words) <= _LONGEST else words[:_LONGEST].rpartition(" ")[0] + "…"
