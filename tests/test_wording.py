"""Values are worded in the style of the words that they replace, and what is worded is read back the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Grain, Percent, Period, Qualifier, Unit
from factcheck.wording.value import word_qualified, word_value, word_weekday

FR, EN = load("fr"), load("en")


def cad(value: str) -> Amount:
    return Amount(Decimal(value), "CAD")


APRIL_2004 = Period(date(2004, 4, 1), date(2004, 4, 30), Grain.MONTH)
NOVEMBER_2 = Period(date(2020, 11, 2), date(2020, 11, 2), Grain.DAY)
FISCAL_2019 = Period(date(2019, 4, 1), date(2020, 3, 31), Grain.FISCAL)
YEARS = Period(date(2004, 1, 1), date(2009, 12, 31), Grain.RANGE)
PHONE = Contact("phone", "6135550142")


@pytest.mark.parametrize(
    ("language", "value", "like", "worded"),
    [
        (FR, cad("22240000"), "24,22 millions de dollars", "22,24 millions de dollars"),
        (FR, cad("22240000"), "24,22\u00a0M$", "22,24\u00a0M$"),
        (EN, cad("22240000"), "$24.22 million", "$22.24 million"),
        (FR, cad("1200000"), "3 millions de dollars", "1,2 million de dollars"),
        (FR, cad("1300000000"), "1,3 million de dollars", "1,3 milliard de dollars"),
        (EN, cad("186400000"), "$186.4 billion", "$186.4 million"),
        (FR, cad("800000"), "8 millions de dollars", "0,8 million de dollars"),
        (FR, cad("45000"), "8 millions de dollars", "45 000 dollars"),
        (FR, cad("22240000"), "22 420 000 $", "22 240 000 $"),
        (EN, cad("22240000"), "$22,420,000", "$22,240,000"),
        (EN, cad("1200000000"), "$1.3B", "$1.2B"),
        (EN, cad("1200000"), "1.3-million-dollar", "1.2-million-dollar"),
        (FR, cad("3000000"), "deux millions de dollars", "trois millions de dollars"),
        (FR, cad("2500000"), "3 millions et demi de dollars", "2,5 millions de dollars"),
        (FR, cad("12050000"), "12,5", "12,05"),
        (EN, cad("325.50"), "$275", "$325.50"),
        (FR, Amount(Decimal(22240000), "USD"), "24,22 millions de dollars", "22,24 millions de dollars américains"),
        (FR, Amount(Decimal(2000000), "EUR"), "3 millions de dollars", "2 millions d’euros"),
        (EN, Amount(Decimal(22240000), "USD"), "$24.22 million", "US$22.24 million"),
        (FR, cad("22240000"), "", "22,24\u00a0millions de dollars"),
        (EN, cad("800000"), "", "$800,000"),
        (FR, Percent(Decimal(76)), "67 %", "76 %"),
        (FR, Percent(Decimal("76.5")), "67 pour cent", "76,5 pour cent"),
        (EN, Percent(Decimal(76)), "sixty per cent", "76 per cent"),
        (FR, Count(Decimal(1200)), "1 020", "1 200"),
        (FR, Count(Decimal(1200)), "1020", "1200"),
        (EN, Count(Decimal(1200)), "1,020", "1,200"),
        (FR, Count(Decimal(7)), "Cinq", "Sept"),
        (FR, Duration(Decimal(4)), "cinq ans", "quatre ans"),
        (FR, Duration(Decimal(4)), "cinq prochaines années", "quatre prochaines années"),
        (FR, Duration(Decimal(4)), "36 mois", "48 mois"),
        (FR, Duration(Decimal(4)), "cinq (5) ans", "quatre (4) ans"),
        (EN, Duration(Decimal(4)), "five-year", "four-year"),
        (EN, Duration(Decimal(1)), "5 years", "1 year"),
        (EN, Duration(Decimal("1.5")), "2 years", "1.5 years"),
        (FR, Duration(Decimal(18), Unit.MONTH), "deux ans", "18 mois"),
        (FR, PHONE, "613-555-0124", "613-555-0142"),
        (FR, PHONE, "(613) 555-012", "(613) 555-0142"),
        (EN, PHONE, "1 613 555-0124", "1 613 555-0142"),
        (EN, PHONE, "1-613-555-014", "1-613-555-0142"),
        (EN, PHONE, "1 (613) 555-014", "1 (613) 555-0142"),
        (EN, Contact("url", "example.org/x"), "https://www.example.org/y", "https://www.example.org/x"),
        (FR, APRIL_2004, "avril 2005", "avril 2004"),
        (FR, APRIL_2004, "2005", "2004"),
        (EN, APRIL_2004, "", "April 2004"),
        (FR, NOVEMBER_2, "2 novembre 2021", "2 novembre 2020"),
        (FR, NOVEMBER_2, "2021-11-02", "2020-11-02"),
        (EN, NOVEMBER_2, "3 November 2020", "2 November 2020"),
        (EN, NOVEMBER_2, "Tuesday, November 3, 2020", "Monday, November 2, 2020"),
        (EN, NOVEMBER_2, "November 3", "November 2"),
        (FR, Calendar(Grain.DAY, 2020, 11, 1), "2 novembre 2020", "1er novembre 2020"),
        (FR, FISCAL_2019, "2018-19", "2019-20"),
        (FR, FISCAL_2019, "2018–2019", "2019–2020"),
        (FR, YEARS, "2004 à 2010", "2004 à 2009"),
        (EN, YEARS, "", "2004 to 2009"),
        (EN, date(2021, 3, 3), "", "March 3, 2021"),
    ],
)
def test_style(language, value, like, worded):
    assert word_value(value, language, like) == worded


def test_qualified():
    assert word_qualified(cad("18000000"), Qualifier.MORE, FR, "18 millions") == "plus de 18 millions"
    assert word_qualified(cad("18000000"), Qualifier.EXACT, EN, "$18M") == "$18M"


def test_weekday():
    assert (word_weekday(date(2021, 3, 3), FR), word_weekday(date(2021, 3, 3), EN)) == ("mercredi", "Wednesday")


AMOUNT_STYLES = {
    "fr": [
        "24,22 millions de dollars",
        "24,22\u00a0M$",
        "1 234 567 $",
        "3\u202f456 dollars",
        "deux millions de dollars",
        "2 G$",
        "$3,5 millions",
        "",
    ],
    "en": ["$24.22 million", "$1,234,567", "$1.2B", "22.24 million Canadian dollars", "two million dollars", "CAD 5", ""],
}
amounts = st.decimals(min_value=1, max_value=10**11, places=2).map(lambda value: Amount(value, "CAD"))
styles = st.sampled_from([(code, like) for code, likes in AMOUNT_STYLES.items() for like in likes])


@given(value=amounts, style=styles)
def test_an_amount_is_read_back_as_it_was_worded(value, style):
    code, like = style
    language = load(code)
    text = word_value(value, language, like)
    (mention,) = find_in_phrase(text, language)
    assert isinstance(mention.value, Amount)
    assert (mention.value.value, mention.value.currency or "CAD") == (value.value, value.currency)
    assert (mention.start, mention.end) == (0, len(text))


DATE_STYLES = {
    "fr": ["2 mai 2020", "mardi 3 mars 2021", "2020-05-02", ""],
    "en": ["May 2, 2020", "2 May 2020", "Tuesday, March 3, 2021", "2020-05-02", ""],
}


@given(
    day=st.dates(date(1900, 1, 1), date(2099, 12, 31)),
    style=st.sampled_from([(each, like) for each, likes in DATE_STYLES.items() for like in likes]),
)
def test_a_day_is_read_back_as_it_was_worded(day, style):
    code, like = style
    language = load(code)
    text = word_value(Period(day, day, Grain.DAY), language, like)
    (mention,) = find_in_phrase(text, language)
    assert isinstance(mention.value, Calendar)
    assert mention.value.period == Period(day, day, Grain.DAY)
    assert mention.value.weekday in (None, day.weekday())


@given(
    value=st.integers(0, 5000),
    unit=st.sampled_from(list(Unit)),
    style=st.sampled_from([("fr", "cinq ans"), ("fr", "5 ans"), ("en", "five years"), ("en", "5 years"), ("en", "")]),
)
def test_a_duration_is_read_back_as_the_same_length(value, unit, style):
    from factcheck.values.comparison import to_one_unit

    code, like = style
    language = load(code)
    length = Duration(Decimal(value), unit)
    text = word_value(length, language, like)
    (mention,) = find_in_phrase(text, language)
    assert isinstance(mention.value, Duration)
    said, held = to_one_unit(mention.value, length) or (0, 1)
    assert said == held


@given(
    value=st.decimals(0, 1000, places=2),
    style=st.sampled_from([("fr", "67 %"), ("fr", "67,5 pour cent"), ("fr", ""), ("en", "67%"), ("en", "sixty per cent"), ("en", "")]),
)
def test_a_share_is_read_back_as_it_was_worded(value, style):
    code, like = style
    language = load(code)
    text = word_value(Percent(value), language, like)
    (mention,) = find_in_phrase(text, language)
    assert mention.value == Percent(value)
