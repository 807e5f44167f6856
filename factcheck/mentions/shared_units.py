"""Numbers of one list or range share the unit of its last (« de 3 à 5 M$ », "$3 and $5 million", « 12 à 15 % »)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from factcheck.languages.alternation import SPACE, alternation
from factcheck.languages.schema.language import Language
from factcheck.mentions.elided_units import find_scale, with_scale
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Amount, Count, Duration, Percent, Unit

_THOUSAND = 1000
_GAP = 16
_CODE = compiled(r"[–-]\d")
_SMALLER = {(Unit.YEAR, Unit.MONTH): 12, (Unit.WEEK, Unit.DAY): 7, (Unit.DAY, Unit.HOUR): 24, (Unit.HOUR, Unit.MINUTE): 60}
# A figure in dollars beside one in millions is itself in millions, unless that makes it so many times the other.
_LARGEST_RATIO = 10


class UnitSharer:
    """The connectors of a language's lists and ranges."""

    def __init__(self, language: Language) -> None:
        spans = language.quantities.dates.spans
        closers = [word for words in spans.values() for word in words]
        joining = alternation([*closers, *language.grammar.names.conjunctions])
        openers = alternation(word for word in spans if word)
        self._listing = compiled(
            rf"{SPACE}?,{SPACE}?|,?{SPACE}(?:{alternation(language.grammar.names.conjunctions)}){SPACE}", re.IGNORECASE
        )
        self._opening = compiled(rf"(?<!\w)(?:{openers}){SPACE}?\Z", re.IGNORECASE)
        numbers = language.quantities.numbers
        articles = alternation([*numbers.articles, *numbers.singular])
        self._complement = compiled(
            rf"(?<!\w)(?:{articles}){SPACE}[^\W\d_]+{SPACE}(?:{alternation(language.quantities.money.linkers)}){SPACE}\Z"
        )
        self._joined = compiled(rf"(?:,|{SPACE}(?:{alternation(language.grammar.names.conjunctions)}))?{SPACE}", re.IGNORECASE)
        self._comma = compiled(rf"{SPACE}?,{SPACE}?")
        self._between = compiled(rf"{SPACE}?(?:,|[-–—]|{SPACE}(?:{joining})){SPACE}?(?:(?:{openers}){SPACE})?", re.IGNORECASE)

    def share_units(self, text: str, found: Sequence[Mention]) -> list[Mention]:
        """Return the mentions, those without a unit with that of the one that follows them in a list."""
        kept = list(found)
        # Where a list goes on behind a conjunction, or a range does: before it, a comma alone joins numbers.
        listed = len(kept)
        for at in range(len(kept) - 2, -1, -1):
            first, second = kept[at], kept[at + 1]
            if second.start - first.end > _GAP:
                continue
            between = text[first.end : second.start]
            length = _compound(first, second) if self._joined.fullmatch(between) else None
            if length:
                kept[at : at + 2] = [length]
            elif self._between.fullmatch(between):
                if self._comma.fullmatch(between) and listed != at + 1 and _bare(first):
                    continue
                listed = at
                if self._ranges(text, first, between):
                    kept[at : at + 2] = _both(first, second, text)
                elif not self._complements(text, first, second):
                    kept[at] = _unit(first, second, text)
        return [mention for mention in kept if not _is_half_of_code(mention, text)]

    def _complements(self, text: str, first: Mention, second: Mention) -> bool:
        """Return whether a number, the greater of two, counts what stands before it (a crew of 34 and 21 scientists)."""
        one, other = first.value, second.value
        greater = isinstance(one, Count) and isinstance(other, Count) and one.value > other.value
        return greater and self._complement.search(text[max(first.start - _GAP, 0) : first.start]) is not None

    def _ranges(self, text: str, first: Mention, between: str) -> bool:
        """Return whether two numbers are the ends of a range, rather than two of a list."""
        return not self._listing.fullmatch(between) or self._opening.search(text[max(first.start - _GAP, 0) : first.start]) is not None


def _bare(mention: Mention) -> bool:
    """Return whether a mention is a number that counts nothing of its own."""
    return isinstance(mention.value, Count) and not mention.value.noun


def _compound(first: Mention, second: Mention) -> Mention | None:
    """Return a length in two units, in the smaller one (« deux ans et six mois »)."""
    long, short = first.value, second.value
    if not isinstance(long, Duration) or not isinstance(short, Duration):
        return None
    number = _SMALLER.get((long.unit, short.unit))
    if number is None or short.value >= number:
        return None
    return Mention(Kind.DURATION, first.start, second.end, Duration(long.value * number + short.value, short.unit), first.block)


def _both(first: Mention, second: Mention, text: str) -> list[Mention]:
    """Return the two ends of a range, each with the scale and the currency that only one of them bears (« entre 3 et 5 millions », "$3-5 million")."""
    value, last = first.value, second.value
    if isinstance(last, Count) and isinstance(value, Amount | Count) and value.value < _THOUSAND:
        like = Amount(last.value, value.currency if isinstance(value, Amount) else None, step=last.step)
        scale = find_scale(text[second.start : second.end], like)
        if scale > 1 and isinstance(value, Amount):
            second = Mention(Kind.AMOUNT, second.start, second.end, like, second.block)
        elif scale > 1 and not (isinstance(value, Count) and value.noun):
            count = Count(value.value * scale, last.noun, step=value.step * scale)
            return [Mention(Kind.COUNT, first.start, first.end, count, first.block), second]
    return [_unit(first, second, text), second]


def _is_half_of_code(mention: Mention, text: str) -> bool:
    """Return whether a bare number is only the first half of a code (555-0199)."""
    return isinstance(mention.value, Count) and not mention.value.noun and _CODE.match(text, mention.end) is not None


def _unit(first: Mention, second: Mention, text: str) -> Mention:
    value, unit = first.value, second.value
    if isinstance(value, Count) and not value.noun:
        return _like(first, value, second, text)
    if isinstance(value, Amount) and isinstance(unit, Amount) and value.value < _THOUSAND <= unit.value:
        scale = find_scale(text[second.start : second.end], unit)
        if scale > 1 and value.value * scale <= unit.value * _LARGEST_RATIO:
            return with_scale(first, second, text)
    return first


def _like(first: Mention, value: Count, second: Mention, text: str) -> Mention:
    match second.value:
        case Percent():
            return Mention(Kind.PERCENT, first.start, first.end, Percent(value.value, step=value.step), first.block)
        case Amount() if text[second.start].isalnum():
            return with_scale(first, second, text)
        case Duration(unit=unit):
            return Mention(Kind.DURATION, first.start, first.end, Duration(value.value, unit, step=value.step), first.block)
        case Count(noun=noun) if noun:
            return Mention(Kind.COUNT, first.start, first.end, Count(value.value, noun, step=value.step), first.block)
    return first


@cache
def make_unit_sharer(language: Language) -> UnitSharer:
    """Return the lists of a language."""
    return UnitSharer(language)
