"""The noun that a number counts, and how it stands to the one that a fact counts."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

from factcheck.document import Document
from factcheck.document.sentences import Sentence
from factcheck.facts.schema import Fact
from factcheck.linking.evidence.cues import Cue, Cues
from factcheck.model import Kind, Statement
from factcheck.values.types import Count


class NounMatch(IntEnum):
    """How the counted noun stands to the fact's."""

    OTHER = -1
    NONE = 0
    PREVIOUS = 1
    SENTENCE = 2
    SAME = 3


class NounEvidence:
    """Compares the counted nouns of one document with those of facts."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self._document, self._cues = document, cues
        self._stems: dict[tuple[int, int], frozenset[str]] = {}

    @staticmethod
    def counted(statement: Statement, others: Sequence[Statement]) -> str:
        """Return the noun that a statement counts; a number without one shares that of the number before it in the sentence."""
        noun = ""
        for other in others:
            value = other.mention.value
            noun = value.noun or noun if isinstance(value, Count) else noun
            if other is statement:
                break
        return noun

    def match(self, fact: Fact, statement: Statement, noun: str, previous: Sentence | None) -> NounMatch:
        """Return how the noun that a statement counts stands to the fact's; a number without a noun (« en compte 40 ») counts what is named
        around it."""
        if not isinstance(fact.value, Count) or statement.mention.kind is not Kind.COUNT:
            return NounMatch.NONE
        registered = self._cues.noun(fact)
        if noun:
            stated = set(self._cues.stems(noun))
            if any(not stated.isdisjoint(cue) for cue in (registered, *self._cues.of(fact))):
                return NounMatch.SAME
            return NounMatch.OTHER if self._is_known(fact, registered) else NounMatch.NONE
        if registered and self._sentence_stems(statement.sentence).issuperset(registered):
            return NounMatch.SENTENCE
        if previous and registered and self._sentence_stems(previous).issuperset(registered):
            return NounMatch.PREVIOUS
        return NounMatch.NONE

    def _is_known(self, fact: Fact, registered: Cue) -> bool:
        """Return whether the noun that a fact counts is one of the note's language: the note has it, or a cue, or the fact has none."""
        assert isinstance(fact.value, Count)
        noun = fact.value.noun
        return (
            not noun or noun.split()[-1].lower() in self._document.folded or any(set(cue) >= set(registered) for cue in self._cues.of(fact))
        )

    def _sentence_stems(self, sentence: Sentence) -> frozenset[str]:
        span = sentence.start, sentence.end
        if span not in self._stems:
            self._stems[span] = frozenset(self._cues.stems(self._document.folded[sentence.start : sentence.end]))
        return self._stems[span]
