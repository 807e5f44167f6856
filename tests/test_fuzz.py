"""The seeds of fuzzing, and inputs that once failed: each target takes them all, within what a FactcheckError may say."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import TODAY
from fuzz import targets
from fuzz.targets import CORPUS, TARGETS, call

from factcheck.errors import FactcheckError

SEEDS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
RUN = Path(__file__).parent / "fuzz" / "run.py"


def test_each_target_has_seeds_and_each_folder_a_target() -> None:
    assert {path.parent.name for path in SEEDS} == set(TARGETS) == {path.name for path in CORPUS.iterdir()}
    assert sum(path.stat().st_size for path in SEEDS) < 300_000


@pytest.mark.parametrize("path", SEEDS, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_seed_fails_no_target(path: Path) -> None:
    call(path.parent.name, path.read_bytes())


@pytest.mark.parametrize("name", TARGETS)
def test_a_target_takes_bytes_of_any_kind(name: str) -> None:
    for data in (
        b"",
        b"\0",
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        bytes(range(256)),
        b"\n" * 300,
        b"PK\x03\x04",
        b"%PDF-1.7",
        b"{" * 2000,
        b"<" * 2000,
    ):
        call(name, data)


def test_a_target_lets_other_errors_out(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(error: Exception) -> None:
        raise error

    monkeypatch.setitem(TARGETS, "note", lambda _: fail(IndexError("a fault")))
    with pytest.raises(IndexError):
        call("note", b"")
    monkeypatch.setitem(TARGETS, "note", lambda _: fail(FactcheckError()))
    call("note", b"")


def test_the_seeds_of_notes_have_findings() -> None:
    assert targets.SETTINGS.today == TODAY
    assert all(report.findings for report in targets.TARGETS["note"]((CORPUS / "note" / "wrong.md").read_bytes()))  # type: ignore[attr-defined]


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed")
def test_fuzzing_runs_and_says_how_much(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, str(RUN), "--seconds", "2", "--work", str(tmp_path), "baseline"], capture_output=True, text=True
    )
    assert (found.returncode, found.stderr) == (0, "") and "inputs in 2 s" in found.stdout
    assert not list((tmp_path / "faults").iterdir())
