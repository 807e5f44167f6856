"""Our own notes: what a person judged wrong in them, and nothing else."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from conftest import quote

from factcheck.checker import check_file, load_facts
from factcheck.settings import Settings

ROOT = Path(__file__).parent.parent
EXPECTED = {
    "local-units.en.docx": [],
    "medias.fr.odt": [],
    "en-bref.fr.html": [],
    "backgrounder.en.pdf": [],
    "aide-memoire.fr.docx": [
        ("amount-mismatch", "22,42 millions de dollars"),
        ("date-mismatch", "2008"),
        ("amount-mismatch", "3 M$"),
        ("amount-mismatch", "5 M$"),
        ("name-misspelled", "Lindkvist"),
        ("contact-mismatch", "613-555-0412"),
    ],
    "media.en.odt": [
        ("period-mismatch", "$2.76 million each month"),
        ("percent-mismatch", "67%"),
        ("amount-mismatch", "$857 million"),
        ("tense-mismatch", "will be renewed in 2009"),
    ],
    "in-brief.en.html": [
        ("date-mismatch", "April 2005"),
        ("period-mismatch", "$22.24</strong>&nbsp;million over two&nbsp;years"),
        ("name-variant", "National Child Exploitation Centre"),
    ],
    "information.fr.pdf": [
        ("tense-mismatch", "sera renouvelée en 2009"),
        ("amount-mismatch", "22,24 milliards de dollars"),
        ("acronym-mismatch", "CCPC"),
    ],
    "strategie.fr.md": [],
    "bilan.fr.txt": [],
    "strategy.en.md": [],
    "questions.en.txt": [],
    "en-ligne.fr.md": [
        ("empty-field", "Date de modification :"),
        ("date-mismatch", "avril 2005"),
        ("tense-mismatch", "sera renouvelée en permanence en 2009"),
        ("members-mismatch", "collabore avec la GRC et le Centre canadien de protection de l’enfance (CCPE)"),
        ("amount-mismatch", "24,22 millions de dollars"),
        ("name-variant", "Centre national contre l’exploitation des enfants"),
        ("period-mismatch", "2,76 millions de dollars par mois"),
        ("percent-mismatch", "67 %"),
        ("description-mismatch", "ligne directrice nationale"),
        ("qualifier-mismatch", "moins de 18 millions de dollars"),
        ("amount-mismatch", "5 millions de dollars"),
        ("amount-mismatch", "1,2 million de dollars"),
        ("impossible-date", "31 avril 2021"),
        ("title-mismatch", "Oriane Vasseur, directrice générale"),
        ("name-misspelled", "cous-ministre"),
        ("contact-mismatch", "613-555-0124"),
    ],
    "online-safety.en.md": [
        ("empty-field", "Date modified:"),
        ("date-mismatch", "April 2005"),
        ("tense-mismatch", "will be renewed in 2009"),
        ("members-mismatch", "works with the RCMP and the Canadian Centre for Child Protection"),
        ("acronym-mismatch", "CP3"),
        ("amount-mismatch", "$22.24 billion"),
        ("name-variant", "National Child Exploitation Centre"),
        ("amount-mismatch", "$2.67 million"),
        ("percent-mismatch", "67%"),
        ("description-mismatch", "national help line"),
        ("qualifier-mismatch", "less than $18 million"),
        ("amount-mismatch", "$5 million"),
        ("amount-mismatch", "$1.2 million"),
        ("weekday-mismatch", "Monday, April 6, 2021"),
        ("impossible-date", "February 29, 2022"),
        ("title-mismatch", "Oriane Vasseur, Director General"),
        ("name-misspelled", "Assistent"),
        ("contact-mismatch", "613-555-0124"),
    ],
}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_note(name: str) -> None:
    told = check_file(ROOT / "documents" / name, load_facts(ROOT / "facts"), Settings(date(2021, 3, 30)))
    assert [(found.rule, quote(found, told)) for found in told.findings if found.severity != "note"] == EXPECTED[name]


def test_every_note_is_judged() -> None:
    assert {path.name for path in (ROOT / "documents").iterdir()} == EXPECTED.keys()
