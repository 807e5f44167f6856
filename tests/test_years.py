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


YEARS = [
    ("en", "a cut of 30 per cent below 2012 levels", ["percent 30 per cent", "date 2012 2012"]),
    ("en", "a 4.1% rise over 2013, and more", ["percent 4.1%", "date 2013 2013"]),
    ("en", "our 2031 target", ["date 2031 2031"]),
    ("en", "Ontario’s 2027 water plan", ["date 2027 2027"]),
    ("en", "farmers' 2018 income", ["date 2018 2018"]),
    ("en", "in 1680 sailors came", ["date 1680 1680"]),
    ("en", "its 2014 report on dams", ["date 2014 2014"]),
    ("en", "a collective 2031 clean water goal", ["date 2031 2031"]),
    ("en", "the full 2016 deficit, or total 2017 budget", ["date 2016 2016", "date 2017 2017"]),
    ("en", "under the Inland Ports Act, 2008 came late", ["date 2008 2008"]),
    ("en", "the World Harbour Report 2019 found silt", ["date 2019 2019"]),
    ("en", "Over the period 2014 through 2017", ["interval 2014 2017 2014 through 2017"]),
    ("fr", "pour la période 2014 avec un bilan", ["date 2014 2014"]),
    ("fr", "L’édition 2021 sera la bonne", ["date 2021 2021"]),
    ("fr", "Le Plan Rivières 2022 prévoit une digue", ["date 2022 2022"]),
    ("fr", "l’année civile 1987 ainsi que la suivante", ["date 1987 1987"]),
]
COUNTS = [
    ("en", "over 2014 boats", ["count 2014"]),
    ("en", "more than 2014, by one tally", ["count 2014"]),
    ("en", "In Alberta, 1950 boats", ["count 1950"]),
    ("en", "83 boats at home and 1680 boats at sea", ["count 83", "count 1680"]),
    ("en", "and 1745 sailors, or 1820 soldiers", ["count 1745", "count 1820"]),
    ("en", "our 2000 members", ["count 2000"]),
    ("en", "It hired 2021 nursing students", ["count 2021"]),
    ("fr", "plus de 2014 bateaux", ["count 2014"]),
    ("fr", "nos 2014 bateaux", ["count 2014"]),
    ("fr", "Au Québec 2014 bateaux ont accosté", ["count 2014"]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), [*YEARS, *COUNTS])
def test_a_year_and_a_count_of_four_figures(code: str, text: str, wanted: list[str]) -> None:
    assert claims(text, code) == wanted
