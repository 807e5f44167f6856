"""What the words of a sentence make of its figures: a former state, a name, another thing of the kind."""

from __future__ import annotations

from factcheck.document import Document
from factcheck.languages.schema.triggers import Category
from factcheck.model import Statement
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.statements.triggers import reached
from factcheck.values.tense import Tense

_MARK = compiled(r"[,;:.()](?!\d)")
_BEFORE = (Category.FORMER, Category.PAST_ADVERB, Category.NAMING, Category.SIMILAR_THING)
_PRESENT = (Tense.NONE, Tense.PRESENT)


@record(eq=False)
class Markers:
    """What the words around one statement make of it; one line a field.

    `before` are the categories of trigger that stand before the figure and reach it.
    `former_after` is whether the words of the clause after it speak of a former state.
    """

    before: frozenset[Category]
    former_after: bool


def find_markers(statement: Statement, document: Document) -> Markers:
    """Return what the words around a statement make of it."""
    start = statement.sentence.start
    end = _before_aside(document.folded, start, min(statement.adverbial if statement.adverbial >= 0 else start, statement.mention.start))
    end = statement.mention.start if statement.adverbial < 0 else end
    words = [token.word for token in document.tokens(start, end)]
    language = document.language
    found = frozenset(category for category in _BEFORE if reached(language, category, words))
    if statement.tense in _PRESENT:
        found -= {Category.PAST_ADVERB}
    return Markers(found, _is_former_after(statement, document))


def _is_former_after(statement: Statement, document: Document) -> bool:
    """Return whether the words of the clause after a figure speak of a former state."""
    end, last = statement.modifiers.end, statement.sentence.end
    mark = _MARK.search(document.folded, end, last)
    after = [token.word for token in document.tokens(end, mark.start() if mark else last)]
    return reached(document.language, Category.FORMER, (), after)


def _before_aside(folded: str, start: int, end: int) -> int:
    """Return where what two commas set off right before an offset starts; the offset itself where nothing is."""
    before = folded[start:end].rstrip()
    opening = before[:-1].rfind(",") if before.endswith(",") else -1
    return start + opening if opening >= 0 else end
