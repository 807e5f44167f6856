"""What makes it doubtful that a date qualifies a verb: a plan or a report, a participle, a condition."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import Token
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import VerbGroup
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.triggers import reached
from factcheck.statements.word_roles import word_roles
from factcheck.values.tense import Tense

_FUTURE = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})
_PARTICIPLE = "participle"


class Doubts:
    """Decides where the verb of a date is doubtful."""

    def __init__(self, language: Language) -> None:
        clauses = language.grammar.clauses
        self._language, self._roles = language, word_roles(language)
        self._relatives, self._coordinators = clauses.relatives, clauses.coordinators - clauses.joining
        self._separators = clauses.coordinators | clauses.subordinators | clauses.relatives
        self._retroactive = language.grammar.adverbials.retroactive
        markers = language.grammar.verbs.noun_markers - clauses.coordinators
        self._markers = language.grammar.reference.possessives | frozenset(word.strip("'") for word in markers)
        self._irrealis = trigger_phrases(language, Category.PLAN, Category.REPORT, Category.WISH, Category.SCHEDULE)

    def exclude(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a date may qualify something else than a verb group."""
        doubts = (self._is_planned, self._is_reduced, self._is_supposed, self._is_retroactive, self._is_alternative)
        return any(is_doubtful(dated, group) for is_doubtful in doubts)

    def _is_planned(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a trigger of plans or reports stands around the two; within a future verb (will be extended), it is the action itself."""
        between = dated.between(min(group.start, dated.start), max(group.end, dated.end))
        is_future = group.tense in _FUTURE
        for before, token in zip([None, *between], between, strict=False):
            is_inside, is_beside = group.start <= token.start < group.end, is_future or token.end <= group.start
            is_harmless = (is_future and is_inside) or (is_beside and self._is_noun(dated, before, token))
            if token.word in self._irrealis and not is_harmless:
                return True
        return False

    def _is_noun(self, dated: DatedClause, before: Token | None, token: Token) -> bool:
        """Return whether a word is a noun or a name, by a determiner or its capital (will launch the plan in May)."""
        return dated.text[token.start].isupper() or (before is not None and before.word in self._markers)

    def _is_retroactive(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a clause says that what is to come applies to the past."""
        return group.tense in _FUTURE and any(token.word in self._retroactive for token in dated.words)

    def _is_alternative(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a verb in the future is one of two tenses (those who have asked or will ask in May)."""
        other = next((each for each in reversed(dated.groups) if each.end <= group.start), None)
        if other is None or group.tense not in _FUTURE or other.tense in _FUTURE:
            return False
        between = dated.between(other.end, group.start)
        return len(between) == 1 and between[0].word in self._coordinators

    def _is_reduced(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a lone word that may be a participle (the data released in May) has its clause's verb elsewhere."""
        members = dated.between(group.start, group.end)
        if len(members) != 1 or _PARTICIPLE not in self._roles.of(members[0].word):
            return False
        if any(token.word in self._relatives for token in dated.words if 0 < group.start - token.end <= 1):
            return False
        others = [other for other in dated.groups if other is not group and not _introduces(dated, other, group)]
        return any((other.tense in _FUTURE and other.end <= group.start) or not self._are_separate(dated, group, other) for other in others)

    def _are_separate(self, dated: DatedClause, group: VerbGroup, other: VerbGroup) -> bool:
        """Return whether a word between two verb groups separates their clauses."""
        first, second = sorted((group, other), key=lambda each: (each.start, each.end))
        return any(token.word in self._separators for token in dated.between(first.end, second.start))

    def _is_supposed(self, dated: DatedClause, group: VerbGroup) -> bool:
        """Return whether a condition (if, unless) stands before the verb, or a past verb has no subject, as in a label."""
        before = dated.before(group.start)
        if not before:
            return group.tense == Tense.PAST
        return reached(self._language, Category.CONDITION, self._main_clause(dated, before, group))

    def _main_clause(self, dated: DatedClause, before: Sequence[Token], group: VerbGroup) -> list[str]:
        """Return the words before a verb without a relative clause that commas set off (the site, where one can see whether …, will open)."""
        opening = next((at for at, token in enumerate(before) if at and token.word in self._relatives), None)
        words = [token.word for token in before]
        if opening is None or not dated.is_comma(before[opening - 1].end, before[opening].start):
            return words
        return words[:opening] if dated.follows_comma(group.start) else words


def _introduces(dated: DatedClause, other: VerbGroup, group: VerbGroup) -> bool:
    """Return whether a lone word that opens the sentence stands, before a comma, in front of a verb's subject (Kept by the port, the lamp opened)."""
    is_lone = bool(dated.words) and (other.start, other.end) == (dated.words[0].start, dated.words[0].end)
    return is_lone and "," in dated.text[other.end : group.start]
