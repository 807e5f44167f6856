"""The noun that a number counts, and what it counts for a fact."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.document import Document, Sentence
from factcheck.facts.schema import Fact
from factcheck.linking.evidence.cues import Cues
from factcheck.linking.weights import NOUN_CUE, NOUN_IN_SENTENCE, NOUN_PREVIOUS, NOUN_SAME
from factcheck.model import Kind, Statement
from factcheck.values.types import Count

_AROUND = (NOUN_IN_SENTENCE, NOUN_PREVIOUS)


class NounEvidence:
    """Scores the counted nouns of one document."""

    def __init__(self, document: Document, cues: Cues) -> None:
        self._folded, self._cues = document.folded, cues
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

    def around(self, statement: Statement, previous: Sentence | None) -> list[frozenset[str]]:
        """Return the stems of a number's sentence and of the one before; none for a mention of another kind."""
        if statement.mention.kind is not Kind.COUNT:
            return []
        return [self._sentence_stems(each) for each in (statement.sentence, previous) if each]

    def score(self, fact: Fact, noun: str, around: Sequence[frozenset[str]]) -> float | None:
        """Return the score of the noun that is counted; None where another thing is counted; 0 where the fact names it in another language.

        A number without a noun (« en compte 40 », "40 of them") counts what is named `around` it.
        """
        if not isinstance(fact.value, Count):
            return 0.0
        registered = self._cues.stems(fact.value.noun)
        if not noun:
            named = (score for stems, score in zip(around, _AROUND, strict=False) if registered and stems.issuperset(registered))
            evoked = (NOUN_CUE for stems in around[:1] for cue in self._cues.of(fact) if not stems.isdisjoint(cue))
            return max(*named, *evoked, 0.0, 0.0)
        stated = set(self._cues.stems(noun))
        if any(not stated.isdisjoint(cue) for cue in (registered, *self._cues.of(fact))):
            return NOUN_SAME
        return None if not fact.value.noun or fact.value.noun.split()[-1].lower() in self._folded else 0.0

    def _sentence_stems(self, sentence: Sentence) -> frozenset[str]:
        span = sentence.start, sentence.end
        if span not in self._stems:
            self._stems[span] = frozenset(self._cues.stems(self._folded[sentence.start : sentence.end]))
        return self._stems[span]
