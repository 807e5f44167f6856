"""A word that is right in its place is no slip of a registered name, and no fuzzy match of a common word is corrected safely."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from factcheck.checker import check_data, load_facts
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Severity
from factcheck.languages.load import load
from factcheck.languages.lookalikes import verb_lookalikes
from factcheck.settings import Settings
from factcheck.statements.word_roles import word_roles

FACTS = """
entities:
  finances: {kind: title, fr: ministre des Finances, en: Minister of Finance}
  securite: {kind: title, fr: ministre de la Sécurité publique, en: Minister of Public Safety}
  peches: {kind: title, fr: ministre des Pêches, en: Minister of Fisheries}
  agent: {kind: title, fr: agent public, en: public agent}
  adjoint: {kind: title, fr: sous-ministre adjoint, en: Assistant Deputy Minister}
  marees: {kind: organisation, fr: Centre national des marées, en: National Tides Centre}
  poursuites: {kind: organisation, fr: Service public des poursuites, en: Public Prosecutions Service}
  roy: {kind: person, fr: Maryse Belhumeur, en: Maryse Belhumeur}
"""
NAMES = frozenset({"name-misspelled", "name-variant"})


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Registry:
    folder = tmp_path_factory.mktemp("facts")
    (folder / "a.yaml").write_text(FACTS, "utf-8")
    return load_facts((folder,), ("canada",))


def named(text: str, registry: Registry, code: str = "fr") -> list[Finding]:
    report = check_data(text.encode(), f"n.{code}.md", registry, Settings(date(2024, 1, 15)))
    return [finding for finding in report.findings if finding.rule in NAMES and finding.severity is not Severity.NOTE]


RIGHT = [
    ("fr", "Le ministère des Finances publie ses prévisions."),
    ("fr", "Le ministère de la Sécurité publique a répondu hier."),
    ("fr", "Le ministère des Pêches suit les stocks."),
    ("fr", "Le projet est payé avec l’argent public."),
    ("fr", "Un agent publie la liste des quais."),
    ("fr", "L’Université du Québec forme des ingénieurs."),
    ("fr", "La fonction publique du Canada compte des traducteurs."),
    ("fr", "Le service public des transports est ouvert."),
    ("fr", "Les ministres des Finances se rencontrent demain."),
    ("en", "The Ministry of Finance publishes its forecast."),
    ("en", "The Public Service of Canada hires each spring."),
    ("en", "The Professional Institute of the Public Service of Canada answered."),
    ("en", "A public event is held on the pier."),
    ("en", "The Office of the Governor General answered."),
]


@pytest.mark.parametrize(("code", "text"), RIGHT)
def test_what_is_right_in_its_place_is_left_alone(code: str, text: str, registry: Registry) -> None:
    assert named(text, registry, code) == []


WRONG = [
    ("fr", "La cous-ministre adjoint répond.", "cous-ministre", True),
    ("fr", "Le minitre des Finances répond.", "minitre", True),
    ("fr", "Le Centre natoinal des marées mesure l’eau.", "natoinal", True),
    ("fr", "Le Centre national des marrées mesure l’eau.", "marrées", True),
    ("en", "The National Tidse Centre measures.", "Tidse", True),
    ("en", "The National Tides Center measures.", "Center", False),
    ("en", "The Assistent Deputy Minister answers.", "Assistent", True),
    ("fr", "Marysse Belhumeur a répondu.", "Marysse", False),
]


@pytest.mark.parametrize(("code", "text", "words", "safe"), WRONG)
def test_a_slip_is_found_and_safe_only_where_it_is_certain(code: str, text: str, words: str, safe: bool, registry: Registry) -> None:
    (found,) = named(text, registry, code)
    report = check_data(text.encode(), f"n.{code}.md", registry, Settings(date(2024, 1, 15)))
    assert report.document is not None and report.document.text[found.start : found.end] == words
    assert found.edit is not None and found.edit.safe is safe


def test_a_report_of_a_slip_never_depends_on_a_file_that_is_not_there() -> None:
    from factcheck.languages.common_words import common_words

    assert "ministère" in common_words("fr") and "center" in common_words("en") and common_words("xx") == frozenset()
    assert (Path(__file__).parent.parent / "factcheck/languages/fr/common_words.txt").is_file()


@pytest.mark.parametrize(
    "word", ["chambre", "réseau", "ministère", "partenaire", "nouveau", "bureau", "expirons", "comité", "faillite", "répertoire"]
)
def test_a_lookalike_of_a_verb_form_is_none(word: str) -> None:
    assert word in verb_lookalikes("fr")
    assert not {"participle", "infinitive", "future"} & word_roles(load("fr")).of(word)


@pytest.mark.parametrize("word", ["publié", "installés", "établir", "vendue", "expirera", "pouvoir", "inscrits", "omis"])
def test_a_verb_form_is_no_lookalike(word: str) -> None:
    assert word not in verb_lookalikes("fr")
    assert {"participle", "infinitive", "future"} & word_roles(load("fr")).of(word)
