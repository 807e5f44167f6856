"""`factcheck facts set`: a fact in its file and in the notes that state it, in the style of each place; what is not sure is named, not changed."""

from __future__ import annotations

import json
import os
import zipfile
from pathlib import Path

import docx
import pytest
from office import odt
from test_cli import note, run

ENTITIES = """entities:
  quai: {kind: programme, fr: Programme des quais, en: Wharf Program}
"""
FACTS = f"""# The wharves.
{ENTITIES}
facts:
  # What was granted.
  budget:   {{amount: 41.5 million CAD, about: quai, cues: {{fr: [budget de 2021], en: [Budget 2021]}}}}   # in full
  part:
    about: quai
    percent: "35 %"  # of all
    cues: {{fr: [réparations], en: [repairs]}}
  ouverture: {{about: quai, date: 2021-06-03, cues: {{fr: [ouvert], en: [opened]}}}}
  demandes: {{about: quai, count: '1240 applications', cues: {{fr: [demandes], en: [applications]}}}}
  duree: {{about: quai, duration: 6 years, cues: {{fr: [dure], en: [runs]}}}}
  devise: {{about: quai, text: {{en: Keep the shore}}, cues: {{en: [motto]}}}}
  long: {{about: quai, amount: 7 million
      CAD, cues: {{en: [lamps]}}}}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


def facts(place: Path) -> str:
    return (place / "facts" / "a.yaml").read_text("utf-8")


REWRITTEN = [
    ("budget", "47.25 million CAD", "en", "Budget 2021 gave the Wharf Program $41.5 million.", "$41.5 million", "$47.25 million"),
    ("budget", "47.25 million CAD", "en", "Budget 2021 gave the Wharf Program $41,500,000.", "$41,500,000", "$47,250,000"),
    (
        *("budget", "47,25 millions de dollars", "fr", "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais."),
        *("41,5 millions de dollars", "47,25 millions de dollars"),
    ),
    ("budget", "47.25 million CAD", "fr", "Le budget de 2021 du Programme des quais est de 41,5 M$.", "41,5 M$", "47,25 M$"),
    ("part", "42 %", "en", "The Wharf Program spends 35% on repairs.", "35%", "42%"),
    ("part", "42 %", "en", "The Wharf Program spends 35 per cent on repairs.", "35 per cent", "42 per cent"),
    ("part", "42 %", "fr", "La part des réparations du Programme des quais est de 35 %.", "35 %", "42 %"),
    ("ouverture", "2022-09-14", "en", "The Wharf Program opened on June 3, 2021.", "June 3, 2021", "September 14, 2022"),
    ("ouverture", "2022-09-14", "fr", "Le Programme des quais a ouvert le 3 juin 2021.", "3 juin 2021", "14 septembre 2022"),
    ("demandes", "1385 applications", "en", "The Wharf Program received 1,240 applications.", "1,240", "1,385"),
    ("duree", "8 years", "en", "The Wharf Program runs for six years.", "six years", "eight years"),
    ("duree", "8 ans", "fr", "Le Programme des quais dure 6 ans.", "6 ans", "8 ans"),
]


@pytest.mark.parametrize(("fact", "value", "language", "text", "before", "after"), REWRITTEN)
def test_a_place_is_rewritten(fact: str, value: str, language: str, text: str, before: str, after: str, place: Path) -> None:
    others = "\n\nA boat club sold 41.5 tonnes of fish.\n"
    path = note(place, text + others, f"a.{language}.md")
    assert run("facts", "set", fact, value, "--write") == 0
    assert path.read_text("utf-8") == text.replace(before, after) + others
    assert run("where", fact) == 0


@pytest.mark.parametrize("suffix", ["md", "txt", "html", "docx"])
def test_formats(suffix: str, place: Path) -> None:
    path, text = place / "documents" / f"a.en.{suffix}", "Budget 2021 gave the Wharf Program $41.5 million."
    if suffix == "docx":
        made = docx.Document()
        made.add_paragraph(text)
        made.save(str(path))
    else:
        path.write_text(f"<p>{text}</p>" if suffix == "html" else text, "utf-8")
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    read = docx.Document(str(path)).paragraphs[0].text if suffix == "docx" else path.read_text("utf-8")
    assert text.replace("$41.5 million", "$47 million") in read


def test_a_tracked_change(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = place / "documents" / "a.en.docx"
    made = docx.Document()
    made.add_paragraph("Budget 2021 gave the Wharf Program $41.5 million.")
    made.save(str(path))
    assert run("facts", "set", "budget", "47 million CAD", "--suggest") == 0
    assert "documents/a.en.docx: 1 place changed" in capsys.readouterr().err
    xml = docx.Document(str(path)).element.xml
    assert "w:ins " in xml and "w:del " in xml and "41.5" in xml and "amount: 47 million CAD" in facts(place)


def test_a_tracked_change_in_odt(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = place / "documents" / "a.en.odt"
    path.write_bytes(odt("<text:p>Budget 2021 gave the Wharf Program $41.5 million.</text:p>"))
    assert run("facts", "set", "budget", "47 million CAD", "--suggest") == 0
    assert "documents/a.en.odt: 1 place changed" in capsys.readouterr().err
    xml = zipfile.ZipFile(path).read("content.xml").decode()
    assert "<text:deletion>" in xml and "<text:insertion>" in xml and "41.5" in xml and "amount: 47 million CAD" in facts(place)


def test_what_cannot_be_tracked_is_not_written(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = place / "documents" / "a.en.odt"
    path.write_bytes(odt("<text:p>A note.</text:p>", header="<text:p>Budget 2021 gave the Wharf Program $41.5 million.</text:p>"))
    before, registered = path.read_bytes(), facts(place)
    assert run("facts", "set", "budget", "47 million CAD", "--suggest") == 2
    assert "cannot be changed by a tracked change" in capsys.readouterr().err
    assert (path.read_bytes(), facts(place)) == (before, registered)


KEPT = [
    ("budget", "47 million CAD", "en", "Budget 2021 gave the Wharf Program more than $41.5 million.", "another hedge or bound"),
    ("budget", "47 million CAD", "en", "“Budget 2021 gave the Wharf Program $41.5 million of new funding”, she said.", "in a quotation"),
    ("demandes", "1", "en", "The Wharf Program received 1,240 applications.", "another form"),
    ("budget", "47 million USD", "en", "Budget 2021 gave the Wharf Program $41.5 million.", "another form"),
    (
        "budget",
        "47 million CAD",
        "en",
        "Budget 2021 gave the Wharf Program $41.5 million, of which $4 million is for lamps.",
        "depend on it",
    ),
    (
        "budget",
        "47 million CAD",
        "en",
        "Budget 2021 gave the Wharf Program $41.5 million: $20 million for piers and $21.5 million for lamps.",
        "depend",
    ),
    ("budget", "47 million CAD", "en", "With Budget 2021, the Wharf Program has $41.5 million, twice what it had.", "depend on it"),
    (
        "budget",
        "47 million CAD",
        "en",
        "| Item | Budget 2021 |\n|-|-|\n| Wharf Program | $41.5 million |\n| Total | $90 million |",
        "depend on it",
    ),
    ("budget", "47 millions CAD", "fr", "Le budget de 2021 du Programme des quais est de 41,5 M$, soit 35 % de plus.", "en dépendent"),
    ("part", "42 %", "fr", "Le Programme des quais consacre 35 % aux réparations et les 65 % restants aux lampes.", "en dépendent"),
    ("ouverture", "2022-09-14", "en", "The Wharf Program opened in early June 2021.", "another form"),
    ("ouverture", "2022-09-14", "en", "The Wharf Program opened on June 3 and 4, 2021.", "another form"),
    ("ouverture", "2022-09-14", "en", "The Wharf Program opened on a Thursday, that is on June 3, 2021.", "another form"),
    ("ouverture", "2022-09-14", "fr", "Un an plus tard, le 3 juin 2021, le Programme des quais a ouvert.", "en dépendent"),
    ("budget", "47 million CAD", "en", "Budget 2021 gave the Wharf Program $41.5 million (35% of the total).", "depend on it"),
    ("part", "11 %", "en", "The Wharf Program spends 35% on repairs, more than a third.", "depend on it"),
    ("ouverture", "2026-09-14", "en", "The Wharf Program, opened on June 3, 2021, was renewed in 2024.", "depend on it"),
    ("ouverture", "2022-09-14", "en", "Opened on June 3, 2021, the Wharf Program will have had 9 ministers in 2030.", "depend on it"),
    ("ouverture", "2031-09-14", "en", "The Wharf Program opened on June 3, 2021.", "read otherwise"),
    ("budget", "47 million CAD", "en", "Budget 2021 gave the Wharf Program $43.5 million.", "neither the former value nor the new one"),
    ("budget", "8 million CAD", "en", "Budget 2021 gave the Wharf Program a $41.5 million fund.", "no longer agree"),
]


@pytest.mark.parametrize(("fact", "value", "language", "text", "reason"), KEPT)
def test_what_is_not_sure_is_named(
    fact: str,
    value: str,
    language: str,
    text: str,
    reason: str,
    place: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = note(place, text, f"a.{language}.md")
    assert run("--ui", language, "facts", "set", fact, value, "--write") == 1
    assert reason in capsys.readouterr().err.replace("\n", " ")
    assert path.read_text("utf-8") == text


@pytest.mark.parametrize(
    "text", ["Budget 2021 gave the Wharf Program a $41.5 million fund.", "The $41.5 million of Budget 2021 are for the Wharf Program."]
)
def test_an_article_that_fits_both_values(text: str, place: Path) -> None:
    path = note(place, text)
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    assert path.read_text("utf-8") == text.replace("41.5", "47")


def test_the_file_keeps_its_comments_and_layout(place: Path) -> None:
    note(place, "Nothing of it.")
    changes = {
        "budget": ("47,25 millions de dollars", "amount: 41.5 million CAD,", "amount: '47,25 millions de dollars',"),
        "part": ("42 %", '"35 %"', '"42 %"'),
        "demandes": ("1385 applications", "'1240 applications'", "'1385 applications'"),
        "ouverture": ("2022-09-14", "2021-06-03", "2022-09-14"),
    }
    expected = FACTS
    for fact, (value, before, after) in changes.items():
        assert run("facts", "set", fact, value, "--write") == 0
        expected = expected.replace(before, after)
        assert facts(place) == expected


def test_nothing_is_written_by_default(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(place, "Budget 2021 gave the Wharf Program $41.5 million.\n")
    for options in ([], ["--diff"], ["--diff", "--write"]):
        assert run("facts", "set", "budget", "47 million CAD", *options) == 0
        output = capsys.readouterr().out
        assert "+  budget:   {amount: 47 million CAD, about" in output
        assert "+Budget 2021 gave the Wharf Program $47 million.\n" in output
    assert facts(place) == FACTS and "$41.5 million" in path.read_text("utf-8")


REFUSED = [
    ("budgt", "3", FACTS, "there is no fact or entity “budgt” (did you mean “budget”?)"),
    ("quai", "3", FACTS, "there is no fact or entity “quai”"),
    ("budget", "a lot", FACTS, "cannot be read as a value of “amount”"),
    ("devise", "Keep it", FACTS, "a fact of the kind text is not changed by a command"),
    ("long", "8 million CAD", FACTS, "the value of long cannot be changed here without changing anything else"),
    (
        *("a", "8 million CAD", ENTITIES + "facts: {a: {amount: &x 7 million CAD}, b: {amount: *x}}\n"),
        "aliases and anchors (“x”) are not allowed",
    ),
    (
        *(
            "a",
            "8 million CAD",
            ENTITIES + "facts: {a: {amount: 7 M$}, b: {amount: 3 M$}, c: {amount: 4 M$}}\nrelations: [{total: a, parts: [b, c]}]\n",
        ),
        "nothing was changed: the new value of a breaks 1 relation of the registry",
    ),
]


@pytest.mark.parametrize(("fact", "value", "text", "words"), REFUSED)
def test_what_is_refused(fact: str, value: str, text: str, words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(place, "Budget 2021 gave the Wharf Program $41.5 million.\n")
    before = path.read_bytes()
    (place / "facts" / "a.yaml").write_text(text, "utf-8")
    assert run("facts", "set", fact, value, "--write") == 2
    assert words in capsys.readouterr().err
    assert facts(place) == text and path.read_bytes() == before


CSV_FILES = [
    (b'id,about,percent,note\nb,quai,12 %,"x, y"\nc,quai,30 %,\n', b"12 %", b"13 %"),
    ('id;about;percent\r\nb;quai;"12 %"\r\n'.encode("utf-8-sig"), b"12 %", b"13 %"),
    ("id\tabout\tpercent\nb\tquai\t12 %\n".encode("utf-16"), "12 %".encode("utf-16-le"), "13 %".encode("utf-16-le")),
    (b"sep=;\nid;about;percent (%)\nb;quai;12\n", b"12", b"13 %"),
]


@pytest.mark.parametrize(("data", "before", "after"), CSV_FILES)
def test_a_csv_file_keeps_its_layout(data: bytes, before: bytes, after: bytes, place: Path) -> None:
    path = place / "facts" / "b.csv"
    path.write_bytes(data)
    note(place, "x")
    assert run("facts", "set", "b", "13 %", "--write") == 0
    assert path.read_bytes() == data.replace(before, after)
    assert run("facts", "lint") in (0, 1)


def test_no_folder_of_notes(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "documents").rmdir()
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 2
    assert "documents" in capsys.readouterr().err and facts(place) == FACTS


RELATED = ENTITIES + "facts: {a: {amount: 7 M$}, b: {amount: 3 M$}, c: {amount: 4 M$}}\nrelations: [{total: a, parts: [b, c]}]\n"


def test_broken_relations_are_named_first(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "a.yaml").write_text(RELATED, "utf-8")
    note(place, "x")
    assert run("facts", "set", "a", "8 M$") == 1
    shown = capsys.readouterr()
    assert "breaks 1 relation" in shown.err and "not a (8" in shown.err and "+facts: {a: {amount: 8 M$}" in shown.out
    assert run("facts", "set", "a", "8 M$", "--write", "--force") == 1
    assert facts(place) == RELATED.replace("7 M$", "8 M$")


def test_the_result_as_json(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, "Budget 2021 gave the Wharf Program $41.5 million.\n", "a.en.md")
    note(place, "Budget 2021 gave the Wharf Program more than $41.5 million.\n", "b.en.md")
    assert run("facts", "set", "budget", "47 million CAD", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["fact"] | {"path": ""} == {
        "id": "budget", "kind": "amount", "path": "", "line": 7, "column": 3, "before": "41.5 million CAD", "after": "47 million CAD"
    }  # fmt: skip
    assert [(each["quote"], each["replacement"]) for each in found["edits"]] == [("$41.5 million", "$47 million")]
    assert [(each["quote"], each["reason"]) for each in found["remaining"]] == [("$41.5 million", "bound")]
    assert found["summary"] == {"documents": 2, "edits": 1, "remaining": 1, "failures": 0} and not found["written"]


def test_validity_is_kept_and_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = ENTITIES + "facts: {a: {about: quai, amount: 7 M$, valid: {from: 2020-01-01, until: 2021-12-31}}}\n"
    (place / "facts" / "a.yaml").write_text(text, "utf-8")
    note(place, "x")
    assert run("facts", "set", "a", "8 M$", "--write") == 0
    assert "from January 1, 2020 to December 31, 2021" in capsys.readouterr().err


def test_a_file_with_a_mark_and_other_ends_of_lines(place: Path) -> None:
    (place / "facts" / "a.yaml").write_bytes(b"\xef\xbb\xbf" + FACTS.replace("\n", "\r\n").encode())
    note(place, "x")
    assert run("facts", "set", "part", "42 %", "--write") == 0
    assert (place / "facts" / "a.yaml").read_bytes() == b"\xef\xbb\xbf" + FACTS.replace("35 %", "42 %").replace("\n", "\r\n").encode()


def test_applied_twice_is_applied_once(place: Path) -> None:
    path = note(place, "Budget 2021 gave the Wharf Program $41.5 million.\n")
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    once = path.read_bytes(), facts(place)
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    assert (path.read_bytes(), facts(place)) == once


@pytest.mark.skipif(os.name != "posix", reason="needs permissions of POSIX")
def test_nothing_is_written_unless_all_can_be(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = "Budget 2021 gave the Wharf Program $41.5 million.\n"
    notes = [note(place, text, f"{name}.en.md") for name in "abc"]
    empty = note(place, b"", "d.en.docx")
    notes[1].chmod(0o444)
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 2
    assert "documents/d.en.docx: the file is empty" in capsys.readouterr().err
    assert all(path.read_text("utf-8") == text for path in notes) and facts(place) == FACTS
    empty.unlink()
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 2
    errors = capsys.readouterr().err
    assert "documents/b.en.md: the file is read-only" in errors and "nothing was written" in errors
    assert all(path.read_text("utf-8") == text for path in notes) and facts(place) == FACTS
    notes[1].chmod(0o644)
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    assert all(path.read_text("utf-8") == text.replace("41.5", "47") for path in notes) and "amount: 47 million CAD" in facts(place)


def test_a_run_that_was_interrupted_can_be_repeated(place: Path) -> None:
    text = "Budget 2021 gave the Wharf Program $41.5 million.\n"
    done, left = note(place, text.replace("41.5", "47"), "a.en.md"), note(place, text, "b.en.md")
    assert run("facts", "set", "budget", "47 million CAD", "--write") == 0
    assert done.read_text("utf-8") == left.read_text("utf-8") == text.replace("41.5", "47")
