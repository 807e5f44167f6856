"""Which verb group a date surely qualifies: the one right before it, or the first one after an adverbial that opens the clause."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, partial
from itertools import zip_longest
from typing import TypeVar

from factcheck.document import Clause
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import Token, elided
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import DateRole, VerbGroup
from factcheck.statements.triggers import reached
from factcheck.statements.verbs import verbs
from factcheck.values.tense import Tense

# Words between a verb group and the adverbial that follows it; between an opening adverbial and its verb.
_AFTER, _BEFORE = 6, 14
# The words of a length of time before its unit: a preposition and a number.
_LENGTH = 2
_COMING = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})
_PARTICIPLES = frozenset({"participle"})
_BARE = frozenset({DateRole.AT, DateRole.BY, DateRole.SINCE})

_Placed = TypeVar("_Placed", Token, VerbGroup)


class Governor:
    """Finds the verb group of a date."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        self._verbs = verbs(language)
        self._clauses = grammar.clauses.subordinators | grammar.clauses.relatives
        self._elided = frozenset(short for short, full in grammar.inflection.elisions.items() if full in self._clauses)
        self._determiners = grammar.reference.determiners | grammar.reference.possessives | grammar.names.articles
        self._relatives = grammar.clauses.relatives
        self._coordinators = grammar.clauses.coordinators
        self._language = language
        self._doubts = trigger_phrases(language, Category.PLAN, Category.REPORT, Category.WISH, Category.SCHEDULE)
        self._spans = grammar.adverbials.span_openers
        self._units = frozenset(word.lower() for word in language.quantities.times.units)
        self._clefts = grammar.clauses.clefts
        self._full = partial(elided, language)
        self._comparison = grammar.adverbials.comparison

    def govern(
        self, words: Sequence[Token], groups: Sequence[VerbGroup], start: int, end: int, role: DateRole, clause: Clause, text: str
    ) -> VerbGroup | None:
        """The verb group that the adverbial `[start, end)` qualifies, within its clause of the document's `text`."""
        if role not in _BARE:
            return None
        words, inside = _within(words, clause), _within(groups, clause)
        before = self._outside([group for group in inside if group.end <= start], words, start, text)
        group = self._after(words, before[-1], start, text) if before else self._opening(words, inside, start, end, text)
        if group and before and (cleft := self._cleft(words, inside, before[-1], start, end)):
            group = cleft
        if (
            group is None
            or self._doubted(words, group, start, end)
            or self._reduced(words, inside, group, text)
            or self._supposed(words, group, text)
        ):
            return None
        return group

    def _outside(self, before: list[VerbGroup], words: Sequence[Token], start: int, text: str) -> list[VerbGroup]:
        """The verbs before a date without those of a clause that two commas set off right before it (is to open, once …, in May)."""
        if not before or text[before[-1].end : start].strip() != ",":
            return before
        opening = next(
            (
                token.start
                for at, token in enumerate(words)
                if at
                and token.word in self._clauses
                and token.end <= before[-1].start
                and text[words[at - 1].end : token.start].strip() == ","
            ),
            None,
        )
        return [group for group in before if opening is None or group.end <= opening]

    def _cleft(self, words: Sequence[Token], inside: Sequence[VerbGroup], setting: VerbGroup, start: int, end: int) -> VerbGroup | None:
        """The verb of a date that a verb before it only sets off (« c'est le 6 mai que le pont ouvrira », "it is in May that …")."""
        lead = [token for token in words if token.end <= setting.start]
        closer = self._clefts.get(lead[-1].word, "") if lead else ""
        if not closer or any(setting.end <= token.start and token.end <= start for token in words):
            return None
        after = [token for token in words if token.start >= end][:_BEFORE]
        opening = next((token.end for token in after if closer in (token.word, self._full(token.word))), None)
        return next((group for group in inside if opening is not None and group.start >= opening), None)

    def _reduced(self, words: Sequence[Token], inside: Sequence[VerbGroup], group: VerbGroup, text: str) -> bool:
        """Whether a lone word that may be a participle (the data released in May) has its clause's verb elsewhere."""
        members = [token.word for token in words if group.start <= token.start and token.end <= group.end]
        if len(members) != 1 or "participle" not in self._verbs.roles(members[0]):
            return False
        if any(token.word in self._relatives for token in words if 0 < group.start - token.end <= 1):
            return False
        others = [other for other in inside if other is not group and not _set_before(words, other, group, text)]
        return any(not self._parted(words, group, other) for other in others)

    def _parted(self, words: Sequence[Token], group: VerbGroup, other: VerbGroup) -> bool:
        low, high = sorted(((group.start, group.end), (other.start, other.end)))
        between = [token.word for token in words if low[1] <= token.start and token.end <= high[0]]
        return any(word in self._coordinators or word in self._clauses for word in between)

    def _after(self, words: Sequence[Token], group: VerbGroup, start: int, text: str) -> VerbGroup | None:
        between = _without_aside([token for token in words if group.end <= token.start and token.end <= start], start, text)
        if len(between) > _AFTER:
            return None
        measured = self._measured([token.word for token in between])
        for at, (token, following) in enumerate(zip_longest(between, between[1:])):
            if at not in measured and self._opens(token.word) and not (following and self._leads_to(token, following, text)):
                return None
        return group

    def _measured(self, words: Sequence[str]) -> frozenset[int]:
        """The places of what opens a length of time, and of its number: the verb keeps the date behind it (extended by 5 years in April)."""
        units = [at for at, word in enumerate(words) if word in self._units]
        return frozenset(at for unit in units for at in range(max(unit - _LENGTH, 0), unit))

    def _leads_to(self, token: Token, following: Token, text: str) -> bool:
        """Whether a word that may mark an infinitive stands before a noun: a name, or what a determiner opens (to Alberta, to the board)."""
        named = text[following.start].isupper() or following.word in self._determiners
        return named and "to" in self._verbs.roles(token.word)

    def _opening(self, words: Sequence[Token], inside: Sequence[VerbGroup], start: int, end: int, text: str) -> VerbGroup | None:
        lead = [token for token in words if token.end <= start]
        after = [group for group in inside if group.start >= end]
        if not after:
            return None
        if any(token.word not in self._coordinators for token in lead) and not self._set_off(lead, after[0], start, end, text):
            return None
        between = [token.word for token in words if end <= token.start and token.end <= after[0].start]
        if len(between) > _BEFORE or any(word in self._clauses or word in self._elided for word in between):
            return None
        return after[0]

    def _set_off(self, lead: Sequence[Token], group: VerbGroup, start: int, end: int, text: str) -> bool:
        """Whether commas set the adverbial off between a subject and its verb, right before the verb (the fund, in 2019, will open)."""
        if text[:start].rstrip()[-1:] != "," or text[end : end + 1] != "," or text[end + 1 : group.start].strip():
            return False
        return not self._verbs.roles(lead[-1].word) & _PARTICIPLES and not any(self._opens(token.word) for token in lead)

    def _opens(self, word: str) -> bool:
        """Whether a word opens another clause, or takes the date to itself."""
        return (
            word in self._clauses
            or word in self._elided
            or word in self._spans
            or word in self._comparison
            or word.isdigit()
            or self._verbs.opens(word)
        )

    def _supposed(self, words: Sequence[Token], group: VerbGroup, text: str) -> bool:
        """Whether a condition (if, unless) stands before the verb, or nothing at all does: a label has no subject."""
        before = [token for token in words if token.end <= group.start]
        if not before:
            return group.tense == Tense.PAST
        return reached(self._language, Category.CONDITION, self._main(before, group, text))

    def _main(self, before: Sequence[Token], group: VerbGroup, text: str) -> list[str]:
        """The words before a verb, without a relative clause that commas set off (the site, where one can see whether …, will open)."""
        opening = next((at for at, token in enumerate(before) if at and token.word in self._relatives), None)
        words = [token.word for token in before]
        if opening is None or text[before[opening - 1].end : before[opening].start].strip() != ",":
            return words
        closes = text[: group.start].rstrip()[-1:] == ","
        return words[:opening] if closes else words

    def _doubted(self, words: Sequence[Token], group: VerbGroup, start: int, end: int) -> bool:
        """Whether a word of planning or reporting stands there; within a future verb (will be extended), it is what will be done."""
        low, high = min(group.start, start), max(group.end, end)
        coming = group.tense in _COMING
        return any(
            token.word in self._doubts
            for token in words
            if low <= token.start and token.end <= high and not (coming and group.start <= token.start < group.end)
        )


def _set_before(words: Sequence[Token], other: VerbGroup, group: VerbGroup, text: str) -> bool:
    """Whether a lone word that opens the sentence is what a comma sets before the subject of a verb (Kept by the port, the lamp opened)."""
    lone = bool(words) and (other.start, other.end) == (words[0].start, words[0].end)
    return lone and "," in text[other.end : group.start]


def _without_aside(between: Sequence[Token], start: int, text: str) -> Sequence[Token]:
    """The words between a verb and its date, without those that two commas set off right before the date."""
    if not between or text[between[-1].end : start].strip() != ",":
        return between
    opening = next((at for at in range(len(between) - 1, -1, -1) if "," in text[between[at - 1].end : between[at].start]), 0)
    return between[:opening] if opening else between


def _within(found: Sequence[_Placed], clause: Clause) -> list[_Placed]:
    """What stands within the pieces of a clause."""
    return [each for start, end in clause for each in found if start <= each.start and each.end <= end]


@cache
def governor(language: Language) -> Governor:
    """The governor of a language."""
    return Governor(language)
