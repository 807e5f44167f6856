"""`factcheck propose` and `factcheck init`: what is drafted from trusted notes, and what a folder is set up with."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from test_cli import run

ENGLISH = """---
date: 2021-05-04
---
# Coastal Lights Fund

The Coastal Lights Fund (CLF) invests $22.24 million over three years to repair lighthouses. It was launched in April 2004.

In 2020, the fund received more than 1,240 applications, and 76% of them came from small harbours. For questions, call 613-555-0142.
"""
FRENCH = """---
date: 2021-05-04
---
# Fonds des feux côtiers

Le Fonds des feux côtiers (FFC) investit 22,24 millions de dollars sur trois ans pour réparer les phares. Il a été lancé en avril 2004.

En 2020, le fonds a reçu plus de 1 240 demandes, et 76 % d’entre elles venaient de petits ports. Pour toute question, composez le 613-555-0142.
"""
SPEECH = """---
date: 2021-06-01
---
# Speaking notes

The Coastal Lights Fund (CLF) invests $24.22 million over three years to repair lighthouses. It will be launched in April 2004.
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "notes").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    monkeypatch.setenv("COLUMNS", "80")
    return tmp_path


def put(name: str, text: str) -> str:
    path = Path("notes") / name
    path.write_text(text, "utf-8")
    return str(path)


def draft(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    capsys.readouterr()
    assert run("propose", *arguments, "--format", "json") == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def find(data: dict[str, Any], kind: str) -> list[Any]:
    return [fact[kind] for fact in data["facts"] if kind in fact]


def test_a_note_gives_entities_and_facts(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("fund.en.md", ENGLISH))
    assert [entity["en"] for entity in data["entities"]] == [{"name": "Coastal Lights Fund", "acronym": "CLF"}]
    assert find(data, "amount") == ["$22.24 million"]
    assert find(data, "over") == ["3 years"]
    assert find(data, "count") == ["more than 1240 applications"] or find(data, "count") == ["more than 1,240 applications"]
    assert find(data, "percent") == ["76%"]
    assert find(data, "phone") == ["613-555-0142"]
    assert set(find(data, "date")) == {"2004-04", "2020"}
    assert {fact["about"] for fact in data["facts"]} == {"clf"}
    assert data["facts"][0]["from"][0]["line"] == 6


def test_two_versions_of_a_note_are_one_fact_with_cues_of_both(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("fund.en.md", ENGLISH), put("fund.fr.md", FRENCH))
    assert len(data["entities"]) == 1
    assert data["entities"][0]["fr"] == {"name": "Fonds des feux côtiers", "acronym": "FFC"}
    (amount,) = (fact for fact in data["facts"] if "amount" in fact)
    assert set(amount["cues"]) == {"en", "fr"}
    assert [origin["path"] for origin in amount["from"]] == ["notes/fund.en.md", "notes/fund.fr.md"]


@pytest.mark.parametrize(("name", "text"), [("fund.en.md", ENGLISH), ("fund.fr.md", FRENCH)])
def test_a_draft_loads_and_verifies_its_own_note(name: str, text: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = put(name, text)
    Path("facts").mkdir()
    assert run("propose", path, "-o", "facts/draft.yaml") == 0
    assert run("facts", "lint") == 0
    capsys.readouterr()
    assert run("check", path, "--format", "json") == 0
    (document,) = json.loads(capsys.readouterr().out)["documents"]
    assert document["claims"]["contradicted"] == 0
    assert document["claims"]["verified"] >= 5


def test_each_entry_has_its_sentence_as_a_comment(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("propose", put("fund.en.md", ENGLISH)) == 0
    text = capsys.readouterr().out
    assert "  # It was launched in April 2004.\n" in text
    data = yaml.safe_load(text)
    assert all(fact["source"].startswith("notes/fund.en.md:") for fact in data["facts"].values())


def test_what_is_registered_is_skipped_and_a_contradiction_is_marked(capsys: pytest.CaptureFixture[str]) -> None:
    Path("facts").mkdir()
    Path("facts/a.yaml").write_text(
        "entities:\n  fund: {kind: programme, en: {name: Coastal Lights Fund, acronym: CLF}}\n"
        "facts:\n  budget: {about: fund, amount: 22.42 million CAD, over: 3 years, cues: {en: [invests, repair]}}\n"
        "  start: {about: fund, date: 2004-04, cues: {en: [launched]}}\n",
        "utf-8",
    )
    data = draft(capsys, put("fund.en.md", ENGLISH))
    assert data["entities"] == []
    assert data["skipped"] == 1
    assert "2004-04" not in find(data, "date")
    assert [fact["contradicts"] for fact in data["facts"] if "amount" in fact] == ["budget"]
    assert run("propose", "notes/fund.en.md", "--ui", "fr") == 0
    assert "# Contredit le fait budget du registre" in capsys.readouterr().out


def test_the_same_notes_give_the_same_draft(capsys: pytest.CaptureFixture[str]) -> None:
    paths = put("fund.en.md", ENGLISH), put("fund.fr.md", FRENCH)
    assert draft(capsys, *paths) == draft(capsys, *paths)


def test_an_existing_file_is_not_replaced(capsys: pytest.CaptureFixture[str]) -> None:
    path = put("fund.en.md", ENGLISH)
    Path("draft.yaml").write_text("mine: true\n", "utf-8")
    assert run("propose", path, "-o", "draft.yaml") == 2
    assert Path("draft.yaml").read_text("utf-8") == "mine: true\n"
    assert run("propose", path, "-o", "draft.yaml", "--force") == 0
    assert "22.24" in Path("draft.yaml").read_text("utf-8")
    assert run("propose", path, "-o", path, "--force") == 2
    assert Path(path).read_text("utf-8") == ENGLISH


def test_an_unreadable_note_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes/broken.docx").write_bytes(b"PK\x03\x04 no archive")
    put("fund.en.md", ENGLISH)
    assert run("propose", "notes", "-o", "draft.yaml") == 2
    assert "notes/broken.docx" in capsys.readouterr().err
    assert "22.24" in Path("draft.yaml").read_text("utf-8")


def test_a_note_that_nobody_reads_whole_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    put("long.en.md", "They met again in 2019, and went home.\n\n" * 130_000)
    put("fund.en.md", ENGLISH)
    assert run("propose", "notes", "-o", "draft.yaml") == 2
    assert "notes/long.en.md" in capsys.readouterr().err
    assert "22.24" in Path("draft.yaml").read_text("utf-8")


def test_a_note_without_figures_gives_an_empty_registry_that_loads(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("propose", put("a.en.md", "They met again, and went home.\n"), "-o", "draft.yaml") == 0
    assert yaml.safe_load(Path("draft.yaml").read_text("utf-8")) == {"facts": {}}


def test_a_broken_registry_is_an_error_with_its_place(capsys: pytest.CaptureFixture[str]) -> None:
    path = put("fund.en.md", ENGLISH)
    Path("facts").mkdir()
    Path("facts/a.yaml").write_text("facts:\n  budget: {amont: 3}\n", "utf-8")
    assert run("propose", path, "-o", "draft.yaml") == 2
    assert "facts/a.yaml:2" in capsys.readouterr().err
    assert not Path("draft.yaml").exists()


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_without_rights_is_an_error() -> None:
    path = put("fund.en.md", ENGLISH)
    Path("closed").mkdir(mode=0o500)
    assert run("propose", path, "-o", "closed/draft.yaml") == 2


def test_a_folder_that_is_missing_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("propose", put("fund.en.md", ENGLISH), "-o", "missing/draft.yaml") == 2
    assert "missing" in capsys.readouterr().err


def test_from_an_empty_repository_to_a_true_finding(capsys: pytest.CaptureFixture[str]) -> None:
    put("fund.en.md", ENGLISH)
    put("fund.fr.md", FRENCH)
    put("speech.en.md", SPEECH)
    assert run("init") == 0
    registry = Path("facts/registry.yaml")
    before, _, doubtful = registry.read_text("utf-8").partition("# Left out")
    assert "22.24" in doubtful
    assert "24.22" in doubtful
    assert "amount:" not in before
    # One edit: the figure that two notes state is the right one.
    lines = doubtful.splitlines()[1:]
    right = [line.removeprefix("# ") for line in lines[: next(at for at, line in enumerate(lines) if "24.22" in line)]]
    registry.write_text(before + "\n".join(right) + "\n", "utf-8")
    capsys.readouterr()
    assert run("check", ".", "--format", "json") == 1
    found = {
        (Path(each["path"]).name, finding["rule"], finding["quote"])
        for each in json.loads(capsys.readouterr().out)["documents"]
        for finding in each["findings"]
        if finding["severity"] == "error"
    }
    assert found == {
        ("speech.en.md", "amount-mismatch", "$24.22 million"),
        ("speech.en.md", "tense-mismatch", "will be launched in April 2004"),
    }


def test_init_leaves_what_is_there(capsys: pytest.CaptureFixture[str]) -> None:
    put("fund.en.md", ENGLISH)
    Path(".pre-commit-config.yaml").write_text("repos: []\n", "utf-8")
    assert run("init") == 0
    assert Path(".pre-commit-config.yaml").read_text("utf-8") == "repos: []\n"
    before = {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()}
    capsys.readouterr()
    assert run("init") == 0
    assert {path: path.read_bytes() for path in Path().rglob("*") if path.is_file()} == before
    error = capsys.readouterr().err
    assert "left .pre-commit-config.yaml as it is" in error
    assert "left factcheck.toml as it is" in error


def test_init_without_notes_gives_an_example_that_loads(capsys: pytest.CaptureFixture[str]) -> None:
    Path("notes").rmdir()
    assert run("init", "--with", "hook") == 0
    assert "no notes were found" in " ".join(capsys.readouterr().err.split())
    assert run("facts", "lint") == 0
    assert not Path(".vscode").exists()
    assert not Path(".github").exists()


def test_what_init_writes_can_be_read() -> None:
    put("fund.en.md", ENGLISH)
    assert run("init") == 0
    for path in (".vscode/settings.json", ".vscode/tasks.json", ".vscode/factcheck-schema.json"):
        json.loads(Path(path).read_text("utf-8"))
    hooks = yaml.safe_load(Path(".pre-commit-config.yaml").read_text("utf-8"))["repos"][0]["hooks"]
    assert [hook["id"] for hook in hooks] == ["factcheck", "factcheck-facts"]
    steps = yaml.safe_load(Path(".github/workflows/factcheck.yml").read_text("utf-8"))["jobs"]["factcheck"]["steps"]
    assert any("--format sarif" in step.get("run", "") for step in steps)


def test_an_unknown_part_is_an_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", "--with", "hoook") == 2
    assert "hook" in capsys.readouterr().err
    assert not Path("facts").exists()


def test_init_uses_the_packs_of_which_notes_state_names(capsys: pytest.CaptureFixture[str]) -> None:
    Path("note.fr.md").write_text("Le cous-ministre a signé l’entente.\n", "utf-8")
    assert run("init", "--with", "hook") == 0
    assert 'use = ["canada"]' in Path("factcheck.toml").read_text("utf-8")
    capsys.readouterr()
    assert run("check", ".") == 1
    assert "sous-ministre" in capsys.readouterr().out


def test_init_uses_no_pack_without_a_name_of_it() -> None:
    Path("note.en.md").write_text("The Lighthouse Fund pays for 31 lamps.\n", "utf-8")
    assert run("init", "--with", "hook") == 0
    assert "use = []" in Path("factcheck.toml").read_text("utf-8")


SHORE = """---
date: 2021-05-04
---
# Shore report

The Minister of Tides and Shores, Ada Marrow, spoke. “It will last,” said the Hon. Ada Marrow, Minister of Tides and Shores.

The Northern Tides Board, NTB, repaired 312 piers. NTB opens in 2023.
"""
RIVAGE = """---
date: 2021-05-04
---
# Bilan

Le programme national de bouées pour navires aide 312 ports. Les équipages aiment le programme national de bouées pour navires.
"""


def test_a_title_next_to_a_person_is_theirs(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("shore.en.md", SHORE))
    (person,) = (each for each in data["entities"] if each["kind"] == "person")
    (title,) = (each for each in data["entities"] if each["kind"] == "title")
    assert (person["en"]["name"], title["en"]["name"]) == ("Ada Marrow", "Minister of Tides and Shores")
    assert person["title"] == title["id"]


def test_an_acronym_without_brackets_is_that_of_the_name_with_its_initials(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("shore.en.md", SHORE))
    assert {"name": "Northern Tides Board", "acronym": "NTB"} in [each["en"] for each in data["entities"]]


def test_a_repeated_name_in_small_letters_is_an_entity(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("rivage.fr.md", RIVAGE))
    assert "programme national de bouées pour navires" in [each["fr"]["name"] for each in data["entities"]]


def test_no_cue_is_a_word_of_grammar(capsys: pytest.CaptureFixture[str]) -> None:
    data = draft(capsys, put("fund.en.md", ENGLISH), put("fund.fr.md", FRENCH))
    cues = {word for fact in data["facts"] for words in fact["cues"].values() for word in words}
    assert cues.isdisjoint({"was", "will", "than", "été", "lui", "ont", "sur", "elles"})
