"""What is tied to what: statements, facts, and what is left alone."""

from __future__ import annotations

from typing import Any

import pytest
from conftest import Check

PROVINCES = """
entities:
  alberta: {kind: place, fr: Alberta, en: Alberta}
  quebec: {kind: place, fr: Québec, en: Quebec}
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
  ministere: {kind: organisation, fr: ministère des Côtes, en: Department of Coasts}
facts:
  alberta-part: {about: [fonds, alberta], amount: 4.2 million CAD, source: Agreement}
  quebec-part: {about: [fonds, quebec], amount: 2.4 million CAD, source: Agreement}
  budget: {about: fonds, amount: 22.24 million CAD, over: 3 years, cues: {fr: [budget de 2019], en: [Budget 2019]}, source: Budget}
  annual: {about: fonds, amount: 5.5 million CAD, per: year, cues: {fr: [fonctionnement], en: [operations]}, source: Budget}
  share: {about: fonds, percent: 62 %, cues: {fr: [réparations], en: [repairs]}, source: Report}
  keepers: {about: fonds, count: 31 keepers, cues: {fr: [gardiens], en: [keepers]}, source: Report}
  start: {about: fonds, date: 2004-04, cues: {fr: [lancé], en: [launched]}, source: Order}
"""


CASES = [
    ("en", "The Lighthouse Fund gives Alberta $2.4 million and Quebec $4.2 million.", ["$2.4 million", "$4.2 million"]),
    ("fr", "Le Fonds des phares verse 2,4 M$ à l’Alberta et 4,2 M$ au Québec.", ["2,4 M$", "4,2 M$"]),
    ("en", "The Lighthouse Fund gives Alberta $4.2 million and Quebec $2.4 million.", []),
    ("fr", "Le budget de 2019 donne près de 22 millions de dollars sur trois ans au Fonds des phares.", []),
    ("en", "Budget 2019 gave the Lighthouse Fund more than $22 million over three years.", []),
    ("en", "Budget 2019 gave the Lighthouse Fund more than $23 million over three years.", ["more than $23 million"]),
    ("en", "Budget 2019 gave the Lighthouse Fund $22.24 million over five years.", ["$22.24 million over five years"]),
    (
        "en",
        "Budget 2019 shares the Lighthouse Fund’s $22.24 million among four harbours over five years.",
        ["$22.24 million among four harbours over five years"],
    ),
    ("en", "Budget 2019 shares the Lighthouse Fund’s $22.24 million among four harbours over three years.", []),
    (
        "en",
        "Budget 2019 gave the Lighthouse Fund $22.24 million, likewise over five years.",
        ["$22.24 million, likewise over five years"],
    ),
    ("fr", "Le budget de 2019 donne 22,24 M$ sur cinq ans au Fonds des phares.", ["22,24 M$ sur cinq ans"]),
    # A word pairs a series of figures with one of names.
    ("en", "From the Lighthouse Fund, Alberta and Quebec get $4.2 million and $2.4 million respectively.", []),
    (
        "en",
        "From the Lighthouse Fund, Alberta and Quebec get $2.4 million and $4.2 million respectively.",
        ["$2.4 million", "$4.2 million"],
    ),
    ("fr", "Du Fonds des phares, 4,2 M$ et 2,4 M$ vont respectivement à l’Alberta et au Québec.", []),
    ("fr", "Du Fonds des phares, 2,4 M$ et 4,2 M$ vont respectivement à l’Alberta et au Québec.", ["2,4 M$", "4,2 M$"]),
    # Many digits that slipped, beside the subject, need no other word; another figure does.
    ("en", "The Lighthouse Fund, of $24.22 million, is open.", ["$24.22 million"]),
    ("en", "The Lighthouse Fund, of $31.7 million, is open.", []),
    # A figure that another fact holds is not excused by it.
    ("en", "Budget 2019 gave the Lighthouse Fund $4.2 million over three years.", ["$4.2 million"]),
    # What points back to the sentence before is about its subject.
    ("en", "The Lighthouse Fund opened in spring. It employs 13 keepers.", ["13"]),
    ("fr", "Le Fonds des phares est actif. Il emploie 13 gardiens.", ["13"]),
    # Another thing is counted, another subject is spoken of, another year is meant.
    ("en", "The Lighthouse Fund repaired 13 lamps.", []),
    ("en", "The harbour gave Alberta’s schools $9 million.", []),
    ("fr", "Le port emploie 13 marins.", []),
    # A difference is no restatement.
    ("en", "Budget 2019 gave the Lighthouse Fund $3 million more than before.", []),
    # An operation or a wish states no fact.
    ("en", "Repairs take 26% of the Lighthouse Fund.", ["26%"]),
    ("fr", "Les réparations prennent 26 % du Fonds des phares.", ["26 %"]),
    ("fr", "Le Fonds des phares a été lancé en mai 2004.", ["mai 2004"]),
    ("fr", "Le Fonds des phares a été lancé en 2004.", []),
    ("en", "The Lighthouse Fund was launched in April 2004.", []),
]
# Limits of the score as it is fitted now: of figures that changed places, one is found or none; a rounded bound with another value is only likely.
LIMITS = (
    "The Lighthouse Fund gives Alberta $2.4",
    "Le Fonds des phares verse 2,4",
    "From the Lighthouse Fund, Alberta and Quebec get $2.4",
    "Du Fonds des phares, 2,4 M$",
    "Budget 2019 gave the Lighthouse Fund more than $23",
)


def limited(case: tuple[str, str, list[str]]) -> Any:
    """A case; a limit of the score is expected to fail."""
    return pytest.param(*case, marks=[pytest.mark.xfail(strict=True, reason="a limit of the score")] if case[1].startswith(LIMITS) else [])


@pytest.mark.parametrize(("language", "text", "wrong"), [limited(case) for case in CASES])
def test_linked(language: str, text: str, wrong: list[str], check: Check) -> None:
    found = check(text, PROVINCES, language)
    assert len(found) == len(wrong), found
    for (_, quoted), said in zip(found, wrong, strict=True):
        assert quoted in said or said in quoted
