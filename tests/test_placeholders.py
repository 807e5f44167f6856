"""What is still to be filled in is found, and what only looks like it is not."""

from __future__ import annotations

from pathlib import Path

import pytest

import factcheck
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
    ("en", "The hall opens on March XX, 2031.", "March XX"),
    ("en", "The date is 2031-XX-XX for all.", "2031-XX-XX"),
    ("en", "Costs will fall in 20XX-XX for all.", "20XX-XX"),
    ("en", "Call 1-800-XXX-XXXX for help.", "1-800-XXX-XXXX"),
    ("fr", "La salle ouvrira le XX avril 2031.", "XX avril"),
    ("en", "Lorem ipsum dolor sit amet.", "Lorem ipsum"),
    ("fr", "Le fonds dispose de [à confirmer].", "[à confirmer]"),
    ("fr", "Le fonds a ouvert le [insérer la date de l’annonce].", "[insérer la date de l’annonce]"),
    ("fr", "Le fonds dispose de XX M$ pour les ports.", "XX M$"),
    ("fr", "La demande a augmenté de X,X % l’an dernier.", "X,X %"),
    ("fr", "Les travaux dureront XX mois.", "XX mois"),
    ("en", "The hall was opened by [Minister's name].", "[Minister's name]"),
    ("en", "Write to [regional office telephone number].", "[regional office telephone number]"),
    ("en", "The fund has $Y million for harbours.", "$Y million"),
    ("en", "The fund helped NN people last year.", "NN people"),
    ("en", "Demand grew by NN% last year.", "NN%"),
    ("fr", "La salle a été ouverte par [nom du ministre].", "[nom du ministre]"),
    ("fr", "Le fonds dispose de Y millions de dollars.", "Y millions"),
    ("fr", "Le fonds a aidé NN personnes l’an dernier.", "NN personnes"),
]
FILLED = [
    ("en", "The dates of the next round are to be confirmed."),
    ("en", "“The project [...] goes on,” she said [translation]."),
    ("en", "Section XX of the Act and Super Bowl XX are in Roman numerals."),
    ("en", "The Toronto Business District (TBD) grows. TBD has 12 parks."),
    ("en", "Generation X pays $10 a month, and the X million bracket is a name."),
    ("en", "Read the guide [1] and the notes [a]."),
    ("en", "She said that “[the department] has no name for it”."),
    ("en", "The neural network (NN) serves people; NN people run it."),
    ("en", "Vitamin N and plan Y are sold to a million people."),
    ("en", "Let the price be $X = 10 and the rest $X$, $X_1$ or $X + $Y."),
    ("en", "Return form 10-XXX, part 44-XX-12 or card XXXX-XXXX-XXXX-1234."),
    ("en", "Codes 4XX/5XX, classes 1XX-2XX, lot 12-XX and release 10.XX are listed."),
    ("en", "Sizes XL and XXL of the XX-Ray device date from the XX century."),
    ("en", "The TBD (Toronto Business District) grows."),
    ("fr", "Rendez le formulaire 10-XXX au sujet du XX siècle."),
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


def test_a_registered_name_is_filled_in(tmp_path: Path) -> None:
    names = tmp_path / "names.yaml"
    names.write_text(
        "entities:\n  district:\n    kind: organisation\n    en: {name: Toronto Business District, acronym: TBD}\n", encoding="utf-8"
    )
    report = factcheck.check("TBD opened on [insert TBD date].\n", factcheck.load_registry(names), select=["placeholder"])
    assert [finding.start for finding in report.findings] == [14]


@pytest.mark.parametrize("text", ["[" * 5000, "X" * 5000, "X-" * 5000, "20XX-" * 2000])
def test_long_runs_are_read(text: str) -> None:
    assert len(find("en", text)) <= len(text)
