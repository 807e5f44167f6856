"""Names: their many right forms, their near misses, and other words."""

from __future__ import annotations

import pytest
from conftest import Check

FACTS = """
entities:
  cncee: {kind: organisation, fr: {name: Centre national de coordination, acronym: CNC}, en: {name: National Coordination Centre, acronym: NCC}}
  justice: {kind: organisation, fr: ministère de la Justice, en: Department of Justice}
  sm: {kind: title, fr: sous-ministre adjoint, en: assistant deputy minister}
  ecole: {kind: organisation, fr: École des gardes-côtes, en: Coast Guard School}
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
    ],
)
def test_misspelt(language: str, text: str, rule: str, quoted: str, check: Check) -> None:
    (found,) = check(text, FACTS, language)
    assert found[0] == rule
    assert quoted in found[1]
