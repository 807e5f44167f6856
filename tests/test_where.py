"""`factcheck where`: the places that state a fact, a list or a wording, or name an entity; statements of a former value; screens and JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from test_cli import note, run

FACTS = """
entities:
  quai: {kind: programme, fr: {name: Programme des quais, acronym: PDQ}, en: {name: Wharf Program, also: [Program for Wharves]}}
  guilde: {kind: organisation, fr: Guilde des lampes, en: Lamp Guild}
  union: {kind: organisation, fr: Union des quais, en: Dockers Union}
facts:
  budget: {about: quai, amount: 41.5 million CAD, over: 4 years, cues: {fr: [budget de 2021], en: [Budget 2021]}}
  part: {about: quai, percent: 35 %, cues: {fr: [réparations], en: [repairs]}}
  ouverture: {about: quai, date: 2021-06-03, cues: {fr: [ouvert], en: [opened]}}
  demandes: {about: quai, count: 1240 applications, cues: {fr: [demandes], en: [applications]}}
  ligne: {about: quai, phone: 613-555-0142, cues: {en: [call], fr: [appelez]}}
  associes: {about: quai, members: [guilde, union], cues: {fr: [en partenariat avec], en: [in partnership with]}}
  devise: {about: quai, text: {fr: "Tenir la rive", en: "Keep the shore"}, cues: {fr: [devise], en: [motto]}}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def where(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """The exit code, and the JSON on standard output."""
    capsys.readouterr()
    status = run("where", *arguments, "--format", "json", "--today", "2024-01-15")
    return status, json.loads(capsys.readouterr().out)


def places(data: dict[str, Any]) -> list[tuple[str, str, str]]:
    """The id, the words and the outcome of each place."""
    return [(fact["id"], each["stated"], each["outcome"]) for fact in data["facts"] for each in fact["places"]]


STATED = [
    ("en", "Budget 2021 gave the Wharf Program $41.5 million over four years.", "budget", "$41.5 million over four years", "verified"),
    ("en", "Budget 2021 gave the Wharf Program $45.1 million over four years.", "budget", "$45.1 million over four years", "contradicted"),
    ("fr", "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais.", "budget", "41,5 millions de dollars", "verified"),
    ("en", "The Wharf Program spends 35% on repairs.", "part", "35%", "verified"),
    ("en", "The Wharf Program spends 53% on repairs.", "part", "53%", "contradicted"),
    ("fr", "Le Programme des quais (PDQ) consacre 35 % aux réparations.", "part", "35 %", "verified"),
    ("en", "The Wharf Program opened on June 3, 2021.", "ouverture", "June 3, 2021", "verified"),
    ("fr", "Le Programme des quais a ouvert le 3 juin 2021.", "ouverture", "3 juin 2021", "verified"),
    ("en", "The Wharf Program received 1,240 applications.", "demandes", "1,240", "verified"),
    ("en", "To reach the Wharf Program, call 613-555-0142.", "ligne", "613-555-0142", "verified"),
    (
        *("en", "The Wharf Program works in partnership with the Lamp Guild and the Dockers Union.", "associes"),
        *("in partnership with the Lamp Guild and the Dockers Union", "verified"),
    ),
    ("en", "The motto of the Wharf Program is “Keep the shore”.", "devise", "Keep the shore", "verified"),
    ("fr", "La devise du Programme des quais est « Tenir la rive ».", "devise", "Tenir la rive", "verified"),
    ("en", "The motto of the Wharf Program is “Keep our shore”.", "devise", "Keep our shore", "contradicted"),
    ("en", "Money for the Program for Wharves was spent.", "quai", "Program for Wharves", "verified"),
]


@pytest.mark.parametrize(("language", "text", "fact", "stated", "outcome"), STATED)
def test_a_place(language: str, text: str, fact: str, stated: str, outcome: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, f"{text}\n", f"a.{language}.md")
    status, data = where(capsys, fact)
    assert places(data) == [(fact, stated, outcome)]
    (found,) = data["facts"][0]["places"]
    assert found["path"] == f"documents/a.{language}.md" and found["excerpt"] == text
    assert text[found["start"]["offset"] : found["end"]["offset"]] == found["quote"]
    assert status == (1 if outcome == "contradicted" else 0)


SILENT = [
    ("budget", "The Lamp Guild sold 35 boats in 2019."),
    ("part", "Of the boats in the harbour, 35% are blue."),
    ("demandes", "The Dockers Union has 1,240 members."),
    ("associes", "The Lamp Guild met the Dockers Union."),
    ("devise", "They keep the old shore clean."),
    ("ouverture", "The Dockers Union was founded on May 2, 1950."),
]


@pytest.mark.parametrize(("fact", "text"), SILENT)
def test_no_place(fact: str, text: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, f"{text}\n")
    assert where(capsys, fact) == (0, where(capsys, fact)[1])
    assert places(where(capsys, fact)[1]) == []
    assert run("where", fact) == 0
    assert "no note states it, as far as could be found" in capsys.readouterr().out


def test_several_facts_notes_and_formats(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "Budget 2021 gave the Wharf Program $41.5 million. It spends 35% on repairs.\n", "b.en.md")
    note(place, "<p>Budget 2021 gave the Wharf Program $41.5 million.</p>\n", "c.en.html")
    (place / "other.en.txt").write_text("The Wharf Program spends 35% on repairs.\n", "utf-8")
    _, data = where(capsys, "part", "budget", "part")
    assert [(fact["id"], [each["path"] for each in fact["places"]]) for fact in data["facts"]] == [
        ("budget", ["documents/b.en.md", "documents/c.en.html"]),
        ("part", ["documents/b.en.md"]),
    ]
    assert data["summary"] == {"documents": 2, "places": 3, "verified": 3, "contradicted": 0, "former": 0, "possible": 0, "failures": 0}
    _, data = where(capsys, "part", "--in", "other.en.txt", "--in", "documents/b.en.md")
    assert [each["path"] for each in data["facts"][0]["places"]] == ["other.en.txt", "documents/b.en.md"]
    _, data = where(capsys, "part", "--in", "documents", "--exclude", "b.*")
    assert data["facts"][0]["places"] == []


def test_a_note_that_cannot_be_read_stops_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "The Wharf Program spends 35% on repairs.\n")
    note(place, b"", "b.en.docx")
    status, data = where(capsys, "part")
    assert status == 2 and len(places(data)) == 1 and [each["path"] for each in data["failures"]] == ["documents/b.en.docx"]
    assert run("where", "part") == 2
    output = capsys.readouterr()
    assert "documents/a.en.md:1:26" in output.out and "documents/b.en.docx: the file is empty" in output.err


FORMER = [
    ("budget", "38 million CAD", "Budget 2021 gave the Wharf Program $38 million over four years.", ["$38 million over four years"]),
    ("budget", "38 million", "Budget 2021 gave the Wharf Program $41.5 million over four years.", []),
    ("budget", "38 millions de dollars", "Budget 2021 gave the Wharf Program $38 million.", ["$38 million"]),
    ("part", "20 %", "The Wharf Program spends 20% on repairs.", ["20%"]),
    ("part", "20 %", "The Wharf Program spends 21% on repairs.", []),
    ("ouverture", "2020-05-04", "The Wharf Program opened on May 4, 2020.", ["May 4, 2020"]),
    ("demandes", "900", "The Wharf Program received 900 applications.", ["900"]),
    ("ligne", "613-555-0199", "To reach the Wharf Program, call 613-555-0199.", ["613-555-0199"]),
    ("devise", "Hold the coast", "The motto of the Wharf Program is “Hold the coast”.", ["Hold the coast"]),
    ("part", "35 %", "The Wharf Program spends 35% on repairs.", []),
]


@pytest.mark.parametrize(("fact", "value", "text", "stated"), FORMER)
def test_a_former_value(fact: str, value: str, text: str, stated: list[str], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, f"{text}\n")
    status, data = where(capsys, fact, "--value", value)
    assert places(data) == [(fact, words, "former") for words in stated]
    assert status == bool(stated)


WRONG = [
    ([], "name one or more facts or entities"),
    (["budgt"], "there is no fact or entity “budgt” (did you mean “budget”?)"),
    (["budget", "--changed-since", "HEAD"], "give either ids or --changed-since"),
    (["budget", "part", "--value", "3 %"], "give the id of one fact with it"),
    (["quai", "--value", "3 %"], "give the id of one fact with it"),
    (["--changed-since", "HEAD", "--value", "3 %"], "give the id of one fact with it"),
    (["part", "--value", "a third of it"], "cannot be read as a value of “percent”"),
    (["associes", "--value", "guilde, nobody"], "there is no fact or entity “nobody”"),
    (["part", "--value", ""], "--value is empty"),
    (["part", "--in", "nowhere"], "nowhere: there is no such file or folder"),
]


@pytest.mark.parametrize(("arguments", "words"), WRONG)
def test_a_mistake(arguments: list[str], words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "x\n")
    assert run("where", *arguments) == 2
    assert words in " ".join(capsys.readouterr().err.split())


def test_less_certain_places(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "Budget 2021 gave the Wharf Program $41.5 million. The programme had 35% then, and 36% now.\n")
    shown = [len(places(where(capsys, "part", "budget", "--confidence", each)[1])) for each in ("certain", "likely", "possible")]
    assert shown == sorted(shown)
    for found in (fact for fact in where(capsys, "part", "--confidence", "possible")[1]["facts"]):
        assert all(each["outcome"] == "possible" for each in found["places"] if each["confidence"] == "possible")


@pytest.mark.parametrize(("code", "words"), [("en", "differs from the registry"), ("fr", "diffère du registre")])
def test_the_screen(code: str, words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, f"{'Lamps and ropes were bought for the quays in the north. ' * 4}\n\n{STATED[1][1][:-1]}, {'as was planned ' * 9}.\n")
    assert run("where", "budget", "associes", "--ui", code) == 1
    output = capsys.readouterr().out
    assert "budget  facts/a.yaml:7:3\n" in output and words in " ".join(output.split()) and "documents/a.en.md:3:36" in output
    assert all(len(line) <= 80 and line == line.rstrip() for line in output.splitlines())


def test_an_excerpt_is_short_and_on_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(
        place,
        f"Budget 2021 gave the Wharf Program,\n{'with many words between, ' * 20}and then\nsome more, $41.5 million over four years.\n",
    )
    for each in where(capsys, "budget", "--confidence", "possible")[1]["facts"][0]["places"]:
        assert len(each["excerpt"]) < 250 and "\n" not in each["excerpt"] and each["excerpt"].startswith("…")


def test_the_page_of_a_place_in_a_file_without_lines(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import docx

    made = docx.Document()
    table = made.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Wharf Program repairs", "35%"
    made.add_paragraph("The Wharf Program spends 35% on repairs.")
    made.save(str(place / "documents" / "a.en.docx"))
    _, data = where(capsys, "part")
    assert [each["quote"] for each in data["facts"][0]["places"]][-1] == "35%"


def test_the_same_bytes_each_time(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(5):
        note(place, f"{STATED[0][1]} {STATED[4][1]}\n", f"{number}.en.md")
    assert len({json.dumps(where(capsys, "budget", "part", "quai")) for _ in range(3)}) == 1


def test_a_fact_and_an_entity_of_one_id(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = place / "facts" / "a.yaml"
    facts.write_text(facts.read_text("utf-8").replace("  part: {about", "  quai: {about"), "utf-8")
    note(place, "The Wharf Program spends 35% on repairs.\n")
    _, data = where(capsys, "quai")
    assert [(fact["section"], [each["quote"] for each in fact["places"]]) for fact in data["facts"]] == [
        ("facts", ["35%"]),
        ("entities", ["Wharf Program"]),
    ]
    assert places(where(capsys, "quai", "--value", "20 %")[1]) == []
    assert run("where", "quai") == 0
    assert capsys.readouterr().out.count("\nquai  facts/a.yaml:") == 1


def test_it_does_not_say_that_none_states_a_fact_where_no_note_was_read(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "z.yaml").write_text("facts: {lamps: {count: 45 lamps, cues: {en: [lamps]}}}\n", "utf-8")
    (place / "documents").rmdir()
    assert run("where", "lamps", "--ui", "en") == 2
    shown = capsys.readouterr()
    assert not shown.out and "documents: there is no such folder" in shown.err
