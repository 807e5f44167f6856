"""Choose the cues of a statement: the words near its figure that few other statements of its kind have."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from factcheck.document import Document, Sentence
from factcheck.languages.tokens import Token, stemmer
from factcheck.model import Mention, Name, Statement
from factcheck.runtime.records import record
from factcheck.values.types import Count

_MOST, _WINDOW, _SHORTEST = 4, 24, 3
# A word of so few letters is often an auxiliary or a pronoun, and counts as farther.
_FEW_LETTERS, _BRIEF = 4, 4
# A word of one statement more counts as so many words of distance.
_SHARED = 3.0


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
        for token in self._list_words(sentence.start, sentence.end):
            if modifiers.start <= token.start < modifiers.end:
                continue
            low, high = (token.end, mention.start) if token.end <= mention.start else (mention.end, token.start)
            distance = len(self._document.tokens(low, high))
            if distance <= _WINDOW:
                yield CueWord(token.word, self._stemmer.stem(token.word), distance + _BRIEF * (len(token.word) <= _FEW_LETTERS))

    def _list_words(self, start: int, end: int) -> list[Token]:
        """Return the words between two offsets that are no function words, figures, or parts of names and values."""
        return [
            token
            for token in self._document.tokens(start, end)
            if len(token.word) >= _SHORTEST
            and not any(map(str.isdigit, token.word))
            and token.word not in self._stemmer.function_words
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
