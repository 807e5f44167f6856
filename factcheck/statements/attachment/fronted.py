"""The verb after a date that opens its clause, or that commas set off right before the verb."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, elided
from factcheck.model import VerbGroup
from factcheck.statements.attachment.complements import Complements
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.word_roles import word_roles

# Words between a date that opens its clause and the verb, at most.
_BEFORE = 14
# The words of a phrase that opens a time, at most; those that tell whether a figure follows a verb.
_PHRASE, _HEDGED = 4, 2
# The words of a subject before the date that stands between it and its verb, at most.
_SUBJECT = 6
_PARTICIPLE, _INFINITIVE_MARK, _BE = "participle", "to", "be-"


class FrontedDate:
    """Finds the verb after a date in a language."""

    def __init__(self, language: Language, complements: Complements) -> None:
        grammar = language.grammar
        self._language, self._roles, self._complements = language, word_roles(language), complements
        openers = grammar.clauses.subordinators | grammar.clauses.relatives
        self._full_openers = openers
        self._openers = openers | frozenset(short for short, full in grammar.inflection.elisions.items() if full in openers)
        adverbials = grammar.adverbials
        self._capacity, self._agents, self._complements_of = adverbials.capacity, adverbials.agents, grammar.names.complements
        self._lasting = tuple(f"{phrase.replace(chr(39), ' ')} " for phrase in (*adverbials.lasting, *adverbials.since))
        hedges = (phrase for phrases in language.modifiers.before.values() for phrase in phrases)
        self._hedges = frozenset((*grammar.names.complements, *hedges))
        self._coordinators, self._clefts = grammar.clauses.coordinators, grammar.clauses.clefts

    def find(self, dated: DatedClause) -> VerbGroup | None:
        """Return the first verb group after a date that opens its clause, or that commas set off right before the verb."""
        lead = dated.before(dated.start)
        group = self._first_after(dated)
        if group is None:
            return None
        if not any(
            opens(dated, lead, group) for opens in (self._is_introduction, self._joins, self._is_set_off, self._is_measured, self._acts)
        ):
            return None
        between = dated.between(self._resumption(dated), group.start)
        return None if len(between) > _BEFORE or self._opens_clause(between) else group

    def find_joined(self, dated: DatedClause) -> VerbGroup | None:
        """Return the first verb group after a date that opens the second of two clauses (… began, and in May the board will meet)."""
        group = self._first_after(dated)
        if group is None or not self._joins(dated, dated.before(dated.start), group):
            return None
        between = dated.between(self._resumption(dated), group.start)
        return group if 0 < len(between) <= _BEFORE and not self._opens_clause(between) else None

    def _opens_clause(self, between: Sequence[Token]) -> bool:
        """Return whether a word opens another clause; before a figure, it only compares (more than 40)."""
        return any(
            token.word in self._openers and not (following and following.word.isdigit())
            for token, following in zip_longest(between, between[1:])
        )

    def cleft(self, dated: DatedClause, emphasis: VerbGroup) -> VerbGroup | None:
        """Return the verb of a date that a verb before it only sets off (« c'est le 6 mai que le pont ouvrira », "it is in May that …")."""
        lead = dated.before(emphasis.start)
        closer = self._clefts.get(lead[-1].word, "") if lead else ""
        words = dated.between(emphasis.start, emphasis.end)
        is_be = len(words) == 1 and any(role.startswith(_BE) for role in self._roles.of(words[0].word))
        if not closer or not is_be or dated.between(emphasis.end, dated.start):
            return None
        after = [token for token in dated.words if token.start >= dated.end][:_BEFORE]
        opening = next((token.end for token in after if closer in {token.word, elided(self._language, token.word)}), None)
        return next((group for group in dated.groups if opening is not None and group.start >= opening), None)

    def _first_after(self, dated: DatedClause) -> VerbGroup | None:
        """Return the first verb group after a date, without those of a clause that commas set off right after it."""
        start = self._resumption(dated)
        return next((group for group in dated.groups if group.start >= start), None)

    def _resumption(self, dated: DatedClause) -> int:
        """Return the offset behind a clause that commas set off right after a date (in May, when the ice melts, …), or that of the date's end."""
        following = next((token for token in dated.words if token.start >= dated.end), None)
        if following is None or following.word not in self._full_openers or not dated.is_comma(dated.end, following.start):
            return dated.end
        comma = dated.text.find(",", following.end, dated.words[-1].end)
        return comma + 1 if comma >= 0 else dated.end

    def _is_introduction(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether nothing, or only an introduction before a comma, stands before a date (However, in 2019, …; In that case, in May …)."""
        if all(token.word in self._coordinators for token in lead):
            return True
        if dated.follows_comma(dated.start):
            return self._is_plain(lead[1:] if lead[0].word in self._capacity else lead) and bool(dated.between(dated.end, group.start))
        return self._lasts(dated, lead) and self._is_plain(lead[1:])

    def _lasts(self, dated: DatedClause, lead: Sequence[Token]) -> bool:
        """Return whether a date ends, before a comma, a phrase of time that opens the clause (During the summit of May 2019, …)."""
        opening = " ".join(token.word for token in lead[:_PHRASE])
        return dated.text[dated.end : dated.end + 1] == "," and f"{opening} ".startswith(self._lasting)

    def _is_plain(self, words: Sequence[Token]) -> bool:
        """Return whether no word among some opens a clause or is a verb form that could take a date."""
        return not any(
            token.word in self._openers or (self._roles.may_be_nonfinite(token.word) and _INFINITIVE_MARK not in self._roles.of(token.word))
            for token in words
        )

    def _is_measured(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether a date stands right between a subject and a verb with its figure (sales in May 2019 will be $5 million)."""
        if dated.between(dated.end, group.start) or dated.text[dated.end : group.start].strip() or not self._is_plain(lead):
            return False
        after = [token.word for token in dated.words if token.start >= group.end][:_HEDGED]
        return any(word.isdigit() for word in after[:1]) or (len(after) > 1 and after[0] in self._hedges and after[1].isdigit())

    def _joins(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether a coordinator right before a date joins its clause to the one before, and a subject of its own follows."""
        if len(lead) < 2 or lead[-1].word not in self._coordinators or lead[-2].word.isdigit():
            return False
        between = dated.between(dated.end, group.start)
        return bool(between) and self._coordinators.isdisjoint({between[0].word, between[-1].word})

    def _acts(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether a date stands right between one who acts, as the subject, and the verb (The minister on May 4 will meet them)."""
        if len(lead) > _SUBJECT or dated.text[dated.end : group.start].strip() or not self._is_plain(lead):
            return False
        at = next((at for at, token in enumerate(lead) if token.word in self._agents), None)
        return at is not None and len(lead) - at <= _HEDGED and not any(token.word in self._complements_of for token in lead)

    def _is_set_off(self, dated: DatedClause, lead: Sequence[Token], group: VerbGroup) -> bool:
        """Return whether commas set a date off between a subject and its verb, right before the verb (the fund, in 2019, will open)."""
        text, start, end = dated.text, dated.start, dated.end
        if not dated.follows_comma(start) or text[end : end + 1] != "," or text[end + 1 : group.start].strip():
            return False
        return _PARTICIPLE not in self._roles.of(lead[-1].word) and not any(self._complements.takes(token.word) for token in lead)
