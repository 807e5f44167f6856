"""Where the words stand that evoke a fact, a name of its subject or a cue, and how near they are to a figure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from typing import TypeVar

from factcheck.document import Document, Sentence
from factcheck.runtime.records import record
from factcheck.statements.distance import NOTHING, Steps
from factcheck.values.span import Span

_Evoked = TypeVar("_Evoked")


class Reach(IntEnum):
    """Where words stand that evoke a fact, the farthest first."""

    NOWHERE = 0
    LATER = 1
    EARLIER = 2
    TITLE = 3
    HEADING = 4
    BEFORE_PREVIOUS = 5
    PREVIOUS = 6
    LEAD = 7
    HEADER = 8
    ANAPHOR = 9
    SENTENCE = 10


@record
class Place:
    """Words that evoke a fact; one line a field.

    `reach` says where they stand.
    `span` is their span.
    `steps` is what stands between them and the figure, in the sentence.
    """

    reach: Reach
    span: Span
    steps: Steps = NOTHING

    @property
    def rank(self) -> tuple[int, int]:
        """What orders places, the best highest."""
        return self.reach, -self.steps.total


NOWHERE = Place(Reach.NOWHERE, Span(-1, -1))


def list_surroundings(document: Document, sentence: Sentence, context: Sequence[Span]) -> Iterator[tuple[Span, Reach]]:
    """Yield what stands around a sentence, with its reach: what introduces it, its headings, the two sentences before it."""
    for at, span in enumerate(context):
        yield span, Reach.HEADING if at else Reach.HEADER if sentence.row else Reach.LEAD
    if previous := document.sentences.before(sentence):
        yield previous.span, Reach.PREVIOUS
        if earlier := document.sentences.before(previous):
            yield earlier.span, Reach.BEFORE_PREVIOUS


def keep_best(found: dict[_Evoked, Place], places: Iterable[tuple[_Evoked, Place]]) -> None:
    """Add places by what stands there; of two of one, the higher one stays, and of equal ones the first."""
    for each, place in places:
        known = found.get(each)
        if known is None or known.rank < place.rank:
            found[each] = place
