"""The correction of a title keeps the gender of the title that stands in the note."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.checker import check_data, load_facts
from factcheck.errors import RegistryError
from factcheck.languages.gender import Gender, gender_of
from factcheck.languages.load import load
from factcheck.settings import Settings

FACTS = """
entities:
  sma: {{kind: title, fr: {fr}, en: Assistant Deputy Minister}}
  ines: {{kind: person, title: sma, fr: Inès Vasseur, en: Inès Vasseur}}
"""
BOTH = "{name: {m: sous-ministre adjoint, f: sous-ministre adjointe}}"
ALSO = "{name: sous-ministre adjoint, also: [sous-ministre adjointe]}"
ONE = "{name: sous-ministre adjoint}"
EPICENE = "{name: commissaire}"


def fix(folder: Path, names: str, text: str) -> str | None:
    (folder / "a.yaml").write_text(FACTS.format(fr=names), "utf-8")
    report = check_data(text.encode(), "n.fr.md", load_facts((folder,)), Settings(date(2024, 1, 15)))
    (found,) = (finding for finding in report.findings if finding.rule == "title-mismatch")
    return found.edit.replacement if found.edit else None


CASES = [
    (BOTH, "Approuvé par : Inès Vasseur, directrice générale", "sous-ministre adjointe"),
    (BOTH, "Approuvé par : Inès Vasseur, directeur général", "sous-ministre adjoint"),
    (BOTH, "Approuvé par : Inès Vasseur, présidente", "sous-ministre adjointe"),
    (BOTH, "Approuvé par : Inès Vasseur, conseillère principale", "sous-ministre adjointe"),
    (BOTH, "Approuvé par : Inès Vasseur, vice-président", "sous-ministre adjoint"),
    (BOTH, "Approuvé par : Inès Vasseur, commissaire", None),
    (BOTH, "Approuvé par : Inès Vasseur, ministre", None),
    (ALSO, "Approuvé par : Inès Vasseur, directrice générale", "sous-ministre adjointe"),
    (ALSO, "Approuvé par : Inès Vasseur, directeur général", "sous-ministre adjoint"),
    (ALSO, "Approuvé par : Inès Vasseur, la ministre", "sous-ministre adjointe"),
    (ONE, "Approuvé par : Inès Vasseur, directrice générale", None),
    (ONE, "Approuvé par : Inès Vasseur, directeur général", "sous-ministre adjoint"),
    (EPICENE, "Approuvé par : Inès Vasseur, directrice générale", "commissaire"),
]


@pytest.mark.parametrize(("names", "text", "wanted"), CASES)
def test_the_gender_of_the_note_is_kept(names: str, text: str, wanted: str | None, tmp_path: Path) -> None:
    assert fix(tmp_path, names, text) == wanted


@pytest.mark.parametrize(
    ("words", "gender"),
    [
        ("la ministre", Gender.FEMININE),
        ("le ministre", Gender.MASCULINE),
        ("ministre", Gender.UNKNOWN),
        ("première dirigeante", Gender.FEMININE),
        ("chef de la direction", Gender.MASCULINE),
        ("commissaire adjointe", Gender.FEMININE),
        ("gestionnaire", Gender.UNKNOWN),
        ("vice-présidente", Gender.FEMININE),
        ("avocat général", Gender.MASCULINE),
        ("le présidente", Gender.UNKNOWN),
    ],
)
def test_gender_of_a_title(words: str, gender: Gender) -> None:
    assert gender_of(words.split(), load("fr")) is gender


def test_a_language_without_gender_has_none() -> None:
    assert gender_of(["director"], load("en")) is Gender.UNKNOWN


def test_a_form_that_is_missing_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(FACTS.format(fr="{name: {m: sous-ministre adjoint}}"), "utf-8")
    with pytest.raises(RegistryError) as error:
        load_facts((tmp_path,))
    assert [problem.key for problem in error.value.problems] == ["gender-missing"]
