"""Tells figures that are written with the other language's marks (3,000 for 3 000; 28.05 for 28,05)."""

from __future__ import annotations

from decimal import Decimal

from factcheck.languages.figures import FIGURE
from factcheck.languages.patterns import SPACES
from factcheck.languages.schema import Language

_THOUSAND, _THREE = 1000, 3


def borrower(words: tuple[str, str], languages: tuple[Language, Language], figures: tuple[Decimal, Decimal]) -> int | None:
    """Which of two versions, 0 or 1, writes a figure in the way of the other's language; None where neither does."""
    if borrowed(words[0], *languages, figures):
        return 0
    return 1 if borrowed(words[1], *languages[::-1], figures[::-1]) else None


def borrowed(words: str, own: Language, other: Language, figures: tuple[Decimal, Decimal]) -> bool:
    """Whether a value in words of one language has a figure in the way of another; `figures` are it and its counterpart, as they were read."""
    found = FIGURE.search(words)
    if found is None:
        return False
    figure, (said, right) = found[0], figures
    decimal, group = own.quantities.numbers.decimal, own.wording.group
    foreign, parting = other.quantities.numbers.decimal, other.wording.group
    marks = [(at, letter) for at, letter in enumerate(figure) if not letter.isdigit()]
    if not marks:
        return False
    last, mark = marks[-1]
    three = len(figure) - last - 1 == _THREE
    if said == right:
        if mark == foreign != decimal and not (three and mark == group):
            return not three or said != int(said) or len(marks) > 1 or mark != parting
        return (_spaced(mark) and _spaced(parting) and not _spaced(group)) or (
            mark == parting != group and three and abs(said) >= _THOUSAND and not _spaced(mark)
        )
    return three and len(marks) == 1 and mark == parting == decimal and said * _THOUSAND == right


def _spaced(mark: str) -> bool:
    return mark in SPACES
