"""The cues in reach of the statements of a document, and how the noun that a number counts stands to the one that a fact counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import IntEnum

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Fact
from factcheck.linking.evidence.reach import NOWHERE, Place, Reach, keep_best, list_surroundings
from factcheck.linking.fact_index import Cue, FactIndex
from factcheck.model import DateRole, Kind, Statement
from factcheck.statements.distance import NOTHING, Distances
from factcheck.values.span import Span
from factcheck.values.types import Count

_ADVERBIAL = frozenset({DateRole.AT, DateRole.BY})


class NounMatch(IntEnum):
    """How the counted noun stands to the fact's."""

    OTHER = -1
    NONE = 0
    PREVIOUS = 1
    SENTENCE = 2
    SAME = 3


class Cues:
    """The cues and the counted nouns in reach of the statements of one document."""

    def __init__(self, document: Document, index: FactIndex) -> None:
        self._document, self._index = document, index
        self._found: dict[Span, Mapping[Cue, Sequence[Span]]] = {}
        self._stems: dict[Span, frozenset[str]] = {}
        self._asked: tuple[int, Sequence[Span]] = (-1, ())
        self._around: dict[Cue, Place] = {}

    def of(self, statement: Statement, distances: Distances) -> dict[Cue, Place]:
        """Return the cues in reach of a statement, each where it is nearest."""
        sentence, found = statement.sentence, dict(self._outside(statement))
        for cue, spans in self._in(sentence.span).items():
            for span in (each for each in spans if not _in_adverbial(each, statement)):
                steps = NOTHING if sentence.row else distances.between(span, statement.mention.span)
                keep_best(found, [(cue, Place(Reach.SENTENCE, span, steps))])
        return found

    def _outside(self, statement: Statement) -> Mapping[Cue, Place]:
        """Return the cues in reach of a statement's sentence that stand outside it."""
        if (key := (statement.sentence.start, statement.context)) != self._asked:
            self._asked, self._around = key, {}
            for span, reach in list_surroundings(self._document, statement.sentence, statement.context):
                keep_best(self._around, ((cue, Place(reach, spans[0])) for cue, spans in self._in(span).items()))
        return self._around

    def _in(self, span: Span) -> Mapping[Cue, Sequence[Span]]:
        if span not in self._found:
            self._found[span] = self._index.phrases.find(self._document.folded, *span)
        return self._found[span]

    def best(self, fact: Fact, reached: Mapping[Cue, Place]) -> tuple[Place, Cue, int]:
        """Return where a fact's nearest cue stands, the cue, and how many of its cues are in the sentence."""
        own = [(reached[cue], cue) for cue in self._index.cues(fact) if cue in reached]
        if not own:
            return NOWHERE, (), 0
        place, cue = max(own, key=lambda each: (*each[0].rank, len(each[1]), each[1]))
        return place, cue, sum(each.reach is Reach.SENTENCE for each, _ in own)

    def match_noun(self, fact: Fact, statement: Statement, noun: str) -> NounMatch:
        """Return how the noun that a statement counts stands to the fact's; a number without a noun (« en compte 40 ») counts what is named
        around it."""
        if not isinstance(fact.value, Count) or statement.mention.kind is not Kind.COUNT:
            return NounMatch.NONE
        registered = self._index.noun(fact)
        if noun:
            stated = set(self._index.phrases.stems(noun))
            if any(not stated.isdisjoint(cue) for cue in (registered, *self._index.cues(fact))):
                return NounMatch.SAME
            return NounMatch.OTHER if self._is_known(fact, fact.value.noun, registered) else NounMatch.NONE
        if registered and self._has_stems(statement.sentence, registered):
            return NounMatch.SENTENCE
        previous = self._document.sentences.before(statement.sentence) if registered else None
        return NounMatch.PREVIOUS if previous and self._has_stems(previous, registered) else NounMatch.NONE

    def _is_known(self, fact: Fact, noun: str, stems: Cue) -> bool:
        """Return whether the noun that a fact counts is one of the note's language: the note has it, or a cue, or the fact has none."""
        return (
            not noun or noun.split()[-1].lower() in self._document.folded or any(set(cue) >= set(stems) for cue in self._index.cues(fact))
        )

    def _has_stems(self, sentence: Sentence, stems: Cue) -> bool:
        if sentence.span not in self._stems:
            self._stems[sentence.span] = frozenset(self._index.phrases.stems(self._document.folded[sentence.start : sentence.end]))
        return self._stems[sentence.span].issuperset(stems)


def _in_adverbial(span: Span, statement: Statement) -> bool:
    """Return whether a span stands in the bare adverbial of a date (by the end of May): its words are no cue."""
    return statement.date_role in _ADVERBIAL and statement.adverbial <= span.start < statement.mention.start
