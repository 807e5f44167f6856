"""What the tests share: notes and registries from text."""

from __future__ import annotations

import signal
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from hypothesis import settings

from factcheck.checker import check_file, load_facts
from factcheck.corpus import check_files
from factcheck.facts.schema import Registry
from factcheck.findings import Finding, Report
from factcheck.reporters.places import Places
from factcheck.settings import Settings

# A shell without job control starts its background jobs with SIGINT ignored, and the programs under test would inherit that.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# The same cases in every run, and no verdict by the clock.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.load_profile("steady")
TODAY = date(2024, 1, 15)
Check = Callable[..., list[tuple[str, str]]]


def registry(folder: Path, facts: str) -> Registry:
    """The registry of one fact file."""
    path = folder / "facts"
    path.mkdir(exist_ok=True)
    (path / "facts.yaml").write_text(facts, "utf-8")
    return load_facts(path)


def report(folder: Path, text: str, facts: str = "", name: str = "note.en.md", today: date = TODAY) -> Report:
    """The report on a note's text."""
    note = folder / name
    note.write_text(text, "utf-8")
    return check_file(note, registry(folder, facts), Settings(today))


def together(folder: Path, notes: Sequence[tuple[str, str]], facts: str = "", today: date = TODAY) -> list[Report]:
    """The reports on the versions of one note, by name and text."""
    for name, text in notes:
        (folder / name).write_text(text, "utf-8")
    found = list(check_files([folder / name for name, _ in notes], registry(folder, facts), Settings(today)))
    assert all(isinstance(each, Report) for each in found)
    return [each for each in found if isinstance(each, Report)]


def quote(found: Finding, told: Report) -> str:
    """The words of the source that a finding is about."""
    assert told.document is not None
    return Places(told.document).of(found).quote


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Checks a text, and gives the rule and the quote of each finding above a note (of all with `notes=True`)."""

    def run(
        text: str, facts: str = "", language: str = "en", today: date = TODAY, notes: bool = False, suffix: str = "md"
    ) -> list[tuple[str, str]]:
        told = report(tmp_path, text, facts, f"note.{language}.{suffix}", today)
        return [(found.rule, quote(found, told)) for found in told.findings if notes or found.severity != "note"]

    return run
