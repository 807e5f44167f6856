"""Numbers, shares and roles of dates as a reader understands them, through the public reading API."""

from __future__ import annotations

from datetime import date

import pytest

import factcheck
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.mentions.find_all import find_all_mentions
from factcheck.values.normal_form import to_normal_form

VALUES = [
    ("en", "It took 3 and a half years.", "duration", "3.5"),
    ("en", "It took 2 1/2 years.", "duration", "2.5"),
    ("fr", "Il a fallu 2½ ans.", "duration", "2.5"),
    ("en", "It took a year and a half.", "duration", "1.5"),
    ("en", "You have 10 business days.", "duration", "10"),
    ("en", "Rates rose by a quarter of one percent.", "percent", "0.25"),
    ("en", "Rates rose by .5 percent.", "percent", "0.5"),
    ("fr", "Un quart d’un million de personnes sont venues.", "number", "250000"),
]


@pytest.mark.parametrize(("language", "text", "kind", "value"), VALUES, ids=[each[1] for each in VALUES])
def test_value(language: str, text: str, kind: str, value: str) -> None:
    found = factcheck.read(text, language, date(2024, 5, 1)).to_json()["mentions"]
    assert [(each["kind"], each["value"]["value"]) for each in found] == [(kind, value)]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("Le fonds a 186 millions de dollars. Du reste, 79 millions lui sont réservés.", ["amount", "amount"]),
        (
            "Le fonds a 186 millions de dollars. On compte 3 millions de visiteurs, dont 2 millions de jeunes.",
            ["amount", "number", "number"],
        ),
        ("Les ports se partagent 98 millions de dollars :\n\n- l’anse, avec 61 millions;\n- le cap, avec 37 millions.", ["amount"] * 3),
        ("Ils attirent 98 millions de visiteurs :\n\n- l’anse, avec 61 millions;\n- le cap, avec 37 millions.", ["number"] * 3),
    ],
)
def test_millions_without_a_noun_are_of_what_was_told_before(text: str, kinds: list[str]) -> None:
    document = parse(text.encode(), "note.fr.txt", all_languages())
    assert [to_normal_form(each.value)[0] for each in find_all_mentions(document)] == kinds


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The twenty-first century began."),
        ("fr", "Le cent cinquantième anniversaire approche."),
        ("fr", "Au vingt et unième siècle."),
    ],
)
def test_a_rank_is_no_number(language: str, text: str) -> None:
    assert factcheck.read(text, language, date(2024, 5, 1)).to_json()["mentions"] == []


@pytest.mark.parametrize(
    ("language", "text", "verb"),
    [
        ("en", "The office closes at the end of 2027.", "closes"),
        ("en", "The fund, in 2027, will open an office.", "will open"),
        ("en", "The bridge fell into the lake in 2019.", "fell"),
        ("en", "It has since been renewed in 2019.", "has since been renewed"),
        ("en", "The plan cannot be renewed in 2029.", "cannot be renewed"),
        ("fr", "Le Programme (PP) sera revu au cours de l’été 2027.", "sera revu"),
    ],
)
def test_the_verb_of_a_date(language: str, text: str, verb: str) -> None:
    found = [each for each in factcheck.read(text, language, date(2024, 5, 1)).to_json()["mentions"] if "verb" in each]
    assert [text[each["verb"]["start"] : each["verb"]["end"]] for each in found] == [verb]
