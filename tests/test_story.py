"""From notes to a signature: the commands of the guide, in their order, on three notes and a workbook of facts."""

from __future__ import annotations

import subprocess
from pathlib import Path

import docx
import pytest
from test_review import LAST, TERMS, Terminal
from test_waivers import run

openpyxl = pytest.importorskip("openpyxl")
DAY = "---\ndate: 2020-03-05\n---\n\n"
FRENCH = f"""{DAY}Le Centre des phares ouvrira ses portes en 2009. La cous-ministre préside le comité.

Le budget de 2019 accorde 24,22 millions de dollars au Fonds des phares.
"""
ENGLISH = f"{DAY}Budget 2019 gives the Lighthouse Fund $22.24 million.\n"
WORD = "The Lighthouse Fund has repaired 45 wharves."
ENTITY = "lighthouse-fund"
YAML = f"facts:\n  repairs:\n    about: {ENTITY}\n    count: 45 wharves\n    cues: {{en: [repaired]}}\n    source: Register\n"


def write_workbook(amount: str) -> None:
    book = openpyxl.Workbook()
    facts, entities = book.active, book.create_sheet("entities")
    facts.title = "facts"
    facts.append(["id", "about", "amount", "cues_en", "cues_fr", "source"])
    facts.append(["fund-amount", ENTITY, amount, "Budget 2019", "budget de 2019", "Budget 2019, p. 161"])
    entities.append(["id", "kind", "en_name", "fr_name"])
    entities.append([ENTITY, "programme", "Lighthouse Fund", "Fonds des phares"])
    book.save("facts/team.xlsx")


def git(*words: str) -> None:
    names = ["-c", "user.name=A. Keeper", "-c", "user.email=keeper@example.org"]
    subprocess.run(["git", *names, *words], check=True, capture_output=True)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("facts").mkdir()
    Path("facts/repairs.yaml").write_text(YAML, "utf-8")
    write_workbook("22.24 million CAD")
    Path("fonds.fr.md").write_text(FRENCH, "utf-8")
    Path("fund.en.md").write_text(ENGLISH, "utf-8")
    note = docx.Document()
    note.add_paragraph(WORD)
    note.save("wharves.en.docx")
    git("init", "-q")
    return tmp_path


def review() -> None:
    """Waive the tense, and accept the corrections of the title and of the sum."""
    terminal = Terminal(".", "--ui", "en")
    assert "ouvrira" in terminal.wait_for("1/3") + terminal.wait_for(LAST)
    terminal.shown = LAST + terminal.shown
    terminal.answer(LAST, "w")
    for question, answer in (("Who waives it", "A. Keeper\r"), *TERMS[1:]):
        terminal.answer(question, answer)
    terminal.answer(LAST, "a")
    terminal.answer(LAST, "a")
    assert "2 corrections, 1 waiver" in terminal.answer("write nothing", "y")
    assert terminal.leave() == 0


def test_from_notes_to_a_signature(home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init") == 0 and Path("factcheck.toml").exists()
    git("add", "-A")
    git("commit", "-qm", "Notes")
    capsys.readouterr()
    assert run("check", ".") == 1
    found = capsys.readouterr().out
    assert "“ouvrira” is in the future, but 2009 was already past" in found
    assert "“cous-ministre” should be “sous-ministre”" in found
    assert "should be 22,24 millions de dollars (fact fund-amount): two digits swapped" in found.replace("\u00a0", " ")
    assert "3 errors" in found
    assert run("certify", ".", "-o", "sign-off.json") == 1 and not Path("sign-off.json").exists()
    review()
    corrected = FRENCH.replace("cous-ministre", "sous-ministre").replace("24,22", "22,24")
    assert Path("fonds.fr.md").read_text("utf-8") == corrected
    assert run("certify", ".", "-o", "sign-off.json") == 0 and run("verify", "sign-off.json") == 0
    change_facts(capsys)
    assert run("verify", "sign-off.json") == 1
    assert "wharves.en.docx" in capsys.readouterr().out
    assert run("certify", ".", "-o", "sign-off.json") == 0 and run("verify", "sign-off.json") == 0


def change_facts(capsys: pytest.CaptureFixture[str]) -> None:
    """Change a cell of the workbook, then put it back; set a fact of the YAML file, with tracked changes in Word."""
    capsys.readouterr()
    write_workbook("25 million CAD")
    assert run("where", "--changed-since", "HEAD", "--in", ".") == 1
    named = capsys.readouterr().out
    assert "fonds.fr.md" in named and "fund.en.md" in named and "wharves.en.docx" not in named
    write_workbook("22.24 million CAD")
    assert run("facts", "set", "repairs", "52 wharves", "--suggest", "--in", ".") == 0
    assert "count: 52 wharves" in Path("facts/repairs.yaml").read_text("utf-8")
    xml = docx.Document("wharves.en.docx").element.xml
    assert "w:ins " in xml and "w:del " in xml
    capsys.readouterr()
