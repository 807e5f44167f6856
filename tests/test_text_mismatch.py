"""Exact wordings: altered in their words, their order, their length."""

from __future__ import annotations

import pytest
from conftest import Check

FACTS = """
entities:
  phare: {kind: organisation, fr: Ligue des phares, en: Lighthouse League}
facts:
  devise:
    about: phare
    text: {fr: "Des feux clairs, des routes sûres", en: "Bright lights, safe routes"}
    cues: {fr: [devise], en: [motto]}
"""


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("fr", "La devise de la Ligue des phares est « Des routes sûres, des feux clairs ».", "Des routes sûres, des feux clairs"),
        ("fr", "La devise de la Ligue des phares est « Des routes sûres et des feux clairs ».", "Des routes sûres et des feux clairs"),
        ("fr", "La devise de la Ligue des phares : Des routes sûres, des feux clairs.", "Des routes sûres, des feux clairs"),
        ("fr", "Sur la porte de la Ligue : « Des routes sûres, des feux clairs ».", "Des routes sûres, des feux clairs"),
        ("fr", "La devise de la Ligue des phares est « Des feux clairs et des routes sûres ».", "Des feux clairs et des routes sûres"),
        ("fr", "La devise de la Ligue des phares est « Des phares clairs, des routes sûres ».", "Des phares clairs, des routes sûres"),
        ("en", "The Lighthouse League’s motto is “Safe routes, bright lights”.", "Safe routes, bright lights"),
        ("en", "The Lighthouse League’s motto is “Safe routes and bright lights.”", "Safe routes and bright lights"),
        ("en", "“Safe routes, bright lights” is the motto of the League.", "Safe routes, bright lights"),
        ("en", "The Lighthouse League’s motto is Safe routes, bright lights.", "Safe routes, bright lights"),
        ("en", "The Lighthouse League’s motto is “Bright lights and safe routes”.", "Bright lights and safe routes"),
        ("en", "The Lighthouse League’s motto is “Bright lamps, safe routes”.", "Bright lamps, safe routes"),
        ("en", "The Lighthouse League’s motto is “Safe harbours, bright lights”.", "Safe harbours, bright lights"),
    ],
)
def test_altered(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("text-mismatch", quoted)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "La devise de la Ligue des phares est « Des feux clairs, des routes sûres »."),
        ("fr", "La devise de la Ligue des phares est « DES FEUX CLAIRS, DES ROUTES SÛRES »."),
        ("fr", "La Ligue des phares a une devise. Elle veut des routes sûres et des feux clairs."),
        ("fr", "La devise de la Ligue est connue, et son « plan des routes sûres » aussi."),
        ("en", "The Lighthouse League’s motto is “Bright lights, safe routes”."),
        ("en", "The Lighthouse League has a motto. It stands for safe routes and bright lights."),
        ("en", "Its motto is known; its magazine, “Light and Water”, is not."),
        ("en", "The League wants safe routes and bright lights."),
    ],
)
def test_kept_or_other_words(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []
