"""Find amounts, percentages, durations and counts: each number with the words around it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, distinctive_words, hyphenated, opener, plain
from factcheck.languages.schema.language import Language
from factcheck.languages.schema.quantities import Quantities
from factcheck.mentions.ages import Ages
from factcheck.mentions.counts import make_count_parser
from factcheck.mentions.elided_units import make_unit_completer
from factcheck.mentions.figures import Number
from factcheck.mentions.money import make_money_parser
from factcheck.mentions.numbers import make_number_finder
from factcheck.mentions.shared_units import make_unit_sharer
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.types import Duration, Percent

_BEFORE = 30
# The words of a length with an article, where there is nothing else.
_ALONE = 2
# Numbers that are years before the noun for a share (the 2010 percentage).
_YEARS = range(1900, 2100)
_WORD = compiled(r"[\s-]?[^\W\d_]")


class MeasureFinder:
    """Finds the measured quantities of a language."""

    def __init__(self, language: Language) -> None:
        tables = language.quantities
        times = tables.times
        self._numerals = make_number_finder(language)
        self._money = make_money_parser(language)
        self._elided = make_unit_completer(language)
        self._ages = Ages(tables)
        self._counts = make_count_parser(language)
        self._lists = make_unit_sharer(language)
        self._after = _compile_units(tables)
        self._prefixed = compiled(rf"(?<!\w)(?:{alternation(tables.shares.openers)}){SPACE}?\Z", re.IGNORECASE)
        self._share_nouns = tables.shares.nouns
        self._prefixes = frozenset(phrase[-1] for phrase in tables.shares.openers)
        self._units = {word.lower(): unit for word, unit in times.units.items()}
        self._halves = {plain(phrase): part for phrase, part in tables.numbers.parts_after.items()}
        self._letters = times.letters
        self._prepare_lengths(tables)
        self._fraction = _compile_fractions(tables)
        self._fractions = {plain(phrase): share for phrase, share in tables.shares.fractions.items()}
        common = language.grammar.inflection.function_words
        shares = distinctive_words(self._fractions, common)
        self._words = (self._numerals.words | shares) - self._numerals.singular - language.grammar.reference.determiners
        counted = [*times.units, *tables.numbers.scales, *tables.money.words, *tables.money.cents, *tables.shares.marks]
        self._counted = distinctive_words([*counted, *tables.numbers.points, *tables.numbers.negatives], common)

    def _prepare_lengths(self, tables: Quantities) -> None:
        """Prepare the search for lengths of one unit with an article (for a year)."""
        times = tables.times
        self._articles, self._openers = times.articles, frozenset(word for phrase in times.openers for word in phrase.split())
        self._opening = compiled(rf"(?<!\w)(?:{alternation(times.openers)}){SPACE}\Z", re.IGNORECASE)
        units = frozenset(times.units) - frozenset(tables.dates.day_words)
        self._articled = compiled(
            rf"(?<!\w)(?:{alternation(times.articles)}){SPACE}(?P<unit>{alternation(units)})(?:{SPACE}(?P<half>{alternation(tables.numbers.parts_after)}))?"
            rf"(?=[^\w\s-]|{SPACE}(?:{alternation(tables.nouns_end)})(?!\w)|\s*\Z)",
            re.IGNORECASE,
        )
        self._unit_words, self._parts = units, frozenset(tables.numbers.parts_before)

    def may_spell_number(self, words: frozenset[str] | set[str]) -> bool:
        """Return whether some lower-case words may spell a number: one of its words, or a word for one with what it can count."""
        if not words.isdisjoint(self._words):
            return True
        if words.isdisjoint(self._counted):
            return not words.isdisjoint(self._numerals.zeros)
        if not words.isdisjoint(self._numerals.singular) or self._opened(words):
            return True
        return not words.isdisjoint(self._numerals.articles) and not words.isdisjoint(self._numerals.scales)

    def _opened(self, words: frozenset[str] | set[str]) -> bool:
        """Return whether an article may stand for one before a unit of time: after a word that opens a length, or with nothing else."""
        return (
            not words.isdisjoint(self._articles)
            and not words.isdisjoint(self._unit_words)
            and (not words.isdisjoint(self._openers) or len(words) == _ALONE)
        )

    def find(self, text: str, block: int, span: Span, excluded: Sequence[tuple[int, int]], spelled: str) -> list[Mention]:
        """Return the measured quantities of a span, outside the spans that are excluded.

        Those in words are found where `spelled`, the folded text, is not empty.
        """
        start, end = span
        found = [*self._shares(text, block, start, end), *self._lengths(text, block, start, end)] if spelled else []
        spans = sorted([*excluded, *((mention.start, mention.end) for mention in found)])
        numbers = _outside(self._numerals.find(text, start, end, spelled), spans)
        read: list[Mention] = []
        last, reference = start, -1
        for number in numbers:
            if number.start < last:
                continue
            if self._refers(text, number, reference, start, end):
                reference = number.end
                continue
            mention = self._measure(text, number, block, last, end)
            if mention:
                read.append(mention)
                last = mention.end
        return [*found, *self._lists.share_units(text, self._elided.complete(text, read, end))]

    def find_references(self, text: str, start: int, end: int, digits: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
        """Return the half-open spans of the figures between two offsets, of those that have some digits, that state no quantity: references,
        ranks, ages, times of day."""
        found: list[tuple[int, int]] = []
        wanted, reference = {at for span in digits for at in range(*span)}, -1
        for number in self._numerals.find(text, start, end, ""):
            if self._refers(text, number, reference, start, end):
                reference = number.end
            elif wanted.isdisjoint(range(number.start, number.end)) or self._measure(text, number, 0, start, end) is not None:
                continue
            found.append((number.start, number.end))
        return found

    def _shares(self, text: str, block: int, start: int, end: int) -> list[Mention]:
        """Return fractions of a whole (« les trois quarts des ménages »)."""
        return [
            Mention(Kind.PERCENT, match.start(), match.end(), Percent(self._fractions[plain(match[0])]), block)
            for match in self._fraction.finditer(text, start, end)
        ]

    def _lengths(self, text: str, block: int, start: int, end: int) -> Iterator[Mention]:
        """Yield lengths of one unit with an article (for a year): after a word that opens a length, or alone in their block."""
        for match in self._articled.finditer(text, start, end) if self._articles else ():
            alone = not text[start : match.start()].strip() and not text[match.end() : end].strip()
            opened = alone or match["half"] or self._opening.search(text, max(start, match.start() - _BEFORE), match.start())
            if plain(match[0]) not in self._parts and opened:
                half = self._halves[plain(match["half"])] if match["half"] else Decimal(0)
                value = Duration(1 + half, self._units[plain(match["unit"])], step=half or Decimal(1))
                yield Mention(Kind.DURATION, *match.span(), value, block)

    def _refers(self, text: str, number: Number, reference: int, start: int, end: int) -> bool:
        """Return whether a number only numbers something, or goes on with a list of such numbers (the last ends at `reference`)."""
        if not self._counts.is_reference(text, number, start) and not self._counts.continues_references(text, reference, number):
            return False
        return self._money.parse(text, number, 0, start, end) is None and self._after.match(text, number.end, end) is None

    def _measure(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        if number.start and text[number.start - 1].isalpha() and not self._money.follows_currency(text, number.start):
            return None
        amount = self._money.parse(text, number, block, start, end)
        if amount:
            return amount
        after = self._after.match(text, number.end + (text[number.end : number.end + 1] == "+"), end)
        if after:
            return self._marked(text, number, after, block, start)
        share = self._opened_share(text, number, block, start, end)
        if share or number.singular or self._is_age(text, number, start):
            return share
        return self._money.parse_bare(text, number, block, start, end) or self._counts.parse(text, number, block, start, end)

    def _is_age(self, text: str, number: Number, start: int) -> bool:
        """Return whether a bare number is an age, or the lower of two."""
        return self._ages.opens(text, number.start, start) or self._ages.starts_range(text, Span(number.start, number.end))

    def _opened_share(self, text: str, number: Number, block: int, start: int, end: int) -> Mention | None:
        """Return a share whose mark stands before it ("per cent of twenty"), with nothing after it that it would count."""
        before = text[start : number.start].rstrip()[-1:]
        if before not in self._prefixes or _WORD.match(text, number.end, end):
            return None
        found = self._prefixed.search(text, max(start, number.start - _BEFORE), number.start)
        if not found or self._counts_itself(text[max(start, found.start() - _BEFORE) : found.start()]):
            return None
        return Mention(Kind.PERCENT, found.start(), number.end, Percent(number.value, step=number.step), block)

    def _counts_itself(self, before: str) -> bool:
        """Return whether the mark of a share goes with a number before it ("20 percent of 12")."""
        words = before.split()
        return bool(words) and (words[-1][-1].isdigit() or any(part in self._numerals.words for part in plain(words[-1]).split("-")))

    def _marked(self, text: str, number: Number, after: re.Match[str], block: int, start: int) -> Mention | None:
        """Return the mention that the mark after a number makes of it: a share, a length of time, or none."""
        if after["share"] or after["sign"] or after["glued"]:
            if number.step == 1 and number.value in _YEARS and plain(after["share"] or "") in self._share_nouns:
                return None
            return Mention(Kind.PERCENT, number.start, after.end(), Percent(number.value, step=number.step), block)
        if after["letter"] and self._opening.search(text, max(start, number.start - _BEFORE), number.start):
            return Mention(Kind.DURATION, number.start, after.end(), Duration(number.value, self._letters[after["letter"]]), block)
        if not after["unit"] or self._ages.is_age(text, Span(number.start, after.end())):
            return None
        half = self._halves[plain(after["half"])] if after["half"] else Decimal(0)
        value = Duration(number.value + half, self._units[plain(after["unit"])], step=half or number.step)
        return Mention(Kind.DURATION, number.start, after.end(), value, block)


def _compile_units(tables: Quantities) -> re.Pattern[str]:
    """Return the pattern of what may stand right after a number: the mark of a share, a unit of time, an hour, the ending of a rank."""
    times = tables.times
    points = rf"(?P<points>{alternation(tables.shares.points)})"
    signs = [mark for mark in tables.shares.marks if not mark[-1].isalnum()]
    named = hyphenated([mark for mark in tables.shares.marks if mark[-1].isalnum()])
    sign = rf"{SPACE}?(?P<sign>{alternation(signs)})"
    share = rf"(?:{SPACE}|-)?(?P<share>{named})"
    linked = rf"(?:(?:{alternation(tables.money.linkers)}){SPACE}?)?"
    unit = (
        rf"(?:{SPACE}\(\d{{1,3}}\))?(?:(?:{SPACE}|-){linked}|(?<=\d))(?:(?:{alternation(times.between)}){SPACE})?"
        rf"(?P<unit>{alternation(times.units)})(?:{SPACE}(?P<half>{alternation(tables.numbers.parts_after)}))?"
    )
    glued = rf"(?<=\d)(?P<glued>(?-i:{alternation(tables.shares.letters)}))"
    letter = rf"(?<=\d)(?P<letter>(?-i:{alternation(times.letters)}))"
    hour = rf"{SPACE}?(?P<hour>{alternation(times.hours)})|(?P<clock>:\d\d)"
    return compiled(
        rf"{sign}|(?:{SPACE}?{points}|{share}|{unit}|{hour}|{glued}|{letter}|\^?(?P<ordinal>{alternation(tables.numbers.ordinals)}))(?!\w)",
        re.IGNORECASE,
    )


def _compile_fractions(tables: Quantities) -> re.Pattern[str]:
    """Return the pattern of a fraction with the words that make a share of it (three quarters of)."""
    whole = rf"{SPACE}(?:{alternation(tables.shares.wholes)})(?:{SPACE}|(?<=['\u2019]))"
    one = alternation([*tables.numbers.articles, *tables.numbers.singular])
    measured = rf"(?:(?:{one}|1){SPACE}?)?(?:{alternation([*tables.numbers.scales, *tables.times.units, *tables.shares.marks])})(?!\w)"
    fractions = rf"(?P<share>{alternation(tables.shares.fractions)})(?={whole}(?!{measured}))"
    return compiled(rf"{opener(tables.shares.fractions)}(?<!\w){fractions}", re.IGNORECASE)


def _outside(numbers: Sequence[Number], spans: Sequence[tuple[int, int]]) -> list[Number]:
    """Return the numbers outside the spans; both stand in the order of the text."""
    kept, at = [], 0
    for number in numbers:
        while at < len(spans) and spans[at][1] <= number.start:
            at += 1
        if at == len(spans) or number.end <= spans[at][0]:
            kept.append(number)
    return kept


@cache
def make_measure_finder(language: Language) -> MeasureFinder:
    """Return the measures of a language."""
    return MeasureFinder(language)
