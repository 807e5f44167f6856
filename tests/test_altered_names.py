"""Names of which a word was left out or replaced by one of its kind, names with marks and initials, and titles in their many places."""

from __future__ import annotations

import pytest
from conftest import Check

FACTS = """
entities:
  wharf-fund: {kind: programme, en: {name: Coastal Wharf Repair Fund, acronym: CWRF}, fr: {name: Fonds côtier de réfection des quais, acronym: FCRQ}}
  tides: {kind: organisation, en: {name: Tidal Research Institute, acronym: TRI}, fr: {name: Institut d’étude des marées, acronym: IEM}}
  grant: {kind: programme, en: Harbour Apprentice Benefit, fr: allocation portuaire canadienne pour apprentis}
  horizons: {kind: programme, en: Bright Harbours for Sailors Program, fr: Programme Beaux ports pour les marins}
  agency: {kind: organisation, en: {name: Lighthouse Services Agency of Canada, acronym: LSAC}, fr: {name: Agence canadienne des services de phares, acronym: ACSP}}
  site: {kind: service, en: quai.gouv.ca, fr: quai.gouv.ca}
  gauge: {kind: organisation, en: TIDEX, fr: TIDEX}
  law: {kind: law, en: "Safe Wharves Act: Second Part", fr: "Loi sur les quais sûrs : deuxième partie"}
  mael: {kind: person, title: adm, en: Arthur K. Maelstrom, fr: Arthur K. Maelstrom}
  paula: {kind: person, title: adm, en: Paula Quayside, fr: Paula Quayside}
  adm: {kind: title, en: {name: Assistant Harbour Master}, fr: {name: {m: maître de port adjoint, f: maîtresse de port adjointe}}}
  head: {kind: title, en: Director General, fr: {name: {m: directeur général, f: directrice générale}}}
"""

ALTERED = [
    ("en", "The Coastal Wharf Repair Program pays.", "Coastal Wharf Repair Program"),
    ("en", "The Coastal Repair Fund (CWRF) pays.", "Coastal Repair Fund"),
    ("en", "The Wharf Repair Fund pays.", "Wharf Repair Fund"),
    ("en", "The Tidal Institute, TRI, replied.", "Tidal Institute"),
    ("en", "The Tidal Research Centre replied.", "Tidal Research Centre"),
    ("en", "The Tidal Science Institute replied.", "Tidal Science Institute"),
    ("en", "The Harbour Apprentice Allowance is paid.", "Harbour Apprentice Allowance"),
    ("en", "The Harbour Benefit is paid.", "Harbour Benefit"),
    ("en", "The Harbours for Sailors Program is new.", "Harbours for Sailors Program"),
    ("en", "The Lighthouse Services Department of Canada replied.", "Lighthouse Services Department of Canada"),
    ("fr", "Le Programme côtier de réfection des quais paie.", "Programme côtier de réfection des quais"),
    ("fr", "Le Fonds de réfection des quais (FCRQ) paie.", "Fonds de réfection des quais"),
    ("fr", "Le Centre d’étude des marées répond.", "Centre d’étude des marées"),
    ("fr", "L’Institut des marées (IEM) répond.", "Institut des marées"),
    ("fr", "La prestation portuaire canadienne pour apprentis est versée.", "prestation portuaire canadienne pour apprentis"),
    ("fr", "L’allocation portuaire nationale pour apprentis est versée.", "allocation portuaire nationale pour apprentis"),
    ("fr", "L’Agence nationale des services de phares répond.", "Agence nationale des services de phares"),
    ("fr", "La Direction canadienne des services de phares répond.", "Direction canadienne des services de phares"),
]


@pytest.mark.parametrize(("language", "text", "quoted"), ALTERED)
def test_a_word_left_out_or_replaced_by_its_like(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("name-variant", quoted)]


OTHERS = [
    ("en", "The Coastal Fund pays, and the Institute replied."),
    ("en", "The Coastal Wharf Safety Fund pays."),
    ("en", "The Greater Coastal Wharf Repair Program pays."),
    ("en", "The Investing in Harbour Benefit plan is new."),
    ("en", "The Tidal Research Council replied."),
    ("en", "The harbour benefit of the tide is known."),
    ("en", "The Coastal Wharf Repair Fund’s plan, the Coastal Wharf Repair Funds."),
    ("fr", "L’Institut des marées répond."),
    ("fr", "Le Fonds côtier de réfection des ports paie."),
    ("fr", "L’allocation pour apprentis est versée."),
    ("fr", "L’Agence canadienne des services de ports répond."),
]


@pytest.mark.parametrize(("language", "text"), OTHERS)
def test_short_forms_and_other_bodies(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []


MISSPELT = [
    ("en", "Arthur K. Maelstorm spoke.", "Maelstorm"),
    ("en", "Read quia.gouv.ca today.", "quia.gouv.ca"),
    ("en", "“We thank the Tidal Resaerch Institute for all of its work.”", "Resaerch"),
    ("en", "The Safe Wharvs Act: Second Part is in force.", "Wharvs"),
    ("en", "the coastal wahrf repair fund pays.", "wahrf"),
    ("en", "TIDEX replied, and TIDXE agreed.", "TIDXE"),
    ("fr", "Arthur K. Maelstorm a parlé.", "Maelstorm"),
    ("fr", "Lisez quai.guov.ca.", "quai.guov.ca"),
    ("fr", "« Nous remercions l’Institut d’étude des mareés de tout ce travail. »", "mareés"),
    ("fr", "Le « Fonds côtier de réfction des quais » paie.", "réfction"),
]


@pytest.mark.parametrize(("language", "text", "quoted"), MISSPELT)
def test_names_with_marks_initials_and_quotations(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("name-misspelled", quoted)]


TITLES = [
    ("en", "Paula Quayside (Director General, North) agreed.", "Paula Quayside (Director General"),
    ("en", "The Director General of the Tidal Research Institute, Ms. Paula Quayside, agreed.", None),
    ("en", "Directors General Paula Quayside and Arthur K. Maelstrom agreed.", None),
    ("fr", "Paula Quayside (directrice générale, Nord) a parlé.", "Paula Quayside (directrice générale"),
    ("fr", "La directrice générale de l’Institut d’étude des marées, Mme Paula Quayside, a parlé.", None),
]


@pytest.mark.parametrize(("language", "text", "quoted"), TITLES)
def test_titles_in_brackets_after_a_body_and_of_two_persons(language: str, text: str, quoted: str | None, check: Check) -> None:
    found = check(text, FACTS, language)
    assert {rule for rule, _ in found} == {"title-mismatch"}
    assert quoted is None or found[0][1] == quoted


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Paula Quayside (Assistant Harbour Master, North) agreed."),
        ("en", "Assistant Harbour Masters Paula Quayside and Arthur K. Maelstrom agreed."),
        ("en", "Paula Quayside (613-555-0123) agreed with the Director General."),
        ("fr", "Paula Quayside (maîtresse de port adjointe, Nord) a parlé."),
        ("fr", "La maîtresse de port adjointe de l’Institut d’étude des marées, Mme Paula Quayside, a parlé."),
    ],
)
def test_right_titles(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []
