"""Each day of a list is a date, and a day is one however its first is written."""

from __future__ import annotations

import pytest

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase
from factcheck.values.types import Calendar


def days(text: str, code: str) -> list[tuple[str, int | None, int | None, int | None]]:
    found = find_in_phrase(text, load(code))
    dates = [(mention, mention.value) for mention in found if isinstance(mention.value, Calendar)]
    return [(text[mention.start : mention.end], date.year, date.month, date.day) for mention, date in dates]


LISTS = [
    ("fr", "les 12, 13 et 14 mai 2019", [("12", 2019, 5, 12), ("13", 2019, 5, 13), ("14 mai 2019", 2019, 5, 14)]),
    ("fr", "les 3, 10, 17 et 24 juin", [("3", None, 6, 3), ("10", None, 6, 10), ("17", None, 6, 17), ("24 juin", None, 6, 24)]),
    ("fr", "les 1er, 2 et 3 mars", [("1er", None, 3, 1), ("2", None, 3, 2), ("3 mars", None, 3, 3)]),
    ("fr", "le 1er mai, 3 et 4 juin", [("1er mai", None, 5, 1), ("3", None, 6, 3), ("4 juin", None, 6, 4)]),
    ("en", "on 7, 8 and 9 March 2020", [("7", 2020, 3, 7), ("8", 2020, 3, 8), ("9 March 2020", 2020, 3, 9)]),
    ("en", "on March 7, 8 and 9, 2020", [("March 7", 2020, 3, 7), ("8", 2020, 3, 8), ("9, 2020", 2020, 3, 9)]),
    ("en", "on March 7, 14 and 21", [("March 7", None, 3, 7), ("14", None, 3, 14), ("21", None, 3, 21)]),
    ("en", "on March 7, 80 boats came", [("March 7", None, 3, 7)]),
    ("fr", "les 12-13-14 mai", []),
    ("fr", "au quai 45, 3 et 4 mai", [("3", None, 5, 3), ("4 mai", None, 5, 4)]),
]
ENDINGS = [
    ("fr", "le 1^er^ mai 2018", [("1^er^ mai 2018", 2018, 5, 1)]),
    ("fr", "le 2^er^ mai 2018", [("2^er^ mai 2018", 2018, 5, 2)]),
    ("fr", "avant le 11er mai 2018", [("11er mai 2018", 2018, 5, 11)]),
    ("fr", "du 31er mai 2018", [("31er mai 2018", 2018, 5, 31)]),
    ("fr", "le 2ᵉʳ mai 2018", [("2ᵉʳ mai 2018", 2018, 5, 2)]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), [*LISTS, *ENDINGS])
def test_days(code: str, text: str, wanted: list[tuple[str, int | None, int | None, int | None]]) -> None:
    assert days(text, code) == wanted
