"""Qualifiers: an exact figure for an approximate one, bounds that include their figure, means."""

from __future__ import annotations

from collections.abc import Callable

import pytest

Check = Callable[..., list[tuple[str, str]]]
FACTS = """
entities:
  lamp: {kind: programme, fr: Programme des lampes, en: Lamp Program}
facts:
  grant: {about: lamp, amount: about 4000 CAD, cues: {fr: [bourse], en: [grant]}}
  budget: {about: lamp, amount: 16 million CAD, cues: {fr: [budget], en: [budget]}}
"""


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Lamp Program’s grant is about $4,000."),
        ("en", "The Lamp Program’s grant is $4,000 on average."),
        ("en", "Under the Lamp Program, the grant is $4,000 a keeper, on average."),
        ("en", "The Lamp Program’s grant comes to an average of $900 for a pilot and $4,000 for a keeper."),
        ("en", "The budget of the Lamp Program is up to $16 million."),
        ("en", "The budget of the Lamp Program is at least $16 million."),
        ("fr", "La bourse du Programme des lampes est d’environ 4 000 $."),
        ("fr", "La bourse du Programme des lampes est de 4 000 $ en moyenne."),
        ("fr", "La bourse du Programme des lampes s’élève à 4 000 $ par gardien, en moyenne."),
        ("fr", "Le budget du Programme des lampes atteint jusqu’à 16 millions de dollars."),
        ("fr", "Le budget du Programme des lampes est d’au moins 16 millions de dollars."),
    ],
)
def test_agreeing(language: str, text: str, check: Check) -> None:
    assert check(text, FACTS, language) == []


@pytest.mark.parametrize(
    ("language", "text", "wrong"),
    [
        ("en", "The Lamp Program’s grant is $4,000.", "$4,000"),
        ("en", "The budget of the Lamp Program is more than $16 million.", "more than $16 million"),
        ("en", "The budget of the Lamp Program is less than $16 million.", "less than $16 million"),
        ("fr", "La bourse du Programme des lampes est de 4 000 $.", "4 000 $"),
        ("fr", "Le budget du Programme des lampes est de plus de 16 millions de dollars.", "plus de 16 millions de dollars"),
        ("fr", "Le budget du Programme des lampes est de moins de 16 millions de dollars.", "moins de 16 millions de dollars"),
    ],
)
def test_differing(language: str, text: str, wrong: str, check: Check) -> None:
    assert check(text, FACTS, language) == [("qualifier-mismatch", wrong)]
