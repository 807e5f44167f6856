"""The verb group that a date surely qualifies: the one before it, or the first one after an adverbial that opens the clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.model import DateRole, VerbGroup
from factcheck.statements.attachment.complements import Complements
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.attachment.doubts import Doubts
from factcheck.statements.attachment.fronted import FrontedDate

_BARE = frozenset({DateRole.AT, DateRole.BY, DateRole.SINCE})


class SureVerb:
    """Finds the sure verb of a date in a language."""

    def __init__(self, language: Language) -> None:
        clauses = language.grammar.clauses
        self._doubts, self._complements = Doubts(language), Complements(language)
        self._fronted = FrontedDate(language, self._complements)
        self._full_openers = clauses.subordinators | clauses.relatives

    def find(self, dated: DatedClause, role: DateRole) -> VerbGroup | None:
        """Return the verb group that a date of that role surely qualifies; None where there is a doubt."""
        if role not in _BARE:
            return None
        before = self._without_clause_aside(dated, [group for group in dated.groups if group.end <= dated.start])
        group = self._among(dated, before[-1]) if before else self._fronted.find(dated)
        return None if group is None or self._doubts.exclude(dated, group) else group

    def _among(self, dated: DatedClause, last: VerbGroup) -> VerbGroup | None:
        """Return the verb group of a date behind another verb group: that one, or one after the date."""
        if group := self._fronted.find_joined(dated) or self._fronted.cleft(dated, last):
            return group
        between = _without_aside(dated, dated.between(last.end, dated.start))
        return last if self._complements.leave(dated, last, between) else None

    def _without_clause_aside(self, dated: DatedClause, before: list[VerbGroup]) -> list[VerbGroup]:
        """Return the verbs before a date without those of a clause that two commas set off (is to open, once …, in May)."""
        if not before or not dated.is_comma(before[-1].end, dated.start):
            return before
        words, last = dated.words, before[-1].start
        opening = next(
            (
                token.start
                for previous, token in pairwise(words)
                if token.word in self._full_openers and token.end <= last and dated.is_comma(previous.end, token.start)
            ),
            None,
        )
        return [group for group in before if opening is None or group.end <= opening]


def _without_aside(dated: DatedClause, between: Sequence[Token]) -> Sequence[Token]:
    """Return the words between a verb and its date, without those that two commas set off right before the date."""
    if not between or not dated.is_comma(between[-1].end, dated.start):
        return between
    opening = next((at for at in range(len(between) - 1, -1, -1) if "," in dated.text[between[at - 1].end : between[at].start]), 0)
    return between[:opening] if opening else between
