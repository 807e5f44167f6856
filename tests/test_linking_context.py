"""Figures that a sentence tells of another time, body or sum are not held against a fact; slips in the same places are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from conftest import Check

FACTS = """
entities:
  lamps: {kind: programme, en: Lamp Program, fr: Programme des lampes}
  buoys: {kind: programme, en: Buoy Program, fr: Programme des bouées}
  pilots: {kind: organisation, en: {name: Harbour Pilots Council, acronym: HPC}, fr: {name: Conseil des pilotes de port, acronym: CPP}}
facts:
  lamps-old: {about: lamps, amount: 12.4 million CAD, per: year, cues: {en: [budget], fr: [budget]}, valid: {until: 2020-03-31}, replaced_by: lamps-budget}
  lamps-budget: {about: lamps, amount: 17.6 million CAD, per: year, cues: {en: [budget], fr: [budget]}, valid: {from: 2020-04-01}}
  lamps-end: {about: lamps, date: 2027-03-31, cues: {en: [ends, until], fr: [prend fin, "jusqu'au"]}}
  lamps-most: {about: lamps, amount: at most 4000 CAD, cues: {en: [per lamp], fr: [par lampe]}}
  lamps-visit: {about: lamps, amount: at most 700 CAD, cues: {en: [inspection], fr: [inspection]}}
  lamps-delay: {about: lamps, duration: 18 months, cues: {en: [to repair], fr: [réparer]}}
  pilots-crew: {about: pilots, count: 12 300 trips, cues: {en: [trips], fr: [trajets]}}
  pilots-share: {about: pilots, amount: 7.1 million CAD}
  buoys-share: {about: buoys, amount: 5.9 million CAD}
  lamps-visit-day: {about: lamps, date: 2018-03-12, cues: {en: [inspected], fr: [inspecté]}}
  keepers: {about: lamps, count: 3860 keepers, cues: {en: [keepers], fr: [gardiens]}}
  lit-2021: {about: lamps, count: 4820 lamps, over: 1 year, starting: 2021-2022, cues: {en: [lit], fr: [allumées]}}
  lamps-class: {about: lamps, duration: 14 weeks, cues: {en: [training], fr: [formation]}}
  lamps-phone: {about: lamps, phone: 613-555-0136, cues: {en: [call], fr: [appeler]}}
"""

RIGHT = [
    ("fr", "Le Programme des lampes est né en 2017. Son budget annuel atteindra 12,4 millions de dollars en 2018-2019."),
    ("en", "When the Lamp Program was announced, the minister said that 4,000 keepers would be trained."),
    ("fr", "Le Programme des lampes offre 4 000 $ au plus par lampe et 700 $ pour l’inspection, soit un maximum de 4 700 $."),
    ("en", "The Lamp Program pays up to $4,700: $4,000 per lamp and another $700 for the inspection."),
    ("en", "Before the Lamp Program there was the Buoy Program, which paid $2,100 per buoy and ended in 2017."),
    ("en", "The Lamp Program has two partners. The first of these, known until 2016 as the Wick Society, trains keepers."),
    ("fr", "Le Programme des lampes a un budget de 17,6 millions de dollars par année, dont 9,1 millions viennent des ports."),
    ("fr", "Le Programme des lampes, qui n’avait jusqu’ici que huit mois pour réparer un phare, en aura davantage."),
    ("en", "Under the Buoy Program budget of the Lamp Program, the Harbour Pilots Council gets $7.1 million."),
    ("fr", "Un exploitant ne peut obtenir plus de 4 000 $ par lampe du Programme des lampes."),
    ("en", "No owner may exceed $4,000 per lamp under the Lamp Program."),
    ("en", "The Lamp Program’s budget, $12.4 million until March 31, 2020, is now $17.6 million."),
    ("en", "The Lamp Program lit 5,100 lamps in 2020-21. The year after, it lit 4,820."),
    ("en", "The Lamp Program is old. Others give training. It lasts long, and 13 weeks is a season."),
    ("en", "The Lamp Program will be inspected again on March 12, 2027."),
    ("en", "Under the Lamp Program, 2,100 keepers took part the first year. There are 3,860 of them now."),
    ("fr", "Le Programme des lampes comptait 2 100 gardiens la première année."),
    ("fr", "Un programme australien semblable au Programme des lampes a formé 8 360 gardiens."),
    ("en", "A program similar to the Lamp Program trained 8,360 keepers."),
    ("fr", "Jusqu’au 31 mars 2020, le budget du Programme des lampes était de 12,4 millions de dollars par année."),
    ("fr", "Attendu au printemps 2017, le Programme des lampes n’a été inspecté que le 12 mars 2018."),
    ("en", "The Lamp Program, inspected in the spring of 2016, it is said, was inspected on March 12, 2018."),
    ("en", "The Lamp Program, whose annual budget was $12.4 million in its first two years, has $17.6 million a year."),
    ("en", "The Lamp Program has 5,100 keepers, a third more than the 3,860 of the year before."),
    ("en", "Under the Lamp Program, training takes 16 weeks on average."),
    ("fr", "Le Programme des lampes, lancé en 2016, a été inspecté en mars 2018."),
    ("fr", "Le Programme des lampes n’accordait que 13 semaines de formation."),
    ("en", "The Lamp Program had 2,100 keepers in March 2019. The target for March 2027 is 15,000 keepers."),
    ("en", "Under the Lamp Program, 2,740 keepers were trained, against 3,860 today."),
    ("en", "Consider raising what the Lamp Program pays to $30,000 per lamp."),
    ("en", "**Table 1 – Annual budgets, in millions of dollars**\n\n| Program | Budget |\n|--|--|\n| Lamp Program | 17.6 |\n"),
    (
        "fr",
        "Fixé à 12,4 millions de dollars par année jusqu’au 31 mars 2020, le budget du Programme des lampes est maintenant de 17,6 millions.",
    ),
    ("fr", "Un premier programme avait pris fin le 31 mars 2021. Lui a succédé le Programme des lampes."),
    ("fr", "Le Programme des lampes se chiffre à 17,6 millions par année et doit répondre dans les 90 jours."),
]


# Limits of the score as it is fitted now: false alarms, and errors that it misses. A case that is mended fails here, and leaves the list.
LIMITS = (
    "When the Lamp Program was anno",
    "The Lamp Program will be inspe",
    "Le Programme des lampes n’acco",
    "| Lamp Program | 16.7 |",
    "| Programme des lampes | 16,7 |",
    "Le Programme des lampes est né. Y",
    "Under the Lamp Program, each k",
    "The Lamp Program is open. How ",
    "The Lamp Program’s budget, which was $12.4",
    "Under the Lamp Program, traini",
    "Jusqu’au 31 mars 2020, le budget",
    "On dispose alors, pour réparer un phare",
    "The budget of the Lamp Program rose from $14.2",
)


def cases(known: Sequence[tuple[Any, ...]]) -> list[Any]:
    """The cases with their first words as names; limits of the score are expected to fail."""
    limit = pytest.mark.xfail(strict=True, reason="a limit of the score")
    return [pytest.param(*each, id=each[1][:30], marks=[limit] if any(part in each[1] for part in LIMITS) else []) for each in known]


@pytest.mark.parametrize(("language", "text"), cases(RIGHT))
def test_what_is_told_of_something_else(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language=language) == []


WRONG = [
    (
        "en",
        "**Table 1 – Annual budgets, in millions of dollars**\n\n| Program | Budget |\n|--|--|\n| Lamp Program | 16.7 |\n",
        ("amount-mismatch", "16.7"),
    ),
    (
        "fr",
        "Le Programme des lampes a une règle. On dispose alors, pour réparer un phare, de dix-huit semaines.",
        ("duration-mismatch", "dix-huit semaines"),
    ),
    ("en", "The Lamp Program is old. When complete, its crew of keepers will number 3,680.", ("count-mismatch", "3,680")),
    (
        "en",
        "The budget of the Lamp Program, to which $17.6 million is being devoted each month, is small.",
        ("period-mismatch", "$17.6 million"),
    ),
    (
        "fr",
        "| Programme | Budget annuel (en millions de dollars) |\n|--|--|\n| Programme des lampes | 16,7 |\n",
        ("amount-mismatch", "16,7"),
    ),
    ("fr", "Le Programme des lampes est né. Y travailleront alors, dit-on, 8 360 gardiens.", ("count-mismatch", "8 360")),
    ("en", "Reported trips of the Harbour Pilots Council come to 13,200 trips.", ("count-mismatch", "13,200")),
    (
        "en",
        "The answer came on March 12, 2016, when the Lamp Program was at last inspected by the port.",
        ("date-mismatch", "March 12, 2016"),
    ),
    ("en", "The Lamp Program is old.\n\nOpen since 2009, it has 8,360 keepers.", ("count-mismatch", "8,360")),
    ("fr", "Notre fierté, ce sont nos 8 360 gardiens du Programme des lampes.", ("count-mismatch", "8 360")),
    ("en", "Under the Lamp Program, keepers hear back once the training of 41 weeks ends.", ("duration-mismatch", "41 weeks")),
    ("fr", "Le Programme des lampes a formé jusqu’ici 8 360 gardiens.", ("count-mismatch", "8 360")),
    ("fr", "Le Programme des lampes compte 8 360 gardiens, alors que le port en voulait trois.", ("count-mismatch", "8 360")),
    ("en", "The Lamp Program lit 5,100 lamps in 2020-21. The year after, it lit 4,280.", ("count-mismatch", "4,280")),
    ("fr", "Le Programme des lampes en a allumé 5 100 en 2020-2021 et, l’exercice suivant, 4 280.", ("count-mismatch", "4 280")),
    ("en", "Under the Lamp Program, each keeper completes training. It lasts 16 weeks.", ("duration-mismatch", "16 weeks")),
    ("en", "The Lamp Program is open. How long is its training?\n\nIt is of 16 weeks.", ("duration-mismatch", "16 weeks")),
    ("en", "The Lamp Program, which some call the Wick Plan, can be reached at 613-555-0163.", ("contact-mismatch", "613-555-0163")),
    (
        "en",
        "The Lamp Program’s budget, which was $12.4 million until March 31, 2020, is now $16.7 million.",
        ("amount-mismatch", "$16.7 million"),
    ),
    ("fr", "Le Programme des lampes laisse dix-huit semaines pour réparer un phare.", ("duration-mismatch", "dix-huit semaines")),
    ("en", "The Harbour Pilot Council is old.\n\nThe Harbor Pilots Council made 13,200 trips.", ("count-mismatch", "13,200")),
    (
        "en",
        "The Lamp Program does not pay for wharves. It is for lights, with at least $4,000 per lamp.",
        ("qualifier-mismatch", "at least $4,000 per lamp"),
    ),
    ("en", "The Lamp Program has what it needs: a budget of $12.4 million a year.", ("outdated-fact", "$12.4 million")),
    (
        "en",
        "The budget of the Lamp Program rose from $14.2 million to $17.6 million on April 1, 2020.",
        ("amount-mismatch", "$14.2 million"),
    ),
    ("en", "- Harbour Pilots Council: $5.9 million\n- Buoy Program: $7.1 million\n", ("amount-mismatch", "$5.9 million")),
    ("en", "The tower was repaired in 2016, and the Lamp Program was inspected on March 12, 2014.", ("date-mismatch", "March 12, 2014")),
]


@pytest.mark.parametrize(("language", "text", "told"), cases(WRONG))
def test_what_is_told_of_a_fact(language: str, text: str, told: tuple[str, str], check: Check) -> None:
    rule, quote = told
    assert any(found == rule and (quote in said or said in quote) for found, said in check(text, FACTS, language=language))


SUMS = [
    ("fr", "On a dépensé 6 millions de dollars en 2019 et 5,5 millions en 2020, ce qui donne 12,5 millions."),
    ("fr", "Les comités ont reçu 410 lettres au printemps, 275 en été et 190 en automne, soit 865 lettres."),
    ("en", "We heard 9 fishing crews, 12 pilots and 7 keepers, 30 witnesses altogether."),
    ("fr", "Les droits donnent 40,8 millions de dollars d’un budget de 58,4 millions; l’État fournit le reste, soit 15,6 millions."),
    ("en", "- Black Cape: $41 million;\n- Grey Cove: $23 million;\n- In total, $74 million."),
]


@pytest.mark.parametrize(("language", "text"), SUMS, ids=[each[1][:30] for each in SUMS])
def test_sums_in_passing(language: str, text: str, check: Check) -> None:
    right = text
    for wrong, good in (("12,5", "11,5"), ("865", "875"), ("30 w", "28 w"), ("15,6", "17,6"), ("$74", "$64")):
        right = right.replace(wrong, good)
    assert check(right, language=language) == []
    assert [rule for rule, _ in check(text, language=language)] == ["total-mismatch"]


def test_an_extension_is_done_by_its_date(check: Check) -> None:
    text = "---\ndate: 2023-11-20\n---\n\nLe phare, lui, sera prolongé de cinq ans en avril 2022.\n"
    assert [rule for rule, _ in check(text, language="fr")] == ["tense-mismatch"]
