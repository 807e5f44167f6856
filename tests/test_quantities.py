"""Every phrase of the tables is read as the tables say, and nothing is read where they say so."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from factcheck.languages.load import codes, load
from factcheck.mentions.find import find_in_phrase
from factcheck.model import Mention
from factcheck.values.types import Amount, Calendar, Contact, Count, Duration, Grain, Interval, Percent, QuantityRange, Value

LANGUAGES = [load(code) for code in codes()]
EXAMPLES = [(language, phrase, form) for language in LANGUAGES for phrase, form in language.quantities.examples.items()]
COUNTER = [(language, phrase) for language in LANGUAGES for phrase in language.quantities.counter_examples]


def date(value: Calendar) -> str:
    text = "-".join([str(value.year or 0), *(f"{part:02}" for part in (value.month, value.day) if part)])
    return text + ("" if value.grain in (Grain.DAY, Grain.MONTH, Grain.YEAR) else f" {value.grain}")


def normal(mention: Mention) -> str:
    return _form(mention.value)


def _form(stated: Value) -> str:
    match stated:
        case Amount(value=value, currency=currency):
            return f"amount {value.normalize():f} {currency or ''}".strip()
        case Percent(value=value):
            return f"percent {value.normalize():f}"
        case Count(value=value, noun=noun):
            return f"count {value.normalize():f} {noun}".strip()
        case Duration(value=value, unit=unit):
            return f"duration {value.normalize():f} {unit}"
        case QuantityRange(first=first, last=last):
            return f"{_form(first)} to {_form(last)}"
        case Contact(kind=kind, text=text):
            return f"{kind} {text}"
        case Interval(first=first, last=last):
            ends = f"interval {date(first)} {date(last)}"
            return ends.replace(" fiscal", "") + (" fiscal" if first.grain is Grain.FISCAL else "")
        case Calendar() as value:
            return f"date {date(value)}" + ("" if value.weekday is None else f" weekday {value.weekday}")


@pytest.mark.parametrize(("language", "phrase", "form"), EXAMPLES, ids=[phrase for _, phrase, _ in EXAMPLES])
def test_phrase(language, phrase, form):
    found = find_in_phrase(phrase, language)
    wanted, _, step = form.partition(" step ")
    assert [normal(mention) for mention in found] == [_plain(each) for each in wanted.split("; ")]
    if step:
        assert found[0].value.step == int(step)


def _plain(form: str) -> str:
    kind, _, rest = form.partition(" ")
    return f"{kind} {rest.removesuffix('0') if rest.endswith('.50') else rest}"


@pytest.mark.parametrize(("language", "phrase"), COUNTER, ids=[phrase for _, phrase in COUNTER])
def test_nothing(language, phrase):
    assert find_in_phrase(phrase, language) == []


@pytest.mark.parametrize(
    ("code", "phrase", "span"),
    [
        ("fr", "un soutien de plus de 22,24 millions de dollars sur trois ans", "22,24 millions de dollars"),
        ("fr", "les 4,5 millions de ménages", "4,5 millions"),
        ("en", "an investment of over $22.24 million in housing", "$22.24 million"),
        ("en", "a 1.2-million-dollar fund", "1.2-million-dollar"),
        ("en", "on Tuesday, March 3, 2021.", "Tuesday, March 3, 2021"),
        ("fr", "du 3 au 7 mai 2021", "3 au 7 mai 2021"),
    ],
)
def test_span(code, phrase, span):
    mention = find_in_phrase(phrase, load(code))[0]
    assert phrase[mention.start : mention.end] == span


@given(text=st.text(alphabet="0123456789 .,-–/$€%()etdmillonsaà\u00a0", max_size=200), language=st.sampled_from(LANGUAGES))
def test_mentions_stand_in_order_and_apart(text, language):
    found = find_in_phrase(text, language, 7)
    assert all(0 <= mention.start < mention.end <= len(text) and mention.block == 7 for mention in found)
    assert all(first.end <= second.start for first, second in pairwise(found))


@pytest.mark.parametrize("language", LANGUAGES, ids=codes())
@pytest.mark.parametrize(
    "piece", ["1 ", "1,", "111 ", "$", "12-", "1.1.", "a.a.", "2004-", "deux ", "two ", "mai ", "May 3 ", "x@x.", "(613) ", "et ", "de "]
)
def test_hostile_text_is_read_in_linear_time(language, piece):
    from time import perf_counter

    def seconds(size: int) -> float:
        text = piece * size
        start = perf_counter()
        find_in_phrase(text, language)
        return perf_counter() - start

    seconds(100)
    assert seconds(16000) < max(40 * seconds(2000), 0.5)
