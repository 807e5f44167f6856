"""What must not bring a run down: work that grows with the text, no faster. Counted in calls, not in seconds."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

import pytest
from conftest import registry

from factcheck.checker import check_file
from factcheck.facts.schema import Registry
from factcheck.settings import Settings

pytestmark = pytest.mark.slow

SETTINGS = Settings(date(2024, 1, 1))
FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: {name: Lighthouse Fund, acronym: LHF}}
  tate: {kind: person, en: Ann Tate, fr: Ann Tate, title: chief}
  chief: {kind: title, fr: gardien en chef, en: head keeper}
facts:
  sum: {about: fonds, amount: 22.24 million CAD, cues: {en: [Budget 2019]}, source: Budget}
  partners: {about: fonds, members: [tate], cues: {en: [partners]}, source: Budget}
"""
PIECES = [
    "Lighthouse Fund ",
    "Budget 2019 gave the Lighthouse Fund $24.22 million. ",
    "The partners of the Lighthouse Fund are Ann Tate and LHF (LHF), ",
    "- Ann Tate, head keeper\n",
    "# Lighthouse Fund\n\nIt has 12 keepers.\n\n",
    "| LHF | $3 million |\n",
    "((((",
    "[[[[",
    "****",
    "> > ",
    "<!-- ",
    "« “",
    "12 345 678 ",
    "1 ",
    "12 million ",
    "a b c d ",
    "ANN ",
    "l'",
    "in 2019 ",
    "\n- ",
    "*a* ",
    "*a_ b**c__ ",
    "`a` b ",
    "~~a ",
    "[a](b) ",
    "a[^1] ",
    "1^a^ ",
    "a<sup>1</sup> ",
    "<b>a</b> ",
    "<del>a ",
    "<li>a\n",
    "<table><tr><td>LHF<td>$3 million\n\n",
    "<div>\n\nLHF\n\n",
    "a <!-- factcheck: ignore x --> ",
    "```{note}\n",
    ":::{note}\n---\n",
    "&eacute; ",
    "| a ",
]
PAGE = [
    "<tr><td>LHF</td><td>$3 million</td></tr>\n",
    "<table><tr><td>LHF</td><td>14%</td></tr></table>\n",
    "<p>Lighthouse Fund<sup>1</sup> gets $3 million. ",
    "<div><p>a",
    "<b><i><a href=x>a",
    "<i> </i>",
    "<br>",
    "<ul><li>a",
    "<!-- factcheck: ignore x --><p>a",
    "<del>a",
    "&eacute;&#36;",
    "<span hidden>a</span>",
]


# The same, for plain text.
LINES = ["a   b\n", "a   12\n", "a    b   3\na   b\n", "---  ---\n", "Name: x\n", "the year after 2019 "]


def calls(text: str, folder: Path, facts: Registry, name: str = "n.en.md") -> int:
    """How many calls and lines a check takes: a count that is the same each time."""
    note = folder / name
    note.write_text(text, "utf-8")
    count = 0

    def trace(frame: object, event: str, argument: object) -> None:
        nonlocal count
        count += 1

    sys.setprofile(trace)
    try:
        check_file(note, facts, SETTINGS)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize("piece", PIECES)
def test_work_grows_with_the_text(piece: str, tmp_path: Path) -> None:
    facts = registry(tmp_path, FACTS)
    calls("warm", tmp_path, facts)
    times = 2_000 // len(piece)
    once = calls(piece * times, tmp_path, facts)
    assert calls(piece * times * 4, tmp_path, facts) < 4.5 * once


def test_a_very_long_line_and_a_name_fifty_thousand_times(tmp_path: Path) -> None:
    facts = registry(tmp_path, FACTS)
    note = tmp_path / "n.en.txt"
    note.write_text("Lighthouse Fund " * 50_000, "utf-8")
    assert check_file(note, facts, SETTINGS).findings == ()


@pytest.mark.parametrize(
    "text", ["", "\n", " \u00a0\n", "---\n", "---\ndate: x\n---\n", "|\n|-\n|", "#", "- ", "<", "&#0;", "&#x110000;", "\r", "12"]
)
def test_hardly_anything(text: str, tmp_path: Path) -> None:
    note = tmp_path / "n.md"
    note.write_bytes(text.encode())
    assert check_file(note, registry(tmp_path, FACTS), SETTINGS).findings == ()


def test_ten_thousand_facts_are_looked_up_not_walked(tmp_path: Path) -> None:
    names = "\n".join(f"  body-{number}: {{kind: organisation, en: Council {number:05}x}}" for number in range(2_000))
    many = "\n".join(f"  fact-{number}: {{about: body-{number}, amount: {number + 11}000 CAD}}" for number in range(2_000))
    few = registry(tmp_path, FACTS)
    text = PIECES[1] * 200
    calls(text, tmp_path, few)
    before = calls(text, tmp_path, few)
    crowded = registry(tmp_path, FACTS.replace("entities:", f"entities:\n{names}").replace("facts:", f"facts:\n{many}"))
    calls(text, tmp_path, crowded)
    assert calls(text, tmp_path, crowded) < 1.2 * before


@pytest.mark.parametrize("piece", LINES)
def test_work_grows_with_the_lines(piece: str, tmp_path: Path) -> None:
    facts = registry(tmp_path, FACTS)
    calls("warm", tmp_path, facts, "n.en.txt")
    times = 2_000 // len(piece)
    once = calls(piece * times, tmp_path, facts, "n.en.txt")
    assert calls(piece * times * 4, tmp_path, facts, "n.en.txt") < 4.5 * once


@pytest.mark.parametrize("piece", PAGE)
def test_work_grows_with_the_page(piece: str, tmp_path: Path) -> None:
    facts = registry(tmp_path, FACTS)
    calls("warm", tmp_path, facts, "n.en.html")
    times = 2_000 // len(piece)
    once = calls(piece * times, tmp_path, facts, "n.en.html")
    assert calls(piece * times * 4, tmp_path, facts, "n.en.html") < 4.5 * once
