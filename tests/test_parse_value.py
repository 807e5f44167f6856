"""A value of a fact file is read in one way, in both, or in none."""

from __future__ import annotations

from decimal import Decimal

import pytest

from factcheck.languages.load import load
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Grain, Interval, Percent, Qualifier, Unit

LANGUAGES = (load("en"), load("fr"))
YEAR, MONTH, FISCAL = Grain.YEAR, Grain.MONTH, Grain.FISCAL


def read(kind: str, text: str) -> list[object]:
    return [analysis.value for analysis in parse_fact_value(kind, text, LANGUAGES)]


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        ("amount", "22.24 million CAD", Amount(Decimal(22240000), "CAD")),
        ("amount", "800 000 CAD", Amount(Decimal(800000), "CAD")),
        ("amount", "22,24 millions de dollars canadiens", Amount(Decimal(22240000), "CAD")),
        ("amount", "$22.24 million CAD", Amount(Decimal(22240000), "CAD")),
        ("amount", "1.275 billion CAD", Amount(Decimal(1275000000), "CAD")),
        ("amount", "2 billion CAD", Amount(Decimal(2 * 10**9), "CAD")),
        ("amount", "2 billions de dollars canadiens", Amount(Decimal(2 * 10**12), "CAD")),
        ("amount", "15 M$", Amount(Decimal(15000000), None)),
        ("count", "1200 reports", Count(Decimal(1200))),
        ("count", "2000", Count(Decimal(2000))),
        ("percent", "76,5 %", Percent(Decimal("76.5"))),
        ("date", "2004", Calendar(YEAR, 2004)),
        ("date", "2004-04", Calendar(MONTH, 2004, 4)),
        ("date", "2011-12", Calendar(MONTH, 2011, 12)),
        ("date", "2004-04-01", Calendar(Grain.DAY, 2004, 4, 1)),
        ("date", "1er avril 2004", Calendar(Grain.DAY, 2004, 4, 1)),
        ("date", "2019-2020", Calendar(FISCAL, 2019)),
        ("date", "2004/2009", Interval(Calendar(YEAR, 2004), Calendar(YEAR, 2009))),
        ("duration", "3 years", Duration(Decimal(3))),
        ("duration", "dix-huit mois", Duration(Decimal(18), Unit.MONTH)),
        ("phone", "+1 (613) 555-0142", Contact("phone", "6135550142")),
        ("url", "https://example.org/page/", Contact("url", "example.org/page")),
    ],
)
def test_one_reading(kind, text, value):
    assert read(kind, text) == [value]


def test_two_readings():
    assert read("amount", "1,234") == [Amount(Decimal(1234), None), Amount(Decimal("1.234"), None)]


@pytest.mark.parametrize(
    ("kind", "text"), [("amount", "lots"), ("duration", "3 kites"), ("date", "soon"), ("percent", "76 CAD"), ("phone", "none")]
)
def test_no_reading(kind, text):
    assert read(kind, text) == []


@pytest.mark.parametrize(
    ("text", "qualifier"),
    [
        ("more than 18 million CAD", Qualifier.MORE),
        ("un peu plus de 5 millions de dollars", Qualifier.BARELY_OVER),
        ("nearly 5 million CAD", Qualifier.NEARLY),
        ("up to 5 million CAD", Qualifier.AT_MOST),
        ("5 million CAD", Qualifier.EXACT),
    ],
)
def test_qualifier(text, qualifier):
    assert [analysis.qualifier for analysis in parse_fact_value("amount", text, LANGUAGES)] == [qualifier]
