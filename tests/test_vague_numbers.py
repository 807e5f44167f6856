"""Hundreds and thousands that a word counts without a number are no number."""

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
        ("fr", "Plusieurs bateaux ont porté deux cents gardiens.", "deux cents"),
    ],
)
def test_read(language: str, text: str, found: str) -> None:
    assert [text[each.start : each.end] for each in find_in_phrase(text, load(language))] == [found]
