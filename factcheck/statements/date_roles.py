"""What the words around a date make of it: a bare adverbial, a bound, a term of comparison, a part of a name."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from factcheck.document import Sentence
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import Token, tokens
from factcheck.model import DateRole, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain

_REACH = 60
# A part of a part (the end of the summer of 2019).
_CHAINED = 2
# Dates that an article may precede.
_NAMED = frozenset({Grain.SEASON, Grain.QUARTER, Grain.DECADE})


class Roles:
    """Tells the role of a date from the adverbials of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.grammar.adverbials
        listed = {
            DateRole.AT: tables.at,
            DateRole.BY: tables.by,
            DateRole.SINCE: tables.since,
            DateRole.UNTIL: tables.until,
            DateRole.BEFORE: tables.before,
            DateRole.AFTER: tables.after,
            DateRole.STARTING: tables.starting,
        }
        phrases = {phrase: role for role, found in listed.items() for phrase in found}
        self._phrases: Mapping[str, DateRole] = dict(sorted(phrases.items(), key=lambda item: (-len(item[0]), item[0])))
        parts = tables.parts
        opened = dict.fromkeys((*tables.at, *parts.at), DateRole.AT)
        self._opened: Mapping[str, DateRole] = dict(sorted((opened | phrases).items(), key=lambda item: (-len(item[0]), item[0])))
        determiners = alternation(word if word.endswith("'") else f"{word} " for word in language.grammar.reference.determiners)
        within = rf"(?:(?:{alternation(parts.which)})\s){{0,2}}(?:{alternation(parts.nouns)})(?:\s(?:{alternation(parts.linkers)}))?"
        self._part = compiled(rf"(?<!\w)(?:{determiners})?{within}\Z")
        self._determined = compiled(rf"(?<!\w)(?:{alternation(language.grammar.reference.determiners)})\Z")
        self._comparison = tables.comparison
        self._dated = language.grammar.names.dated
        self._complements = language.grammar.names.complements
        self._coordinators = language.grammar.clauses.coordinators

    def read(self, folded: str, sentence: Sentence, mention: Mention) -> tuple[DateRole, int]:
        """The role of a date, and where its adverbial starts."""
        if self._names(folded, mention.end):
            return DateRole.NAME, mention.start
        low = max(sentence.start, mention.start - _REACH)
        before = folded[low : mention.start].rstrip()
        before, phrase, role = self._partly(before, mention)
        if not phrase:
            phrase, role = self._phrase(before, self._phrases)
        start = low + len(before) - len(phrase)
        words = tokens(folded, low, start)
        last = words[-1].word if words and ":" not in folded[words[-1].end : start] else ""
        if last in self._comparison or (len(words) > 1 and words[-2].word in self._comparison and len(last) < 3):
            return DateRole.COMPARISON, start
        if phrase:
            return role, start
        if last in self._dated or (last in self._complements and self._dates(words)):
            return DateRole.NAME, mention.start
        return DateRole.NONE, mention.start

    def _dates(self, words: list[Token]) -> bool:
        return any(token.word in self._dated for token in words[-4:-1])

    def _partly(self, before: str, mention: Mention) -> tuple[str, str, DateRole]:
        """What stands before the words that make of a date a part of its time (the end of 2019), or before the article of a season, and the
        phrase and the role that it ends with."""
        outer = before
        for _ in range(_CHAINED):
            inner, outer = outer, self._part.sub("", outer, count=1).rstrip()
            phrase, role = self._phrase(outer, self._opened) if outer != inner else ("", DateRole.NONE)
            if phrase:
                return outer, phrase, role
        if isinstance(mention.value, Calendar) and mention.value.grain in _NAMED:
            outer = self._determined.sub("", before, count=1).rstrip()
            phrase, role = self._phrase(outer, self._opened) if outer != before else ("", DateRole.NONE)
            if phrase:
                return outer, phrase, role
        return before, "", DateRole.NONE

    def _phrase(self, before: str, phrases: Mapping[str, DateRole]) -> tuple[str, DateRole]:
        for phrase, role in phrases.items():
            if before.endswith(phrase) and not before[-len(phrase) - 1 : -len(phrase)].isalnum():
                return phrase, role
        return "", DateRole.NONE

    def _names(self, folded: str, end: int) -> bool:
        after = tokens(folded, end, min(end + 24, len(folded)))
        return bool(after) and after[0].start == end + 1 and after[0].word in self._dated


@cache
def roles(language: Language) -> Roles:
    """The roles of a language's adverbials."""
    return Roles(language)
