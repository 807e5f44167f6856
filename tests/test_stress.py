"""`factcheck stress`: errors put into verified statements, which of them are caught, and what would catch more."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

import pytest
from conftest import registry
from test_cli import note, run

from factcheck.analyze import analyze
from factcheck.checker import list_findings, load_facts
from factcheck.coverage import SpanSet
from factcheck.formats import parse, read
from factcheck.languages.load import all_languages
from factcheck.settings import Settings
from factcheck.stress.edited import replace_words
from factcheck.stress.model import ChangeKind, Mutant, NoteStress, Remedy, RemedyKind, StatementKind
from factcheck.stress.mutants import MutantMaker
from factcheck.stress.names import change_words
from factcheck.stress.note import stress_document
from factcheck.stress.remedies import apply_remedy, find_remedies
from factcheck.stress.run import select_remedies
from factcheck.stress.statements import list_verified
from factcheck.stress.trial import NoteTester
from factcheck.values.types import Qualifier, Unit

ROOT = Path(__file__).parent.parent
SETTINGS = Settings(date(2024, 1, 15))
FACTS = """
entities:
  quai: {kind: programme, fr: {name: Programme des quais, acronym: PDQ}, en: {name: Wharf Program, acronym: WHP}}
  guilde: {kind: organisation, fr: Guilde des lampes, en: Lamp Guild}
  union: {kind: organisation, fr: Union des quais, en: Dockers Union}
  cercle: {kind: organisation, fr: Cercle des voiles, en: Sail Circle}
  cordier: {kind: organisation, fr: Atelier des cordes, en: Rope Society}
  ministre: {kind: title, fr: ministre des Quais, en: Minister of Wharves}
  delegue: {kind: title, fr: délégué aux Voiles, en: Delegate for Sails}
  sol: {kind: person, title: ministre, fr: Ada Sol, en: Ada Sol}
facts:
  budget: {about: quai, amount: 41.5 million CAD, over: 4 years, cues: {fr: [budget de 2021], en: [Budget 2021]}}
  rente: {about: quai, amount: 300 CAD, per: month, cues: {fr: [rente], en: [pension]}}
  part: {about: quai, percent: 35 %, cues: {fr: [réparations], en: [repairs]}}
  ouverture: {about: quai, date: 2021-06-03, cues: {fr: [ouvert], en: [opened]}}
  demandes: {about: quai, count: more than 1240 applications, cues: {fr: [demandes], en: [applications]}}
  ligne: {about: quai, phone: 613-555-0142, cues: {en: [call], fr: [appelez]}}
  duree: {about: quai, duration: 6 weeks, cues: {en: [course], fr: [cours]}}
  associes: {about: quai, members: [guilde, union, cercle], cues: {fr: [en partenariat avec], en: [in partnership with]}}
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    registry(tmp_path, FACTS)
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def make_mutants(folder: Path, text: str, language: str) -> list[Mutant]:
    document = parse(text.encode(), f"n.{language}.md", all_languages())
    analysis = analyze(document, load_facts(folder / "facts"), SETTINGS.today)
    statements = list_verified(analysis, SpanSet([]))
    maker = MutantMaker(analysis, statements)
    return [mutant for statement in statements for mutant in maker.make(statement)]


K, C = StatementKind, ChangeKind
NAME = {C.LETTER_LOST, C.LETTER_DOUBLED, C.LETTERS_SWAPPED}
MADE = [
    ("en", "Budget 2021 gave the Wharf Program $41.5 million.", K.AMOUNT, {C.DIGITS_SWAPPED, C.DIGIT_CHANGED, C.DECIMAL_MOVED, C.SCALE}),
    (
        "fr",
        "Le budget de 2021 accorde 41,5 M$ au Programme des quais.",
        K.AMOUNT,
        {C.DIGITS_SWAPPED, C.DIGIT_CHANGED, C.DECIMAL_MOVED, C.SCALE},
    ),
    ("en", "Budget 2021 gave the Wharf Program $41.5 million over four years.", K.PERIOD, {C.NUMBER_CHANGED}),
    ("en", "The Wharf Program pays a pension of $300 per month.", K.PERIOD, {C.RECURRENCE}),
    ("fr", "Le Programme des quais verse une rente de 300 $ par mois.", K.PERIOD, {C.RECURRENCE}),
    ("en", "The Wharf Program spends 35% on repairs.", K.PERCENT, {C.DIGITS_SWAPPED, C.DIGIT_CHANGED, C.DECIMAL_MOVED}),
    ("en", "The Wharf Program opened on June 3, 2021.", K.DATE, {C.YEAR, C.DECADE, C.MONTH, C.DAY}),
    ("fr", "Le Programme des quais a ouvert le 3 juin 2021.", K.DATE, {C.YEAR, C.DECADE, C.MONTH, C.DAY}),
    ("en", "The Wharf Program received more than 1,240 applications.", K.QUALIFIER, {C.QUALIFIER_TURNED}),
    ("fr", "Le Programme des quais a reçu plus de 1 240 demandes.", K.QUALIFIER, {C.QUALIFIER_TURNED}),
    ("en", "To reach the Wharf Program, call 613-555-0142.", K.CONTACT, {C.DIGITS_SWAPPED, C.DIGIT_CHANGED}),
    ("en", "The Wharf Program gives a course of 6 weeks.", K.DURATION, {C.NUMBER_CHANGED, C.UNIT}),
    ("en", "The Wharf Program is open.", K.NAME, NAME | {C.WORD_REPLACED}),
    ("fr", "La Guilde des lampes est là.", K.NAME, NAME),
    ("fr", "Le Programme des quais est ouvert.", K.NAME, NAME | {C.WORD_REPLACED}),
    ("en", "The WHP is open.", K.ACRONYM, {C.LETTERS_SWAPPED}),
    ("en", "The Minister of Wharves came.", K.TITLE, {C.OTHER_TITLE}),
    (
        *("en", "The WHP works in partnership with the Lamp Guild, the Dockers Union and the Sail Circle."),
        *(K.MEMBERS, {C.MEMBER_LEFT_OUT, C.MEMBER_ADDED}),
    ),
]


@pytest.mark.parametrize(("language", "text", "kind", "changes"), MADE, ids=[text for _, text, _, _ in MADE])
def test_the_errors_of_a_statement(language: str, text: str, kind: StatementKind, changes: set[ChangeKind], place: Path) -> None:
    made = [mutant for mutant in make_mutants(place, text, language) if mutant.statement.kind is kind]
    assert {mutant.change for mutant in made} == changes
    for mutant in made:
        assert mutant.words != text[mutant.statement.start : mutant.statement.end]


WORDS = [
    ("en", "The Wharf Program pays a pension of $300 per month.", C.RECURRENCE, "per year"),
    ("fr", "Le Programme des quais verse une rente de 300 $ par mois.", C.RECURRENCE, "par année"),
    ("en", "Budget 2021 gave the Wharf Program $41.5 million.", C.SCALE, "$41.5 billion"),
    ("fr", "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais.", C.SCALE, "41,5 milliards de dollars"),
    ("fr", "Le budget de 2021 accorde 41,5 M$ au Programme des quais.", C.SCALE, "41,5 G$"),
    ("en", "The Wharf Program received more than 1,240 applications.", C.QUALIFIER_TURNED, "less than"),
    ("fr", "Le Programme des quais a reçu plus de 1 240 demandes.", C.QUALIFIER_TURNED, "moins de"),
    ("en", "The Minister of Wharves came.", C.OTHER_TITLE, "Delegate for Sails"),
]


@pytest.mark.parametrize(("language", "text", "change", "words"), WORDS, ids=[f"{change} {words}" for _, _, change, words in WORDS])
def test_the_words_of_an_error(language: str, text: str, change: ChangeKind, words: str, place: Path) -> None:
    assert [mutant.words for mutant in make_mutants(place, text, language) if mutant.change is change] == [words]


def test_a_list_with_an_error_is_still_a_list(place: Path) -> None:
    text = "The WHP works in partnership with the Lamp Guild, the Dockers Union and the Sail Circle."
    made = {mutant.change: mutant.words for mutant in make_mutants(place, text, "en") if mutant.statement.kind is K.MEMBERS}
    assert made[C.MEMBER_LEFT_OUT].count(" and the ") == 1 and made[C.MEMBER_LEFT_OUT].count(",") == 0
    assert "Rope Society" in made[C.MEMBER_ADDED] and made[C.MEMBER_ADDED].count(" and the ") == 1


def test_an_acronym_in_brackets_goes_with_its_name(tmp_path: Path) -> None:
    registry(tmp_path, FACTS.replace("en: Lamp Guild", "en: {name: Lamp Guild, acronym: LGD}"))
    text = "The WHP works in partnership with the Lamp Guild (LGD), the Dockers Union and the Sail Circle."
    made = {mutant.change: mutant.words for mutant in make_mutants(tmp_path, text, "en") if mutant.statement.kind is K.MEMBERS}
    assert made[C.MEMBER_LEFT_OUT].count("(") == made[C.MEMBER_LEFT_OUT].count(")") == made[C.MEMBER_LEFT_OUT].count("(LGD)")
    assert "Lamp Guild (LGD), the " in made[C.MEMBER_ADDED]


@pytest.mark.parametrize("seed", range(12))
def test_a_name_without_a_word_opens_with_no_preposition(seed: int) -> None:
    languages = {language.code: language for language in all_languages()}
    for code, name in (("en", "Grants for Coastal Lighthouse Keepers"), ("fr", "Centre des phares et des quais de la côte")):
        for change, words in change_words(name, languages[code], Random(seed), person=False):
            if change is C.WORD_DROPPED:
                assert words.split()[0] not in ("for", "des", "de", "et") and " et et " not in words and " de la de " not in words


SILENT = ["The Wharf Program spends 53% on repairs.", "The harbour has 52 boats.", "Of the boats, 35% are blue."]


@pytest.mark.parametrize("text", SILENT)
def test_what_is_not_verified_gets_no_error(text: str, place: Path) -> None:
    assert all(mutant.statement.kind is K.NAME for mutant in make_mutants(place, text, "en"))


@pytest.mark.parametrize("path", sorted((ROOT / "documents").glob("*.md")), ids=lambda path: path.name)
def test_an_edited_document_reads_as_the_edited_file(path: Path) -> None:
    known, document = load_facts(ROOT / "facts"), read(path, all_languages())
    analysis = analyze(document, known, SETTINGS.today)
    statements = list_verified(analysis, SpanSet([]))
    maker = MutantMaker(analysis, statements)
    mutants = [mutant for statement in statements for mutant in maker.make(statement)][::7]
    assert mutants
    for mutant in mutants:
        start, end = mutant.statement.start, mutant.statement.end
        first, last = document.map.span(start, end)
        if document.source[first:last] != document.text[start:end]:
            continue
        source = document.source[:first] + mutant.words + document.source[last:]
        found = []
        for each in (replace_words(document, start, end, mutant.words), parse(source.encode(), str(path), all_languages())):
            findings = list_findings(analyze(each, known, SETTINGS.today), SETTINGS)
            found.append((each.text, each.blocks, [(finding.rule, finding.start, finding.end, finding.fact) for finding in findings]))
        assert found[0] == found[1], mutant.words


def test_a_long_note_in_parts_gives_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    known, document = load_facts(ROOT / "facts"), read(ROOT / "documents" / "strategy.en.md", all_languages())
    whole, parts = NoteTester(document, known, SETTINGS), NoteTester(document, known, SETTINGS, long=0)
    monkeypatch.setattr("factcheck.stress.trial._PART", 600)
    monkeypatch.setattr("factcheck.stress.trial._MARGIN", 900)
    statements = list_verified(whole.analysis, SpanSet([]))
    maker = MutantMaker(whole.analysis, statements)
    for mutant in [mutant for statement in statements for mutant in maker.make(statement)][::3]:
        assert parts.is_caught(mutant) == whole.is_caught(mutant), mutant.words


VAGUE = """
entities: {quai: {kind: programme, en: Wharf Program, fr: Programme des quais}}
facts:
  lampes: {about: quai, amount: 3127450 CAD, cues: {en: [lighting]}}
  voiles: {about: quai, amount: 910 thousand CAD, cues: {en: [sails]}}
"""
LAMPS = "The Wharf Program set aside $3,127,450 for lighting by lanterns under sturdy roofs.\n\nThe Wharf Program set aside $910,000 for sails and roofs.\n"


def make_tester(folder: Path) -> tuple[NoteTester, list[Mutant]]:
    """The test of a note, and the errors of one fact."""
    tester = NoteTester(parse(LAMPS.encode(), "n.en.md", all_languages()), registry(folder, VAGUE), SETTINGS)
    statements = list_verified(tester.analysis, SpanSet([]))
    maker = MutantMaker(tester.analysis, statements)
    return tester, [mutant for statement in statements if statement.fact == "lampes" for mutant in maker.make(statement)]


def is_caught_with(cue: str) -> Callable[[NoteTester, Mutant], bool]:
    return lambda tester, mutant: cue in tester.registry.facts[mutant.statement.fact].cues["en"]


def test_only_a_remedy_that_works_is_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tester, mutants = make_tester(tmp_path)
    assert mutants
    monkeypatch.setattr(NoteTester, "is_caught", is_caught_with("lanterns"))
    found = find_remedies(tester, mutants, SETTINGS)
    assert found == ((Remedy("lampes", RemedyKind.CUE, "lanterns", "en"), len(mutants)),)


@pytest.mark.parametrize("word", ["roofs", "under", "sails", "aside", "nothing"])
def test_words_that_are_no_cue(word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tester, mutants = make_tester(tmp_path)
    monkeypatch.setattr(NoteTester, "is_caught", is_caught_with(word))
    assert find_remedies(tester, mutants, SETTINGS) == ()


def test_a_remedy_that_does_harm_is_not_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tester, mutants = make_tester(tmp_path)
    monkeypatch.setattr(NoteTester, "is_caught", is_caught_with("lanterns"))
    monkeypatch.setattr(NoteTester, "has_new_finding", lambda tester, other: True)
    assert find_remedies(tester, mutants, SETTINGS) == ()
    notes = [NoteStress("documents/strategy.en.md", 1, (), ((Remedy("lancement", RemedyKind.CUE, "lanterns", "en"), 1),))]
    monkeypatch.chdir(ROOT)
    assert select_remedies(notes, load_facts(ROOT / "facts"), SETTINGS) == []


ADDED = [
    (Remedy("lampes", RemedyKind.CUE, "lanterns", "en"), "cues", {"en": ("lighting", "lanterns")}),
    (Remedy("lampes", RemedyKind.CUE, "lampes", "fr"), "cues", {"en": ("lighting",), "fr": ("lampes",)}),
    (Remedy("lampes", RemedyKind.PER, "year"), "per", Unit.YEAR),
    (Remedy("lampes", RemedyKind.QUALIFIER, "more"), "qualifier", Qualifier.MORE),
    (Remedy("lampes", RemedyKind.ABOUT, "voiles"), "about", ("quai", "voiles")),
]


@pytest.mark.parametrize(("remedy", "name", "value"), ADDED, ids=[str(remedy.kind) + remedy.language for remedy, _, _ in ADDED])
def test_what_a_remedy_adds(remedy: Remedy, name: str, value: object, tmp_path: Path) -> None:
    before = registry(tmp_path, VAGUE)
    after = apply_remedy(before, remedy)
    assert getattr(after.facts["lampes"], name) == value
    assert after.facts["voiles"] is before.facts["voiles"] and after.entities is before.entities


def test_remedies_for_a_registry_without_cues() -> None:
    known = load_facts(ROOT / "facts")
    bare = replace(known, facts={name: replace(fact, cues={}) for name, fact in known.facts.items()})
    document = read(ROOT / "documents" / "strategy.en.md", all_languages())
    before = stress_document(document, bare, SETTINGS)
    for remedy, count in before.remedies:
        after = stress_document(document, apply_remedy(bare, remedy), SETTINGS, with_remedies=False)
        caught = {(trial.spot, trial.words) for trial in after.trials if trial.caught and trial.fact == remedy.fact}
        missed = {(trial.spot, trial.words) for trial in before.trials if not trial.caught and trial.fact == remedy.fact}
        assert count and len(caught & missed) >= count


def stress(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the JSON on standard output."""
    capsys.readouterr()
    status = run("stress", "documents", "--today", "2024-01-15", "--format", "json", *arguments)
    return status, json.loads(capsys.readouterr().out)


def test_each_error_is_reported(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "Budget 2021 gave the Wharf Program $41.5 million over four years.\n")
    status, data = stress(capsys)
    (document,) = data["documents"]
    assert status == 0 and document["statements"] == 3 and document["tried"] == len(document["errors"])
    scale = next(each for each in document["errors"] if each["error"] == "scale")
    assert (scale["quote"], scale["changed"], scale["fact"], scale["caught"]) == ("$41.5 million", "$41.5 billion", "budget", True)
    assert (scale["start"]["line"], scale["start"]["column"]) == (1, 36)
    assert document["caught"] == sum(each["caught"] for each in document["errors"])


@pytest.mark.parametrize(("least", "status"), [("0", 0), ("100", 1)])
def test_fail_under(
    least: str, status: int, tmp_path: Path, place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    registry(tmp_path, VAGUE)
    note(place, LAMPS)
    monkeypatch.setattr(NoteTester, "is_caught", lambda tester, mutant: mutant.change is ChangeKind.SCALE)
    found, data = stress(capsys, "--fail-under", least)
    assert data["summary"]["percent"] < 100 and found == status


def test_the_same_bytes_in_one_process_and_in_two(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(3):
        note(place, f"The Wharf Program spends 35% on repairs.\n\nIt has {number + 50} boats.\n", f"{number}.en.md")
    two = stress(capsys)
    monkeypatch.setattr("factcheck.runtime.workers._count_cores", lambda: 1)
    assert stress(capsys) == two


def test_a_broken_note_stops_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The Wharf Program spends 35% on repairs.\n")
    note(place, b"\x00\x01\x02PK\x03\x04" * 50, "b.md")
    status, data = stress(capsys)
    assert status == 2 and len(data["documents"]) == len(data["failures"]) == 1


@pytest.mark.parametrize("language", ["en", "fr"])
def test_screens(language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setenv("COLUMNS", "80")
    assert run("stress", "documents/strategie.fr.md", "documents/media.en.odt", "--ui", language, "--today", "2024-01-15") == 0
    lines = capsys.readouterr().out.splitlines()
    assert any(" → " in line for line in lines)
    assert [line for line in lines if len(line) > 80] == []
