"""Find the time over which a quantity is spread, and the dates from which and until which it holds."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from factcheck.languages.alternation import any_of
from factcheck.languages.schema.language import Language
from factcheck.model import Kind, Mention, Modifiers
from factcheck.runtime.regex import compiled
from factcheck.statements.block import WINDOW, QuantityBlock
from factcheck.values.types import Calendar, Duration, Interval

_STOP = compiled(r"[;!?]|\.\s")
_MARK = compiled(r"[,;.:]")
_OPENING, _ASIDE = compiled(r"[.;\n]"), compiled(r"[.,;\n]")
# How far before a period its opening phrase starts; how far a quantity stands after a period that opens its sentence, and after a compound one.
_LEAD, _FRONTED, _COMPOUND = 40, 80, 30


class PeriodFinder:
    """Finds the periods of a language's tables."""

    def __init__(self, language: Language) -> None:
        tables, reference = language.modifiers, language.grammar.reference
        filler = rf"(?:(?:{any_of(tables.over_fillers)}) )*"
        self._over = compiled(rf"(?:,? *\(?| (?:[^\W\d]+ ){{1,2}}?)(?:{any_of(tables.over)}) {filler}")
        self._over_distant = _distant(language, filler)
        self._spreads = compiled(rf"(?<!\w)(?:{any_of(tables.spread_distant)})(?!\w)")
        determiner = rf"(?:(?:{any_of([*reference.determiners, *reference.possessives])}) ?)?"
        end = rf" ?{determiner}(?:(?:{any_of(tables.fillers)}) ?)*"
        openers = [word for word in language.quantities.dates.spans if word]
        self._start, self._until, self._span = (
            compiled(rf",? *\(?(?:{any_of(phrases)}){end}") for phrases in (tables.starting, tables.until, openers)
        )
        self._start_distant = compiled(rf"{_gap(language)},? (?:{any_of(tables.start_distant)}){end}")
        self._shared = compiled(rf",? (?:{any_of(tables.both)})(?!\w)")

    def follow(self, block: QuantityBlock, at: int, end: int) -> int:
        """Set the period that follows a quantity and return where it ends; 0 where there is none."""
        following = at + 1
        while following in block.consumed or (following + 1 < len(block.mentions) and _is_count_between(block, at, following)):
            following += 1
        if following >= len(block.mentions):
            return 0
        time = block.mentions[following]
        between = block.text[end : time.start]
        if time.start < end or len(between) > WINDOW or _STOP.search(between):
            return 0
        changes = self._changes(time, between, block.modifiers[at])
        if not changes:
            return 0
        block.consumed.add(following)
        block.update(at, **changes)
        return time.end

    def _changes(self, time: Mention, between: str, known: Modifiers) -> dict[str, Any]:
        """Return the modifiers that a period gives a quantity, by the text between the two."""
        value = time.value
        if isinstance(value, Duration) and known.over is None and _any_match((self._over, self._over_distant), between):
            return {"over": value}
        if isinstance(value, Calendar):
            if known.starting is None and _any_match((self._start, self._start_distant), between):
                return {"starting": value}
            if known.until is None and self._until.fullmatch(between):
                return {"until": value}
        if isinstance(value, Interval) and known.span is None and self._span.fullmatch(between):
            return {"span": value}
        return {}

    def is_spread(self, block: QuantityBlock, at: int) -> bool:
        """Return whether a quantity is spread over its time, and not only stated of it (11 million in its first two years)."""
        modifiers = block.modifiers[at]
        return modifiers.over is not None and self._spreads.search(block.text, block.mentions[at].end, modifiers.end) is not None

    def precede(self, block: QuantityBlock) -> None:
        """Give each amount the period before it that opens the sentence (Over three years, …), or that commas or a hyphen set off."""
        for at, mention in enumerate(block.mentions[:-1]):
            following, value = block.mentions[at + 1], mention.value
            if at in block.consumed or not isinstance(value, Duration) or following.kind is not Kind.AMOUNT:
                continue
            if block.modifiers[at + 1].over is None and self._precedes(block.text, mention, following):
                block.update(at + 1, over=value)
                block.consumed.add(at)

    def _precedes(self, text: str, time: Mention, amount: Mention) -> bool:
        """Return whether an amount is spread over the period before it."""
        between = text[time.end : amount.start]
        lead = (_ASIDE if between.strip() == "," else _OPENING).split(text[max(time.start - _LEAD, 0) : time.start])[-1]
        if self._over.fullmatch(" " + lead.lstrip()):
            return len(between) < _FRONTED and not _STOP.search(between)
        is_compound = "-" in text[time.start : time.end]
        return is_compound and len(between) < _COMPOUND and not _MARK.search(between)

    def share(self, block: QuantityBlock) -> None:
        """Give the period that closes a list of quantities to all of them (over three years in both cases)."""
        for at in sorted(block.modifiers):
            modifiers = block.modifiers[at]
            if modifiers.over is None or not self._shared.match(block.text, modifiers.end):
                continue
            for before in range(at - 1, -1, -1):
                if not _shares(block, before, at):
                    break
                block.update(before, over=modifiers.over)


def _shares(block: QuantityBlock, before: int, at: int) -> bool:
    """Return whether a quantity without a period of its own stands in the list that another one closes."""
    other = block.modifiers.get(before)
    if other is None or other.over or other.per or block.mentions[before].kind is not block.mentions[at].kind:
        return False
    return not _STOP.search(block.text[block.mentions[before].end : block.modifiers[at].start])


def _is_count_between(block: QuantityBlock, at: int, following: int) -> bool:
    """Return whether a count stands between an amount and its period (shared among three bodies over six years)."""
    kinds = [block.mentions[each].kind for each in (at, following, following + 1)]
    return kinds == [Kind.AMOUNT, Kind.COUNT, Kind.DURATION]


def _any_match(patterns: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(pattern.fullmatch(text) for pattern in patterns)


def _word(language: Language) -> str:
    """Return the pattern of the place before a word that opens no other clause."""
    clauses = language.grammar.clauses
    return rf"(?!(?:{any_of([*clauses.coordinators, *clauses.relatives, *clauses.subordinators])})(?!\w))"


def _gap(language: Language) -> str:
    """Return the pattern of some words of one clause between a quantity and its period."""
    return rf"(?: {_word(language)}[\w'-]+){{1,6}}"


def _distant(language: Language, filler: str) -> re.Pattern[str]:
    """Return the pattern of the text between a quantity and a period some words after it."""
    spread = language.modifiers.spread_distant
    relative = rf"(?: (?:{any_of(language.grammar.clauses.relatives)})(?= ))?"
    phrases, several = any_of(spread), any_of(phrase for phrase in spread if " " in phrase)
    aside = rf", (?:(?:[^\W\d]+ ){{1,2}}(?:{several})|(?:{_word(language)}[^\W\d]+ ){{1,2}}(?:{phrases})) {filler}"
    return compiled(rf"{relative}{_gap(language)},? (?:{phrases}) {filler}|{aside}")


@cache
def period_finder(language: Language) -> PeriodFinder:
    """Return the period finder of a language."""
    return PeriodFinder(language)
