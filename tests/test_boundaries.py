"""A quantity is read whole or not at all: nothing is claimed of one with something left over at its side."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase
from factcheck.model import Kind, Mention
from factcheck.values.types import Calendar, Count, Interval, Quantity, QuantityRange


def read(text: str, code: str) -> list[Mention]:
    return find_in_phrase(text, load(code))


def claims(text: str, code: str) -> list[str]:
    return [_claim(mention) for mention in read(text, code)]


def _claim(mention: Mention) -> str:
    match mention.value:
        case QuantityRange(first=first, last=last):
            return f"{mention.kind} {first.value.normalize():f} to {last.value.normalize():f}"
        case Quantity(value=value):
            return f"{mention.kind} {value.normalize():f}"
        case Calendar(year=year, month=month, day=day):
            return f"date {year} {month} {day}"
        case Interval(first=first, last=last):
            return f"interval {first.year} {last.year}"
    return str(mention.kind)


UNREAD = [
    ("en", "$3.2mil for the dam"),
    ("en", "$3.2 mil for the dam"),
    ("en", "$5 million US for the bridge"),
    ("en", "$5 million U.S. aid for the bridge"),
    ("en", "$5 million U.S. Navy ships"),
    ("en", "$1tn of assets"),
    ("en", "$12.5.3 for the pass"),
    ("en", "$45 67 for the pass"),
    ("en", "10⁶ cells"),
    ("en", "12 × 10⁶ cells"),
    ("en", "an area of 45 m²"),
    ("en", "7‰ of births"),
    ("en", "$3.2 (million)"),
    ("en", "$3.2 – million"),
    ("en", "17 September 5018"),
    ("en", "September 17, 50189"),
    ("en", "17 September '8"),
    ("en", "~$5 million"),
    ("en", "<5% of cases"),
    ("en", "±3% of cases"),
    ("en", "$\\mathrm{n}^{\\circ} 16$ of the list"),
    ("en", "5'000 crowns"),
    ("en", "12:3456 litres"),
    ("en", "a year and six months"),
    ("en", "$12,450, 000 for the pass"),
    ("en", "$12,450,\n000 for the pass"),
    ("en", "$2.76† million"),
    ("en", "$2.76 (1) million"),
    ("en", "$2.76 milion"),
    ("en", "$2.76 “million”"),
    ("en", "by June 3, 219"),
    ("en", "by June 3, 12.50"),
    ("en", "by 3 June, 20l9"),
    ("fr", "le 3 juin 219"),
    ("fr", "le 3 juin, 45"),
    ("fr", "12 450\n000 $"),
    ("fr", "2,76 $ (en millions)"),
    ("fr", "97\u202f200 450\u202f000\u202f$"),
    ("fr", "le lot 45 500\u00a0000 $"),
    ("fr", "1 200\u202f000 quais"),
    ("en", "1 200\u00a0450 boats"),
    ("fr", "12 345  678 $"),
    ("fr", "1  450 quais"),
    ("fr", "1  450 $"),
    ("fr", "deux centaines de quais"),
    ("fr", "plus de 3 dizaines de quais"),
    ("fr", "3,2 mill. de plus"),
    ("fr", "le 17 septembre 5018"),
    ("fr", "3\u202f²"),
    ("fr", "une dalle de 30 m³"),
    ("fr", "une dalle de 30\u00a0cm²"),
    ("fr", "4,5$6"),
    ("fr", "12$€"),
]


@pytest.mark.parametrize(("code", "text"), UNREAD)
def test_half_of_something_is_not_read(code: str, text: str) -> None:
    assert claims(text, code) == []


READ = [
    ("en", "$3.2MM for the dam", ["amount 3200000"]),
    ("en", "$3.2 MM for the dam", ["amount 3200000"]),
    ("en", "75 USD million in cash", ["amount 75000000"]),
    ("en", "$3.1–3.3 million a year", ["amount 3100000 to 3300000"]),
    ("en", "between $3 million and $3.5 million", ["amount 3000000 to 3500000"]),
    ("en", "grants from $500 to $900", ["amount 500 to 900"]),
    ("en", "The grant rose from $500 to $900", ["amount 500", "amount 900"]),
    ("en", "10 to 12 per cent of boats", ["percent 10 to 12"]),
    ("en", "sold 16,644, 16 per cent more", ["count 16644", "percent 16"]),
    ("en", "over 2000 km of coast", ["count 2000"]),
    ("en", "more than 2000 boats", ["count 2000"]),
    ("en", "around 2010, boats came", ["date 2010 None None"]),
    ("en", "in 2019 450 boats came", ["date 2019 None None", "count 450"]),
    ("en", "On 17 September 450 boats came", ["date None 9 17", "count 450"]),
    ("en", "$7.5 billion U.S. in loans", ["amount 7500000000"]),
    ("en", "at $6.25 U.S. per crate", ["amount 6.25"]),
    ("en", "$80 million U.S. has gone out", ["amount 80000000"]),
    ("en", "the 12-year $40 million ferry plan", ["duration 12", "amount 40000000"]),
    ("en", "over six years £3 million went out", ["duration 6", "amount 3000000"]),
    ("en", "a six-month\u00a0$900 grant", ["duration 6", "amount 900"]),
    ("en", "In 2011 $65 million was paid", ["date 2011 None None", "amount 65000000"]),
    ("en", "since May 2011 €650 was paid", ["date 2011 5 None", "amount 650"]),
    ("en", "July, 1998 $365,000 repayable", ["date 1998 7 None", "amount 365000"]),
    ("en", "a 3% $15 fee", ["percent 3", "amount 15"]),
    ("en", "It cost 2011 $ in all", ["amount 2011"]),
    ("fr", "En 2011 2014 $ ont suffi", ["date 2011 None None", "amount 2014"]),
    ("en", "by March 4 10:30 a.m.", ["date None 3 4"]),
    ("en", "before May 9 11:59 PM", ["date None 5 9"]),
    ("en", "On June 3, 45% of boats", ["date None 6 3", "percent 45"]),
    ("en", "On June 3, 4,500 boats", ["date None 6 3", "count 4500"]),
    ("en", "By 9 June, 12.5 % of boats", ["date None 6 9", "percent 12.5"]),
    ("en", "in May 2010, October 2010, and June 2011", ["date 2010 5 None", "date 2010 10 None", "date 2011 6 None"]),
    ("fr", "avant le 7 mai 23h59", ["date None 5 7"]),
    ("fr", "le 7 mai 18:30, au port", ["date None 5 7"]),
    ("fr", "le 7 mai 9 h", ["date None 5 7"]),
    ("fr", "Le 3 juin, 450 000 bateaux", ["date None 6 3", "count 450000"]),
    ("fr", "Le 14 mai, 60\u00a0% des quais", ["date None 5 14", "percent 60"]),
    ("fr", "(mai 2010, Juin 2011, octobre 2012)", ["date 2010 5 None", "date 2011 6 None", "date 2012 10 None"]),
    ("en", "$5/day or 12%, and $3-a-day", ["amount 5", "percent 12", "amount 3"]),
    ("en", "rooms 12,14,18", ["count 12", "count 14", "count 18"]),
    ("en", "thirty-two point seventy-five million", ["count 32750000"]),
    ("en", "12\u00a0400 000\u00a0000 stamps", ["count 12400000000"]),
    ("en", "£3\u2009 250 for the pass", ["amount 3250"]),
    ("en", "12\u2009 450 boats", ["count 12450"]),
    ("fr", "2014-2015 : 97\u202f200 000\u202f000\u202f$", ["date 2014 None None", "amount 97200000000"]),
    ("fr", "8\u00a0150 000 $ pour le pont", ["amount 8150000"]),
    ("fr", "8\u00a0150\u202f300 $ pour le pont", ["amount 8150300"]),
    ("fr", "moins de 30\u2009 000 $", ["amount 30000"]),
    ("fr", "71 \u202f845 usagers", ["count 71845"]),
    ("fr", "350 \u2009000 lettres", ["count 350000"]),
    ("fr", "20\u202f 500,75 $", ["amount 20500.75"]),
    ("fr", "450 200 800 lettres", ["count 450200800"]),
    ("fr", "2,3 M $ de plus", ["amount 2300000"]),
    ("fr", "2,3 M de dollars", ["amount 2300000"]),
    ("fr", "2,3 M CAD", ["amount 2300000"]),
    ("fr", "2,3 MM$", ["amount 2300000"]),
    ("fr", "5 M$ É.-U. pour le pont", ["amount 5000000"]),
    ("fr", "3,1 à 3,3 M$", ["amount 3100000 to 3300000"]),
    ("fr", "un financement de 3,1 à 3,3 M$", ["amount 3100000 to 3300000"]),
    ("fr", "Le tarif passe de 3,1 à 3,3 M$", ["amount 3100000", "amount 3300000"]),
    ("fr", "trente-deux virgule soixante-quinze", ["count 32.75"]),
    ("fr", "Plus de 2000 unités", ["count 2000"]),
    ("fr", "environ 2000 unités", ["count 2000"]),
    ("fr", "depuis 2000, des unités", ["date 2000 None None"]),
]


@pytest.mark.parametrize(("code", "text", "wanted"), READ)
def test_what_is_read_whole(code: str, text: str, wanted: list[str]) -> None:
    assert claims(text, code) == wanted


# Readable quantities, each with what is right to claim of it.
BASES = {
    "en": {
        "$3.2 million": "amount 3200000", "$450": "amount 450", "12.5%": "percent 12.5", "1,450 boats": "count 1450",
        "three years": "duration 3", "April 15, 2018": "date 2018 4 15", "US$5 million": "amount 5000000", "$22.24B": "amount 22240000000",
    },
    "fr": {
        "3,2 millions de dollars": "amount 3200000", "450 $": "amount 450", "12,5 %": "percent 12.5", "1 450 quais": "count 1450",
        "trois ans": "duration 3", "15 avril 2018": "date 2018 4 15", "22,24 M$": "amount 22240000", "5 k$": "amount 5000",
    },
}  # fmt: skip
GLUED = "0123456789.,'’:/-–+^~=<>×÷±#&_%‰$€£°²³⁶½ \u00a0\u202f\tkKMGBTmxXéÉ()[]"
WORDS = [" million", " millions", " mil", " MM", " bn", " milliard", " hundred", " mille", " cent", " thousand", " %", " per cent", " 000"]
BESIDE = st.one_of(st.text(GLUED, min_size=1, max_size=4), st.sampled_from(WORDS), st.sampled_from(WORDS).map(str.strip))


@settings(max_examples=600, deadline=None, derandomize=True)
@given(st.sampled_from([(code, base) for code, bases in BASES.items() for base in bases]), BESIDE, BESIDE, st.sampled_from("bae"))
@example(("en", "$3.2 million"), "", " 200 thousand", "a")
@example(("fr", "450 $"), "1 ", "", "b")
def test_a_value_is_right_or_not_claimed(given_base: tuple[str, str], before: str, after: str, side: str) -> None:
    """Whatever stands before or after a quantity, what is claimed of it is what the whole says, as far as a second reading can tell."""
    code, base = given_base
    text = f"Le {before if side in 'be' else ''}{base}{after if side in 'ae' else ''} ."
    start = text.index(base)
    for mention in read(text, code):
        if mention.start < start + len(base) and mention.end > start and mention.kind is not Kind.CONTACT:
            assert _claim(mention) == BASES[code][base] or _explained(text, mention, start, start + len(base)), (text, _claim(mention))


def _explained(text: str, mention: Mention, start: int, end: int) -> bool:
    """Whether a claim that is not the base's own is that of a longer figure, or of the bare number with another noun."""
    before, after = text[max(mention.start - 1, 0) : mention.start], text[mention.end : mention.end + 1]
    wider = mention.start < start or mention.end > end
    open_before = before.isalnum() or before in set("_%$€£^~=<>×÷±#&²³⁶½°‰")
    open_after = (after.isalnum() and text[mention.end - 1] != "%") or after in set("_$€£+^~=<>×÷±#&²³⁶½°‰")
    number = isinstance(mention.value, Count) and bool(mention.value.noun) and text[mention.end : end].replace(" ", "").isalpha()
    return number or (wider and not open_before and not open_after)
