"""Places of a note that are still to be filled in: brackets that ask for something, X in place of digits, words such as TBD."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from factcheck.document import Document
from factcheck.languages.alternation import alternation
from factcheck.languages.schema.language import Language
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.values.span import Span
from factcheck.values.types import Unit

_LETTER, _FEWEST, _NUMBERS = "X", 2, "NN"
_BRACKETS = compiled(r"\[([^\[\]\n]{1,80})\]")
_YEAR, _TWO = r"(?:19|20|XX)[\dX]{2}", r"[\dX]{2}"
# X in place of the digits of a year, years, a date or a telephone number: 20XX, 2024-XX, XX/XX/2024, 613-XXX-XXXX. Not the number of a form (10-XXX).
_PARTLY_DIGITS = compiled(
    r"(?<![\w./-])(?:(?:19|20)XX(?:[-/\u2013](?:(?:19|20)?XX))?|(?:19|20)\d\d[-/\u2013](?:20)?XX"
    rf"|{_YEAR}([-/.]){_TWO}\1{_TWO}|{_TWO}([-/.]){_TWO}\2{_YEAR}|(?:1[-. ])?[\dX]{{3}}([-. ])[\dX]{{3}}\3[\dX]{{4}}|[\dX]{{3}}-[\dX]{{4}})(?![\w-])"
)
# A letter that a formula goes on with is a variable: $X + Y$.
_NO_FORMULA = r"(?![ \u00a0]?[+=*^<>\u00d7\u2264\u2265]|[$_(\\|])"
_SPACE = "[ \u00a0\u202f]?"


@record(eq=False)
class _Patterns:
    """The patterns of a language: of the content of brackets, of figures in X or in other letters, and of words that stand for a missing one."""

    content: re.Pattern[str]
    figures: re.Pattern[str]
    letters: re.Pattern[str]
    marks: re.Pattern[str]


def find_placeholders(document: Document) -> list[Span]:
    """Return the spans of what is still to be filled in, in order; of one within another, the longer one."""
    found: list[Span] = []
    for span in sorted(set(_find(document)), key=lambda each: (each.start, -each.end)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _find(document: Document) -> Iterator[Span]:
    patterns, text = _patterns(document.language), document.text
    for match in _BRACKETS.finditer(text):
        if patterns.content.fullmatch(match[1].strip()):
            yield Span(*match.span())
    if _LETTER in text:
        for match in _PARTLY_DIGITS.finditer(text):
            if match[0].count(_LETTER) >= _FEWEST:
                yield Span(*match.span())
        for match in patterns.figures.finditer(text):
            yield Span(*match.span())
    for match in patterns.letters.finditer(text):
        if f"({match[0][: len(_NUMBERS)]})" not in text:
            yield Span(*match.span())
    found = [(match[0], Span(*match.span())) for match in patterns.marks.finditer(text)]
    acronyms = {mark for mark in {mark for mark, _ in found} if f"({mark})" in text or f"{mark} (" in text}
    yield from (span for mark, span in found if mark not in acronyms)


@cache
def _patterns(language: Language) -> _Patterns:
    words, quantities = language.forms.placeholders, language.quantities
    asked = rf"(?:{alternation(words.asking)})(?:(?<=['\u2019])|\s+)\S.*"
    ended = rf"(?:[\w'\u2019-]+\s+){{1,4}}(?:{alternation(words.ending)})"
    content = compiled(rf"{asked}|{ended}|{alternation(words.pending)}|[X\u2026_]{{2,}}|X(?:[.,]X+)+", re.IGNORECASE)
    signs, scales = alternation(quantities.money.signs), alternation(quantities.numbers.scales)
    # Centuries are numbered in Roman numerals.
    units = [word for word, unit in quantities.times.units.items() if unit is not Unit.CENTURY]
    after = alternation([*quantities.numbers.scales, *quantities.money.scaled, *quantities.money.signs, *quantities.shares.marks, *units])
    figure = r"(?:X{2,4}|X(?:[., \u00a0\u202f]X{1,3})+)"
    figures = rf"(?:{signs}){_SPACE}(?:{figure}|X{_NO_FORMULA})(?!\w)(?:{_SPACE}(?:{scales})(?!\w))?|{figure}{_SPACE}(?:{after})(?!\w)"
    scaled = alternation([*quantities.numbers.scales, *quantities.money.scaled])
    counted = alternation([*quantities.numbers.scales, *quantities.shares.marks, *units, *words.counted])
    letters = rf"(?:(?:{signs}){_SPACE})?[YZN]{_SPACE}(?:{scaled})(?!\w)|{_NUMBERS}N?{_SPACE}(?:{counted})(?!\w)"
    months = alternation(language.wording.months)
    days = rf"XX{_SPACE}(?:{months})(?!\w)|(?:{months}){_SPACE}XX(?=,?\s(?:19|20)\d\d)"
    before = r"(?<![\w.,])"
    return _Patterns(
        content,
        compiled(f"{before}(?:{figures}|{days})"),
        compiled(f"{before}(?:{letters})"),
        compiled(rf"(?<!\w)(?:{alternation(words.marks)})(?!\w)"),
    )
