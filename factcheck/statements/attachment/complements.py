"""The words between a verb and its date: complements leave the date to the verb, another verb, a span or a comparison takes it away."""

from __future__ import annotations

from collections.abc import Sequence

from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token
from factcheck.model import VerbGroup
from factcheck.statements.attachment.dated_clause import DatedClause
from factcheck.statements.word_roles import word_roles
from factcheck.values.tense import Tense

# Words between a verb group and the date that follows it, at most: after a verb in the future, whose complements are to come with it, and any other.
_FAR, _CLOSE = 18, 6
# The words of a length of time before its unit: a preposition and a number; the words before the figure with which a span starts.
_LENGTH = 2
_FUTURE = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})
_PARTICIPLE, _INFINITIVE, _INFINITIVE_MARK = "participle", "infinitive", "to"
_YEAR = 4


class Complements:
    """Decides whether the words between a verb group and a date leave the date to the verb."""

    def __init__(self, language: Language) -> None:
        grammar = language.grammar
        adverbials, clauses, verbs = grammar.adverbials, grammar.clauses, grammar.verbs
        self._roles = word_roles(language)
        openers = clauses.subordinators | clauses.relatives
        elided = frozenset(short for short, full in grammar.inflection.elisions.items() if full in openers)
        times = frozenset(phrase for phrase in (*adverbials.before, *adverbials.after, *adverbials.since, *adverbials.until))
        self._breaks, self._comparison = openers | elided | adverbials.comparison | times, adverbials.comparison
        self._spans = frozenset(word.strip("'") for word in adverbials.span_openers)
        self._definite = grammar.reference.determiners | grammar.reference.possessives | grammar.reference.demonstratives
        self._indefinite = grammar.names.articles - self._definite
        self._markers = (
            self._definite | grammar.names.articles | frozenset(word.strip("'") for word in verbs.noun_markers - clauses.coordinators)
        )
        self._before_infinitives, self._adverbs = verbs.finite.bare_after | grammar.names.partitives, verbs.between
        self._capacity, self._titles = adverbials.capacity, grammar.names.title_words
        self._units = frozenset(word.lower() for word in language.quantities.times.units)

    def leave(self, dated: DatedClause, group: VerbGroup, between: Sequence[Token]) -> bool:
        """Return whether all the words between a verb group and its date are complements of the verb."""
        is_future = group.tense in _FUTURE
        has_comma = "," in dated.text[group.end : dated.start]
        if len(between) > (_FAR if is_future and not has_comma else _CLOSE) or self._starts_span(dated):
            return False
        skipped = self._measured(between) | (self._chained(between) if is_future else frozenset())
        return not any(self._takes(dated, between, at, is_future=is_future) for at in range(len(between)) if at not in skipped)

    def _starts_span(self, dated: DatedClause) -> bool:
        """Return whether a word that opens a span or a comparison, with its figure, follows a date (will lower the debt of 1996 from 590)."""
        after = [token.word for token in dated.words if token.start >= dated.end][: 1 + _LENGTH]
        return bool(after) and (after[0] in self._spans or after[0] in self._comparison) and any(word[0].isdigit() for word in after[1:])

    def takes(self, word: str) -> bool:
        """Return whether a word alone opens another clause, or takes a date to itself."""
        return word in self._breaks or word in self._spans or word.isdigit() or self._roles.may_be_nonfinite(word)

    def _takes(self, dated: DatedClause, between: Sequence[Token], at: int, *, is_future: bool) -> bool:
        """Return whether a word at a place opens another clause, or takes the date to itself."""
        word, following = between[at].word, between[at + 1] if at + 1 < len(between) else None
        before = between[at - 1].word if at else ""
        if following and self._leads_to(dated, word, following):
            return False
        if not is_future:
            return self.takes(word)
        if word in self._breaks:
            is_noun = word in self._comparison and before in self._indefinite
            return not is_noun and not self._entitles(word, between[at + 1 : at + 3])
        if word in self._spans:
            return any(token.word[0].isdigit() for token in between[at + 1 : at + 1 + _LENGTH])
        if word.isdigit():
            return len(word) == _YEAR or before in self._definite
        return self._roles.may_be_nonfinite(word) and before not in self._markers

    def _leads_to(self, dated: DatedClause, word: str, following: Token) -> bool:
        """Return whether a word that may mark an infinitive stands before a noun: a name, a figure, or what a determiner opens (to the board)."""
        is_noun = dated.text[following.start].isupper() or following.word.isdigit() or following.word in self._markers
        return is_noun and _INFINITIVE_MARK in self._roles.of(word)

    def _entitles(self, word: str, after: Sequence[Token]) -> bool:
        """Return whether a word gives the capacity in which a person acts (will join the board as the head)."""
        return word in self._capacity and any(token.word in self._titles for token in after)

    def _chained(self, between: Sequence[Token]) -> frozenset[int]:
        """Return the places of an infinitive that a verb governs, and of the words before it: it is to come with the verb (will begin to sell)."""
        for at, token in enumerate(between):
            roles = self._roles.of(token.word)
            if _INFINITIVE_MARK in roles or self._roles.is_marked_infinitive(token.word):
                return frozenset(range(at + 1))
            if token.word not in self._before_infinitives and token.word not in self._adverbs:
                break
        return frozenset()

    def _measured(self, between: Sequence[Token]) -> frozenset[int]:
        """Return the places of the words of a length of time: the verb keeps the date behind it (extended by 5 years in April)."""
        units = [at for at, token in enumerate(between) if token.word in self._units]
        return frozenset(at for unit in units for at in range(max(unit - _LENGTH, 0), unit))
