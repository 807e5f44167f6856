"""Appositions: what calls an entity another kind of thing, and what says something else of it."""

from __future__ import annotations

import pytest
from conftest import Check

FACTS = """
entities:
  ligue: {kind: organisation, fr: Ligue des phares, en: Lighthouse League}
  feux: {kind: service, fr: {name: FeuxVeille, description: registre public des feux}, en: {name: LightWatch, description: public registry of lights}}
  marin: {kind: service, fr: {name: AlloMarin, description: "ligne d'aide maritime", also: [Ligne AlloMarin]}, en: {name: SailorTalk, description: marine help line}}
  quai: {kind: service, fr: {name: MonQuai, description: portail des plaisanciers}, en: {name: MyWharf, description: boaters portal}}
"""


@pytest.mark.parametrize(
    ("language", "text", "quoted"),
    [
        ("fr", "Tout est dans FeuxVeille, le répertoire public des feux, depuis mai.", "répertoire public des feux"),
        ("fr", "Tout est dans FeuxVeille, la base de données des feux.", "base de données des feux"),
        ("fr", "Tout est dans FeuxVeille (le catalogue des phares).", "catalogue des phares"),
        ("fr", "MonQuai, le site des navigateurs, répond.", "site des navigateurs"),
        ("fr", "On répond chez AlloMarin, le service d'aide maritime, jour et nuit.", "service d'aide maritime"),
        ("fr", "AlloMarin – le guichet des marins – répond.", "guichet des marins"),
        ("en", "All is in LightWatch, the public directory of lights, since May.", "public directory of lights"),
        ("en", "All is in LightWatch, the lights database.", "lights database"),
        ("en", "MyWharf, the sailing website, answers.", "sailing website"),
        ("en", "MyWharf, the boaters app, answers.", "boaters app"),
        ("en", "SailorTalk, the marine crisis hotline, answers.", "marine crisis hotline"),
        ("en", "SailorTalk (the sailors network) answers.", "sailors network"),
    ],
)
def test_another_kind_of_thing(language: str, text: str, quoted: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("description-mismatch", quoted)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("fr", "Tout est dans FeuxVeille, le registre des feux, et dans FeuxVeille, le registre public des feux de la côte."),
        ("fr", "FeuxVeille, le premier site du genre, et MonQuai, le site le plus visité, répondent."),
        ("fr", "FeuxVeille, un site primé, MonQuai, une application, répondent."),
        ("fr", "FeuxVeille, le principal outil de la Ligue, répond."),
        ("fr", "FeuxVeille, le site de la Ligue des phares, répond."),
        ("fr", "On finance MonQuai, le site et la ligne; on finance MonQuai, le site, la ligne et le bulletin."),
        ("fr", "MonQuai, le fruit de dix ans de travail, répond."),
        ("fr", "MonQuai, le site que tous visitent, répond."),
        ("fr", "Avec MonQuai, le temps d'attente diminue."),
        ("en", "All is in LightWatch, the registry of lights, and in LightWatch, the registry."),
        ("en", "LightWatch, the first website of its kind, and MyWharf, the busiest site, answer."),
        ("en", "LightWatch, an award-winning website, answers."),
        ("en", "LightWatch, the program's main website, answers."),
        ("en", "LightWatch, the Lighthouse League website, answers."),
        ("en", "It pays for MyWharf, the website, and the hotline; for MyWharf, the website and the hotline."),
        ("en", "MyWharf, the pride of its makers, answers."),
        ("en", "With MyWharf, the average wait is shorter."),
        ("en", "MyWharf, the boaters web portal, answers."),
    ],
)
def test_the_same_kind_or_something_else(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []
