"""Comments that silence a rule, and those that silence nothing."""

from __future__ import annotations

import pytest
from conftest import Check

WRONG = "La cous-ministre répond."
FACTS = "entities: {m: {kind: title, fr: sous-ministre}}\n"


@pytest.mark.parametrize(
    "text",
    [
        f"<!-- factcheck: ignore name-misspelled -->\n{WRONG}",
        f"<!-- factcheck: ignore -->\n{WRONG}",
        f"{WRONG} <!-- factcheck: ignore name-misspelled -->",
        f"<!-- factcheck: ignore-file name-misspelled -->\n\n{WRONG}\n\nEncore : {WRONG}",
    ],
)
def test_silenced(text: str, check: Check) -> None:
    assert check(text, FACTS, "fr", notes=True) == []


def test_what_silences_nothing_is_told(check: Check) -> None:
    assert check("<!-- factcheck: ignore tense-mismatch -->\nTout va bien.", FACTS, "fr", notes=True)[0][0] == "unused-suppression"
    rules = [rule for rule, _ in check(f"<!-- factcheck: ignore tense-mismatch -->\n{WRONG}", FACTS, "fr", notes=True)]
    assert sorted(rules) == ["name-misspelled", "unused-suppression"]


def test_another_paragraph_is_not_silenced(check: Check) -> None:
    text = f"<!-- factcheck: ignore -->\n{WRONG}\n\n{WRONG}"
    assert [rule for rule, _ in check(text, FACTS, "fr", notes=True)] == ["name-misspelled"]
