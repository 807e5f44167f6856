"""What the words before and after a figure state of it: a former state, a plan, a report, another thing of the kind."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.document import Document
from factcheck.facts.schema import Fact
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import WORD, fold
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import reached
from factcheck.values.span import Span
from factcheck.values.tense import Tense

_PRESENT = (Tense.NONE, Tense.PRESENT)
_MARK = compiled(r"[,;:.()](?!\d)")


class WordContext:
    """The words around one statement, without those that evoked a fact."""

    def __init__(self, statement: Statement, fact: Fact, reasons: Sequence[Span], document: Document) -> None:
        self._statement, self._document = statement, document
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
        return self._is_reached(Category.SIMILAR_THING)

    @property
    def former_before(self) -> bool:
        """Whether the words before the figure speak of a former state, and none after these of the present (it was 12 until 2021, and is
        now 16)."""
        return self._is_reached(Category.FORMER) or (self._is_past and self._is_reached(Category.PAST_ADVERB))

    @property
    def former_after(self) -> bool:
        """Whether the words of the clause after the figure speak of a former state."""
        end, last = self._statement.modifiers.end, self._statement.sentence.end
        mark = _MARK.search(self._document.folded, end, last)
        after = [token.word for token in self._document.tokens(end, mark.start() if mark else last)]
        language = self._document.language
        return reached(language, Category.FORMER, (), after) or (self._is_past and reached(language, Category.PAST_ADVERB, (), after))

    @property
    def planned(self) -> bool:
        """Whether the last words of the clause before the figure speak of a plan."""
        return self._is_reached(Category.PLAN)

    @property
    def named_after(self) -> bool:
        """Whether the last words of the clause before a date say that it is a name (the plan called …)."""
        return self._is_reached(Category.NAMING)

    @property
    def reported(self) -> bool:
        """Whether a word before the figure reports what somebody else stated."""
        return self._is_reached(Category.REPORT)

    @property
    def _is_past(self) -> bool:
        return self._statement.tense not in _PRESENT

    def _is_reached(self, category: Category) -> bool:
        """Return whether a trigger of a category before the figure reaches it."""
        return reached(self._document.language, category, self._words)


def _before_aside(folded: str, start: int, end: int) -> int:
    """Return where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end
