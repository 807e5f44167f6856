"""What looks like an error and is none: parallel provisions, series, other things, intervals over the new year, explained acronyms."""

from __future__ import annotations

import pytest
from conftest import Check, report

PARALLEL = [
    (
        "fr",
        "(1) La demande est présentée dans les trente jours suivant l’avis.\n\n(2) L’appel est présenté dans les cinquante jours suivant l’avis.",
    ),
    (
        "fr",
        "- a) le délai de dépôt de la plainte du marin est de 45 jours;\n- b) le délai de dépôt de la plainte du marin est de 54 jours.",
    ),
    ("fr", "## Granby\n\nLe droit d’amarrage au quai est de 45 $.\n\n## Lachute\n\nLe droit d’amarrage au quai est de 54 $."),
    ("fr", "Le port compte 23 employés permanents.\n\nLe port compte 32 employés occasionnels."),
    ("fr", "Jeanne aimait ses 13 petits-enfants.\n\nMarthe aimait ses 31 petits-enfants."),
    ("fr", "Si la visite dure 12 jours, le marin paie.\n\nSi la visite dure 21 jours, le marin ne paie pas."),
    ("en", "(1) The claim is filed within 30 days after the notice.\n\n(2) The appeal is filed within 50 days after the notice."),
    (
        "en",
        "- (a) the time to file the complaint of the sailor is 45 days;\n- (b) the time to file the complaint of the sailor is 54 days.",
    ),
    ("en", "## Granby\n\nThe mooring fee at the wharf is $45.\n\n## Lachute\n\nThe mooring fee at the wharf is $54."),
    ("en", "The port has 23 full-time employees.\n\nThe port has 32 term employees."),
    (
        "en",
        "From July 1, 1990 to June 30, 1991, the quota is 25% of the seats.\n\nFrom July 1, 1992 to June 30, 1993, the quota is 52% of the seats.",
    ),
    ("en", "If the visit lasts 12 days, the sailor pays.\n\nIf the visit lasts 21 days, the sailor does not pay."),
]


@pytest.mark.parametrize(("language", "text"), PARALLEL)
def test_parallel_statements_do_not_contradict_one_another(language: str, text: str, check: Check) -> None:
    assert check(text, "", language) == []


OVER_NEW_YEAR = [
    ("fr", "Le quai est fermé de novembre à mars 2019."),
    ("fr", "Budget : septembre à janvier 2024, 76 000 $."),
    ("fr", "Le quai a fermé du 15 décembre au 31 janvier 2020."),
    ("fr", "Les relevés de 2023 et 2021 concordent."),
    ("fr", "L’écart entre 2023 et 2021 est faible."),
    ("en", "The wharf is closed from November to March 2019."),
    ("en", "It snowed between October and February 2021."),
    ("en", "The wharf was closed from December 15 to January 31, 2020."),
    ("en", "The 2023 and 2021 surveys agree."),
    ("en", "The gap between the 2023 and 2021 surveys is small."),
]


@pytest.mark.parametrize(("language", "text"), OVER_NEW_YEAR)
def test_an_interval_over_the_new_year_is_not_reversed(language: str, text: str, check: Check) -> None:
    assert check(text, "", language) == []


def _acronyms(folder: object, language: str, text: str) -> list[str]:
    found = report(folder, text, name=f"note.{language}.md")  # type: ignore[arg-type]
    return [str(each.values["found"]) for each in found.findings if each.rule == "acronym-undefined"]


EXPLAINED = [
    ("fr", "Le Bureau des quais du littoral, BQL, a répondu. Le BQL est petit."),
    ("fr", "Le BQL (Bureau des quais du littoral) a répondu."),
    ("fr", "La Ligue internationale des ports francs (IFPL) a répondu. L’IFPL est petite."),
    ("fr", "Le quai de SOUCHON Cécile et le JHQ Littoral sont fermés."),
    ("fr", "L’OCDE, l’UNESCO et la GRC ont répondu par l’API."),
    ("en", "The Coastal Wharves Office, CWO, replied. The CWO is small."),
    ("en", "The CWO (Coastal Wharves Office) replied."),
    ("en", "The new coastal wharves benefit, or CWB, is paid."),
    ("en", "The Ligue internationale des Ports (LIPX) replied."),
    ("en", "NOTICE TO ALL: the OECD, NATO and the RCMP replied through the API."),
]


@pytest.mark.parametrize(("language", "text"), EXPLAINED)
def test_an_explained_or_well_known_acronym(language: str, text: str, tmp_path: object) -> None:
    assert _acronyms(tmp_path, language, text) == []


def test_the_acronyms_that_a_note_uses_most(tmp_path: object) -> None:
    text = "Le BQX dit à la JHQ que le RTW attend. Le RTW et la JHQ sont loin du port."
    assert _acronyms(tmp_path, "fr", text) == ["JHQ", "RTW"]
    assert _acronyms(tmp_path, "en", "The BQX tells the RTW to wait.") == ["BQX", "RTW"]


def test_singular_and_plural_expand_one_acronym(check: Check) -> None:
    assert check("Les avis d’engagements (AE) sont prêts. Un avis d’engagement (AE) suffit.", "", "fr") == []
    assert check("A letter of intents (LI) is ready. One letter of intent (LI) is enough.", "", "en") == []


def test_the_first_letter_of_an_acronym_is_no_small_word(check: Check) -> None:
    facts = "entities:\n  dpq: {kind: title, fr: {name: dirigeant principal des quais, acronym: DPQ}}\n"
    assert check("La Direction du dirigeant principal des quais (DDPQ) répond.", facts, "fr") == []
    assert (
        check(
            "Le contrat de garantie (DG) est signé.", "entities:\n  dg: {kind: title, fr: {name: directeur général, acronym: DG}}\n", "fr"
        )
        == []
    )
