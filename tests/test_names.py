"""Names: their many right forms, their near misses, and other words."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Check, quote, report

from factcheck.findings import Severity

FACTS = """
entities:
  cncee: {kind: organisation, fr: {name: Centre national de coordination, acronym: CNC}, en: {name: National Coordination Centre, acronym: NCC}}
  justice: {kind: organisation, fr: ministère de la Justice, en: Department of Justice}
  sm: {kind: title, fr: sous-ministre adjoint, en: assistant deputy minister}
  ecole: {kind: organisation, fr: École des gardes-côtes, en: Coast Guard School}
  portail: {kind: service, fr: SignalMarée.ca, en: TideReport.ca}
  nunavut: {kind: place, fr: Nunavut, en: Nunavut}
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Le rôle du ministère de la Justice et du Centre national de coordination (CNC)."),
        ("fr", "CENTRE NATIONAL DE COORDINATION"),
        ("fr", "Le Centre\nnational de\u00a0coordination répond."),
        ("fr", "Les sous-ministres adjoints et la sous-ministre adjointe."),
        ("fr", "La visite d’École des gardes-côtes, à l'École des gardes‑côtes."),
        ("fr", "Les centres nationaux de coordination des secours."),
        ("fr", "Le sous-comité se réunit."),
        ("en", "The National Coordination Centre’s work, the assistant deputy ministers’ role."),
        ("en", "The Department of Finance answers."),
        ("en", "The Coast Guard is at sea."),
        ("en", "The TideReports of last year. TideReport.ca answers; tidereport.com does not."),
    ],
)
def test_right(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []


@pytest.mark.parametrize(
    ("language", "text", "rule", "quoted"),
    [
        ("fr", "Le Centre national de cordination répond.", "name-misspelled", "cordination"),
        ("fr", "Le ministère de la Jsutice répond.", "name-misspelled", "Jsutice"),
        ("fr", "Le cous-ministre adjoint répond.", "name-misspelled", "cous-ministre"),
        ("en", "The Natoinal Coordination Centre answers.", "name-misspelled", "Natoinal"),
        ("en", "The Department of Justise answers.", "name-misspelled", "Justise"),
        ("en", "The assistant deputy minster answers.", "name-misspelled", "minster"),
        ("fr", "Écrivez à SignalMaére.ca pour cela.", "name-misspelled", "SignalMaére.ca"),
        ("en", "Write to TideReprot.ca about it.", "name-misspelled", "TideReprot.ca"),
        ("fr", "Les ports du Nunavtu rouvrent.", "name-misspelled", "Nunavtu"),
    ],
)
def test_misspelt(language: str, text: str, rule: str, quoted: str, check: Check) -> None:
    (found,) = check(text, FACTS, language)
    assert found[0] == rule
    assert quoted in found[1]


LONG = """
entities:
  institut: {kind: organisation, fr: Institut national de recherche sur les glaces, en: National Institute for Sea Ice Research}
  alberta: {kind: place, fr: Alberta, en: Alberta}
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The National Institute studies sea ice; the Institute for Sea Ice Research does too."),
        ("en", "The National Institute for Sea Ice Research Fund pays. The Métis National Institute for Ice Research pays too."),
        ("en", "The National Institute for Sea Floor Research is another."),
        ("en", "The National Institute said that for Sea Ice Research it would pay."),
        ("en", "Prince Albert, Alberto and the Albertans."),
        ("fr", "L’Institut national de recherche, et l’Institut national de recherche sur les sols."),
        ("fr", "Le rapport sur l’Institut national de la recherche sur les glaces."),
    ],
)
def test_parts_and_neighbours_of_a_name(language: str, text: str, check: Check) -> None:
    assert check(text, LONG, language) == []


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("en", "The National Institute for Ice Research answers.", "National Institute for Ice Research"),
        ("en", "The National Institute for Ice Sea Research answers.", "National Institute for Ice Sea Research"),
        ("en", "The National Arctic Institute for Sea Ice Research answers.", "National Arctic Institute for Sea Ice Research"),
        ("en", "The National Institute of Sea Ice Research answers.", "National Institute of Sea Ice Research"),
        ("fr", "L’Institut de recherche sur les glaces répond.", "Institut de recherche sur les glaces"),
        ("fr", "L’Institut national de recherche pour les glaces répond.", "Institut national de recherche pour les glaces"),
    ],
)
def test_altered(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, LONG, language) == [("name-variant", quoted)]


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        (
            "en",
            "The Office for Northern Roads Safety (ONRS) opens. The Office for Nothern Roads Safety closes.",
            ["Office for Nothern Roads Safety"],
        ),
        (
            "en",
            "The Office for Northern Roads Safety (ONRS) opens. The Office of Northern Roads Safety closes.",
            ["Office of Northern Roads Safety"],
        ),
        ("en", "The Office for Northern Roads Safety (ONRS) opens. The Office for Northern Safety closes.", ["Office for Northern Safety"]),
        (
            "fr",
            "Le Bureau de la sécurité des routes du Nord (BSRN) ouvre. Le Bureau de la sécurité du Nord ferme.",
            ["Bureau de la sécurité du Nord"],
        ),
        (
            "fr",
            "Le Bureau de la sécurité des routes nordiques (BSRN) ouvre. Le Bureau des routes de la sécurité nordiques ferme.",
            ["Bureau des routes de la sécurité nordiques"],
        ),
        (
            "en",
            "The Fund for Deep Water Ports pays. The Fund for Deep Water Ports gives. The Fund for Water Deep Ports lends.",
            ["Fund for Water Deep Ports"],
        ),
        ("en", "The Fund for Deep Water Ports pays. The Fund for Water Deep Ports lends.", ["Fund for Water Deep Ports"]),
        (
            "en",
            "Prime Minister Roy and President Cole met. Prime Minister Roy and President Cole dined. Prime Minister and President Cole left.",
            [],
        ),
        ("en", "The Office for Northern Roads Safety (ONRS) opens. The Office opens, and so does the Office for Northern Roads.", []),
    ],
)
def test_a_name_of_the_note_itself_in_two_ways(language: str, text: str, quoted: list[str], tmp_path: Path) -> None:
    told = report(tmp_path, text, "", f"note.{language}.md")
    found = [each for each in told.findings if each.rule == "name-variant"]
    assert [quote(each, told) for each in found] == quoted
    assert all(each.severity is Severity.NOTE and each.related for each in found)


ACRONYMS = """
entities:
  ligue: {kind: organisation, fr: {name: Ligue internationale des phares du Nord, acronym: LIPN}, en: {name: Northern International Lighthouse League, acronym: NILL}}
  office: {kind: organisation, fr: {name: Office riverain des glaces et des quais, acronym: ORGQ}, en: {name: Riverside Ice and Quays Office, acronym: RIQO}}
  caisse: {kind: organisation, fr: {name: Caisse arctique du bois de grève, acronym: CABGR}, en: {name: Arctic Driftwood Bank Group, acronym: ADBGR}}
"""
LIGUE, OFFICE = (
    "La Ligue internationale des phares du Nord (LIPN) est à Gaspé. ",
    "L’Office riverain des glaces et des quais (ORGQ) aussi. ",
)
LEAGUE = "The Northern International Lighthouse League (NILL) is in Gaspé. "


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("fr", LIGUE + "Le président de la LPN est élu.", "LPN"),
        ("fr", LIGUE + "Le président de la LIP est élu.", "LIP"),
        ("fr", OFFICE + "Le budget de l’OGQ a doublé.", "OGQ"),
        ("fr", OFFICE + "Le budget de l'ORQG a doublé.", "ORQG"),
        ("fr", OFFICE + "Le budget de l'ORGGQ a doublé.", "ORGGQ"),
        ("fr", "La Caisse arctique du bois de grève (CABGR) prête. La CAPGR dépense.", "CAPGR"),
        ("en", LEAGUE + "The NLL elects its head.", "NLL"),
        ("en", LEAGUE + "The NLIL elects its head.", "NLIL"),
        ("en", "NILL is short for Northern International Lighthouse League; the NIL’s head is elected.", "NIL"),
    ],
)
def test_an_acronym_with_a_slip(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, ACRONYMS, language) == [("name-misspelled", quoted)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", LIGUE + "La Ligue des phares neufs (LPN) élit le sien; la LPN est petite."),
        ("fr", LIGUE + "Le LPN et le LPN du Yukon élisent le leur, et le LPN de Gaspé aussi."),
        ("fr", "Le budget de l’OGQ a doublé."),
        ("fr", LIGUE + "La LIPM, sise à Laval, a son président."),
        ("en", LEAGUE + "The New Light Lobby, NLL, elects its head."),
        ("en", LEAGUE + "The NILS elects its head."),
        ("en", LEAGUE + "It said: “the NLL elects its head”."),
        ("en", LEAGUE + "NATO, the EU and the UN elect theirs."),
    ],
)
def test_an_acronym_of_another_body(language: str, text: str, check: Check) -> None:
    assert check(text, ACRONYMS, language) == []


PERSONS = """
entities:
  dg: {kind: title, fr: directrice générale, en: Director General}
  gaudreault: {kind: person, title: dg, fr: Mélanie Gaudreault, en: Mélanie Gaudreault}
  stephens: {kind: person, fr: Phillip Stephens, en: Phillip Stephens}
  kowalczyk: {kind: person, fr: Irène Kowalczyk, en: Irène Kowalczyk}
  lee: {kind: person, fr: Anne Lee, en: Anne Lee}
"""


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "Mélanie Gaudreau, directrice générale, a répondu.", ("name-misspelled", "Gaudreau")),
        ("fr", "La directrice générale, Mélanie Godrault, a répondu.", ("name-misspelled", "Godrault")),
        ("fr", "Mélanie Gaudraut a répondu.", ("name-misspelled", "Gaudraut")),
        ("fr", "Melany Gaudreault a répondu.", ("name-misspelled", "Melany")),
        ("fr", "Filip Stephens a répondu.", ("name-misspelled", "Filip")),
        ("fr", "Phillip Stefenns a répondu.", ("name-misspelled", "Stefenns")),
        ("fr", "Irène Covalczyck a répondu.", ("name-misspelled", "Covalczyck")),
        ("fr", "Irene Kowalczyk a répondu.", ("name-misspelled", "Irene")),
        ("fr", "Le rapport de Gaudreault Mélanie est paru.", ("name-variant", "Gaudreault Mélanie")),
        ("en", "Phillip Stefens answered.", ("name-misspelled", "Stefens")),
        ("en", "Philip Stephens answered.", ("name-misspelled", "Philip")),
        ("en", "Melanie Gaudreault, Director General, answered.", ("name-misspelled", "Melanie")),
        ("en", "Irène Kovalczyk answered.", ("name-misspelled", "Kovalczyk")),
        ("en", "Irène Cowalczick answered.", ("name-misspelled", "Cowalczick")),
        ("en", "We asked Stephens Phillip about it.", ("name-variant", "Stephens Phillip")),
    ],
)
def test_a_person_misspelt(language: str, text: str, found: tuple[str, str], check: Check) -> None:
    assert check(text, PERSONS, language) == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Rédaction : Direction générale, Mélanie Gaudreault"),
        ("fr", "MELANIE GAUDREAULT, directrice générale; M. Gaudreault; Mme Gaudreault"),
        ("fr", "Mélanie Gaudet et Hélène Gaudreault ont répondu."),
        ("fr", "Étaient là : GAUDREAULT Mélanie; Gaudreault, Mélanie."),
        ("fr", "- Gaudreault Mélanie\n- Stephens Phillip"),
        ("fr", "Anna Li et Anne Lie ont répondu."),
        ("fr", "Phillip Stephenson a répondu."),
        ("en", "P. Stephens and Phillip Stephens’ sister answered. So did Phillip Stevenson."),
        ("en", "Ann Li and Anne Leigh answered. The two Phillip Stephenses did."),
        ("en", "Mark Stephens and Phillip Steele answered."),
        ("en", "Stephens, Phillip (2019)."),
    ],
)
def test_another_person_or_way_of_writing_one(language: str, text: str, check: Check) -> None:
    assert check(text, PERSONS, language) == []


INFLECTED = """
entities:
  regie: {kind: organisation, fr: Régie provinciale des marées, en: Provincial Tide Board}
  conseil: {kind: organisation, fr: Conseil national des éclusiers, en: National Navigators Council}
  commission: {kind: organisation, fr: Commission royale des phares, en: Royal Commission for Harbour Lights}
  fonds: {kind: programme, fr: Fonds de rénovation des quais, en: Quay Renovation Fund}
  programme: {kind: programme, fr: programme d’aide aux ports du Nord, en: Northern Ports Aid Program}
"""


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("fr", "La Régie provincial des marées répond.", ("name-misspelled", "provincial")),
        ("fr", "La Régie provinciale des marée répond.", ("name-misspelled", "marée")),
        ("fr", "Le Conseil nationaux des éclusiers répond.", ("name-misspelled", "nationaux")),
        ("fr", "La Commissions royale des phares répond.", ("name-misspelled", "Commissions")),
        ("fr", "Un avis de la Commission royal des phares.", ("name-misspelled", "royal")),
        ("fr", "Le Fonds de rénovations des quais paie.", ("name-misspelled", "rénovations")),
        ("fr", "Le Fonds de rénovateurs des quais paie.", ("name-variant", "Fonds de rénovateurs des quais")),
        ("fr", "Le programme d’aide aux port du Nord commence.", ("name-misspelled", "port")),
        ("en", "The Provincial Tides Board answers.", ("name-misspelled", "Tides")),
        ("en", "The National Navigation Council answers.", ("name-variant", "National Navigation Council")),
        ("en", "The National Navigator Council answers.", ("name-misspelled", "Navigator")),
        ("en", "The Royal Commission for Harbours Lights answers.", ("name-misspelled", "Harbours")),
        ("en", "A report of the Royal Commission for Harbour Light.", ("name-misspelled", "Light")),
        ("en", "The Quay Renovations Fund pays.", ("name-misspelled", "Renovations")),
        ("en", "The Quay Renovators Fund pays.", ("name-variant", "Quay Renovators Fund")),
        ("en", "The Northern Port Aid Program starts.", ("name-misspelled", "Port")),
    ],
)
def test_a_word_of_a_name_inflected_or_of_its_family(language: str, text: str, found: tuple[str, str], check: Check) -> None:
    assert check(text, INFLECTED, language) == [found]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Les Régies provinciales des marées répondent; deux Régies provinciales des marées aussi."),
        ("fr", "Les Commissions royales des phares de 1910 et de 1920."),
        ("fr", "Une régie provincial des marées"),
        ("fr", "Les programmes d’aide aux ports du Nord."),
        ("fr", "LA RÉGIE PROVINCIALE DES MAREES"),
        ("fr", "La Régie provinciale des phares et le Conseil national des pêches."),
        ("en", "The two Provincial Tide Boards answer, and so do all Royal Commissions for Harbour Lights."),
        ("en", "The Provincial Tide Board’s answer."),
        ("en", "A provincial tides board answers."),
        ("en", "The National Navigators Council Fund; the First National Navigator Council."),
        ("en", "The National Farmers Council and the Quay Safety Fund."),
    ],
)
def test_several_of_a_name_or_another(language: str, text: str, check: Check) -> None:
    assert check(text, INFLECTED, language) == []
