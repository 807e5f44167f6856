"""What the words before and after a figure state of it: a former state, a plan, a report, another thing of the kind."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, cached_property

from factcheck.document import Document
from factcheck.facts.schema import Fact
from factcheck.languages.alternation import alternation
from factcheck.languages.tokens import WORD, fold
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.tense import Tense

# So many words before a figure are looked at for a plan.
_PLAN_WORDS = 8
_PRESENT = (Tense.NONE, Tense.PRESENT)
_MARK = compiled(r"[,;:.()](?!\d)")


class WordContext:
    """The words around one statement, without those that evoked a fact."""

    def __init__(self, statement: Statement, fact: Fact, reasons: Sequence[Span], document: Document) -> None:
        self._statement, self._document = statement, document
        self._grammar = document.language.grammar
        start = statement.sentence.start
        end = _before_aside(document.folded, start, min(statement.adverbial, statement.mention.start))
        cue_words = {word for cue in fact.cues.get(document.language.code, ()) for word in WORD.findall(fold(cue))}
        self._words = [
            token.word
            for token in document.tokens(start, end)
            if token.word not in cue_words and not any(low <= token.start < high for low, high in reasons)
        ]

    @property
    def other_thing(self) -> bool:
        """Whether a word before the figure says that it is of another thing of the kind (similar, comparable)."""
        return not self._grammar.reference.alike.isdisjoint(self._words)

    @property
    def former_before(self) -> bool:
        """Whether the words before the figure speak of a former state, and none after these of the present (it was 12 until 2021, and is
        now 16)."""
        words = " ".join(self._words)
        if not self._is_former(words):
            return False
        reference = self._grammar.reference
        former = max((match.end() for match in _phrases(reference.former).finditer(words)), default=0)
        return _phrases(reference.current).search(words, former) is None

    @property
    def former_after(self) -> bool:
        """Whether the words of the clause after the figure speak of a former state."""
        end, last = self._statement.modifiers.end, self._statement.sentence.end
        mark = _MARK.search(self._document.folded, end, last)
        words = self._document.tokens(end, mark.start() if mark else last)
        return self._is_former(" ".join(token.word for token in words))

    @property
    def planned(self) -> bool:
        """Whether the last words of the clause before the figure speak of a plan."""
        return not self._grammar.verbs.planning.isdisjoint(self._last_clause)

    @property
    def named_after(self) -> bool:
        """Whether the last words of the clause before a date say that it is a name (the plan called …)."""
        return not self._grammar.reference.naming.isdisjoint(self._last_clause)

    @property
    def reported(self) -> bool:
        """Whether a word before the figure reports what somebody else stated."""
        return not self._grammar.reference.reporting.isdisjoint(self._words)

    @cached_property
    def _last_clause(self) -> Sequence[str]:
        words = self._words[-_PLAN_WORDS:]
        openers = self._grammar.clauses.subordinators | self._grammar.clauses.relatives
        last = max((at for at, word in enumerate(words) if word in openers), default=-1)
        return words[last + 1 :]

    def _is_former(self, words: str) -> bool:
        """Return whether a phrase of another time stands in some words, and is not part of a look-alike (« alors que »)."""
        reference = self._grammar.reference
        words = _phrases(reference.not_former).sub("", words)
        adverb = self._statement.tense not in _PRESENT and _phrases(reference.then).search(words) is not None
        return adverb or _phrases(reference.former).search(words) is not None


def _before_aside(folded: str, start: int, end: int) -> int:
    """Return where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end


@cache
def _phrases(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """Return the pattern of phrases among words that single spaces separate."""
    return compiled(rf"(?<!\w)(?:{alternation(' '.join(WORD.findall(phrase)) for phrase in phrases)})(?!\w)")
