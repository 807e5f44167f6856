"""Features of what ties a statement to a fact: subjects, cues, nouns, words in common, times."""

from __future__ import annotations

from factcheck.linking.evidence.cues import CueReach
from factcheck.linking.evidence.subjects import NOWHERE, Reach
from factcheck.linking.features.feature import Feature, Pair, Sign

# Distances are counted up to so many words.
_FAR = 30.0
_YEARS = 10.0
_MOST = 5.0


def _subject_words(pair: Pair) -> float:
    subject = pair.candidate.subject
    return min(subject.steps.words, _FAR) if subject.reach is Reach.SENTENCE else _FAR


def _subject_breaks(pair: Pair) -> float:
    subject = pair.candidate.subject
    return subject.steps.breaks + 2 * subject.steps.marks if subject.reach is Reach.SENTENCE else _FAR


def _cue_words(pair: Pair) -> float:
    cue = pair.candidate.cue
    return min(cue.steps.words, _FAR) if cue.reach is CueReach.SENTENCE else _FAR


def _cue_breaks(pair: Pair) -> float:
    cue = pair.candidate.cue
    return cue.steps.breaks + 2 * cue.steps.marks if cue.reach is CueReach.SENTENCE else _FAR


def _cue_before(pair: Pair) -> float:
    span = pair.candidate.cue.span
    return 0.0 if span.start < 0 else 1.0 if span.start < pair.statement.mention.start else -1.0


def _in_clause(pair: Pair) -> float:
    return float(any(clause.contains(pair.candidate.cue.span) for clause in pair.statement.clause))


def _nearer_subjects(pair: Pair) -> float:
    """The number of entities that are not the fact's, and stand nearer than the nearest of its own."""
    candidate, about = pair.candidate, pair.candidate.fact.about
    rank = candidate.subject.rank
    nearer = sum(each.reach >= Reach.LEAD and each.rank > rank for entity, each in pair.around.subjects.items() if entity not in about)
    return min(float(nearer), _MOST)


def _nearer_alike(pair: Pair) -> float:
    """The number of entities that stand nearer than one of the fact's own of their kind."""
    subjects, kinds, about = pair.around.subjects, pair.around.kinds, pair.candidate.fact.about
    most = 0
    for own in about:
        rank, kind = subjects.get(own, NOWHERE).rank, kinds.get(own)
        others = (each for entity, each in subjects.items() if entity not in about and kinds.get(entity) == kind)
        most = max(most, sum(each.reach >= Reach.LEAD and each.rank > rank for each in others))
    return min(float(most), _MOST)


def _cue_leads(pair: Pair) -> float:
    """Whether the cue stands before the first figure of the kind in the sentence: it may be that of all."""
    cue, first = pair.candidate.cue, min(each.mention.start for each in pair.around.others)
    return float(cue.reach is CueReach.SENTENCE and cue.span.end <= first)


def _other_subject(pair: Pair) -> float:
    """Whether another entity is the subject of the sentence, and the fact's is not named in it."""
    return float(pair.around.has_subject and pair.candidate.subject.reach is not Reach.SENTENCE)


def _stated_past(pair: Pair) -> float:
    """The years since the time of which the statement speaks, where the fact has no time of its own."""
    time = pair.candidate.time
    if time.has_window or time.stated is None or not time.stated.in_clause:
        return 0.0
    return min(max(pair.today.year - time.stated.period.last.year, 0.0), _YEARS)


def _stated_future(pair: Pair) -> float:
    time = pair.candidate.time
    if time.has_window or time.stated is None or not time.stated.in_clause:
        return 0.0
    return float(time.stated.period.first > pair.today)


FEATURES = (
    Feature("subject_reach", lambda pair: pair.candidate.subject.reach, Sign.MORE),
    Feature("subject_words", _subject_words, Sign.LESS),
    Feature("subject_breaks", _subject_breaks, Sign.LESS),
    Feature("subject_rivals", lambda pair: pair.candidate.subject.rivals, Sign.LESS),
    Feature("subject_paired", lambda pair: pair.candidate.subject.paired, Sign.MORE),
    Feature("weakest_reach", lambda pair: pair.candidate.weakest.reach, Sign.MORE),
    Feature("several_subjects", lambda pair: len(pair.candidate.fact.about) > 1),
    Feature("no_subject", lambda pair: not pair.candidate.fact.about),
    Feature("nearer_subjects", _nearer_subjects, Sign.LESS),
    Feature("nearer_alike", _nearer_alike, Sign.LESS),
    Feature("other_subject", _other_subject, Sign.LESS),
    Feature("crowd", lambda pair: min(pair.candidate.crowd, 20.0), Sign.LESS),
    Feature("bodies", lambda pair: pair.around.bodies, Sign.MORE),
    Feature("density", lambda pair: pair.around.density, Sign.MORE),
    Feature("cue_reach", lambda pair: pair.candidate.cue.reach, Sign.MORE),
    Feature("cue_words", _cue_words, Sign.LESS),
    Feature("cue_breaks", _cue_breaks, Sign.LESS),
    Feature("cue_rivals", lambda pair: min(pair.candidate.cue.rivals, _MOST), Sign.LESS),
    Feature("cue_leads", _cue_leads, Sign.MORE),
    Feature("cue_length", lambda pair: pair.candidate.cue_length, Sign.MORE),
    Feature("cue_facts", lambda pair: min(pair.candidate.cue_facts, 8.0), Sign.LESS),
    Feature("cues", lambda pair: pair.candidate.cues, Sign.MORE),
    Feature("cue_before", _cue_before),
    Feature("cue_in_clause", _in_clause, Sign.MORE),
    Feature("noun", lambda pair: pair.candidate.noun, Sign.MORE),
    Feature("time_within", lambda pair: pair.candidate.time.within, Sign.MORE),
    Feature("time_away", lambda pair: min(pair.candidate.time.away, _YEARS), Sign.LESS),
    Feature("stated_past", _stated_past, Sign.LESS),
    Feature("stated_future", _stated_future, Sign.LESS),
    Feature("bounds_another", lambda pair: pair.around.bounds_another, Sign.LESS),
)
"""The features of ties."""
