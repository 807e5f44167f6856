"""The examples of the two guides, run as they stand in a new folder."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from textwrap import dedent

import docx
import pytest

from factcheck.cli import main

ROOT = Path(__file__).resolve().parent.parent
GUIDES = {"README.md": "March 5, 2020", "LISEZMOI.md": "5 mars 2020"}
BLOCK = re.compile(r"^( *)```(\w*)\n(.*?)^\1```$", re.DOTALL | re.MULTILINE)
QUOTE = re.compile(r"(?:^> .*\n)+", re.MULTILINE)


def blocks(guide: str) -> list[tuple[str, str]]:
    """The code blocks of a guide, with their languages."""
    return [(found[2], dedent(found[3])) for found in BLOCK.finditer((ROOT / guide).read_text("utf-8"))]


def run(command: str, capsys: pytest.CaptureFixture[str]) -> str:
    with pytest.raises(SystemExit) as ended:
        main(shlex.split(command)[1:])
    assert ended.value.code == 1
    return capsys.readouterr().out


@pytest.mark.parametrize("guide", GUIDES)
def test_the_first_check(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    quote = QUOTE.search((ROOT / guide).read_text("utf-8"))
    assert quote
    note = docx.Document()
    for text in ("Note", f"Date: {GUIDES[guide]}", " ".join(line[2:] for line in quote[0].splitlines())):
        note.add_paragraph(text)
    note.save("note.docx")
    (_, command), (_, output) = blocks(guide)[:2]
    assert run(command, capsys) == output


@pytest.mark.parametrize("guide", GUIDES)
def test_your_own_note(guide: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.chdir(tmp_path)
    start = next(number for number, (language, _) in enumerate(blocks(guide)) if language == "yaml")
    (_, facts), (_, note), (_, command), (_, output) = blocks(guide)[start : start + 4]
    assert len(facts.splitlines()) == 10
    named = re.search(r"`(facts/\w+\.yaml)`", (ROOT / guide).read_text("utf-8"))
    assert named
    Path("facts").mkdir()
    Path(named[1]).write_text(facts, "utf-8")
    Path("note.md").write_text(note, "utf-8")
    assert run(command, capsys) == output


def test_the_two_commands_stand_on_one_line_each() -> None:
    """Continuous integration takes them from the guide."""
    text = (ROOT / "README.md").read_text("utf-8")
    assert len(re.findall(r"^python3 -m venv .*factcheck check documents/$", text, re.MULTILINE)) == 1
    assert len(re.findall(r"^python3 -m venv .*pytest(?: .*)?$", text, re.MULTILINE)) == 1
