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
        self._before = [
            token.word
            for token in document.tokens(start, end)
            if token.word not in cue_words and not any(low <= token.start < high for low, high in reasons)
        ]

    def has_before(self, category: Category) -> bool:
        """Return whether a trigger of a category stands before the figure and reaches it."""
        return reached(self._document.language, category, self._before)

    @property
    def former_before(self) -> bool:
        """Whether the words before the figure speak of a former state, and none after these of the present (it was 12 until 2021, and is
        now 16)."""
        return self._is_former(self._before, ())

    @property
    def former_after(self) -> bool:
        """Whether the words of the clause after the figure speak of a former state."""
        end, last = self._statement.modifiers.end, self._statement.sentence.end
        mark = _MARK.search(self._document.folded, end, last)
        return self._is_former((), [token.word for token in self._document.tokens(end, mark.start() if mark else last)])

    def _is_former(self, before: Sequence[str], after: Sequence[str]) -> bool:
        language = self._document.language
        if reached(language, Category.FORMER, before, after):
            return True
        return self._statement.tense not in _PRESENT and reached(language, Category.PAST_ADVERB, before, after)


def _before_aside(folded: str, start: int, end: int) -> int:
    """Return where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end
