"""What `factcheck facts lint` says of a registry that can be loaded."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_cli import run

ENTITY = "entities: {fonds: {kind: programme, en: Shores Fund}}\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "n.md").write_text("Text.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "300")
    return tmp_path


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (
            "entities: {fonds: {kind: programme, en: “Shores Fund”}}",
            "warning: ““Shores Fund”” (fonds) begins with a curly quotation mark",
            1,
        ),
        (
            ENTITY + "facts: {x: {about: fonds, amount: '22,24', source: S, cues: {en: [a]}}}",
            "warning: “22,24” (x) has neither scale nor currency, and is read as 22,24 CAD",
            1,
        ),
        (
            ENTITY + "facts: {x: {about: fonds, amount: 3 CAD, source: S, cues: {en: [a]}, valid: {from: 2032-01-01, until: 2030-01-01}}}",
            "warning: the validity of x is reversed: it starts on January 1, 2032 and ends on January 1, 2030",
            1,
        ),
        (ENTITY + "facts: {x: {about: fonds, amount: 3 CAD, source: S}}", "note: x has no `cues:` and may be linked to other figures", 0),
        (ENTITY + "facts: {x: {about: fonds, phone: 613-555-0142, source: S}}", "1 fact, 1 entity, 0 relations: nothing to report", 0),
    ],
)
def test_weaknesses(text: str, words: str, status: int, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "a.yaml").write_text(text + "\n", "utf-8")
    assert run("facts", "lint", "--today", "2024-01-01") == status
    assert words in capsys.readouterr().out
    assert run("facts", "lint", "--today", "2024-01-01", "--ui", "fr") == status


@pytest.mark.parametrize(
    ("facts", "found"),
    [
        ("a: {about: fonds, amount: 3 CAD}, b: {about: fonds, amount: 4 CAD}", ["lint-many-facts a", "lint-many-facts b"]),
        ("a: {about: fonds, amount: 3 CAD}, b: {about: fonds, percent: 4 %}", ["lint-no-cues a", "lint-no-cues b"]),
        ("a: {about: fonds, amount: 3 CAD}, b: {about: [lac, fonds], amount: 4 CAD, cues: {en: [new]}}", ["lint-many-facts a"]),
        ("a: {about: fonds, amount: 3 CAD}, b: {about: lac, amount: 4 CAD}", ["lint-no-cues a", "lint-no-cues b"]),
        ("a: {about: fonds, amount: 3 CAD, replaced_by: b}, b: {about: fonds, amount: 4 CAD}", ["lint-no-cues a", "lint-no-cues b"]),
        (
            "a: {about: fonds, amount: 3 CAD, valid: {until: 2019-12-31}}, b: {about: fonds, amount: 4 CAD, valid: {from: 2020-01-01}}",
            ["lint-no-cues a", "lint-no-cues b"],
        ),
        (
            "a: {about: fonds, amount: 3 CAD, cues: {en: [New, grant]}}, b: {about: fonds, amount: 4 CAD, cues: {en: [new]}}",
            ["lint-shared-cues b"],
        ),
        (
            "a: {about: fonds, amount: 3 CAD, cues: {en: [new]}}, b: {about: fonds, amount: 4 CAD, cues: {en: [new]}}",
            ["lint-shared-cues a", "lint-shared-cues b"],
        ),
        ("a: {about: fonds, amount: 3 CAD, cues: {en: [new]}}, b: {about: fonds, amount: 4 CAD, cues: {fr: [new]}}", []),
        ("a: {about: fonds, amount: 3 CAD, cues: {en: [new]}}, b: {about: fonds, percent: 4 %, cues: {en: [new]}}", []),
        ("a: {about: fonds, amount: 3 CAD, cues: {en: [new]}}, b: {about: lac, amount: 4 CAD, cues: {en: [new]}}", []),
        (
            "a: {about: fonds, amount: 3 CAD, cues: {en: [new]}, replaced_by: b}, b: {about: fonds, amount: 4 CAD, cues: {en: [new]}}",
            [],
        ),
        ("a: {amount: 3 CAD, cues: {en: [new]}}, b: {amount: 4 CAD, cues: {en: [new]}}", ["lint-shared-cues a", "lint-shared-cues b"]),
        ("a: {about: fonds, phone: 613-555-0142}, b: {about: fonds, phone: 613-555-0143}", []),
    ],
)
def test_weak_cues(facts: str, found: list[str], place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    entities = "entities: {fonds: {kind: programme, en: Shores Fund}, lac: {kind: place, en: Clear Lake}}"
    (place / "facts" / "a.yaml").write_text(f"{entities}\nfacts: {{{facts}}}\n", "utf-8")
    run("facts", "lint", "--today", "2018-01-01", "--format", "json")
    weaknesses = [each for each in json.loads(capsys.readouterr().out)["weaknesses"] if each["key"] != "lint-no-source"]
    assert [f"{each['key']} {re.findall('[ab](?= |,)', each['message'])[0]}" for each in weaknesses] == found
    assert all(each["severity"] == "note" and each["path"] == "facts/a.yaml" and each["line"] == 2 for each in weaknesses)


@pytest.mark.parametrize("text", ["", "# Nothing yet.\n", "facts: {}\n"])
def test_an_empty_registry(text: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "a.yaml").write_text(text, "utf-8")
    assert run("facts", "lint") == 0
    assert "warning: the registry has no facts and no entities" in capsys.readouterr().out
    assert run("check", "n.md") == 0
    assert "facts: the registry has no facts and no entities" in capsys.readouterr().err
    assert run("check", "n.md", "-q") == 0
    assert not capsys.readouterr().err
    assert run("check", "n.md", "--use", "canada") == 0
    assert "no facts" not in capsys.readouterr().err
