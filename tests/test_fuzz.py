"""The seeds of fuzzing, and inputs that once failed: each target takes them all, within what a FactcheckError may say."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest
from conftest import TODAY
from fuzz import targets
from fuzz.soundness import assert_sound
from fuzz.targets import CORPUS, TARGETS, call

from factcheck.errors import FactcheckError
from factcheck.formats import parse
from factcheck.languages.load import all_languages

pytestmark = pytest.mark.slow

SEEDS = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
RUN = Path(__file__).parent / "fuzz" / "run.py"


# Inputs that fuzzing found, with what their kind has in common: a mark before the first cell; a reference to no character.
ROWS = [
    "- Ashcombe",
    "* Ashcombe",
    "+ Ashcombe",
    "> Ashcombe",
    "1. Ashcombe",
    "12) Ashcombe",
    "- - Ashcombe",
    "> - Ashcombe",
    "# Ashcombe",
    "Ashcombe",
]


@pytest.mark.parametrize("before", ["", "The towns.\n\n", "The towns.\n"])
@pytest.mark.parametrize("cell", ROWS)
def test_cells_of_a_row_that_opens_with_a_mark_keep_their_places(cell: str, before: str) -> None:
    source = f"{before}{cell} | Boats | Sum |\n|---|---|---|\n| Dunmore | 12 | $8 |\n"
    document = parse(source.encode(), "note.en.md", all_languages())
    assert_sound(document)
    for word in ("Ashcombe", "Boats", "Sum", "Dunmore", "12", "$8"):
        start = document.text.index(word)
        assert document.map.span(start, start + len(word)) == (source.index(word), source.index(word) + len(word))


@pytest.mark.parametrize(
    "reference", ["&#xFFFF;", "&#1;", "&#x1F;", "&#xB;", "&#xFDD0;", "&#x10FFFF;", "&#11;", "&#x8;", "&#127;", "&#x7f"]
)
def test_a_figure_behind_a_reference_to_no_character_keeps_its_place(reference: str) -> None:
    source = f"<p>The Fund {reference} gave {reference}{reference} $9 million."
    document = parse(source.encode(), "note.en.html", all_languages())
    assert_sound(document)
    start = document.text.index("$9 million")
    assert document.map.span(start, start + 10) == (source.index("$9"), source.index("$9") + 10)


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
