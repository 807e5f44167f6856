"""The command line: what it prints, and how it leaves."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcheck.cli import main

FACTS = """
entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, cues: {fr: [budget de 2019], en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million over three years.\n"
GOOD = "Budget 2019 gave the Lighthouse Fund $22.24 million over three years.\n"


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(list(arguments))
    return int(left.value.code or 0)


def note(place: Path, text: str | bytes, name: str = "a.en.md") -> Path:
    path = place / "documents" / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_clean_found_failed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, GOOD)
    assert run("check", "documents") == 0
    note(place, BAD)
    assert run("check", "documents") == 1
    assert "documents/a.en.md:1:38: error amount-mismatch: “$24.22 million” should be" in capsys.readouterr().out
    assert run("check", "nowhere.md") == 2
    assert "no such file" in capsys.readouterr().out


def test_a_broken_document_stops_no_other(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    note(place, b"\x00\x01\x02PK\x03\x04" * 50, "b.md")
    note(place, b"", "c.md")
    note(place, "Une phrase.\udce9".encode("utf-8", "surrogateescape") + b"\xff\xfe\xfa caf\xc3", "d.txt")
    assert run("check", "documents", "--format", "json") == 2
    told = json.loads(capsys.readouterr().out)
    assert [document["path"] for document in told["documents"]][:2] == ["documents/a.en.md", "documents/c.md"]
    assert told["documents"][0]["findings"] and not told["documents"][1]["findings"]
    assert "documents/b.md" in [failure["path"] for failure in told["failures"]]
    assert told["summary"]["failures"] == len(told["failures"])


def test_a_file_beyond_all_measure(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    with note(place, b"", "long.txt").open("r+b") as file:
        file.truncate(100_000_000)
    assert run("check", "documents") == 2
    told = capsys.readouterr().out
    assert "documents/long.txt: failed: the file is larger than 64 MB" in told
    assert "amount-mismatch" in told


def test_a_named_file_of_an_unknown_format_fails(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(place, b"PK\x03\x04", "a.xlsx")
    assert run("check", str(path)) == 2
    assert "“.xlsx” files cannot be read" in capsys.readouterr().out


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="the superuser reads every folder")
def test_a_folder_without_rights(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, GOOD)
    closed = place / "documents" / "closed"
    closed.mkdir(mode=0o000)
    try:
        assert run("check", "documents") == 2
        assert "documents/closed" in capsys.readouterr().out
    finally:
        closed.chmod(0o700)


def test_a_broken_registry(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "a.yaml").write_text("facts:\n  x: {amont: 1 CAD}\n")
    assert run("check", "documents") == 2
    assert "facts/a.yaml:2:7: “amont” is not a key of x; write `amount:`" in capsys.readouterr().err
    assert run("check", "documents", "--facts", "nowhere") == 2
    assert "nowhere: there is no such folder of facts" in capsys.readouterr().err


def test_usage(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "documents", "--select", "amount-mismach") == 2
    assert "there is no rule “amount-mismach” (did you mean “amount-mismatch”?)" in capsys.readouterr().err
    assert run("check", "documents", "--as-of", "yesterday") == 2
    assert run("check", "documents", "--format", "jsn") == 2
    assert "did you mean “json”" in capsys.readouterr().err
    assert run("chek") == 2


def test_selection_and_levels(place: Path) -> None:
    note(place, BAD)
    assert run("check", "documents", "--select", "date-mismatch") == 0
    assert run("check", "documents", "--ignore", "amount-mismatch,total-mismatch") == 0
    assert run("check", "documents", "--fail-on", "never") == 0
    note(place, "The ICXU met.\n")
    assert run("check", "documents") == 0
    assert run("check", "documents", "--fail-on", "note") == 1
    assert run("check", "documents", "--fail-on", "note", "--exclude", "*.md") == 0


def test_output_is_written_whole(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    assert run("check", "documents", "--format", "json", "-o", "report.json") == 1
    assert json.loads((place / "report.json").read_text("utf-8"))["summary"]["errors"] == 1
    assert capsys.readouterr().out == ""
    assert run("check", "documents", "-o", "nowhere/report.json") == 2
    assert sorted(path.name for path in place.iterdir()) == ["documents", "facts", "report.json"]


def test_the_same_bytes_each_time(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    outputs = []
    for _ in range(2):
        run("check", "documents", "--format", "json", "--today", "2024-01-15", "--explain")
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]


def test_explain_shows_candidates(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    run("check", "documents", "--explain")
    out = capsys.readouterr().out
    assert ("“$24.22 million”: contradicts enveloppe" in out and "Lighthouse Fund; " in out) or "; Lighthouse Fund" in out


def test_languages_of_the_screen(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    note(place, BAD)
    run("check", "documents", "--ui", "fr")
    assert "erreur amount-mismatch" in capsys.readouterr().out
    monkeypatch.setenv("LC_ALL", "fr_CA.UTF-8")
    run("check", "documents")
    assert "erreur amount-mismatch" in capsys.readouterr().out
    assert run("check", "--help") == 0
    assert "Dossier du registre" in capsys.readouterr().out


def test_facts_and_rules(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "list") == 0
    assert "enveloppe  amount: 22.24 million CAD  (fonds)" in capsys.readouterr().out
    assert run("facts", "show", "enveloppe") == 0
    assert "over: 3 years" in capsys.readouterr().out
    assert run("facts", "show", "envelope") == 2
    assert "did you mean “enveloppe”" in capsys.readouterr().err
    assert run("facts", "lint") == 0
    assert run("facts", "schema") == 0
    capsys.readouterr()
    assert run("rules") == 0
    assert "amount-mismatch" in capsys.readouterr().out
    assert run("rules", "tense-mismatch", "--ui", "fr") == 0
    page = capsys.readouterr().out
    assert "Le constat :\n" in page and "5 mars 2020" in page and "[[" not in page


def test_every_key_is_shown(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    facts = """
entities:
  ada: {kind: person, fr: Ada Roy, title: sma, note: retired}
  sma: {kind: title, fr: {name: {m: sous-ministre adjoint, f: sous-ministre adjointe}, also: [sma]}}
facts:
  budget: {about: sma, amount: 3 CAD, per: year, starting: 2019-2020, until: March 2022, valid: {from: 2019-01-01, until: 2030-01-01}}
"""
    (place / "facts" / "a.yaml").write_text(facts, "utf-8")
    for name, lines in {
        "ada": ["kind: person", "title: sma", "fr: Ada Roy", "note: retired"],
        "sma": ["fr: sous-ministre adjoint / sous-ministre adjointe", "also: sma", "facts: budget"],
        "budget": ["per: year", "starting: 2019-2020", "until: March 2022", "valid.from: 2019-01-01", "valid.until: 2030-01-01"],
    }.items():
        assert run("facts", "show", name) == 0
        shown = [line.strip() for line in capsys.readouterr().out.splitlines()]
        assert set(lines) <= set(shown), shown


def test_terminal_report(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    note(place, GOOD, "b.en.md")
    run("check", "documents", "--format", "rich")
    out = capsys.readouterr().out
    assert "^^^^^^^^^^^^^^" in out and "correction: $22.24 million" in out and "facts/a.yaml:3:9" in out
    assert "2 documents: 1 error, 0 warnings, 0 notes" in out


def test_a_light_start(place: Path) -> None:
    note(place, GOOD)
    script = "import sys; from factcheck.cli import main\ntry: main(['check', 'documents'])\nexcept SystemExit: print(sorted({'pydantic', 'yaml', 'rich'} & set(sys.modules)))"
    for _ in range(2):
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
