"""Hundreds and thousands that a word counts without a number are no number; ends of a range that may share a scale are not read."""

from __future__ import annotations

import pytest

from factcheck.languages.load import load
from factcheck.mentions.find import find_in_phrase


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Program employs several hundred officers."),
        ("en", "A few thousand people live there."),
        ("en", "Few hundred keepers came."),
        ("en", "It cost many hundred thousand dollars."),
        ("en", "It cost several hundred million dollars."),
        ("en", "A couple of hundred boats are left."),
        ("en", "Many thousand trips were made."),
        ("fr", "Le programme compte plusieurs mille gardiens."),
        ("fr", "Il a reçu plusieurs cent mille dollars."),
        ("fr", "Il a reçu quelques millions de dollars."),
        ("fr", "De nombreux milliers de trajets ont été faits."),
        ("fr", "On a vu divers milliers de bateaux."),
        ("en", "Two to three hundred boats came."),
        ("en", "It costs two to three million dollars."),
        ("en", "From ten to fifteen thousand people came."),
        ("fr", "Deux à trois cents bateaux sont venus."),
        ("fr", "Trois à quatre mille personnes sont venues."),
        ("fr", "Cela coûte de deux à trois millions de dollars."),
    ],
)
def test_unread(language: str, text: str) -> None:
    assert find_in_phrase(text, load(language)) == []


@pytest.mark.parametrize(
    ("language", "text", "found"),
    [
        ("en", "The Program employs a hundred officers.", "a hundred"),
        ("en", "The Program employs two hundred officers.", "two hundred"),
        ("en", "Several boats carried three thousand people.", "three thousand"),
        ("fr", "Le programme compte mille gardiens.", "mille"),
        ("en", "Two to three boats came.", "Two to three"),
        ("en", "Two hundred to three hundred boats came.", "Two hundred to three hundred"),
        ("en", "From 2 to 300 boats came.", "2 to 300"),
        ("fr", "De dix à quinze bateaux sont venus.", "dix à quinze"),
        ("fr", "Plusieurs bateaux ont porté deux cents gardiens.", "deux cents"),
    ],
)
def test_read(language: str, text: str, found: str) -> None:
    assert [text[each.start : each.end] for each in find_in_phrase(text, load(language))] == [found]
