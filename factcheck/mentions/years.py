"""Find dates in figures: years, fiscal years, decades, seasons and quarters, days."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.languages.alternation import SPACE, alternation, plain
from factcheck.languages.schema.language import Language
from factcheck.mentions.calendar_dates import YEAR
from factcheck.mentions.year_contexts import make_year_contexts
from factcheck.model import Kind, Mention
from factcheck.runtime.regex import compiled
from factcheck.values.types import Calendar, Grain, Interval, Qualifier

_FIGURES, _LETTERS = compiled(r"\d+"), compiled(r"(?<!\w)[^\W\d_]+\Z")
_MONTHS = 12
_WRITTEN = (
    rf"(?:(?P<iso>{YEAR}(?P<mark>[-/])(?:0?[1-9]|1[0-2])(?P=mark)(?:0?[1-9]|[12]\d|3\d)(?![^\WT]|[-/]\d))"
    rf"|(?P<spaced>{YEAR}(?P<gap>[. ])(?:0[1-9]|1[0-2])(?P=gap)(?:0[1-9]|[12]\d|3[01])(?![\w]|[.,]\d|[ \u00a0]\d))"
    rf"|(?P<left>\d\d(?=\.)|\d\d?(?=[-/]))(?P<sep>[-/.])(?P<right>\d\d|(?<!\.)\d)(?P=sep)(?P<full>{YEAR})(?![\w]|[-/]\d)"
    rf"|(?P<fiscal>{YEAR})(?:[-–\u2010\u2011/]|{SPACE}[-–]{SPACE})(?P<second>{YEAR}|\d\d)(?![\w%]|[-/–]\d|[.,]\d)"
    rf"|(?P<month>0?[1-9]|1[0-2])/(?P<month_year>(?:19|20)\d\d)(?![\w]|[-/.,]\d)"
    rf"|(?P<decade>(?:1[6-9]|20)\d0)['\u2019]?s(?!\w)"
    rf"|(?P<year>{YEAR})(?![\w/%]|[.,]\d|-\d)"
    rf"|(?P<early>1[0-5]\d\d)(?![\w/%]|[.,]\d|-\d)"
    rf")"
)
_DATE, _GLUED = compiled(rf"(?<![\w.,/$€£])(?<!\d[-–]){_WRITTEN}"), compiled(_WRITTEN)
_BEFORE = 40
_WORD_BEFORE = compiled(r"([^\W_]+)['\u2019-]?[\s\u00a0\u202f(]*\Z")
_NUMBERED = compiled(r"[^\w\s(,:;–“«\"'‘-][\s\u00a0\u202f]*\Z")
_CLOSED = compiled(rf"{SPACE}([^\W\d_]+)")
_SHORT = 4
# Before this, a number is hardly the year of a noun behind it.
_LONG_AGO = 1900
# Hedges that only quantities take; and those that a year takes as well (around 2010), unless a noun follows it.
_BOUNDS = (Qualifier.MORE, Qualifier.LESS, Qualifier.NEARLY, Qualifier.BARELY_OVER)
_ROUGHLY = (Qualifier.ABOUT, Qualifier.AT_LEAST, Qualifier.AT_MOST)


class YearFinder:
    """Finds the dates of a language that are written in figures."""

    def __init__(self, language: Language) -> None:
        tables, quantities = language.quantities.dates, language.quantities
        self._seasons = {name.lower(): number for name, number in tables.seasons.items()}
        self._quarters = {name.lower(): number for name, number in tables.quarters.items()}
        self._introducers, self._day_first = tables.introducers, tables.numeric.startswith("d")
        self._openers, self._ends = tables.early_introducers, quantities.nouns_end
        self._decades = frozenset(word.lower() for word in tables.decades)
        self._units = frozenset(word.lower() for word in (*quantities.times.units, *quantities.numbers.scales))
        shares = [mark for mark in quantities.shares.marks if mark not in quantities.shares.nouns]
        marks = alternation([*shares, *(sign for sign in quantities.money.signs if not sign[0].isalnum())])
        letters = alternation(quantities.numbers.letters)
        self._marks = compiled(rf"{SPACE}?(?:{letters})?(?:{marks})(?![^\W_])|{SPACE}(?:{alternation(quantities.money.words)})(?!\w)")
        linked, quarter = alternation(tables.year_linkers), alternation(tables.quarter_linkers)
        self._named = compiled(
            rf"(?<!\w)(?:(?P<season>{alternation(tables.seasons)}){SPACE}(?:{linked})"
            rf"|(?P<quarter>{alternation(tables.quarters)}),?{SPACE}(?:{quarter}))\Z",
            re.IGNORECASE,
        )
        hedges = quantities.stated
        bounds = [phrase for hedge in _BOUNDS for phrase in hedges.get(hedge, ())]
        self._bounded = compiled(rf"(?<!\w)(?:{alternation(bounds)}){SPACE}\Z", re.IGNORECASE)
        rough = [phrase for hedge in _ROUGHLY for phrase in hedges.get(hedge, ())]
        self._hedged = compiled(rf"(?<!\w)(?:{alternation(rough)}){SPACE}\Z", re.IGNORECASE)
        grammar, adverbials = language.grammar, language.grammar.adverbials
        placing = (*adverbials.at, *adverbials.since, *adverbials.by, *adverbials.until, *adverbials.before, *adverbials.after)
        last = {phrase.split()[-1].rpartition("'")[2] for phrase in placing} - grammar.inflection.function_words - {""}
        self._before_years = frozenset((*placing, *last, *adverbials.parts.nouns, *tables.early_introducers, *tables.decades))
        self._no_nouns = grammar.verbs.finite.noun_markers | grammar.verbs.finite.subjects | grammar.verbs.finite.clitics | self._ends
        self._range = compiled(rf"\d{{4}}{SPACE}(?:{alternation(word for words in tables.spans.values() for word in words)}){SPACE}\Z")
        self._is_head_first, self._adverbial = grammar.names.head == "first", grammar.verbs.between_endings or (" ",)
        self._plural = frozenset(ending[-1] for ending in grammar.inflection.plurals.values())
        self._total = compiled(rf"(?<!\w)(?:{alternation(language.modifiers.total_before)}){SPACE}\Z", re.IGNORECASE)
        self._conjunctions = frozenset(grammar.names.conjunctions)
        self._fiscal = tuple(word for word in tables.fiscal if word.isupper())
        self._references, self._contexts = quantities.numbers.references, make_year_contexts(language)
        self._citation = compiled(rf"(?<!\w)(?:{alternation(tables.citations)}),?{SPACE}?\(?\Z")

    def find(self, text: str, block: int, start: int, end: int) -> Iterator[Mention]:
        """Yield the dates in figures between two offsets, in order."""
        for match in self._dates(text, start, end):
            value = self._value(text, match, start, end)
            if value:
                named = isinstance(value, Calendar) and value.grain in (Grain.SEASON, Grain.QUARTER)
                at = self._start(text, match, start) if named else match.start() - self._mark(text, match.start(), start)
                yield Mention(Kind.INTERVAL if isinstance(value, Interval) else Kind.DATE, at, match.end(), value, block)

    def _dates(self, text: str, start: int, end: int) -> Iterator[re.Match[str]]:
        """Yield what is written as a date is, where figures start, alone or right after the mark of a fiscal year (FY2019-20)."""
        for figures in _FIGURES.finditer(text, start, end):
            if figures.start() < start:
                continue
            pattern = _GLUED if self._mark(text, figures.start(), start) else _DATE
            if match := pattern.match(text, figures.start(), end):
                yield match
                start = match.end()

    def _mark(self, text: str, at: int, start: int) -> int:
        """Return the length of the mark of a fiscal year right before figures; 0 where none stands there."""
        word = _LETTERS.search(text, max(start, at - _SHORT), at) if at > start and text[at - 1].isalpha() else None
        return len(word[0]) if word and word[0] in self._fiscal else 0

    def _value(self, text: str, match: re.Match[str], start: int, end: int) -> Calendar | Interval | None:
        if match["year"]:
            return self._year(text, match, start, end)
        if match["early"]:
            return self._early(text, match, start, end)
        if match["fiscal"]:
            return None if self._cited(text, match, start) else self._years(text, match, start)
        return self._full(match)

    def _years(self, text: str, match: re.Match[str], start: int) -> Calendar | Interval | None:
        """Return what two years with a dash are; the second in two digits that no month has ends an interval, unless they number something."""
        first, second = int(match["fiscal"]), match["second"]
        if pair := _pair(first, second):
            return pair
        last = first // 100 * 100 + int(second)
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        word = _WORD_BEFORE.search(before)
        numbered = _NUMBERED.search(before) or (word is not None and word[1].lower() in self._references)
        return Interval(Calendar(Grain.YEAR, first), Calendar(Grain.YEAR, last)) if last > first and not numbered else None

    def _full(self, match: re.Match[str]) -> Calendar | None:
        """Return a decade, a month with its year, or a day in figures."""
        if match["decade"]:
            return Calendar(Grain.DECADE, int(match["decade"]))
        if match["month"]:
            return Calendar(Grain.MONTH, int(match["month_year"]), int(match["month"]))
        if written := match["iso"] or match["spaced"]:
            year, month, day = map(int, _FIGURES.findall(written))
            return Calendar(Grain.DAY, year, month, day)
        return self._in_figures(
            int(match["left"]), int(match["right"]), int(match["full"]), day_first=self._day_first or match["sep"] == "."
        )

    def _in_figures(self, left: int, right: int, year: int, *, day_first: bool) -> Calendar | None:
        """Return a day in figures alone, the day first or not; doubtful where the other order gives a day too."""
        day, month = (right, left) if right > _MONTHS or (left <= _MONTHS and not day_first) else (left, right)
        doubtful = left != right and left <= _MONTHS and right <= _MONTHS
        return Calendar(Grain.DAY, year, month, day, is_ambiguous=doubtful) if 1 <= month <= _MONTHS and 1 <= day <= 31 else None

    def _start(self, text: str, match: re.Match[str], start: int) -> int:
        low = max(start, match.start() - _BEFORE)
        named = self._named.search(text[low : match.start()])
        return low + named.start() if named else match.start()

    def _year(self, text: str, match: re.Match[str], start: int, end: int) -> Calendar | None:
        year = int(match["year"])
        named = self._named.search(text[max(start, match.start() - _BEFORE) : match.start()])
        if named and named["season"]:
            return Calendar(Grain.SEASON, year, self._seasons[named["season"].lower()])
        if named:
            return Calendar(Grain.QUARTER, year, self._quarters[plain(named["quarter"])])
        word = _WORD_BEFORE.search(text[max(start, match.start() - _BEFORE) : match.start()])
        if word and word[1].lower() in self._decades and year % 10 == 0 and len(word[1]) > 3:
            return Calendar(Grain.DECADE, year)
        return Calendar(Grain.YEAR, year) if self._stands(text, match, word, start, end) else None

    def _early(self, text: str, match: re.Match[str], start: int, end: int) -> Calendar | None:
        """Return a year before those that four digits mostly state, where its word stands before it and nothing that it could count after."""
        word = _WORD_BEFORE.search(text[max(start, match.start() - _BEFORE) : match.start()])
        after = _CLOSED.match(text, match.end(), end)
        counts = after is not None and after[1].islower() and after[1] not in self._ends
        counts = counts or self._marks.match(text, match.end(), end) is not None
        early = word is not None and word[1].lower() in self._openers and not counts
        return Calendar(Grain.YEAR, int(match["early"])) if early else None

    def _cited(self, text: str, match: re.Match[str], start: int) -> bool:
        """Return whether the title of a collection of statutes stands right before."""
        return self._citation.search(text[max(start, match.start() - _BEFORE) : match.start()]) is not None

    def _stands(self, text: str, match: re.Match[str], word: re.Match[str] | None, start: int, end: int) -> bool:
        """Return whether a bare number of four digits is a year rather than a count or an amount."""
        after = _CLOSED.match(text, match.end(), end)
        if self._is_marked(text, match, after, start, end):
            return False
        return self._places(text, match, word, after, start) or self._contexts.date(text, match, start, end)

    def _places(self, text: str, match: re.Match[str], word: re.Match[str] | None, after: re.Match[str] | None, start: int) -> bool:
        """Return whether the words right beside a number of four digits make a year of it, and none a quantity."""
        if self._measures(text, match, after, start) or self._counts(text, match, word, after, start):
            return False
        if word is not None and (word[1].lower() in self._introducers or word[1].lower() in self._before_years):
            return True
        if match.start() > start and text[match.start() - 1] == "-":
            return False
        alone = match.start() == start or text[match.start() - 1] in "(\n–"
        return after is None or alone or not after[1].islower() or len(after[1]) < _SHORT

    def _counts(self, text: str, match: re.Match[str], word: re.Match[str] | None, after: re.Match[str] | None, start: int) -> bool:
        """Return whether what may be a plural noun follows a number of four digits that no word before it makes a year.

        In a language whose modifiers stand first, a year may stand before its noun: only a number of long ago counts it, or a total.
        """
        if after is None or len(after[1]) <= _SHORT or not after[1].islower() or after[1] in self._no_nouns:
            return False
        lead = text[max(start, match.start() - _BEFORE) : match.start()]
        if after[1][-1] not in self._plural or after[1].endswith(self._adverbial) or self._range.search(lead):
            return False
        if self._total.search(lead):
            return True
        before = word[1].lower() if word else ""
        if self._is_head_first:
            return before not in self._before_years
        return int(match["year"]) < _LONG_AGO and (before not in self._introducers or before in self._conjunctions)

    def _is_marked(self, text: str, match: re.Match[str], after: re.Match[str] | None, start: int, end: int) -> bool:
        """Return whether a unit or a citation makes a quantity or a reference of a number of four digits."""
        if self._marks.match(text, match.end(), end) or self._cited(text, match, start):
            return True
        return after is not None and after[1].lower() in self._units

    def _measures(self, text: str, match: re.Match[str], after: re.Match[str] | None, start: int) -> bool:
        """Return whether a hedge makes a quantity of a number of four digits."""
        before = text[max(start, match.start() - _BEFORE) : match.start()]
        counts = after is not None and after[1].islower() and after[1] not in self._ends
        return self._bounded.search(before) is not None or (counts and self._hedged.search(before) is not None)


def _pair(first: int, second: str) -> Calendar | Interval | None:
    """Return two years with a dash: a fiscal year where they follow one another, a month where the second is one, else an interval."""
    last = int(second) if len(second) == _SHORT else first // 100 * 100 + int(second)
    if last == first + 1 or (first % 100 == 99 and second == "00"):
        return Calendar(Grain.FISCAL, first)
    if len(second) == _SHORT:
        return Interval(Calendar(Grain.YEAR, first), Calendar(Grain.YEAR, last))
    if 1 <= int(second) <= _MONTHS:
        return Calendar(Grain.MONTH, first, int(second))
    return None


@cache
def make_year_finder(language: Language) -> YearFinder:
    """Return the dates of a language that are written in figures."""
    return YearFinder(language)
