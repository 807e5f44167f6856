"""Messages that say what to do next."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_cli import run

RELATIONS = "facts:\n  x: {amount: 3 CAD}\n  d: {date: 2020-01-01}\nrelations:\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    return tmp_path


def test_unknown_rule(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "nosuch") == 2
    assert "there is no rule “nosuch”; `factcheck rules` lists them" in capsys.readouterr().err


def test_a_pattern_of_rules_shows_their_pages(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rules", "name-*") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("name-misspelled\n") and "\n\nname-variant\n" in shown


@pytest.mark.parametrize(
    ("screen", "words"),
    [("en", "documents: failed: there is no such folder; name a note"), ("fr", "ce dossier n’existe pas; nommez une note ou un dossier")],
)
def test_no_folder_of_documents(screen: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "--use", "canada", "--ui", screen) == 2
    assert words in capsys.readouterr().out


def test_no_folder_of_facts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n.md").write_text("Text.\n", "utf-8")
    assert run("check", "n.md") == 0
    assert "`factcheck init` drafts a first registry, and `--facts` names one" in capsys.readouterr().err
    assert run("check", "n.md", "--facts", "elsewhere") == 2
    assert "elsewhere: there is no such folder of facts; give its path with --facts" in capsys.readouterr().err


def test_an_old_word_file(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n.doc").write_bytes(b"x")
    assert run("check", "n.doc", "--use", "canada") == 2
    assert "“.doc” files cannot be read; save the note as .docx" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("relation", "words"),
    [
        ("- {before: x, after: d}", "an order compares dates; without a date: x; name facts that have a `date:`"),
        ("- {total: x}", "this relation lacks parts; add it, as in `{total: budget, parts: [grants, operations]}`"),
        ("- {share: x}", "this relation lacks part and whole; add it, as in `{share: "),
    ],
)
def test_relations(relation: str, words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts").mkdir()
    (place / "facts" / "a.yaml").write_text(RELATIONS + relation + "\n", "utf-8")
    assert run("facts", "lint") == 2
    assert words in capsys.readouterr().err
