"""Tell the year from the count by the words at its side: whose it is, what it is the year of, the title that it ends."""

from __future__ import annotations

import re
from functools import cache

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.regex import compiled
from factcheck.values.types import Qualifier

_BEFORE, _CENTURY = 40, 100
# A word of fewer letters behind figures may be a unit.
_SHORT = 3
_TITLE = compiled(r"[\w)\u2019'][\s\u00a0](?P<word>[A-ZÀ-Ý][^\W\d_]{2,})(?P<comma>,?)[\s\u00a0]\Z")
_NEXT = compiled(rf"{SPACE}(?P<word>[^\W\d_]+)")


class YearContexts:
    """Recognizes the years of a language among four figures that could count something; the first of a century is too round to tell."""

    def __init__(self, language: Language) -> None:
        tables, grammar = language.quantities, language.grammar
        nouns = alternation(tables.dates.year_nouns)
        self._noun = compiled(rf"(?:{SPACE}[a-z][\w-]*){{0,2}}{SPACE}(?:{nouns})(?!\w)")
        self._owner = compiled(
            rf"(?:(?<!\w)(?:{alternation(grammar.reference.possessives)})|{alternation(grammar.names.genitives)}){SPACE}\Z", re.IGNORECASE
        )
        short = [phrase for phrase in tables.stated.get(Qualifier.MORE, ()) if " " not in phrase]
        short += [phrase for phrase in tables.stated.get(Qualifier.LESS, ()) if " " not in phrase]
        self._compared = compiled(rf"(?<!\w)(?:{alternation(short)}){SPACE}\Z", re.IGNORECASE)
        self._is_head_last, self._ends = grammar.names.head == "last", tables.nouns_end
        self._references = tables.numbers.references
        self._plural = tuple({ending[-1] for ending in grammar.inflection.plurals.values()})

    def date(self, text: str, year: re.Match[str], start: int, end: int) -> bool:
        """Return whether the words beside four figures, in a text from `start` to `end`, show that they are a year."""
        if not int(year[0]) % _CENTURY:
            return False
        before = text[max(start, year.start() - _BEFORE) : year.start()]
        following = _NEXT.match(text, year.end(), end)
        word = following["word"] if following else ""
        owned = len(word) >= _SHORT and self._owner.search(before)
        if self._is_head_last and (owned or self._noun.match(text, year.end(), end)):
            return True
        if self._compared.search(before):
            return not word or word in self._ends
        return self._ends_title(before) and not word.endswith(self._plural)

    def _ends_title(self, before: str) -> bool:
        """Return whether a capital that opens no sentence stands before, as a title's last word does."""
        title = _TITLE.search(before)
        return title is not None and (bool(title["comma"]) or title["word"].lower() not in self._references)


@cache
def make_year_contexts(language: Language) -> YearContexts:
    """Return what shows the years of a language."""
    return YearContexts(language)
