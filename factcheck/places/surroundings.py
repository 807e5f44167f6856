"""Decide whether the words around a value still fit another one: its article, its number, what elides before it."""

from __future__ import annotations

from decimal import Decimal

from factcheck.analysis import Analysis
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold
from factcheck.model import Link
from factcheck.runtime.regex import compiled
from factcheck.values.types import Quantity
from factcheck.wording.numbers import FIGURE, is_singular

# The word before a value, and in how many characters it is sought.
_LAST, _BACK = compiled(r"\w+(?=\W*$)"), 30
_FIRST = compiled(r"\w+")
_TEN = 10


def fits_around(link: Link, right: str, analysis: Analysis) -> bool:
    """Return whether the new value can stand where the former one did: of the same number, and after a word that agrees with it."""
    mention, language = link.statement.mention, analysis.language
    stated = analysis.document.text[mention.start : mention.end]
    before = _LAST.search(analysis.folded[max(mention.start - _BACK, 0) : mention.start])
    word = before[0] if before else ""
    if not _has_same_number(link, stated, right, language) and word not in language.grammar.names.list_prepositions:
        return False
    if _is_spelled(stated) and not _is_well_spelled(link, right):
        return False
    if word not in language.grammar.names.articles:
        return True
    return _starts_with_vowel(stated, language) == _starts_with_vowel(right, language)


def _has_same_number(link: Link, stated: str, right: str, language: Language) -> bool:
    """Return whether the words that count the two values are both singular, or both plural."""
    value, former = link.fact.value, link.statement.mention.value
    if not isinstance(value, Quantity) or not isinstance(former, Quantity):
        return True
    shown, new = (_get_figure(text, each.value) for text, each in ((stated, former), (right, value)))
    return is_singular(former.value, language) == is_singular(value.value, language) and (
        is_singular(shown, language) == is_singular(new, language)
    )


def _get_figure(text: str, value: Decimal) -> Decimal:
    """Return the figure before a scale, as far as its number depends on it: its whole part; of one in words, the value."""
    found = FIGURE.search(text)
    if not found:
        return value
    digits = compiled(r"\D").split(found[0])
    grouped = all(len(part) == 3 for part in digits[1:])  # the groups of thousands of a figure
    return Decimal("".join(digits)) if grouped else Decimal(f"{digits[0]}.{digits[1]}")


def _is_spelled(text: str) -> bool:
    return not any(map(str.isdigit, text))


def _is_well_spelled(link: Link, right: str) -> bool:
    """Return whether a value in words stays one, and does not end in a one, which agrees with its noun."""
    value = link.fact.value
    if not isinstance(value, Quantity):
        return True
    return _is_spelled(right) and value.value % _TEN != 1


def _starts_with_vowel(text: str, language: Language) -> bool:
    """Return whether a value is read with a vowel first."""
    found = _FIRST.search(fold(text))
    first = found[0] if found else ""
    if first[:1].isdigit():
        figures = language.wording.vowel_figures
        return any(first == each or (len(each) == 1 and first.startswith(each)) for each in figures)
    return first[:1] in language.grammar.names.vowels
