"""The tables of messages: the same in both languages, and nothing left unsaid."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from factcheck.messages import load_message_tables, screen_languages

SLOT = re.compile(r"\{(\w+)")
SOURCE = Path(__file__).parent.parent / "factcheck"
PROBLEM = re.compile(r'(?:Problem\([^"]*|refuse\([^"]*|self\._refuse\([^"]*|_problem\([^"]*)"([a-z]+(?:-[a-z]+)+)"')


def flat(table: Any, path: str = "") -> dict[str, str]:
    """The texts of a table by their paths."""
    if isinstance(table, dict):
        return {key: text for name, each in table.items() for key, text in flat(each, f"{path}/{name}").items()}
    return {path: str(table)}


@pytest.mark.parametrize("name", ["ui", "problems", "rules", "reasons"])
def test_same_keys_and_slots(name: str) -> None:
    assert screen_languages() == ("en", "fr")
    english, french = (flat(load_message_tables(code)[name]) for code in ("en", "fr"))
    french = {key: text for key, text in french.items() if not key.endswith("/doc")}
    assert english.keys() == french.keys()
    for key, text in english.items():
        assert set(SLOT.findall(text)) == set(SLOT.findall(french[key])), key


def test_every_problem_is_worded() -> None:
    used = {key for path in SOURCE.rglob("*.py") for key in PROBLEM.findall(path.read_text("utf-8"))}
    assert len(used) > 30
    assert used <= load_message_tables("en")["problems"].keys()


def test_typography() -> None:
    for key, text in flat(load_message_tables("fr")).items():
        assert not re.search(r"[^\d]'[^']", text) or "`" in text, key
        assert '"' not in text, key
