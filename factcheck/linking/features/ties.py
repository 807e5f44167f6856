"""Features of what ties a statement to a fact: subjects, cues, nouns, times."""

from __future__ import annotations

from factcheck.linking.evidence.cues import CueReach
from factcheck.linking.evidence.subjects import Reach
from factcheck.linking.features.feature import Feature, Pair, Sign

# Distances are counted up to so many words, years, facts and bodies.
_FAR, _YEARS, _CROWDED, _SHARED, _NEARER = 30.0, 10.0, 20.0, 8.0, 3.0


def _subject_words(pair: Pair) -> float:
    subject = pair.candidate.subject
    return min(subject.steps.words, _FAR) if subject.reach is Reach.SENTENCE else _FAR


def _cue_words(pair: Pair) -> float:
    cue = pair.candidate.cue
    return min(cue.steps.words, _FAR) if cue.reach is CueReach.SENTENCE else _FAR


def _cue_breaks(pair: Pair) -> float:
    cue = pair.candidate.cue
    return cue.steps.breaks + 2 * cue.steps.marks if cue.reach is CueReach.SENTENCE else _FAR


FEATURES = (
    Feature("subject_reach", lambda pair: pair.candidate.subject.reach, Sign.MORE),
    Feature("subject_words", _subject_words, Sign.LESS),
    Feature("nearer_subjects", lambda pair: min(pair.candidate.nearer, _NEARER), Sign.LESS),
    Feature("crowd", lambda pair: min(pair.candidate.crowd, _CROWDED), Sign.LESS),
    Feature("bodies", lambda pair: pair.presence.share, Sign.MORE),
    Feature("density", lambda pair: pair.presence.density, Sign.MORE),
    Feature("cue_reach", lambda pair: pair.candidate.cue.reach, Sign.MORE),
    Feature("cue_words", _cue_words, Sign.LESS),
    Feature("cue_breaks", _cue_breaks, Sign.LESS),
    Feature("cue_length", lambda pair: pair.candidate.cue_length, Sign.MORE),
    Feature("cue_facts", lambda pair: min(pair.candidate.cue_facts, _SHARED), Sign.LESS),
    Feature("cues", lambda pair: pair.candidate.cues, Sign.MORE),
    Feature("time_within", lambda pair: pair.candidate.time.within, Sign.MORE),
    Feature("time_away", lambda pair: min(pair.candidate.time.away, _YEARS), Sign.LESS),
)
"""The features of ties."""
