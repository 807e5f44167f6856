"""A waiver covers one finding of one note until its last day; what it no longer covers is reported, and an odd file is refused with its place."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from factcheck.cli import main

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
WAIVER = {
    "rule": "amount-mismatch",
    "fact": "enveloppe",
    "quote": "$24.22 million",
    "before": "gave the Lighthouse Fund",
    "after": "",
    "path": "n/2019.en.md",
    "who": "A. Keeper",
    "why": "as published",
    "until": "2024-06-30",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("facts", "n", "sub"):
        (tmp_path / name).mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "n" / "2019.en.md").write_text(BAD, "utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(place: Path, *waivers: dict[str, str]) -> None:
    (place / "waivers.yaml").write_text(json.dumps(list(waivers)), "utf-8")


def run(*arguments: str, today: str = "2024-01-15") -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en", "--today", today])
    assert isinstance(left.value.code, int)
    return left.value.code


def report(*arguments: str, capsys: pytest.CaptureFixture[str], today: str = "2024-01-15") -> dict[str, Any]:
    capsys.readouterr()
    run("check", *arguments, "--format", "json", today=today)
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_waived_finding_is_counted_and_is_no_error(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, WAIVER)
    assert run("check", "n") == 0
    found = report("n", capsys=capsys)
    (note,) = found["documents"]
    assert note["findings"] == [] and [each["quote"] for each in note["waived"]] == ["$24.22 million"]
    assert note["waived"][0]["waiver"]["who"] == "A. Keeper" and note["waived"][0]["waiver"]["until"] == "2024-06-30"
    assert found["summary"]["waived"] == 1 and found["summary"]["errors"] == 0 and found["waivers"] == []


@pytest.mark.parametrize("form", ["text", "jsonl", "sarif", "junit", "github", "markdown", "html"])
def test_every_format_honours_it(place: Path, form: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, WAIVER)
    assert run("check", "n", "--format", form) == 0
    out = capsys.readouterr().out
    assert ("suppressions" in out) is (form == "sarif")
    assert "::error" not in out and "<failure" not in out
    counted = {"jsonl": '"waived": 1', "sarif": "by A. Keeper", "junit": 'skipped="1"'}.get(form, "1 finding waived")
    assert counted in out


@pytest.mark.parametrize(("today", "code"), [("2024-06-30", 0), ("2024-07-01", 1)])
def test_the_last_day_is_included(place: Path, today: str, code: int, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, WAIVER)
    assert run("check", "n", today=today) == code
    assert ("waivers.yaml:1:2: the waiver by A. Keeper" in capsys.readouterr().err) is bool(code)


def test_the_date_of_the_notes_is_not_the_day_of_the_run(place: Path) -> None:
    write(place, WAIVER)
    assert run("check", "n", "--as-of", "2030-01-01") == 0
    assert run("check", "n", "--as-of", "2020-01-01", today="2024-07-01") == 1


CHANGES = [
    ("Another paragraph of last week.\n\n" + BAD, 0),
    (BAD + "\nThe keepers met on the wharf.\n", 0),
    ("In brief: b" + BAD[1:], 0),
    (BAD.replace("Fund $", "Fund\n$"), 0),
    (BAD.replace("gave", "awarded"), 1),
    (BAD + "\n" + BAD, 1),
    (BAD.replace("24.22", "42.22"), 1),
]


@pytest.mark.parametrize(("text", "code"), CHANGES)
def test_the_words_around_it_recognize_a_finding(place: Path, text: str, code: int) -> None:
    write(place, WAIVER)
    (place / "n" / "2019.en.md").write_text(text, "utf-8")
    assert run("check", "n") == code


def test_two_waivers_cover_two_equal_findings(place: Path) -> None:
    write(place, WAIVER, WAIVER)
    (place / "n" / "2019.en.md").write_text(f"{BAD}\n{BAD}", "utf-8")
    assert run("check", "n") == 0


def test_a_precise_waiver_is_used_before_a_vague_one(place: Path) -> None:
    write(place, {**WAIVER, "before": ""}, WAIVER)
    (place / "n" / "2019.en.md").write_text(f"{BAD}\n{BAD.replace('gave', 'awarded')}", "utf-8")
    assert run("check", "n") == 0


@pytest.mark.parametrize("copy", ["n/2020.en.md", "sub/2019.en.md", "n/2018.en.md", "n/2019.en.txt"])
def test_a_copy_of_a_waived_note_is_not_covered(place: Path, copy: str, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, WAIVER)
    (place / copy).write_text(BAD, "utf-8")
    assert run("check", copy) == 1
    assert run("check", "n", "sub/2019.en.md" if copy.startswith("sub") else "n") == 1
    assert f"{copy}:1:38: error" in capsys.readouterr().out


def test_a_waiver_follows_a_note_that_was_moved_once(place: Path) -> None:
    write(place, WAIVER)
    (place / "n" / "2019.en.md").rename(place / "sub" / "old.en.md")
    assert run("check", "sub") == 0
    (place / "sub" / "z.en.md").write_text(BAD, "utf-8")
    assert run("check", "sub") == 1


def test_a_waiver_without_a_note_covers_one_finding_and_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, {**WAIVER, "path": ""})
    assert run("check", "n") == 0
    assert "add path: n/2019.en.md" in capsys.readouterr().err.replace("`", "")
    (place / "n" / "2020.en.md").write_text(BAD, "utf-8")
    assert run("check", "n") == 1


def test_an_unmatched_waiver_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, WAIVER)
    (place / "n" / "2019.en.md").write_text("The keepers met.\n", "utf-8")
    assert run("check", "n") == 0
    assert "no finding matches the waiver by A. Keeper" in capsys.readouterr().err
    assert [each["state"] for each in report("n", capsys=capsys)["waivers"]] == ["unmatched"]
    assert run("check", "n", "--ignore", "amount-mismatch") == 0
    assert "no finding matches" not in capsys.readouterr().err


def test_a_waived_finding_is_not_corrected(place: Path) -> None:
    write(place, WAIVER)
    (place / "n" / "2019.en.md").write_text(f"{BAD}\nBudget 2019: the Lighthouse Fund got $42.22 million.\n", "utf-8")
    run("check", "n", "--fix", "--unsafe-fixes")
    assert "$24.22 million" in (place / "n" / "2019.en.md").read_text("utf-8")
    assert "$42.22 million" not in (place / "n" / "2019.en.md").read_text("utf-8")


def test_it_lies_beside_the_settings(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(place, WAIVER)
    monkeypatch.chdir(place / "sub")
    assert run("check", "../n") == 0
    (place / "factcheck.toml").write_text("", "utf-8")
    assert run("check", "../n") == 0
    (place / "n" / "factcheck.toml").write_text('facts = ["../facts"]', "utf-8")
    assert run("check", "../n") == 1


def without(key: str) -> str:
    return json.dumps([{name: value for name, value in WAIVER.items() if name != key}])


ODD = [
    (without("who"), "waivers.yaml:1:2: this waiver has no who; add this key"),
    (without("why"), "has no why"),
    (without("until"), "has no until"),
    (json.dumps([{**WAIVER, "who": " "}]), "who is empty"),
    (json.dumps([{**WAIVER, "until": "never"}]), "“never” is not a date"),
    (json.dumps([{**WAIVER, "until": ""}]), "until is empty"),
    (json.dumps([{**WAIVER, "rule": "amount-mismach"}]), "did you mean “amount-mismatch”"),
    (json.dumps([{**WAIVER, "untill": "2024-01-01"}]), "did you mean “until”"),
    (json.dumps([{**WAIVER, "quote": ["x"]}]), "quote must be text, not a list"),
    ("- rule: x\n  rule: y\n", "waivers.yaml:2:3"),
    ("[3]", "must have keys"),
    ("a: b", "must be a list"),
    ("- [", "a bracket or a brace is opened and not closed"),
    ("- &a x\n- *a\n", "waivers.yaml:1"),
    ("[" * 200, "waivers.yaml:1"),
]


@pytest.mark.parametrize(("text", "message"), ODD)
def test_an_odd_file_is_refused(place: Path, text: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "waivers.yaml").write_text(text, "utf-8")
    assert run("check", "n") == 2
    assert message in " ".join(capsys.readouterr().err.split()).replace("`", "")


def test_all_mistakes_are_reported_at_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(place, {**WAIVER, "who": "", "until": "x", "rule": "y"}, {"rule": "amount-mismatch"})
    assert run("check", "n") == 2
    err = " ".join(capsys.readouterr().err.split())
    assert all(words in err for words in ("who is empty", "“x” is not a date", "no rule “y”", "no quote, who, why, until"))


@pytest.mark.parametrize("data", [b"\xff\xfe", b"- \x00"])
def test_an_unreadable_file_is_refused(place: Path, data: bytes) -> None:
    (place / "waivers.yaml").write_bytes(data)
    assert run("check", "n") == 2


def test_waivers_among_the_facts_are_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "waivers.yaml").write_text(json.dumps([WAIVER]), "utf-8")
    assert run("check", "n") == 2
    assert "move this file beside the settings" in capsys.readouterr().err


@pytest.mark.parametrize("text", ["", "[]", "# none\n"])
def test_an_empty_file_waives_nothing(place: Path, text: str) -> None:
    (place / "waivers.yaml").write_text(text, "utf-8")
    assert run("check", "n") == 1


def test_the_file_is_never_overwritten(place: Path) -> None:
    write(place, WAIVER)
    assert run("check", "n", "--format", "text", "-o", "waivers.yaml", "--force") == 2
    assert "A. Keeper" in (place / "waivers.yaml").read_text("utf-8")
