"""Errors in the words around a figure: its hedge or bound, and what it is per."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from factcheck.languages.alternation import alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.stress.model import Change, ChangeKind
from factcheck.values.span import Span
from factcheck.values.types import Qualifier, Unit

_OPPOSITE = {
    Qualifier.MORE: Qualifier.LESS,
    Qualifier.LESS: Qualifier.MORE,
    Qualifier.AT_LEAST: Qualifier.AT_MOST,
    Qualifier.AT_MOST: Qualifier.AT_LEAST,
    Qualifier.NEARLY: Qualifier.MORE,
    Qualifier.BARELY_OVER: Qualifier.LESS,
    Qualifier.ABOUT: Qualifier.MORE,
}


def find_phrase(text: str, spans: Iterable[tuple[int, int]], phrases: Iterable[str]) -> Span | None:
    """Return the span of the first of some phrases within some spans of a text."""
    pattern = re.compile(rf"(?i)(?<!\w)(?:{alternation(phrases)})(?!\w)")
    for start, end in spans:
        if found := pattern.search(text, start, end):
            return Span(*found.span())
    return None


@cache
def list_modifier_words(language: Language) -> frozenset[str]:
    """Return the words of the hedges, bounds, spreads and recurrences of a language."""
    tables = language.modifiers
    phrases = [
        each for table in (tables.before, tables.after, tables.per, tables.per_adjectives) for known in table.values() for each in known
    ]
    return frozenset(
        word for phrase in (*phrases, *tables.over, *tables.over_fillers, *tables.starting, *tables.until) for word in plain(phrase).split()
    )


def turn_qualifier(words: str, qualifier: Qualifier, language: Language) -> Iterator[Change]:
    """Yield the words of another hedge or bound."""
    template = language.wording.qualifiers.get(_OPPOSITE.get(qualifier, Qualifier.EXACT), "")
    other = template.replace("{}", "").strip()
    if other:
        yield ChangeKind.QUALIFIER_TURNED, other.capitalize() if words[0].isupper() else other


def change_recurrence(words: str, unit: Unit, language: Language) -> Iterator[Change]:
    """Yield what a figure is per, with another unit: the phrase of that unit that differs in one word."""
    other = Unit.MONTH if unit is not Unit.MONTH else Unit.YEAR
    for table in (language.modifiers.per, language.modifiers.per_adjectives):
        known, ways = table.get(unit, ()), table.get(other, ())
        if words.lower() in known:
            single = [each for each in ways if len(each.split()) == len(words.split()) == 1 and "/" not in each]
            alike = [each for each in ways if _differ_in_one_word(each, words.lower())]
            chosen = (alike or [single[min(known.index(words.lower()), len(single) - 1)]]) if alike or single else []
            if chosen:
                yield ChangeKind.RECURRENCE, chosen[0].capitalize() if words[0].isupper() else chosen[0]
            return


def _differ_in_one_word(one: str, other: str) -> bool:
    first, second = one.split(), other.split()
    if len(first) != len(second) or len(first) < 2:
        return False
    return sum(left != right for left, right in zip(first, second, strict=True)) == 1
