"""What is still to be filled in is found, and what only looks like it is not."""

from __future__ import annotations

import pytest

from factcheck.detectors.placeholders import find_placeholders
from factcheck.formats import parse
from factcheck.languages.load import all_languages

LEFT = [
    ("en", "The fund has [insert amount] for harbours.", "[insert amount]"),
    ("en", "The fund opened on [DATE].", "[DATE]"),
    ("en", "The fund has $XX million for harbours.", "$XX million"),
    ("en", "The fund has $X for harbours.", "$X"),
    ("en", "Demand grew by X.X per cent last year.", "X.X per cent"),
    ("en", "The fund ends in 20XX.", "20XX"),
    ("en", "Call 613-XXX-XXXX for help.", "613-XXX-XXXX"),
    ("en", "Minister: TBD", "TBD"),
    ("en", "Lorem ipsum dolor sit amet.", "Lorem ipsum"),
    ("fr", "Le fonds dispose de [à confirmer].", "[à confirmer]"),
    ("fr", "Le fonds a ouvert le [insérer la date de l’annonce].", "[insérer la date de l’annonce]"),
    ("fr", "Le fonds dispose de XX M$ pour les ports.", "XX M$"),
    ("fr", "La demande a augmenté de X,X % l’an dernier.", "X,X %"),
    ("fr", "Les travaux dureront XX mois.", "XX mois"),
]
FILLED = [
    ("en", "The dates of the next round are to be confirmed."),
    ("en", "“The project [...] goes on,” she said [translation]."),
    ("en", "Section XX of the Act and Super Bowl XX are in Roman numerals."),
    ("en", "The Toronto Business District (TBD) grows. TBD has 12 parks."),
    ("en", "Generation X pays $10 a month, and the X million bracket is a name."),
    ("en", "Read the guide [1] and the notes [a]."),
    ("fr", "La date de la prochaine ronde reste à confirmer."),
    ("fr", "Le pape Jean XXIII et Louis XX sont nommés."),
    ("fr", "« Le projet [...] avance », dit-elle [sic]."),
]


def find(language: str, text: str) -> list[str]:
    document = parse(f"{text}\n".encode(), f"note.{language}.txt", all_languages())
    return [document.text[span.start : span.end] for span in find_placeholders(document)]


@pytest.mark.parametrize(("language", "text", "left"), LEFT)
def test_what_is_left_to_fill_in(language: str, text: str, left: str) -> None:
    assert find(language, text) == [left]


@pytest.mark.parametrize(("language", "text"), FILLED)
def test_what_is_filled_in(language: str, text: str) -> None:
    assert find(language, text) == []


@pytest.mark.parametrize("text", ["[" * 5000, "X" * 5000, "X-" * 5000, "20XX-" * 2000])
def test_long_runs_are_read(text: str) -> None:
    assert len(find("en", text)) <= len(text)
