"""Where reports go: nothing that a person wrote is overwritten, and what is no file is written to."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from office import paragraph, word

from factcheck.cli import main
from factcheck.reporters.recognize import is_any_report, is_report

FACTS = """entities: {fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}}
facts: {enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}}
"""
BAD = "Budget 2019 gave the Lighthouse Fund $24.22 million.\n"
FORMS = {
    "rich": "txt",
    "text": "txt",
    "json": "json",
    "jsonl": "jsonl",
    "sarif": "sarif",
    "junit": "xml",
    "github": "txt",
    "html": "html",
    "markdown": "md",
}


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("facts", "documents"):
        (tmp_path / name).mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "documents" / "a.en.md").write_text(BAD, "utf-8")
    (tmp_path / "documents" / "b.en.docx").write_bytes(word(paragraph(BAD.strip())))
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main([*arguments, "--ui", "en", "--today", "2024-01-15"])
    assert isinstance(left.value.code, int)
    return left.value.code


def content(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


REFUSED = [
    ("check documents -o documents/a.en.md", "this file is read by the run"),
    ("check documents -o ./documents/../documents/a.en.md", "this file is read by the run"),
    ("check documents --format markdown -o documents/a.en.md --force", "this file is read by the run"),
    ("check documents --format json -o documents/b.en.docx --force", "this file is read by the run"),
    ("check documents --format json -o facts/a.yaml --force", "this file is read by the run"),
    ("check documents --write-baseline documents/a.en.md --force", "this file is read by the run"),
    ("check documents --write-baseline facts/a.yaml --force", "this file is read by the run"),
    ("report documents -o documents/a.en.md --force", "this file is read by the run"),
    ("report documents -o facts/a.yaml --force", "this file is read by the run"),
    ("annotate documents/b.en.docx -o facts/a.yaml --force", "this file is read by the run"),
    ("annotate documents/b.en.docx -o documents/b.en.docx --force", "cannot replace the note"),
    ("check documents -o linked.txt --force", "this file is read by the run"),
    ("check documents -o pointing.md --force", "this file is read by the run"),
    ("check documents --baseline known.json --format json -o known.json --force", "this file is read by the run"),
    ("check documents --format json -o mine.json", "was not written by factcheck"),
    ("check documents -o mine.txt", "was not written by factcheck"),
    ("check documents --format html -o mine.html", "was not written by factcheck"),
    ("check documents --format markdown -o mine.md", "was not written by factcheck"),
    ("check documents --format json -o known.json", "was not written by factcheck"),
    ("check documents --write-baseline mine.json", "was not written by factcheck"),
    ("report documents -o mine.html", "was not written by factcheck"),
    ("annotate documents/b.en.docx -o other.docx", "was not written by factcheck"),
    ("check documents --format json -o new.md", "“.md” does not suit"),
    ("check documents --format markdown -o new.json", "“.json” does not suit"),
    ("check documents -o new.docx", "“.docx” does not suit"),
    ("check documents --format text -o new.yaml", "“.yaml” does not suit"),
    ("check documents --format junit -o new.html", "“.html” does not suit"),
    ("check documents --write-baseline new.md", "“.md” does not suit"),
    ("report documents -o new.docx", "“.docx” does not suit"),
    ("annotate documents/b.en.docx -o new.pdf", "“.pdf” does not suit"),
    ("check documents --format json -o new.json --format json -o ./new.json", "two outputs go to this file"),
    ("check documents --format json -o new.json --write-baseline new.json", "this file is read by the run"),
]


@pytest.mark.parametrize(("command", "message"), REFUSED)
def test_nothing_that_a_person_wrote_is_overwritten(place: Path, command: str, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "linked.txt").hardlink_to(place / "documents" / "a.en.md")
    (place / "pointing.md").symlink_to("documents/a.en.md")
    (place / "known.json").write_text('{"version": 1, "findings": []}', "utf-8")
    (place / "mine.json").write_text('{"version": 1, "tool": "mine"}', "utf-8")
    (place / "mine.txt").write_text("documents/a.md: to be read again\n", "utf-8")
    (place / "mine.html").write_text("<!doctype html><title>factcheck</title>", "utf-8")
    (place / "mine.md").write_text("# factcheck report\n\nMy own words.\n", "utf-8")
    (place / "other.docx").write_bytes(word(paragraph("Another note.")))
    before = content(place)
    assert run(*command.split()) == 2
    assert message in capsys.readouterr().err
    assert content(place) == before


@pytest.mark.parametrize(
    "command", [each for each, message in REFUSED if "--force" not in each and ("does not" in message or "was not" in message)]
)
def test_force_overwrites_what_is_not_read(place: Path, command: str) -> None:
    for name in ("mine.json", "mine.txt", "mine.html", "mine.md", "known.json"):
        (place / name).write_text("mine", "utf-8")
    (place / "other.docx").write_bytes(word(paragraph("Another note.")))
    before = content(place)
    assert run(*command.split(), "--force") in (0, 1)
    assert content(place) != before


@pytest.mark.parametrize("language", ["en", "fr"])
@pytest.mark.parametrize("found", [True, False])
@pytest.mark.parametrize("form", FORMS)
def test_each_form_is_known_again(place: Path, form: str, found: bool, language: str, capsys: pytest.CaptureFixture[str]) -> None:
    if not found:
        shutil.rmtree(place / "documents")
        (place / "documents").mkdir()
        (place / "documents" / "clean.en.md").write_text("The keepers met.\n", "utf-8")
    output = place / f"out.{FORMS[form]}"
    for _ in range(2):  # the second run overwrites what the first one wrote
        run("check", "documents", "--format", form, "-o", str(output), "--ui", language)
        assert "not written" not in capsys.readouterr().err
    if output.stat().st_size:
        assert is_any_report(output)
    read_as_note = FORMS[form] in ("txt", "html", "md") and output.stat().st_size > 0
    assert is_report(output) == read_as_note


NOT_REPORTS = [
    ("a.md", "# Budget\n\nThe report by factcheck was read.\n"),
    ("a.md", "## factcheck\n\nA tool that we use.\n"),
    ("a.md", "Note\n\n<!-- factcheck report -->\n"),
    ("a.md", "<!-- factcheck: ignore-file -->\n\nNote\n"),
    ("a.txt", "documents/a.md:1:2: see the error in the table\n"),
    ("a.txt", "Heading\ndocuments/a.md:1:2: error amount-mismatch: x\n"),
    ("a.txt", "12 keepers\n"),
    ("a.txt", "::notice:: the keepers met\n"),
    ("a.txt", "Total\n\n3 documents: 1 error\n"),
    ("a.html", '<!doctype html><meta name="generator" content="factchecker 2"><p>x'),
    ("a.html", "<!doctype html><title>factcheck</title><p>x"),
    ("a.html", "<p>" + "x" * 9000 + '<meta name="generator" content="factcheck 1">'),
]


@pytest.mark.parametrize(("name", "text"), NOT_REPORTS)
def test_notes_are_not_taken_for_reports(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, "utf-8")
    assert not is_report(tmp_path / name) and not is_any_report(tmp_path / name)


@pytest.mark.parametrize("form", ["html", "markdown", "text", "github", "rich"])
@pytest.mark.parametrize("named", [True, False])
def test_own_reports_are_neither_checked_nor_corrected(place: Path, form: str, named: bool, capsys: pytest.CaptureFixture[str]) -> None:
    output = place / "documents" / f"report.{FORMS[form]}"
    run("check", "documents", "--format", form, "-o", str(output))
    before = output.read_bytes()
    capsys.readouterr()
    status = run("check", str(output.relative_to(place)) if named else ".", "--unsafe-fixes")
    told = capsys.readouterr()
    assert output.read_bytes() == before
    assert told.err.splitlines()[0] == f"1 report by factcheck not checked: documents/{output.name}"
    assert output.name not in told.out
    assert status == 0 and ((place / "documents" / "a.en.md").read_text("utf-8") == BAD) == named


@pytest.mark.parametrize("output", ["-", "/dev/stdout", "/dev/fd/1", "/proc/self/fd/1", "pointing"])
def test_standard_output_is_written_in_its_place(place: Path, output: str) -> None:
    if output.startswith("/") and not os.path.exists(output):
        pytest.skip("this system has no such path")
    (place / "pointing").symlink_to("/dev/stdout")
    (place / "all.txt").write_text("before\n", "utf-8")
    with (place / "all.txt").open("a") as stream:
        command = [sys.executable, "-m", "factcheck", "check", "documents/a.en.md", "--format", "json", "-o", output]
        done = subprocess.run(command, stdout=stream, check=False, env={**os.environ, "FACTCHECK_NO_CACHE": "1"})
    assert done.returncode == 1
    told = (place / "all.txt").read_text("utf-8")
    assert told.startswith("before\n") and json.loads(told.removeprefix("before\n"))["summary"]["errors"] == 1
    assert sorted(each.name for each in place.iterdir()) == ["all.txt", "documents", "facts", "pointing"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_named_pipe_is_written_to(place: Path) -> None:
    os.mkfifo(place / "pipe")
    code = "import sys; sys.stdout.write(open('pipe').read())"
    reader = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert run("check", "documents", "--format", "json", "-o", "pipe") == 1
    assert json.loads(reader.communicate()[0])["summary"]["errors"] == 2
    assert stat.S_ISFIFO((place / "pipe").stat().st_mode)


def test_a_device_is_written_to(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = os.stat(os.devnull)
    assert run("check", "documents", "-o", os.devnull) == 1
    assert run("report", "documents", "-o", os.devnull) == 0
    assert os.stat(os.devnull).st_ino == before.st_ino
    if os.path.exists("/dev/full"):
        assert run("check", "documents", "-o", "/dev/full") == 2
        assert "/dev/full: cannot be written: no space is left" in capsys.readouterr().err


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o664, 0o666])
@pytest.mark.parametrize(
    "command", ["check documents --format json -o out.json", "report documents -o out.html", "check documents --write-baseline out.json"]
)
def test_an_earlier_output_keeps_its_mode(place: Path, command: str, mode: int) -> None:
    output = place / command.split()[-1]
    run(*command.split())
    output.chmod(mode)
    before = output.read_bytes()
    assert run(*command.split()) in (0, 1)
    assert stat.S_IMODE(output.stat().st_mode) == mode and output.read_bytes() == before


def test_an_annotated_copy_is_written_again(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run("annotate", "documents/b.en.docx", "-o", "copy.docx") == 0
    assert run("annotate", "documents/b.en.docx", "-o", "copy.docm") == 2
    assert "“.docm” does not suit" in capsys.readouterr().err


@pytest.mark.parametrize("spoil", [lambda path: path.chmod(0o444), lambda path: path.with_name("second").hardlink_to(path)])
def test_a_report_that_is_guarded_is_not_overwritten(place: Path, spoil: Callable[[Path], object]) -> None:
    assert run("report", "documents", "-o", "out.html") == 0
    spoil(place / "out.html")
    (place / "documents" / "a.en.md").write_text("The keepers met.\n", "utf-8")
    before = (place / "out.html").read_bytes()
    assert run("report", "documents", "-o", "out.html") == 2
    assert (place / "out.html").read_bytes() == before
    assert run("report", "documents", "-o", "out.html", "--force") == 0
    assert (place / "out.html").read_bytes() != before
