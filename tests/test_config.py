"""Settings of a project, known findings, and the flags that win over both."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from test_cli import BAD, GOOD, note, place, run

__all__ = ["place"]
FORMS = {
    "factcheck.toml": "{0}",
    "pyproject.toml": "[tool.factcheck]\n{0}",
}


def told(capsys: pytest.CaptureFixture[str]) -> list[str]:
    """The rules of the lines of a report in text, without that of its totals."""
    return [line.split()[2].rstrip(":") for line in capsys.readouterr().out.splitlines() if line.startswith("documents/")]


@pytest.mark.parametrize("name", FORMS)
def test_toml(name: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    (place / name).write_text(FORMS[name].format('ignore = ["amount-mismatch"]\n'), "utf-8")
    assert run("check", "documents") == 0
    assert run("check", "documents", "--ignore", "date-mismatch") == 1
    assert told(capsys) == ["amount-mismatch"]


def test_setup_cfg(place: Path) -> None:
    note(place, BAD)
    (place / "setup.cfg").write_text(
        "[metadata]\nname = x\n[factcheck]\nignore = amount-mismatch, date-mismatch\nfail-on = note\n", "utf-8"
    )
    assert run("check", "documents") == 0
    (place / "setup.cfg").write_text("[factcheck]\nfail-on = error\n[factcheck:severity]\namount-mismatch = warning\n", "utf-8")
    assert run("check", "documents") == 0
    assert run("check", "documents", "--fail-on", "warning") == 1


def test_the_nearest_settings_hold(place: Path) -> None:
    note(place, BAD)
    (place / "factcheck.toml").write_text('ignore = ["amount-mismatch"]\n', "utf-8")
    assert run("check", "documents") == 0
    (place / "documents" / "factcheck.toml").write_text('facts = "../facts"\n', "utf-8")
    assert run("check", "documents") == 1


def test_severities_by_folder(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    (place / "documents" / "drafts").mkdir()
    note(place, BAD, "drafts/b.en.md")
    (place / "factcheck.toml").write_text(
        'severity = {amount-mismatch = "warning"}\n[[folders]]\npath = "documents/drafts"\nseverity = {amount-mismatch = "off"}\n', "utf-8"
    )
    assert run("check", "documents") == 1
    first, totals = capsys.readouterr().out.splitlines()
    assert first.startswith("documents/a.en.md:1:38: warning amount-mismatch") and totals == "2 documents: 0 errors, 1 warning, 0 notes"


def test_which_files(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    note(place, BAD, "b.en.txt")
    (place / "factcheck.toml").write_text('exclude = ["*.txt"]\n', "utf-8")
    assert run("check", "documents", "--format", "json") == 1
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["documents"]] == ["documents/a.en.md"]
    (place / "factcheck.toml").write_text('include = ["*.txt"]\n', "utf-8")
    run("check", "documents", "--format", "json")
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["documents"]] == ["documents/b.en.txt"]
    run("check", "documents", "--format", "json", "--include", "documents/a*")
    assert [each["path"] for each in json.loads(capsys.readouterr().out)["documents"]] == ["documents/a.en.md"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('exlude = ["x"]', "“exlude” is not a setting (did you mean “exclude”?)"),
        ('ignore = ["amount-mismach"]', "there is no rule “amount-mismach” (did you mean “amount-mismatch”?)"),
        ('severity = {amount-mismatch = "warn"}', "“warn” is not a severity (did you mean “warning”?)"),
        ("ignore = 3", "factcheck.toml:1: “ignore” must be a list of texts; write it as in `ignore = ['first', 'second']`"),
        ('gitignore = "no"', "factcheck.toml:1: “gitignore” must be a yes or a no; write true or false, without quotation marks"),
        ("ignore = [", "the settings are not written correctly; check the brackets and quotation marks"),
        ('[[folders]]\npth = "x"', "“pth” is not a setting (did you mean “path”?)"),
        ('baseline = ["a"]', "factcheck.toml:1: “baseline” must be one text; write it between quotation marks"),
        ('severity = "none"', "factcheck.toml:1: “severity” must give a severity to each rule"),
        ('# none\nseverity = {name-variant = "none"}', "factcheck.toml:2: “none” is not a severity (did you mean “off”?)"),
        ('fail-on = "none"', "factcheck.toml:1: “none” is not a severity (did you mean “never”?)"),
        ("folders = [3]", "factcheck.toml:1: “folders” must be tables; write each under the line `[[folders]]`"),
        ('ignore = []\nfacts = ["registre"]', "factcheck.toml:2: “facts” names registre, which does not exist; correct the path"),
        ('fail-on = "eror"', "“eror” is not a severity (did you mean “error”?)"),
    ],
)
def test_wrong_settings(text: str, message: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, GOOD)
    (place / "factcheck.toml").write_text(text + "\n", "utf-8")
    assert run("check", "documents") == 2
    err = capsys.readouterr().err
    assert message in err and "factcheck.toml" in err


def test_gitignore(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import subprocess

    subprocess.run(["git", "init", "-q", "."], check=True)
    note(place, BAD)
    (place / ".gitignore").write_text("documents/a.en.md\n", "utf-8")
    note(place, GOOD, "b.en.md")
    assert run("check", "documents") == 0
    assert run("check", "documents", "--no-gitignore") == 1


def test_known_findings(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    assert run("check", "documents", "--write-baseline", "known.json") == 0
    assert "1 finding listed" in capsys.readouterr().err
    note(place, "# A title\n\nA paragraph of its own.\n\n" + BAD)
    assert run("check", "documents", "--baseline", "known.json") == 0
    note(place, BAD + "\n" + BAD)
    assert run("check", "documents", "--baseline", "known.json") == 1
    assert told(capsys) == ["amount-mismatch"]
    note(place, GOOD)
    assert run("check", "documents", "--baseline", "known.json") == 0
    err = capsys.readouterr().err
    assert "1 finding of known.json did not occur again" in err and "$24.22 million" in err


def test_known_findings_elsewhere_are_not_stale(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    note(place, BAD.replace("24.22", "25.00"), "b.en.md")
    run("check", "documents", "--write-baseline", "known.json")
    capsys.readouterr()
    assert run("check", "documents/a.en.md", "--baseline", "known.json") == 0
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("text", ["[]", "{}", "{", '{"findings": [{"rule": 1}]}'])
def test_a_broken_list_of_known_findings(text: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, GOOD)
    (place / "known.json").write_text(text, "utf-8")
    assert run("check", "documents", "--baseline", "known.json") == 2
    assert re.search(r"^known\.json(:\d+:\d+)?: this is not a list of known findings", capsys.readouterr().err)


def test_fix_and_diff(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = note(place, BAD)
    assert run("check", "documents", "--diff") == 1
    assert "-Budget 2019 gave the Lighthouse Fund $24.22 million" in capsys.readouterr().out
    assert path.read_text("utf-8") == BAD
    assert run("check", "documents", "--fix") == 0
    assert path.read_text("utf-8") == GOOD
    assert "1 correction made" in capsys.readouterr().err


def test_several_forms_at_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    note(place, BAD)
    assert run("check", "documents", "--format", "sarif", "-o", "a.sarif", "--format", "text", "-o", "b.txt", "--format", "github") == 1
    assert json.loads((place / "a.sarif").read_text("utf-8"))["version"] == "2.1.0"
    assert "amount-mismatch" in (place / "b.txt").read_text("utf-8")
    assert capsys.readouterr().out.startswith("::error file=documents/a.en.md,line=1,")
    assert run("check", "documents", "-o", "c.json") == 1
    assert json.loads((place / "c.json").read_text("utf-8"))["version"] == 1
    assert run("check", "documents", "--format", "text", "--format", "json") == 1
    assert capsys.readouterr().out.count("amount-mismatch") == 2
