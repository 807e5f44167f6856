"""A date in its clause: the words and the verb groups around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from factcheck.document import Clause
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup
from factcheck.runtime.records import record
from factcheck.values.span import Span

# A comma and the spaces after it.
_SPACED = 4
_Located = TypeVar("_Located", Token, VerbGroup)


@record(eq=False)
class DatedClause:
    """A date in its clause; one line a field.

    `text` is the text of the document.
    `words` are the words of the clause, in order.
    `groups` are the verb groups of the clause, in order.
    `adverbial` spans the date with the words that give it its role.
    """

    text: str
    words: Sequence[Token]
    groups: Sequence[VerbGroup]
    adverbial: Span

    @staticmethod
    def cut(text: str, words: Sequence[Token], groups: Sequence[VerbGroup], clause: Clause, adverbial: Span) -> DatedClause:
        """Return a date in its clause, by the words and the verb groups of the whole sentence."""
        return DatedClause(text, _within(words, clause), _within(groups, clause), adverbial)

    @property
    def start(self) -> int:
        """The offset at which the adverbial starts."""
        return self.adverbial.start

    @property
    def end(self) -> int:
        """The offset at which the adverbial ends."""
        return self.adverbial.end

    def between(self, start: int, end: int) -> list[Token]:
        """Return the words between two offsets."""
        return [token for token in self.words if start <= token.start and token.end <= end]

    def before(self, offset: int) -> list[Token]:
        """Return the words before an offset."""
        return [token for token in self.words if token.end <= offset]

    def follows_comma(self, offset: int) -> bool:
        """Return whether a comma, with spaces at most, stands right before an offset."""
        return self.text[max(offset - _SPACED, 0) : offset].rstrip()[-1:] == ","

    def is_comma(self, start: int, end: int) -> bool:
        """Return whether nothing but a comma stands between two offsets."""
        return self.text[start:end].strip() == ","


def _within(found: Sequence[_Located], clause: Clause) -> list[_Located]:
    """Return what lies within the pieces of a clause."""
    return [each for start, end in clause for each in found if start <= each.start and each.end <= end]
