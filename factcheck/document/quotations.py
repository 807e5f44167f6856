"""Passages in somebody else's words: the spans between quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cache

from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span

# With fewer words between them, quotation marks set off a term.
_TERM = 4


@record
class Quotations:
    """The quotations of a text: sorted spans."""

    spans: tuple[Span, ...]

    def covers(self, offset: int) -> bool:
        """Return whether an offset stands inside a quotation."""
        return self.span_at(offset) is not None

    def span_at(self, offset: int) -> Span | None:
        """Return the quotation in which an offset stands; None where it stands in none."""
        at = bisect_right(self.spans, (offset, offset)) - 1
        return self.spans[at] if at >= 0 and self.spans[at].start <= offset < self.spans[at].end else None


def find_quotations(text: str, language: Language) -> Quotations:
    """Return the quotations of a text; a mark that its block does not close opens none."""
    found = _pattern(language).finditer(text)
    return Quotations(tuple(Span(*match.span()) for match in found if len(match[0].split()) >= _TERM))


@cache
def _pattern(language: Language) -> re.Pattern[str]:
    marks = language.grammar.clauses.quotes
    return compiled(
        "|".join(
            rf"{re.escape(left)}(?:[^{re.escape(left + right)}\n]|\n(?!\n)){{1,3000}}{re.escape(right)}" for left, right in marks.items()
        )
    )
