"""Find the role of a date, by the words around it: a bare adverbial, a bound, a term of comparison, a part of a name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache

from factcheck.document import Sentence
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.grammar import Adverbials
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, tokens
from factcheck.model import DateRole, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain

# So many characters around a date make its role.
_BEFORE, _AFTER = 60, 24
# Among so many words before a complement stands the noun whose year is part of a name; so short is a preposition after a comparison.
_NOUNS, _PREPOSITION = 4, 2
# The parts of a time may be so many deep (the end of the summer of 2019).
_PARTS = 2
# Dates that an article may precede.
_DETERMINED = frozenset({Grain.SEASON, Grain.QUARTER, Grain.DECADE})
_NONE = "", DateRole.NONE


class DateRoleFinder:
    """Finds the roles of dates in a language."""

    def __init__(self, language: Language) -> None:
        grammar, tables = language.grammar, language.grammar.adverbials
        phrases = _phrases(tables)
        self._phrases = _longest_first(phrases)
        self._phrases_of_parts = _longest_first(dict.fromkeys((*tables.at, *tables.parts.at), DateRole.AT) | phrases)
        determiners, parts = grammar.reference.determiners, tables.parts
        spaced = alternation(word if word.endswith("'") else f"{word} " for word in determiners)
        nouns = rf"(?:(?:{alternation(parts.which)})\s){{0,2}}(?:{alternation(parts.nouns)})(?:\s(?:{alternation(parts.linkers)}))?"
        self._part = compiled(rf"(?<!\w)(?:{spaced})?{nouns}\Z")
        self._determiner = compiled(rf"(?<!\w)(?:{alternation(determiners)})\Z")
        self._comparison = tables.comparison
        self._indefinite = grammar.names.articles - determiners - grammar.names.partitives
        self._dated_nouns, self._complements = grammar.names.dated, grammar.names.complements

    def find(self, folded: str, sentence: Sentence, mention: Mention) -> tuple[DateRole, int]:
        """Return the role of a date, and where its adverbial starts."""
        if self._is_before_dated_noun(folded, mention.end):
            return DateRole.NAME, mention.start
        low = max(sentence.start, mention.start - _BEFORE)
        before, phrase, role = self._adverbial(folded[low : mention.start].rstrip(), mention)
        start = low + len(before) - len(phrase)
        words = tokens(folded, low, start)
        last = words[-1].word if words and ":" not in folded[words[-1].end : start] else ""
        if self._compares(words, last):
            return DateRole.COMPARISON, start
        if phrase:
            return role, start
        if last in self._dated_nouns or (last in self._complements and self._has_dated_noun(words)):
            return DateRole.NAME, mention.start
        return DateRole.NONE, mention.start

    def _compares(self, words: Sequence[Token], last: str) -> bool:
        """Return whether a word of comparison ends the words before an adverbial, or stands before a preposition there."""
        if last in self._comparison:
            return len(words) < 2 or words[-2].word not in self._indefinite
        return len(words) > 1 and words[-2].word in self._comparison and len(last) <= _PREPOSITION

    def _has_dated_noun(self, words: Sequence[Token]) -> bool:
        return any(token.word in self._dated_nouns for token in words[-_NOUNS:-1])

    def _adverbial(self, before: str, mention: Mention) -> tuple[str, str, DateRole]:
        """Return the text before a date, or before what makes it a part of its time (the end of 2019), with its last phrase and the role."""
        outer = before
        for _ in range(_PARTS):
            inner, outer = outer, self._part.sub("", outer, count=1).rstrip()
            phrase, role = _last_phrase(outer, self._phrases_of_parts) if outer != inner else _NONE
            if phrase:
                return outer, phrase, role
        if isinstance(mention.value, Calendar) and mention.value.grain in _DETERMINED:
            outer = self._determiner.sub("", before, count=1).rstrip()
            phrase, role = _last_phrase(outer, self._phrases_of_parts) if outer != before else _NONE
            if phrase:
                return outer, phrase, role
        return before, *_last_phrase(before, self._phrases)

    def _is_before_dated_noun(self, folded: str, end: int) -> bool:
        """Return whether a noun whose year is part of a name follows a date."""
        after = tokens(folded, end, min(end + _AFTER, len(folded)))
        return bool(after) and after[0].start == end + 1 and after[0].word in self._dated_nouns


def _phrases(tables: Adverbials) -> dict[str, DateRole]:
    """Return the roles of the phrases before a date."""
    listed = {
        DateRole.AT: tables.at,
        DateRole.BY: tables.by,
        DateRole.SINCE: tables.since,
        DateRole.UNTIL: tables.until,
        DateRole.BEFORE: tables.before,
        DateRole.AFTER: tables.after,
        DateRole.STARTING: tables.starting,
    }
    return {phrase: role for role, phrases in listed.items() for phrase in phrases}


def _longest_first(phrases: Mapping[str, DateRole]) -> Mapping[str, DateRole]:
    return dict(sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0])))


def _last_phrase(text: str, phrases: Mapping[str, DateRole]) -> tuple[str, DateRole]:
    """Return the phrase that ends a text, with its role; an empty one where none does."""
    for phrase, role in phrases.items() if text.endswith(tuple(phrases)) else ():
        if text.endswith(phrase) and not text[-len(phrase) - 1 : -len(phrase)].isalnum():
            return phrase, role
    return _NONE


@cache
def date_role_finder(language: Language) -> DateRoleFinder:
    """Return the date role finder of a language."""
    return DateRoleFinder(language)
