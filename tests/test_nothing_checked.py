"""What is not checked is said; where nothing is, the run fails."""

from __future__ import annotations

import json
import os
import re
import subprocess
from pathlib import Path

import pytest

from factcheck.cli import main
from factcheck.selection import UNREADABLE, Selection, is_companion_file, is_note

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
GOOD = "Budget 2019 gave the Lighthouse Fund $22.24 million.\n"
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
TOTALS = re.compile(r"^\d+ documents?: \d+ errors?, \d+ warnings?, \d+ notes?$\n", re.MULTILINE)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "place"
    (place / "facts").mkdir(parents=True)
    (place / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    monkeypatch.chdir(place)
    return place


def put(place: Path, *names: str, text: str = GOOD) -> None:
    for name in names:
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, list[str]]:
    """The status of a run, what it wrote to standard output (without the line of totals), and the lines of standard error."""
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en"])
    told = capsys.readouterr()
    assert isinstance(left.value.code, int)
    return left.value.code, TOTALS.sub("", told.out), told.err.splitlines()


EMPTY = [
    ([], "there is no note in this folder"),
    (["n/sub/.hidden/a.md"], "there is no note in this folder"),
    (["n/a.csv", "n/b.png"], "there is no note in this folder"),
    (["n/~$a.docx"], "there is no note in this folder"),
    (["n/._a.docx", "n/.#a.md"], "there is no note in this folder"),
    (["n/a.doc"], "1 file in formats that are not read (.doc)"),
    (["n/a.rtf"], "1 file in formats that are not read (.rtf)"),
    (["n/a.doc", "n/b.DOC", "n/sub/c.rtf"], "3 files in formats that are not read (.doc, .rtf)"),
    (["n/a.pages"], "1 file in formats that are not read (.pages)"),
    (["n/a.wpd", "n/b.txt~"], "1 file in formats that are not read (.wpd)"),
    (["n/a.pptx"], "1 file in formats that are not read (.pptx)"),
    (["n/a.tex", "n/b.rst"], "2 files in formats that are not read (.rst, .tex)"),
]


@pytest.mark.parametrize(("names", "message"), EMPTY)
def test_a_folder_without_a_note_fails(place: Path, names: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n").mkdir()
    put(place, *names)
    status, out, _ = run(capsys, "check", "n")
    assert status == 2 and f"n: failed: nothing was checked: {message}" in out
    status, out, _ = run(capsys, "check", "n", "--format", "json")
    told = json.loads(out)
    assert status == 2 and [failure["path"] for failure in told["failures"]] == ["n"] and told["summary"]["failures"] == 1
    assert run(capsys, "report", "n", "-o", "out.html")[0] == 2


def test_other_paths_are_checked_all_the_same(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "empty").mkdir()
    put(place, "n/a.en.md", text=BAD)
    status, out, _ = run(capsys, "check", "empty", "n", "nowhere")
    assert status == 2 and "n/a.en.md:1:38: error" in out
    assert "empty: failed: nothing was checked" in out and "nowhere: failed: there is no such file or folder" in out


@pytest.mark.parametrize("suffix", sorted(UNREADABLE))
def test_files_that_are_not_read_are_said(place: Path, suffix: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", f"n/b{suffix}", f"n/C{suffix.upper()}")
    status, out, lines = run(capsys, "check", "n")
    assert (status, out) == (0, "")
    assert lines == [f"2 files in formats that are not read; save as .docx or .odt: n/C{suffix.upper()}, n/b{suffix}"]


def test_many_files_are_said_in_one_line(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", *(f"n/{number}.doc" for number in range(9)))
    assert run(capsys, "check", "n")[2] == ["9 files in formats that are not read; save as .docx or .odt: n/0.doc, n/1.doc, n/2.doc, …"]
    assert run(capsys, "check", "n", "--exclude", "*.doc")[2] == []


def test_a_named_file_that_is_not_read_fails(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.doc")
    status, out, _ = run(capsys, "check", "n/a.doc")
    assert status == 2 and "“.doc” files cannot be read" in out


@pytest.mark.parametrize("pattern", ["*.odt", "nothing", "n/x/*", "A.EN.MD", "a.en"])
def test_a_pattern_that_no_note_matches_fails(place: Path, pattern: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md")
    status, out, _ = run(capsys, "check", "n", "--include", pattern)
    assert status == 2 and f"no note of this folder matches --include ({pattern})" in out


EXCLUDED = [
    ("drafts", "n/drafts/a.en.md"),
    ("n/drafts", "n/drafts/a.en.md"),
    ("n/drafts/*", "n/drafts/a.en.md"),
    ("drafts/", "n/drafts/sub/a.en.md"),
    ("*.en.md", "n/drafts/a.en.md"),
    ("a.en.md", "n/a.en.md"),
    ("n", "n/a.en.md"),
    ("n/*", "n/a.en.md"),
    ("*/drafts/*", "n/drafts/a.en.md"),
    ("a.*", "n/a.en.md"),
]


@pytest.mark.parametrize(("pattern", "name"), EXCLUDED)
@pytest.mark.parametrize("absolute", [False, True])
def test_what_is_excluded_is_excluded_when_it_is_named(
    place: Path, pattern: str, name: str, absolute: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    put(place, name, text=BAD)
    (place / "factcheck.toml").write_text(f'exclude = ["{pattern}"]', "utf-8")
    named = str(place / name) if absolute else name
    status, out, lines = run(capsys, "check", named)
    assert (status, out) == (0, "")
    assert lines == [f"{named}: not checked: the settings exclude this file; add --no-force-exclude to check it"]
    assert run(capsys, "check", named, "--no-force-exclude")[0] == 1
    status, out, lines = run(capsys, "check", "n")
    assert (status, out, lines) == (0, "", ["n: nothing was checked: the settings exclude all notes of this folder"])


def test_patterns_hold_for_what_is_below_the_settings_alone(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", text=BAD)
    above = place.resolve().parent.name
    (place / "factcheck.toml").write_text(f'exclude = ["{above}"]', "utf-8")
    assert run(capsys, "check", str(place / "n" / "a.en.md"))[0] == 1
    assert run(capsys, "check", str(place / "n"))[0] == 1


def test_include_holds_for_named_files(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", "n/b.en.md", text=BAD)
    (place / "factcheck.toml").write_text('include = ["a.*"]', "utf-8")
    assert run(capsys, "check", "n/b.en.md")[0] == 0
    assert run(capsys, "check", "n/a.en.md", "n/b.en.md")[0] == 1


BESIDE = [
    "~$te.en.docx",
    "~$note.odt",
    "._note.en.docx",
    "._a.md",
    ".#a.md",
    ".~note.docx",
    "~WRL0001.docx",
    "~WRD0000.docx",
    "~$x.pdf",
    "._x.html",
]


@pytest.mark.parametrize("name", BESIDE)
def test_what_programs_keep_beside_a_note_is_none(place: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", f"n/{name}", text="\0\0\0")
    put(place, "n/a.en.md")
    assert run(capsys, "check", "n") == (0, "", [])
    status, _, lines = run(capsys, "check", f"n/{name}")
    assert (status, lines) == (0, [f"n/{name}: not checked: this file belongs to a program that has a document open"])


@pytest.mark.parametrize("name", ["$te.docx", "~note.docx", ".note.md", "_note.md", "a~$b.md", "WRL0001.docx", "~WRITING.md"])
def test_other_names_are_notes(name: str) -> None:
    assert is_note(Path(name)) and not is_companion_file(Path(name))


LINKS = [
    ("n/link.en.md", "../out/secret.en.md"),
    ("n/sub/link.en.md", "../../out/secret.en.md"),
    ("n/link.en.md", "hop"),
    ("n/link.en.txt", "{absolute}/out/secret.en.md"),
]


@pytest.mark.parametrize("git", [False, True])
@pytest.mark.parametrize(("name", "target"), LINKS)
def test_links_out_of_the_folder_are_not_followed(
    place: Path, name: str, target: str, git: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    put(place, "n/a.en.md")
    put(place, "out/secret.en.md", text=BAD)
    (place / "n" / "sub").mkdir()
    (place / "n" / "hop").symlink_to("../out/secret.en.md")
    (place / name).symlink_to(target.format(absolute=place.resolve()))
    if git:
        subprocess.run(["git", "init", "-q", "."], check=True)
    message = f"1 link out of the given folders not followed; give the file itself to check it: {name}"
    assert run(capsys, "check", "n") == (0, "", [message])
    assert run(capsys, "report", "n", "-o", "out.html")[2] == [message]
    assert "24.22" not in (place / "out.html").read_text("utf-8")
    assert run(capsys, "check", name)[0] == 1
    assert run(capsys, "check", "n", "out")[0] == 1


def test_a_linked_folder_outside_is_said(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md")
    put(place, "out/secret.en.md", text=BAD)
    (place / "n" / "linked").symlink_to("../out")
    assert run(capsys, "check", "n") == (
        0,
        "",
        ["1 link out of the given folders not followed; give the file itself to check it: n/linked"],
    )


def test_links_within_the_folder_are_followed_once(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", text=BAD)
    (place / "n" / "b.en.md").symlink_to("a.en.md")
    status, out, lines = run(capsys, "check", "n")
    assert (status, len(out.splitlines()), lines) == (1, 1, [])


def test_another_version_outside_of_the_folder_is_not_looked_for_through_a_link(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md", text="The Lighthouse Fund opened 12 lamps on May 5, 2019.\n")
    put(place, "out/a.fr.md", text="Le Fonds des phares a ouvert 13 lampes le 6 mai 2019.\n")
    (place / "n" / "a.fr.md").symlink_to("../out/a.fr.md")
    _, out, _ = run(capsys, "check", "n", "--fail-on", "note")
    assert "13" not in out and "6 mai" not in out
    assert run(capsys, "check", "--pair", "n/a.en.md", "out/a.fr.md", "--fail-on", "note")[1] != out


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
@pytest.mark.parametrize("command", ["check n/pipe.en.md", "check n", "report n -o out.html", "read n/pipe.en.md"])
def test_pipes_are_refused(place: Path, command: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n").mkdir()
    os.mkfifo(place / "n" / "pipe.en.md")
    status, out, lines = run(capsys, *command.split())
    assert status == 2 and (command.startswith("report") or "this is a device, a pipe or a socket" in out + "".join(lines))


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="needs devices")
@pytest.mark.parametrize("device", ["/dev/zero", "/dev/null", "/dev/tty", "/dev/random"])
@pytest.mark.parametrize("name", ["n/note.en.md", "facts/b.yaml", "factcheck.toml", "known.json"])
def test_devices_are_refused(place: Path, name: str, device: str, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "n/a.en.md")
    (place / name).symlink_to(device)
    named = ["n/note.en.md"] if name.startswith("n/") else []
    status, out, lines = run(capsys, "check", "n/a.en.md", *named, *(["--baseline", name] if name == "known.json" else []))
    told = out + "\n".join(lines)
    assert status == 2 and f"{name}: " in told and ("device" in told or "not a regular file" in told)


@pytest.mark.parametrize(
    ("include", "exclude", "path", "taken"),
    [
        ((), (), "a.md", True),
        (("*.md",), (), "a.md", True),
        (("*.md",), (), "a.txt", False),
        ((), ("a.md",), "x/a.md", False),
        ((), ("x",), "x/a.md", False),
        ((), ("x/*",), "x/y/a.md", False),
        ((), ("y",), "x/y/a.md", False),
        ((), ("z",), "x/y/a.md", True),
        (("x",), ("y",), "x/y/a.md", False),
        (("x",), ("z",), "x/y/a.md", True),
        ((), ("X",), "x/a.md", True),
    ],
)
def test_selection(include: tuple[str, ...], exclude: tuple[str, ...], path: str, taken: bool) -> None:
    assert Selection(include, exclude).is_selected(Path(path)) == taken


def test_without_a_registry_the_other_rules_are_run(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "facts" / "a.yaml").unlink()
    (place / "facts").rmdir()
    put(place, "note.en.md", text="The centre received 214 reports in spring and 389 in fall, for a total of 613.\n")
    status, output, errors = run(capsys, "check", "note.en.md")
    assert status == 1
    assert "total-mismatch" in output
    assert any("only the rules that need no fact are run" in line for line in errors)


def test_a_registry_that_is_named_must_be_there(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, "note.en.md")
    assert run(capsys, "check", "note.en.md", "--facts", "elsewhere")[0] == 2
