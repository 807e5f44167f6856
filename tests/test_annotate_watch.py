"""`factcheck annotate --watch`: the copy follows the note and the registry, never itself, and waits for what is open elsewhere."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from office import odt
from test_cli import run

FACTS = (
    "entities: {{s: {{kind: programme, en: {{name: National Strategy}}}}}}\n"
    "facts: {{budget: {{about: s, amount: {} million CAD, over: 3 years, cues: {{en: [Budget 2019]}}}}}}\n"
)
BAD = "<text:p>Budget 2019 gave the National Strategy ${} million over three years.</text:p>"
_PATIENCE = 60


def wait_for(is_so: Callable[[], bool]) -> bool:
    end = time.monotonic() + _PATIENCE
    while time.monotonic() < end:
        if is_so():
            return True
        time.sleep(0.05)
    return False


@pytest.fixture
def watch(tmp_path: Path) -> Iterator[Path]:
    """A folder whose note is watched, with its first copy."""
    (tmp_path / "facts").mkdir()
    (tmp_path / "facts" / "a.yaml").write_text(FACTS.format("22.24"), "utf-8")
    (tmp_path / "a.en.odt").write_bytes(odt(BAD.format("24.22")))
    command = [sys.executable, "-m", "factcheck", "--ui", "en", "annotate", "a.en.odt", "-o", "copy.odt", "--watch"]
    with open(tmp_path / "messages", "wb") as messages:
        process = subprocess.Popen(command, cwd=tmp_path, stdout=messages, stderr=messages)
        try:
            assert wait_for(lambda: "is watched" in said(tmp_path)), said(tmp_path)
            yield tmp_path
            process.send_signal(signal.SIGINT)
            assert process.wait(_PATIENCE) == 0
        finally:
            process.kill()
            process.wait()


def said(folder: Path) -> str:
    return (folder / "messages").read_text("utf-8")


def copies(folder: Path) -> int:
    return said(folder).count("copy.odt: ")


def test_the_copy_follows_the_note_and_the_registry_and_not_itself(watch: Path) -> None:
    assert copies(watch) == 1 and "copy.odt: 1 comment added" in said(watch)
    note = odt(BAD.format("22.24"))
    (watch / "a.en.odt").write_bytes(note)
    assert wait_for(lambda: "copy.odt: 0 comments added" in said(watch))
    (watch / "facts" / "a.yaml").write_text(FACTS.format("22.42"), "utf-8")
    assert wait_for(lambda: copies(watch) == 3)
    os.utime(watch / "copy.odt")
    (watch / "facts" / "a.yaml").write_text(FACTS.format("22.24"), "utf-8")
    assert wait_for(lambda: copies(watch) == 4)
    assert (watch / "a.en.odt").read_bytes() == note


def test_a_copy_that_is_open_is_written_once_it_is_closed(watch: Path) -> None:
    lock, before = watch / ".~lock.copy.odt#", (watch / "copy.odt").read_bytes()
    lock.write_text("open", "utf-8")
    (watch / "a.en.odt").write_bytes(odt(BAD.format("22.24")))
    assert wait_for(lambda: "copy.odt: error" in said(watch) or ".~lock.copy.odt#" in said(watch)), said(watch)
    assert (watch / "copy.odt").read_bytes() == before
    lock.unlink()
    assert wait_for(lambda: copies(watch) >= 2 and "0 comments added" in said(watch)), said(watch)
    assert (watch / "copy.odt").read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.en.odt", "-o", "-"), "--watch writes a copy beside the note"),
        (("-", "--stdin-filename", "a.en.odt", "-o", "copy.odt"), "--watch needs a note in a file"),
    ],
)
def test_what_cannot_be_watched(arguments: tuple[str, ...], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("annotate", *arguments, "--watch") == 2
    assert message in capsys.readouterr().err
