"""Compare what two versions state about the same value: currency, weekday, recurrence, qualifier, tense, separators."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache

from factcheck.bitext.differences import DifferenceKind
from factcheck.bitext.segments import ValueItem, Version
from factcheck.languages.alternation import SPACES, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Statement
from factcheck.runtime.regex import compiled
from factcheck.values.tense import Tense
from factcheck.values.types import Amount, Calendar, Count, Qualifier, Quantity, Unit
from factcheck.wording.numbers import FIGURE

_THOUSAND, _THREE = 1000, 3


def find_borrower(words: tuple[str, str], languages: tuple[Language, Language], figures: tuple[Decimal, Decimal]) -> int | None:
    """Return which of two versions, 0 or 1, writes a figure in the way of the other's language; None where neither does."""
    if is_borrowed(words[0], *languages, figures):
        return 0
    return 1 if is_borrowed(words[1], *languages[::-1], figures[::-1]) else None


def is_borrowed(words: str, this: Language, other: Language, figures: tuple[Decimal, Decimal]) -> bool:
    """Return whether a value in words of one language has a figure in the way of another; `figures` are it and its counterpart, as they were read."""
    found = FIGURE.search(words)
    if found is None:
        return False
    figure, (stated, right) = found[0], figures
    decimal, group = this.quantities.numbers.decimal, this.wording.group
    foreign, parting = other.quantities.numbers.decimal, other.wording.group
    marks = [(at, letter) for at, letter in enumerate(figure) if not letter.isdigit()]
    if not marks:
        return False
    last, mark = marks[-1]
    three = len(figure) - last - 1 == _THREE
    if stated != right:
        return three and len(marks) == 1 and mark == parting == decimal and stated * _THOUSAND == right
    if mark == foreign != decimal and not (three and mark == group):
        return not three or stated != int(stated) or len(marks) > 1 or mark != parting
    if _spaced(mark):
        return _spaced(parting) and not _spaced(group)
    return mark == parting != group and three and abs(stated) >= _THOUSAND


def _spaced(mark: str) -> bool:
    return mark in SPACES


# Smaller counts of nothing may be numbers of things (version 2.1).
_UP = frozenset({Qualifier.MORE, Qualifier.AT_LEAST, Qualifier.BARELY_OVER})
_DOWN = frozenset({Qualifier.LESS, Qualifier.AT_MOST, Qualifier.NEARLY})
_PAST = frozenset({Tense.PAST})
_FUTURE = frozenset({Tense.FUTURE, Tense.NEAR_FUTURE})


def find_wording_differences(
    one: ValueItem, other: ValueItem, first: Version, second: Version
) -> Iterator[tuple[DifferenceKind, int | None]]:
    """Yield how two versions differ on a value that they share, and which of them is at fault, where that is clear."""
    for way in _find_kinds(one, other, first, second):
        yield way, None
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        side = _find_borrower(one, other, first, second)
        if side is not None:
            yield DifferenceKind.MARKS, side


def _find_kinds(one: ValueItem, other: ValueItem, first: Version, second: Version) -> Iterator[DifferenceKind]:
    if isinstance(one.value, Quantity) and isinstance(other.value, Quantity):
        if isinstance(one.value, Amount) and isinstance(other.value, Amount) and _currencies(one.value, other.value):
            yield DifferenceKind.CURRENCY
        if one.statement and other.statement:
            yield from _compare_modifiers(one.statement, other.statement, first, second)
    elif isinstance(one.value, Calendar) and isinstance(other.value, Calendar):
        if one.value.weekday is not None and other.value.weekday is not None and one.value.weekday != other.value.weekday:
            yield DifferenceKind.WEEKDAY
        if one.statement and other.statement and _tenses(one.statement, other.statement):
            yield DifferenceKind.TENSE


def _find_borrower(one: ValueItem, other: ValueItem, first: Version, second: Version) -> int | None:
    """Return the version that writes the figure with the other language's marks; None where neither does."""
    assert isinstance(one.value, Quantity) and isinstance(other.value, Quantity)
    if isinstance(one.value, Count) and not one.value.noun and abs(one.value.value) < _THOUSAND:
        return None
    languages = first.analysis.language, second.analysis.language
    return find_borrower((_words(one, first), _words(other, second)), languages, (one.value.value, other.value.value))


def _words(item: ValueItem, version: Version) -> str:
    return version.text[item.mention.start : item.mention.end]


def _currencies(one: Amount, other: Amount) -> bool:
    return one.currency is not None and other.currency is not None and one.currency != other.currency


def _tenses(one: Statement, other: Statement) -> bool:
    if one.verb is None or other.verb is None:
        return False
    first, second = one.verb.tense, other.verb.tense
    return (first in _PAST and second in _FUTURE) or (first in _FUTURE and second in _PAST)


def _compare_modifiers(one: Statement, other: Statement, first: Version, second: Version) -> Iterator[DifferenceKind]:
    stated, expected = one.modifiers, other.modifiers
    units = _unit(one, first), _unit(other, second)
    if None not in units:
        if units[0] is not units[1]:
            yield DifferenceKind.PER
    elif _recurs_alone(one, other, second) or _recurs_alone(other, one, first):
        yield DifferenceKind.PER
    hedges = {stated.qualifier, expected.qualifier}
    if _negated(one, first) or _negated(other, second):
        return
    if hedges & _UP and hedges & _DOWN:
        yield DifferenceKind.QUALIFIER
    elif Qualifier.EXACT in hedges and hedges & (_UP | _DOWN):
        bare, version = (one, first) if stated.qualifier is Qualifier.EXACT else (other, second)
        if not _hedged(bare, version):
            yield DifferenceKind.HEDGE


def _unit(statement: Statement, version: Version) -> Unit | None:
    """Return the unit in which a value comes back; of a number of things, also where it stands after what is counted (3,000 requests a month)."""
    if statement.modifiers.per or not isinstance(statement.mention.value, Count):
        return statement.modifiers.per
    units = _units(version.analysis.language)
    counted = _counted(version.analysis.language).match(version.analysis.folded, statement.mention.end, statement.sentence.end)
    return units.get(counted["phrase"]) if counted else None


@cache
def _units(language: Language) -> Mapping[str, Unit]:
    return {plain(phrase): unit for unit, phrases in language.modifiers.per.items() for phrase in phrases}


@cache
def _counted(language: Language) -> re.Pattern[str]:
    return compiled(rf"(?:\s[^\W\d_]+){{1,3}}\s(?P<phrase>{alternation(_units(language))})(?!\w)")


def _recurs_alone(statement: Statement, other: Statement, version: Version) -> bool:
    """Return whether a value comes back, by words after it, and nothing in the sentence of its counterpart, in `version`, may say so."""
    return statement.modifiers.per is not None and _follows(statement) and not _recurs(other, version)


def _follows(statement: Statement) -> bool:
    """Return whether the words that make a value come back stand after it: an adjective before it may be part of a name."""
    return statement.modifiers.end > statement.mention.end


def _recurs(statement: Statement, version: Version) -> bool:
    """Return whether anything in a sentence, or in what leads to it, may say that a value comes back."""
    recurring, folded = _recurring(version.analysis.language), version.analysis.folded
    spans = [statement.sentence.span, *statement.context]
    return any(recurring.search(folded, each.start, each.end) is not None for each in spans)


def _negated(statement: Statement, version: Version) -> bool:
    """Return whether a sentence has a negation, under which a hedge says the contrary."""
    words = tokens(version.analysis.folded, statement.sentence.start, statement.sentence.end)
    return not trigger_phrases(version.analysis.language, Category.NEGATION).isdisjoint(token.word for token in words)


def _hedged(statement: Statement, version: Version) -> bool:
    start, end = statement.sentence.start, statement.sentence.end
    return _hedging(version.analysis.language).search(version.analysis.folded, start, end) is not None


@cache
def _recurring(language: Language) -> re.Pattern[str]:
    tables = language.modifiers
    phrases = [phrase for found in (*tables.per.values(), *tables.per_adjectives.values()) for phrase in found]
    each = rf"(?:{alternation(tables.distributive)})\s(?:\w+\s){{0,2}}(?:{alternation(language.quantities.times.units)})(?!\w)"
    return compiled(rf"(?<!\w)(?:{alternation(phrases)}|{each})")


@cache
def _hedging(language: Language) -> re.Pattern[str]:
    tables = language.modifiers
    phrases = [phrase for found in (*tables.before.values(), *tables.after.values()) for phrase in found]
    return compiled(rf"(?<!\w)(?:{alternation([*phrases, *tables.bound_words, *trigger_phrases(language, Category.CHANGE)])})(?!\w)")
