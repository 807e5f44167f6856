"""Figures of one note that do not fit one another, without a registry: totals, parts, shares, the same thing said twice."""

from __future__ import annotations

import pytest
from conftest import Check

WRONG = [
    ("fr", "| Phare | Gardiens |\n|--|--|\n| Cap-Noir | 12 |\n| Anse-Grise | 31 |\n| Total | 34 |\n", "34"),
    ("en", "| Light | 2019 | 2020 | Total |\n|--|--|--|--|\n| Black Cape | 41 | 12 | 53 |\n| Grey Cove | 52 | 10 | 72 |\n", "72"),
    (
        "fr",
        "| Phare | Part |\n|--|--|\n| Cap-Noir | 41 % |\n| Anse-Grise | 52 % |\n| Ailleurs | 17 % |\n| **Total** | **100 %** |\n",
        "100 %",
    ),
    ("en", "Of the crew, 37 out of 50 sailors, or 84%, have served before.", "84%"),
    ("fr", "Les ports ont 55 % du fonds, et les phares, les 35 % restants.", "35 %"),
    ("en", "The grant is $9 million, including $11 million for the piers.", "$11 million"),
    (
        "en",
        "The two agreements, at $31.7 million and $24.1 million, add up to $58.5 million.",
        "$31.7 million and $24.1 million, add up to $58.5 million",
    ),
    (
        "fr",
        "On y a fait quatre tirs orbitaux et trois tirs suborbitaux, soit six lancements.",
        "quatre tirs orbitaux et trois tirs suborbitaux, soit six",
    ),
    (
        "en",
        "The port paid for 12 runway repairs, 9 terminal upgrades and 4 de-icing stations, or 27 projects in all.",
        "12 runway repairs, 9 terminal upgrades and 4 de-icing stations, or 27",
    ),
    ("fr", "Le comité compte 15 membres, soit 7 femmes et 6 hommes.", "15"),
    (
        "en",
        "The fund of $11 million is shared as follows:\n\n- $6 million for piers;\n- $3 million for lights;\n- $4 million for boats.",
        "$11 million",
    ),
]


@pytest.mark.parametrize(("language", "text", "quote"), WRONG, ids=[each[1][:25] for each in WRONG])
def test_what_does_not_add_up(language: str, text: str, quote: str, check: Check) -> None:
    assert check(text, language=language) == [("total-mismatch", quote)]


RIGHT = [
    ("fr", "| Phare | Gardiens |\n|--|--|\n| Cap-Noir | 12 |\n| Anse-Grise | 31 |\n| Total | 43 |\n"),
    ("en", "| Light | Share |\n|--|--|\n| Black Cape | 33% |\n| Grey Cove | 33% |\n| Other | 33% |\n| Total | 100% |\n"),
    ("en", "| Top two | Visits |\n|--|--|\n| Black Cape | 330 |\n| Grey Cove | 220 |\n| Total, all lights | 1,970 |\n"),
    ("en", "| Light | Growth |\n|--|--|\n| Black Cape | 3% |\n| Grey Cove | 5% |\n| Total | 4% |\n"),
    ("fr", "| Phare | Gardiens |\n|--|--|\n| Cap-Noir | 12 |\n| dont bénévoles | 4 |\n| Anse-Grise | 31 |\n| Total | 43 |\n"),
    ("en", "Amounts are rounded.\n\n| Light | Cost |\n|--|--|\n| Black Cape | 212 |\n| Grey Cove | 310 |\n| Total | 523 |\n"),
    ("fr", "Le fonds est de 10 M$ sur deux ans, soit 5 M$ par année et 4 M$ pour la suite."),
    ("en", "The two agreements, at $31.7 million and $24.1 million, add up to $55.8 million."),
    ("fr", "On y a fait quatre tirs orbitaux et trois tirs suborbitaux, soit sept lancements."),
    ("fr", "On y a fait quatre tirs et trois vols de deux jours, soit six jours."),
    ("en", "The survey found that 60% sail and 55% fish."),
    ("fr", "Le fonds compte 8 M$, dont 2 M$ pour les quais et 1 M$ pour les phares."),
    ("en", "The fund of $40 million supports projects such as:\n\n- $6 million for piers;\n- $3 million for lights."),
]


@pytest.mark.parametrize(("language", "text"), RIGHT, ids=[each[1][:25] for each in RIGHT])
def test_what_adds_up_or_may(language: str, text: str, check: Check) -> None:
    assert check(text, language=language) == []


def test_said_twice(check: Check) -> None:
    first = "Le coût du pont est de 4,2 millions de dollars. La province le paiera."
    assert check(f"{first}\n\nLe coût du pont, 2,4 millions de dollars, est partagé.", language="fr") == [
        ("self-contradiction", "2,4 millions de dollars")
    ]
    assert check(f"{first}\n\nLe coût de la route, 2,4 millions de dollars, est partagé.", language="fr") == []


SERIES = [
    ("fr", "En 2018, le musée a reçu 310 groupes.\n\nEn 2019, le musée a reçu 340 groupes."),
    ("en", "The fund paid the Province of Alder the sum of $2 billion.\n\nThe fund paid the Province of Birch the sum of $3 billion."),
    ("en", "The school has 31 teachers in Amos.\n\nThe school has 34 teachers in Matane."),
    ("fr", "Le refuge a soigné 41 oiseaux.\n\nIl a aussi relâché 14 autres oiseaux."),
    ("en", "The ship carries 26 sailors.\n\nAbout 62 sailors live in the village."),
]


@pytest.mark.parametrize(("language", "text"), SERIES, ids=[each[1][:25] for each in SERIES])
def test_series_and_other_things(language: str, text: str, check: Check) -> None:
    assert check(text, language=language) == []
