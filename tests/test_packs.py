"""Packs of names: what they hold, how they join a registry, and what a note is told with one and no facts at all."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import TODAY, quote
from test_cli import note, place, run

from factcheck.checker import check_data, load_facts
from factcheck.facts.pack import list_packs
from factcheck.facts.schema import Registry
from factcheck.languages.load import all_languages, load
from factcheck.languages.tokens import fold
from factcheck.names.gazetteer import make_name_finder
from factcheck.settings import Settings

__all__ = ["place"]
CANADA = load_facts(None, ("canada",))
OWN = """
entities:
  police: {kind: organisation, fr: {name: Gendarmerie royale du Canada, acronym: GRC}, en: {name: Royal Canadian Mounted Police, acronym: RCMP}}
  csa: {kind: organisation, en: {name: Coastal Safety Association, acronym: CSA}}
  canada-cra: {kind: organisation, fr: {name: Agence du revenu du Canada, acronym: ADR}}
facts:
  bureaux:
    about: canada-hc
    count: 12 offices
    cues: {en: [offices], fr: [bureaux]}
"""


def told(text: str, language: str = "en", registry: Registry = CANADA, notes: bool = False) -> list[tuple[str, str]]:
    report = check_data(text.encode(), f"note.{language}.md", registry, Settings(TODAY))
    return [(found.rule, quote(found, report)) for found in report.findings if notes or found.severity.value != "note"]


def own(folder: Path, facts: str = OWN) -> Registry:
    (folder / "facts").mkdir(exist_ok=True)
    (folder / "facts" / "names.yaml").write_text(facts, "utf-8")
    return load_facts(folder / "facts", ("canada",))


def test_what_the_pack_holds() -> None:
    assert list_packs() == ("canada",)
    entities = CANADA.entities.values()
    kinds = [entity.kind for entity in entities]
    assert kinds.count("organisation") >= 120
    assert kinds.count("place") == 13
    assert kinds.count("title") >= 20
    for entity in entities:
        assert re.fullmatch(r"canada-[a-z0-9]+(-[a-z0-9]+)*", entity.id)
        assert set(entity.names) == {"fr", "en"}
        assert entity.pack == "canada"
        assert entity.source and entity.source.title and entity.source.url.startswith("http"), entity.id
        assert entity.place.path == "factcheck/facts/packs/canada.yaml"


@pytest.mark.parametrize("language", ["en", "fr"])
def test_no_form_names_two_entities_but_an_acronym(language: str) -> None:
    seen: dict[str, str] = {}
    for entity in CANADA.entities.values():
        names = entity.names[language]
        for form in {fold(text) for text in (names.name, *names.also)}:
            assert seen.setdefault(form, entity.id) == entity.id


@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_name_is_right_with_its_acronym(language: str) -> None:
    before, after = {"en": ("We met ", " in May."), "fr": ("Nous avons vu ", " en mai.")}[language]
    for entity in CANADA.entities.values():
        names = entity.names[language]
        for form in (names.name, *names.also):
            named = f"{form} ({names.acronym})" if form == names.name and names.acronym and entity.kind != "title" else form
            assert told(before + named + after, language) == [], named


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "In 2012, Aboriginal Affairs and Northern Development Canada (AANDC) and Environment Canada (EC) paid for it."),
        ("fr", "En 2012, Affaires autochtones et Développement du Nord Canada (AADNC) et Environnement Canada (EC) l’ont payé."),
        ("en", "The Canadian Standards Association (CSA) and the Chicago Regional Authority (CRA) set the rules."),
        ("en", "The Prime Minister announced that Canada would pay. The Prime Minister reaffirmed Canada’s promise."),
        ("en", "The Investing in Canada plan, a pension plan and the largest program in Canadian history."),
        ("en", "The Minister of Employment and Social Development and the Minister of Public Safety and Emergency Preparedness agreed."),
        ("fr", "Le ministre de l’Emploi et du Développement social et le ministre des Travaux publics et des Services gouvernementaux."),
        ("en", "The Canadian Human Rights Act protects Nova Scotian families, Prince Albert and Alberto Rossi."),
        ("en", "The Public Service Alliance of Canada and the Chief Information Officer of Canada wrote."),
        ("en", "The International Committee of the Red Cross, ICRC, helped Immigration, Refugees and Citizenship Canada (IRCC)."),
        ("fr", "Le Sondage sur les services du gouvernement du Canada (SSS) paraît en mai."),
        ("en", "The Canadian Armed Forces’ (CAF) base, and Immigration, Refugees, and Citizenship Canada (IRCC)."),
        ("fr", "Nous avons vu l’Aviation royale canadienne (ARC) en mai."),
        ("fr", "SANTE CANADA ET SECURITE PUBLIQUE CANADA"),
    ],
)
def test_other_bodies_and_former_names_are_left_alone(language: str, text: str) -> None:
    assert told(text, language) == []


def test_two_bodies_with_the_same_letters_in_one_note() -> None:
    text = "Nous avons vu l’Agence du revenu du Canada (ARC) et l’Aviation royale canadienne (ARC)."
    assert told(text, "fr") == [("acronym-mismatch", "Aviation royale canadienne (ARC)")]


@pytest.mark.parametrize(
    ("language", "text", "rule", "quoted"),
    [
        ("en", "The Canada Boarder Services Agency met.", "name-misspelled", "Boarder"),
        ("fr", "L’Agence du revneu du Canada répond.", "name-misspelled", "revneu"),
        ("en", "Families in Saskatchewn and in British Colombia.", "name-misspelled", "Saskatchewn"),
        ("fr", "Le cous-ministre adjoint de Santé Canada.", "name-misspelled", "cous-ministre"),
        ("fr", "Services partages Canada répond à Santé Canada.", "name-misspelled", "partages"),
        ("en", "The Canada Services Border Agency answers.", "name-variant", "Canada Services Border Agency"),
        (
            "fr",
            "Services publics et Canada répond à l’Agence de promotion du Canada atlantique.",
            "name-variant",
            "Agence de promotion du Canada atlantique",
        ),
        ("en", "The Royal Canadian Mounted Police (RMCP) answers.", "acronym-mismatch", "RMCP"),
        ("fr", "La Gendarmerie royale du Canada (GRCC) répond.", "acronym-mismatch", "GRCC"),
        ("en", "The Canada Revenue Agency (CBSA) answers.", "acronym-mismatch", "CBSA"),
        ("en", "The Royal Canadian Military Police (RCMP) answers.", "acronym-mismatch", "Royal Canadian Military Police (RCMP)"),
        ("en", "Immigration, Refugees and Citizenship Canada answers; ICRC is late.", "name-misspelled", "ICRC"),
    ],
)
def test_wrong_names(language: str, text: str, rule: str, quoted: str) -> None:
    assert (rule, quoted) in told(text, language)


@pytest.mark.parametrize(
    "name", ["Canada Council of the Arts", "Canadian Revenue Agency", "Canada Economic Development Agency for Quebec Regions"]
)
def test_a_small_an_akin_or_an_added_word_is_a_note(name: str) -> None:
    assert told(f"The {name} pays.") == []
    assert told(f"The {name} pays.", notes=True) == [("name-variant", name)]


def test_the_registry_speaks_first(tmp_path: Path) -> None:
    held = own(tmp_path)
    assert "canada-rcmp" not in held.entities
    assert held.entities["canada-csa"].names["en"].acronym is None
    assert held.entities["canada-cra"].names["fr"].acronym == "ADR"
    assert held.entities["canada-cra"].names["en"].acronym == "CRA"
    assert told("Nous avons vu l’Agence du revenu du Canada (ARC) en mai.", "fr", held) == [("acronym-mismatch", "ARC")]
    assert told("We met the Canadian Space Agency (CSA) in May.", "en", held) == [("acronym-mismatch", "Canadian Space Agency (CSA)")]
    named = make_name_finder(held, load("en")).find(_document("We met the RCMP in May."))
    assert [name.entity for name in named] == ["police"]


def _document(text: str):  # type: ignore[no-untyped-def]
    from factcheck.formats import parse

    return parse(text.encode(), "note.en.md", all_languages())


def test_facts_about_an_entity_of_the_pack(tmp_path: Path) -> None:
    held = own(tmp_path)
    assert told("Health Canada has 12 offices.", "en", held) == []
    assert told("Health Canada has 21 offices.", "en", held) == [("count-mismatch", "21")]


def test_a_name_that_the_facts_ask_for_stays(tmp_path: Path) -> None:
    held = own(tmp_path, OWN.replace("about: canada-hc", "about: canada-rcmp"))
    assert {"police", "canada-rcmp"} <= set(held.entities)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("factcheck.toml", 'use = ["canada"]\n'),
        ("pyproject.toml", '[tool.factcheck]\nuse = ["canada"]\n'),
        ("setup.cfg", "[factcheck]\nuse = canada\n"),
    ],
)
def test_settings(name: str, text: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The Canada Revenue Agancy answers.\n")
    assert run("check", "documents") == 0
    (place / name).write_text(text, "utf-8")
    assert run("check", "documents") == 1
    assert "Agancy" in capsys.readouterr().out


def test_option_without_any_facts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    Path("a.en.md").write_text("The Canada Revenue Agancy answers.\n", "utf-8")
    assert run("check", "a.en.md") == 0
    capsys.readouterr()
    assert run("check", "a.en.md", "--use", "canada") == 1
    assert "Agancy" in capsys.readouterr().out
    assert run("facts", "lint", "--use", "canada") == 0


def test_unknown_packs(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "Nothing to say.\n")
    assert run("check", "documents", "--use", "cannada", "--ui", "en") == 2
    assert "did you mean “canada”" in capsys.readouterr().err
    (place / "factcheck.toml").write_text('use = ["canda"]\n', "utf-8")
    assert run("check", "documents", "--ui", "fr") == 2
    error = capsys.readouterr().err
    assert "factcheck.toml" in error and "canada" in error


def test_an_entity_is_shown_by_any_of_its_names(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("facts", "show", "GRC", "--use", "canada") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("canada-rcmp  factcheck/facts/packs/canada.yaml:")
    assert "Royal Canadian Mounted Police (RCMP)" in shown and "Registry of Applied Titles" in shown
