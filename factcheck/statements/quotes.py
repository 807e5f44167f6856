"""What a text says in somebody else's words: the spans between marks of quotation."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from factcheck.document import Document
from factcheck.languages.schema import Language
from factcheck.patterns import compiled
from factcheck.records import record

# Words between marks: fewer are a term, not a quotation.
_TERM = 4


@record
class Quotes:
    """The quotations of a document: sorted, half-open spans."""

    spans: tuple[tuple[int, int], ...]

    def covers(self, offset: int) -> bool:
        """Whether an offset stands inside a quotation."""
        at = bisect_right(self.spans, (offset, offset)) - 1
        return at >= 0 and self.spans[at][0] <= offset < self.spans[at][1]


def quotes(document: Document, language: Language) -> Quotes:
    """The quotations of a document; a mark that its block does not close opens none."""
    pattern = _pattern(language)
    text, found = document.text, []
    for match in pattern.finditer(text):
        if len(match[0].split()) >= _TERM:
            found.append(match.span())
    return Quotes(tuple(found))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    marks = language.grammar.clauses.quotes
    return compiled(
        "|".join(
            rf"{re.escape(left)}(?:[^{re.escape(left + right)}\n]|\n(?!\n)){{1,3000}}{re.escape(right)}" for left, right in marks.items()
        )
    )
