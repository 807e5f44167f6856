"""The verb group that a date surely qualifies: the one right before it, or the first one after an adverbial that opens the clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, elided
from factcheck.model import DateRole, VerbGroup
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.attachment.doubts import Doubts
from factcheck.statements.word_roles import word_roles

# Words between a verb group and the adverbial that follows it; between an opening adverbial and its verb.
_AFTER, _BEFORE = 6, 14
# The words of a length of time before its unit: a preposition and a number.
_LENGTH = 2
_BARE = frozenset({DateRole.AT, DateRole.BY, DateRole.SINCE})
_PARTICIPLE, _INFINITIVE_MARK = "participle", "to"


class SureVerb:
    """Finds the sure verb of a date in a language."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        self._language, self._roles, self._doubts = language, word_roles(language), Doubts(language)
        openers = grammar.clauses.subordinators | grammar.clauses.relatives
        self._openers = openers | frozenset(short for short, full in grammar.inflection.elisions.items() if full in openers)
        self._full_openers = openers
        self._breaks = self._openers | grammar.adverbials.span_openers | grammar.adverbials.comparison
        self._determiners = grammar.reference.determiners | grammar.reference.possessives | grammar.names.articles
        self._coordinators = grammar.clauses.coordinators
        self._clefts = grammar.clauses.clefts
        self._units = frozenset(word.lower() for word in language.quantities.times.units)

    def find(self, dated: DatedClause, role: DateRole) -> VerbGroup | None:
        """Return the verb group that a date of that role surely qualifies; None where there is a doubt."""
        if role not in _BARE:
            return None
        before = self._without_clause_aside(dated, [group for group in dated.groups if group.end <= dated.start])
        group = self._preceding(dated, before[-1]) if before else self._following(dated)
        if group and before and (cleft := self._cleft(dated, before[-1])):
            group = cleft
        return None if group is None or self._doubts.exclude(dated, group) else group

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

    def _preceding(self, dated: DatedClause, group: VerbGroup) -> VerbGroup | None:
        """Return the verb group before a date where no word between them takes the date to itself."""
        between = _without_aside(dated, dated.between(group.end, dated.start))
        if len(between) > _AFTER:
            return None
        measured = self._measured([token.word for token in between])
        for at, (token, following) in enumerate(zip_longest(between, between[1:])):
            if at not in measured and self._breaks_off(token.word) and not (following and self._leads_to(dated, token, following)):
                return None
        return group

    def _following(self, dated: DatedClause) -> VerbGroup | None:
        """Return the first verb group after a date that opens its clause, or that commas set off right before the verb."""
        lead = dated.before(dated.start)
        group = next((group for group in dated.groups if group.start >= dated.end), None)
        if group is None:
            return None
        if any(token.word not in self._coordinators for token in lead) and not self._is_set_off(dated, lead, group):
            return None
        between = [token.word for token in dated.between(dated.end, group.start)]
        return None if len(between) > _BEFORE or not self._openers.isdisjoint(between) else group

    def _cleft(self, dated: DatedClause, emphasis: VerbGroup) -> VerbGroup | None:
        """Return the verb of a date that a verb before it only sets off (« c'est le 6 mai que le pont ouvrira », "it is in May that …")."""
        lead = dated.before(emphasis.start)
        closer = self._clefts.get(lead[-1].word, "") if lead else ""
        if not closer or dated.between(emphasis.end, dated.start):
            return None
        after = [token for token in dated.words if token.start >= dated.end][:_BEFORE]
        opening = next((token.end for token in after if closer in {token.word, elided(self._language, token.word)}), None)
        return next((group for group in dated.groups if opening is not None and group.start >= opening), None)

    def _measured(self, words: Sequence[str]) -> frozenset[int]:
        """Return the places of the words of a length of time: the verb keeps the date behind it (extended by 5 years in April)."""
        units = [at for at, word in enumerate(words) if word in self._units]
        return frozenset(at for unit in units for at in range(max(unit - _LENGTH, 0), unit))

    def _leads_to(self, dated: DatedClause, token: Token, following: Token) -> bool:
        """Return whether a word that may mark an infinitive stands before a noun: a name, or what a determiner opens (to the board)."""
        is_noun = dated.text[following.start].isupper() or following.word in self._determiners
        return is_noun and _INFINITIVE_MARK in self._roles.of(token.word)

    def _is_set_off(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether commas set a date off between a subject and its verb, right before the verb (the fund, in 2019, will open)."""
        text, start, end = dated.text, dated.start, dated.end
        if text[:start].rstrip()[-1:] != "," or text[end : end + 1] != "," or text[end + 1 : group.start].strip():
            return False
        return _PARTICIPLE not in self._roles.of(lead[-1].word) and not any(self._breaks_off(token.word) for token in lead)

    def _breaks_off(self, word: str) -> bool:
        """Return whether a word opens another clause, or takes the date to itself."""
        return word in self._breaks or word.isdigit() or self._roles.may_be_nonfinite(word)


def _without_aside(dated: DatedClause, between: Sequence[Token]) -> Sequence[Token]:
    """Return the words between a verb and its date, without those that two commas set off right before the date."""
    if not between or not dated.is_comma(between[-1].end, dated.start):
        return between
    opening = next((at for at in range(len(between) - 1, -1, -1) if "," in dated.text[between[at - 1].end : between[at].start]), 0)
    return between[:opening] if opening else between
