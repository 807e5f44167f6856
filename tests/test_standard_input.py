"""A note on standard input, and the watch of notes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from test_cli import BAD, FACTS, GOOD

BINARY = bytes(range(256)) * 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "project" / "facts").mkdir(parents=True)
    (tmp_path / "project" / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "project" / "notes").mkdir()
    (tmp_path / "project" / "factcheck.toml").write_text('facts = ["facts"]\nexclude = ["old"]\n', "utf-8")
    (tmp_path / "elsewhere").mkdir()
    return tmp_path


def run(folder: Path, data: bytes, *arguments: str, name: str = "project/notes/a.en.md") -> tuple[int, bytes, str]:
    command = [sys.executable, "-m", "factcheck", "check", "-", "--stdin-filename", str(folder / name), *arguments]
    done = subprocess.run(command, input=data, capture_output=True, cwd=folder / "elsewhere", env={**os.environ, "LC_ALL": "C"})
    return done.returncode, done.stdout, done.stderr.decode()


def test_facts_and_settings_are_those_of_the_name(folder: Path) -> None:
    status, output, _ = run(folder, BAD.encode())
    assert status == 1 and "notes/a.en.md:1:38: error amount-mismatch" in output.decode()
    assert run(folder, GOOD.encode())[0] == 0
    status, output, errors = run(folder, BAD.encode(), name="project/old/a.en.md")
    assert status == 0 and "the settings exclude this file" in errors


def test_the_format_is_that_of_the_name(folder: Path) -> None:
    page = BAD.replace("$24.22", "$24<b>.</b>22").encode()
    assert b"amount-mismatch" in run(folder, page, name="project/notes/a.en.html")[1]


def test_the_corrected_note_goes_to_standard_output(folder: Path) -> None:
    status, output, errors = run(folder, BAD.encode(), "--fix")
    assert (status, output.decode()) == (0, GOOD)
    assert "1 correction made" in errors
    assert not list((folder / "project" / "notes").iterdir())
    assert run(folder, output, "--fix")[1] == output


@pytest.mark.parametrize("data", [BINARY, b"", GOOD.encode(), GOOD.encode("utf-16")], ids=["binary", "empty", "good", "utf-16"])
def test_what_is_not_corrected_comes_out_as_it_is(folder: Path, data: bytes) -> None:
    assert run(folder, data, "--fix")[1] == data


def test_a_note_comes_out_as_it_is_where_the_run_fails(folder: Path) -> None:
    (folder / "project" / "facts" / "a.yaml").write_text("facts: [", "utf-8")
    status, output, errors = run(folder, BAD.encode(), "--fix")
    assert (status, output) == (2, BAD.encode()) and "a.yaml:2" in errors
    status, output, _ = run(folder, BAD.encode(), "--fix", name="project/old/a.en.md")
    assert output == BAD.encode()


def test_the_difference_is_shown(folder: Path) -> None:
    status, output, _ = run(folder, BAD.encode(), "--diff")
    assert status == 1 and f"-{BAD}+{GOOD}" in output.decode()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-", "notes"], "goes with no other path"),
        (["-", "--watch"], "--watch needs notes in files"),
        (["-", "--write-baseline", "b.json"], "--write-baseline needs notes in files"),
        (["notes", "--stdin-filename", "a.md"], "as the path"),
        (["notes", "--watch", "--fix"], "--fix does not go with --watch"),
        (["notes", "--watch", "--format", "json"], "--watch shows findings on the screen"),
    ],
)
def test_what_does_not_go_together(folder: Path, arguments: list[str], words: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "factcheck", "check", *arguments],
        capture_output=True,
        text=True,
        cwd=folder / "project",
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 2 and words in " ".join(done.stderr.split())


def test_a_missing_library_is_one_message(folder: Path) -> None:
    code = "import sys; sys.modules['watchfiles'] = None; from factcheck.cli import main; main(['check', 'notes', '--watch', '--ui', 'en'])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=folder / "project")
    assert done.returncode == 2 and "pip install '.[watch]'" in " ".join(done.stderr.split())


class Watched:
    """A watch in a process of its own; its output goes to a file."""

    def __init__(self, folder: Path) -> None:
        self._output = folder / "output"
        command = [sys.executable, "-m", "factcheck", "check", "notes", "--watch", "--format", "text", "--ui", "en"]
        with self._output.open("wb") as output:
            self._process = subprocess.Popen(command, cwd=folder / "project", stdout=output, stderr=output)

    def wait_for(self, words: str, count: int = 1) -> str:
        """Return the output, once it has the words so many times."""
        for _ in range(600):
            text = " ".join(self._output.read_text("utf-8").split())
            if text.count(words) >= count:
                return text
            assert self._process.poll() is None, text
            time.sleep(0.1)
        raise AssertionError(text)

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()

    def end(self) -> int:
        self._process.send_signal(signal.SIGINT)
        return self._process.wait(60)


def test_what_changes_is_checked_again(folder: Path, request: pytest.FixtureRequest) -> None:
    pytest.importorskip("watchfiles")
    note, facts = folder / "project" / "notes" / "a.en.md", folder / "project" / "facts" / "a.yaml"
    note.write_text(BAD, "utf-8")
    (note.parent / "b.en.md").write_text("The harbour was rebuilt on April 31, 2019.\n", "utf-8")
    watched = Watched(folder)
    request.addfinalizer(watched.kill)
    watched.wait_for("2 notes watched")
    note.write_text(GOOD, "utf-8")
    watched.wait_for("a.en.md: nothing to report any more")
    facts.write_text(FACTS.replace("22.24", "24.22"), "utf-8")
    watched.wait_for("error amount-mismatch: “$22.24 million”")
    facts.write_text("facts: [", "utf-8")
    watched.wait_for("a.yaml:2")
    facts.write_text(FACTS, "utf-8")
    text = watched.wait_for("a.en.md: nothing to report any more", 2)
    assert text.count("impossible-date") == 1
    assert watched.end() == 0
    assert "end of the watch" in watched._output.read_text("utf-8")
