"""Choose the cues of a statement: the words near its figure that few other statements of its kind have."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from factcheck.document import Document, Sentence
from factcheck.languages.tokens import Token, stemmer
from factcheck.model import Mention, Name, Statement
from factcheck.proposal.weak_words import weak_words
from factcheck.runtime.records import record
from factcheck.values.types import Count

_MOST, _WINDOW, _SHORTEST = 4, 24, 3
# A word of so few letters is often an auxiliary or a pronoun, and counts as farther.
_FEW_LETTERS, _BRIEF = 4, 4
# A word that stands nearer to another figure of the sentence counts as so many words farther.
_ANOTHERS = 6
# A word of one statement more counts as so many words of distance.
_SHARED = 3.0
# Figures before and after one with which it shares the words of a sentence.
_OTHERS = 4


@record
class CueWord:
    """A word that may be a cue: as written, its stem, and how many words stand between it and the figure."""

    text: str
    stem: str
    distance: int


class CueFinder:
    """Finds the words of one document that may be cues."""

    def __init__(self, document: Document, mentions: Sequence[Mention], names: Sequence[Name]) -> None:
        self._document = document
        self._stemmer = stemmer(document.language)
        self._mentions = sorted(mentions, key=lambda each: each.start)
        self._starts = [each.start for each in self._mentions]
        self._weak = weak_words(document.language)
        self._taken = {
            token.start
            for each in [*(each.span for each in mentions), *(each.span for each in names)]
            for token in document.tokens(each.start, each.end)
        }

    def find(self, statement: Statement) -> list[CueWord]:
        """Return the words that may be cues of a statement, the nearest first; those that introduce it where its own sentence has none."""
        found = list(self._find_within(statement.sentence, statement))
        if not found or statement.sentence.row:
            for span in statement.context[:1]:
                found += [CueWord(each.word, self._stemmer.stem(each.word), _WINDOW) for each in self._list_words(span.start, span.end)]
        return sorted(found, key=lambda each: each.distance)

    def _find_within(self, sentence: Sentence, statement: Statement) -> Iterator[CueWord]:
        mention, modifiers = statement.mention, statement.modifiers
        others = self._list_others(sentence, mention)
        for token in self._list_words(sentence.start, sentence.end):
            if modifiers.start <= token.start < modifiers.end:
                continue
            distance = self._count_words(token, mention)
            if distance <= _WINDOW:
                is_anothers = any(self._count_words(token, each) < distance for each in others)
                farther = _BRIEF * (len(token.word) <= _FEW_LETTERS) + _ANOTHERS * is_anothers
                yield CueWord(token.word, self._stemmer.stem(token.word), distance + farther)

    def _list_others(self, sentence: Sentence, mention: Mention) -> list[Mention]:
        """Return the other figures of the kind of a mention in its sentence, those near it."""
        first = bisect_left(self._starts, sentence.start)
        within = self._mentions[first : bisect_left(self._starts, sentence.end)]
        at = bisect_left(self._starts, mention.start) - first
        return [
            each for each in within[max(at - _OTHERS, 0) : at + _OTHERS + 1] if each.kind is mention.kind and each.start != mention.start
        ]

    def _count_words(self, token: Token, mention: Mention) -> int:
        """Return the number of words between a word and a figure."""
        low, high = (token.end, mention.start) if token.end <= mention.start else (mention.end, token.start)
        return len(self._document.tokens(low, high))

    def _list_words(self, start: int, end: int) -> list[Token]:
        """Return the words between two offsets that are no words of grammar, figures, or parts of names and values."""
        return [
            token
            for token in self._document.tokens(start, end)
            if len(token.word) >= _SHORTEST
            and not any(map(str.isdigit, token.word))
            and token.word not in self._weak
            and token.start not in self._taken
        ]


def count_stems(words: Iterable[Sequence[CueWord]]) -> Counter[str]:
    """Return in how many statements each stem may be a cue."""
    return Counter(stem for each in words for stem in {word.stem for word in each})


def choose_cues(words: Sequence[CueWord], shared: Counter[str], statement: Statement) -> tuple[str, ...]:
    """Return the cues of a statement: the words that are near and rare."""
    noun = statement.mention.value.noun.lower().split() if isinstance(statement.mention.value, Count) else []
    ranked = sorted(words, key=lambda each: (each.distance + _SHARED * (shared[each.stem] - 1), each.distance, each.text))
    chosen: dict[str, str] = {}
    for word in ranked:
        if word.text not in noun or not chosen:
            chosen.setdefault(word.stem, word.text)
        if len(chosen) == _MOST:
            break
    return tuple(chosen.values())
