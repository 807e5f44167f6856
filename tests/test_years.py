"""Four figures that are a year, or two years with a dash, are read as dates; those that count or number something are not."""

from __future__ import annotations

import pytest

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase
from factcheck.model import Mention
from factcheck.values.types import Calendar, Interval, Value


def claims(text: str, code: str) -> list[str]:
    return [_claim(mention, text) for mention in find_in_phrase(text, load(code))]


def _claim(mention: Mention, text: str) -> str:
    return f"{_form(mention.value) or mention.kind} {text[mention.start : mention.end]}"


def _form(value: Value) -> str:
    match value:
        case Interval(first=first, last=last):
            return f"interval {first.year} {last.year}"
        case Calendar(year=year):
            return f"date {year}"
    return ""


LONG_PLANS = [
    ("en", "the 2011-16 Prairie Water Plan", ["interval 2011 2016 2011-16"]),
    ("en", "Under its 2014\u201319 harbour agreement", ["interval 2014 2019 2014\u201319"]),
    ("en", "In 2015-20, the board met often", ["interval 2015 2020 2015-20"]),
    ("en", "the “2021-25 dredging plan”", ["interval 2021 2025 2021-25"]),
    ("en", "our strategy (2024-27)", ["interval 2024 2027 2024-27"]),
    ("en", "from order SOR/2014-19", []),
    ("en", "item 2019-14 of the list", []),
    ("fr", "le plan 2016-26 du port", ["interval 2016 2026 2016-26"]),
    ("fr", "la stratégie 2019–24", ["interval 2019 2024 2019–24"]),
    ("fr", "« 2014-19 : bilan »", ["interval 2014 2019 2014-19"]),
    ("fr", "la loi n° 2015-29", []),
    ("fr", "le décret 2016-25", []),
    ("fr", "Règlement 2014-45", []),
]


@pytest.mark.parametrize(("code", "text", "wanted"), LONG_PLANS)
def test_an_interval_whose_last_year_is_short(code: str, text: str, wanted: list[str]) -> None:
    assert claims(text, code) == wanted
