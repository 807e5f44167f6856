"""The numbers of linking, in one table, each with what it was measured on.

Scores are sums of evidence: a subject right beside a figure counts 3, a cue right beside it 3. The decision lists of `scorer` refer to the
thresholds below. Where nothing else is said, a number was set on the labelled notes of the project.
"""

from __future__ import annotations

from enum import StrEnum


class Reach(StrEnum):
    """Where an entity that a statement may be about is named."""

    IN_SENTENCE = "in-sentence"
    ANAPHOR = "anaphor"
    HEADING = "heading"
    PREVIOUS = "previous"
    TITLE = "title"
    EARLIER = "earlier"
    LATER = "later"
    NOWHERE = "nowhere"
    ANYWHERE = "anywhere"


REACH_SCORES = {
    Reach.IN_SENTENCE: 3.0,
    Reach.ANAPHOR: 1.8,
    Reach.HEADING: 1.5,
    Reach.PREVIOUS: 1.2,
    Reach.TITLE: 1.0,
    Reach.EARLIER: 0.8,
    Reach.LATER: 0.4,
    Reach.NOWHERE: 0.0,
    Reach.ANYWHERE: 1.5,
}
"""The score of a subject by its reach, at no distance; `ANYWHERE` is that of a fact about no entity."""
SUBJECT_SLOPE, SUBJECT_LEAST = 0.08, 1.3
"""What each unit of distance in the sentence takes from a subject, and the score that it keeps in any case."""
ANAPHOR_SLOPE, ANAPHOR_NAMES, CHAIN_SLOPE = 0.1, 4, 0.2
"""What each further name of the sentence that is pointed back to takes, for so many names; and each further sentence of a chain."""
OTHER_SUBJECT = 0.6
"""What another subject in the sentence takes from every entity outside it."""
RELATIVE_SUBJECT = 0.9
"""The most that an entity counts where a relative clause gives the figure to another one of its kind."""
SECOND_ENTITY = 0.2
"""What a second entity of the fact adds."""
RIVAL_DISTANCE = 6.0
"""Another statement of the kind between a name and a figure parts them as so many words do."""

CUE_BESIDE, CUE_LEAST, CUE_LEAD, CUE_ROW = 3.0, 1.0, 1.5, 2.0
"""The score of a cue beside the figure; far from it; in a heading, a lead or before a list; in the row or header of a table."""
CUE_ANAPHOR = 2.3
"""The score of a cue of the sentence before, where a pronoun opens this one: with a subject in reach, an error needs no more."""
NOUN_SAME, NOUN_IN_SENTENCE, NOUN_PREVIOUS, NOUN_CUE = 1.5, 1.0, 0.8, 0.8
"""The score of the counted noun: that of the fact, or for a bare number named in the sentence, in the one before, or by a cue's word."""
TIME_WINDOW = 1.5
"""The score of a time within that of the fact."""
EQUAL_VALUE, KNOWN_ERROR = 0.5, 0.3
"""The value weighs the least: what an equal value, and one that a known error explains, add."""
ERROR_BONUS = 0.5
"""What a known error adds in the assignment where no fact of the row has the value: of 53 errors by another hand it finds one more; of 476
put into right figures none, and of 125 facts left out none gives another false alarm."""

IN_REACH, SUBJECT, NAMED, BESIDE, ROW_SUBJECT = 0.4, 1.0, 1.8, 2.0, 3.0
"""Subjects: hardly in reach; in reach; pointed back to or nearer; beside the figure; in the row. At `BESIDE`, an error needs no other word:
of 463 errors put into right figures 71 % were found without this and its like and 83 % with them; 125 facts, left out one by one, gave no
more false alarms."""
CUE, CUE_HEADER, CUE_PHRASE, CUE_CLOSE = 1.5, 2.0, 2.3, 2.5
"""Cues: in reach; in a column's header; a phrase in reach; near the figure."""
CONFIRMED, SURE, SURER = 2.0, 3.0, 3.5
"""Sums of evidence: of an equal value; of an equal value of an expired fact, with distinctive digits and without."""
DISTINCTIVE, UNMISTAKABLE = 3, 4
"""Significant digits: hardly the same by chance; an error in so many needs little else (of 469 errors it finds 3 more, and of 125 facts
left out none gives another false alarm)."""
FAR_RATIO = 3
"""A figure without a known error, and so many times more or less, is about something else."""
RIVAL_MARGIN, RIVAL_FACTS = 0.6, 6
"""Another fact within this margin leaves it open which one is stated; so many facts of a row may add up to a figure."""
DATE_CUE = 2.9
"""A date that is another fact's own goes with this fact only where its cue is at least so near."""
SWAP_SUBJECT = 2.5
"""The subject of two figures that exchanged their places is at least so near."""
DATE_SUBJECT, KNOWN_SUBJECT, EVOKED_SCORE, SOME_CUE, TWO_DIGITS = 0.5, 0.8, 3.5, 1.0, 2
"""The subject of a wrong day in the fact's month or year; the subject of a figure with a near cue; the sum of evidence of a figure without
a known error; the cue of an equal date; the digits of an error that other evidence supports."""
ANY, YES = 1e-9, 1
"""The least score that is more than none; the value of a feature that is true."""
MOST_CANDIDATES, MOST_STATEMENTS = 40, 48
"""Bounds on the work: the candidates of a statement, the statements of a sentence that share them."""
