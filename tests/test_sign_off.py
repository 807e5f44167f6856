"""A sign-off holds until anything that it rests on changes, is the same on every machine, and is refused where it cannot be read."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from pathlib import Path

import pytest
from test_waivers import BAD, FACTS, WAIVER

from factcheck.cli import main
from factcheck.errors import UsageError
from factcheck.signoff.changes import find_file_changes
from factcheck.signoff.digests import digest_lines, find_changed_lines
from factcheck.signoff.load import load_sign_off
from factcheck.signoff.sign_off import SEAL, seal

GOOD = "Budget 2019 gave the Lighthouse Fund $22.24 million.\n"
SETTINGS = '[severity]\n"name-variant" = "off"\n'


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    home = tmp_path / "home"
    for name in ("facts", "n"):
        (home / name).mkdir(parents=True)
    (home / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (home / "n" / "2019.en.md").write_text(BAD, "utf-8")
    (home / "n" / "2020.en.md").write_text(f"# Report\n\n{GOOD}", "utf-8")
    (home / "waivers.yaml").write_text(json.dumps([WAIVER]), "utf-8")
    (home / "factcheck.toml").write_text(SETTINGS, "utf-8")
    monkeypatch.chdir(home)
    return home


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en"])
    assert isinstance(left.value.code, int)
    return left.value.code


def certify(*more: str, day: str = "2024-01-15") -> int:
    return run("certify", "n", "-o", "signed.json", "--by", "A. Keeper", "--on", day, *more)


def verify(path: str = "signed.json", *, today: str = "2024-02-01") -> int:
    return run("verify", path, "--today", today)


def test_a_sign_off_holds_and_says_what_it_is(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0 and verify() == 0
    assert "nothing has changed (signed by A. Keeper on 2024-01-15; 2 notes)" in capsys.readouterr().out
    signed = json.loads((place / "signed.json").read_text("utf-8"))
    assert "not a signature" in signed["notice"]["en"] and [each["why"] for each in signed["waived"]] == ["as published"]
    assert signed["totals"]["errors"] == 0 and signed["totals"]["waived"] == 1 and signed["open"] == []


def test_two_machines_write_the_same_bytes(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = place.parent / "another machine"
    shutil.copytree(place, other)
    assert certify("--ui", "fr") == 0
    monkeypatch.chdir(other)
    assert certify() == 0
    assert (other / "signed.json").read_bytes() == (place / "signed.json").read_bytes()
    assert str(place.parent) not in (place / "signed.json").read_text("utf-8")
    monkeypatch.chdir(place.parent)
    assert verify("home/signed.json") == verify("another machine/signed.json") == 0


INPUTS = ["n/2019.en.md", "n/2020.en.md", "facts/a.yaml", "waivers.yaml", "factcheck.toml"]


@pytest.mark.parametrize("name", INPUTS)
def test_any_changed_byte_is_noticed(place: Path, name: str) -> None:
    assert certify() == 0
    data, path = (place / name).read_bytes(), Path("signed.json")
    record = load_sign_off(path)
    files = {role: {each: place / each for each in known} for role, known in record.digests.items()}
    assert list(find_file_changes(record, files)) == []
    for at in range(len(data)):
        (place / name).write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        assert [each.path for each in find_file_changes(record, files)] == [name], at


@pytest.mark.parametrize("name", INPUTS)
def test_a_file_that_no_longer_can_be_read_is_a_change(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    (place / name).write_bytes(b"\xff\xfe[[")
    assert verify() == 1
    assert f"{name}: " in capsys.readouterr().out


def test_any_changed_byte_of_the_sign_off_is_noticed(place: Path) -> None:
    assert certify() == 0
    data, path = (place / "signed.json").read_bytes(), Path("signed.json")
    assert load_sign_off(path).intact
    for at in range(len(data)):
        path.write_bytes(data[:at] + bytes([data[at] ^ 1]) + data[at + 1 :])
        with suppress(UsageError):
            assert not load_sign_off(path).intact, at


@pytest.mark.parametrize("part", [0.0, 0.2, 0.5, 0.999])
def test_a_part_of_a_sign_off_is_refused(place: Path, part: float) -> None:
    assert certify() == 0
    data = (place / "signed.json").read_bytes()
    (place / "signed.json").write_bytes(data[: int(len(data) * part)])
    assert verify() == 2


def test_a_changed_sign_off_does_not_hold(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    text = (place / "signed.json").read_text("utf-8")
    (place / "signed.json").write_text(text.replace("A. Keeper", "B. Keeper"), "utf-8")
    assert verify() == 1
    assert "the sign-off itself was changed" in capsys.readouterr().out


CHANGES = [
    (lambda home: (home / "n" / "2021.en.md").write_text(GOOD, "utf-8"), "n/2021.en.md: the note was added"),
    (lambda home: (home / "n" / "2020.en.md").unlink(), "n/2020.en.md: the note is gone"),
    (lambda home: (home / "facts" / "b.yaml").write_text("entities: {}\n", "utf-8"), "facts/b.yaml: the fact file was added"),
    (lambda home: shutil.rmtree(home / "facts"), "facts/a.yaml: the fact file is gone"),
    (lambda home: (home / "waivers.yaml").unlink(), "waivers.yaml: the file of waivers is gone"),
    (lambda home: (home / "factcheck.toml").unlink(), "factcheck.toml: the settings file is gone"),
    (lambda home: (home / "factcheck.toml").write_text("[[[", "utf-8"), "factcheck.toml: the settings file was changed"),
    (lambda home: (home / "n" / "factcheck.toml").write_text("", "utf-8"), "n/factcheck.toml: the settings file was added"),
    (lambda home: (home / "n" / "2020.en.md").write_text(f"# Report\n\n{BAD}", "utf-8"), "n/2020.en.md: the note was changed: line 3"),
    (lambda home: (home / "n" / "2020.en.md").write_text("# R\n\na\n\nb\n", "utf-8"), "the note was changed: lines 1–5"),
    (lambda home: (home / "facts" / "a.yaml").write_text(FACTS + "# x\n", "utf-8"), "facts/a.yaml: the fact file was changed: line 3"),
    (lambda home: (home / "n" / "2020.fr.md").write_text("Le Fonds des phares.\n", "utf-8"), "n/2020.fr.md: the note was added"),
]


@pytest.mark.parametrize(("change", "message"), CHANGES, ids=[message for _, message in CHANGES])
def test_what_changed_is_named(place: Path, change: object, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    change(place)  # type: ignore[operator]
    assert verify() == 1
    assert message in " ".join(capsys.readouterr().out.split())


def test_the_other_version_of_a_signed_note_counts(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n" / "2020.fr.md").write_text("Le budget de 2019 accorde 22,24 millions de dollars.\n", "utf-8")
    assert run("certify", "n/2020.en.md", "-o", "signed.json", "--on", "2024-01-15") == 0 and verify() == 0
    (place / "n" / "2020.fr.md").write_text("Le budget de 2019 accorde 22,24 millions de dollars!\n", "utf-8")
    assert verify() == 1
    assert "n/2020.fr.md: the other version of a note was changed" in capsys.readouterr().out


def test_an_ended_waiver_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    assert verify(today="2024-06-30") == 0 and verify(today="2024-07-01") == 1
    assert "n/2019.en.md:1:38: the waiver for amount-mismatch ended on 2024-06-30" in capsys.readouterr().out


def test_open_errors_are_not_signed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "waivers.yaml").unlink()
    assert certify() == 1
    assert not (place / "signed.json").exists()
    shown = capsys.readouterr()
    assert "n/2019.en.md:1:38: error amount-mismatch" in shown.out and "nothing was signed" in shown.err
    assert certify("--allow-open") == 0 and verify() == 0
    assert [each["rule"] for each in json.loads((place / "signed.json").read_text("utf-8"))["open"]] == ["amount-mismatch"]


def test_an_ended_waiver_signs_nothing(place: Path) -> None:
    assert certify(day="2024-07-01") == 1


def test_known_findings_are_open(place: Path) -> None:
    (place / "waivers.yaml").unlink()
    assert run("check", "n", "--write-baseline", "known.json") == 0
    assert certify("--baseline", "known.json") == 1


def test_a_note_that_cannot_be_read_signs_nothing(place: Path) -> None:
    (place / "n" / "bad.docx").write_bytes(b"PK\x03\x04")
    assert certify() == 2
    assert not (place / "signed.json").exists()


def test_a_sign_off_replaces_only_a_sign_off(place: Path) -> None:
    (place / "signed.json").write_text('{"mine": 1}', "utf-8")
    assert certify() == 2
    assert (place / "signed.json").read_text("utf-8") == '{"mine": 1}'
    assert certify("--force") == 0 and certify() == 0
    assert run("certify", "n", "-o", "n/2019.en.md") == 2
    assert run("certify", "n", "-o", "waivers.yaml", "--force") == 2


def test_json_names_each_change(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    (place / "n" / "2020.en.md").unlink()
    capsys.readouterr()
    assert run("verify", "signed.json", "--today", "2024-02-01", "--format", "json") == 1
    found = json.loads(capsys.readouterr().out)
    assert found["holds"] is False and [(each["kind"], each["path"]) for each in found["changes"]] == [("removed-notes", "n/2020.en.md")]


def signed(place: Path, **changed: object) -> str:
    content = {**json.loads((place / "signed.json").read_text("utf-8")), **changed}
    return seal({key: value for key, value in content.items() if key != SEAL}).decode()


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 2},
        {"version": True},
        {"version": []},
        {"format": "another"},
        {"notes": 1},
        {"notes": [1]},
        {"notes": [{"path": 1}]},
        {"run": []},
        {"run": {"paths": "n"}},
        {"run": {**{key: [] for key in ("facts", "use", "select", "ignore", "include", "exclude", "pair")}, "paths": ["/etc"]}},
        {"on": "x"},
        {"waived": [{"until": 1}]},
        {"tool": None},
        {"by": {}},
    ],
    ids=str,
)
def test_a_sign_off_of_another_shape_is_refused(place: Path, changed: dict[str, object]) -> None:
    assert certify() == 0
    (place / "signed.json").write_text(signed(place, **changed), "utf-8")
    assert verify() == 2


@pytest.mark.parametrize("text", ["", "null", "{", "[" * 100_000, '{"format": "factcheck sign-off"}', "\x00", "1e999", "NaN"])
def test_what_is_no_sign_off_is_refused(place: Path, text: str) -> None:
    (place / "signed.json").write_text(text, "utf-8")
    assert verify() == 2
    assert verify("missing.json") == verify("n") == 2


def test_another_factcheck_is_named(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert certify() == 0
    text = signed(place, tool={"name": "factcheck", "version": "0.0.1", "code": "0"})
    (place / "signed.json").write_text(text, "utf-8")
    assert verify() == 1
    assert "signed with factcheck 0.0.1" in capsys.readouterr().out


LINES = [
    ("a\nb\nc", "a\nb\nc", ()),
    ("a\nb\nc", "a\nx\nc", ((2, 2),)),
    ("a\nb\nc\nd", "x\ny\nc\nz", ((1, 2), (4, 4))),
    ("a\nb\nc", "a\nb\nnew\nc", ((3, 3),)),
    ("a\nb\nc", "a\nc", ((2, 2),)),
    ("a", "a\nb", ((2, 2),)),
]


@pytest.mark.parametrize(("before", "now", "spans"), LINES)
def test_changed_lines(before: str, now: str, spans: tuple[tuple[int, int], ...]) -> None:
    assert find_changed_lines(digest_lines(before), digest_lines(now)) == spans
