"""Numbers in words of a fact file that two spaces or a hyphen part are those that one space parts."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from factcheck.checker import load_facts
from factcheck.values.types import Quantity


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("count: twenty  five boats", "25"),
        ("count: twenty-five boats", "25"),
        ("percent: a  half per cent", "0.5"),
        ("percent: a half per cent", "0.5"),
    ],
)
def test_two_spaces_are_read_as_one(value: str, expected: str, tmp_path: Path) -> None:
    (tmp_path / "facts.yaml").write_text(f"facts:\n  one: {{{value}, cues: {{en: [fleet]}}}}\n", "utf-8")
    found = load_facts(tmp_path / "facts.yaml").facts["one"].value
    assert isinstance(found, Quantity) and found.value == Decimal(expected)
