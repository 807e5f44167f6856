"""The table of `factcheck read`: it fits 80 columns, and shows words only."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import registry
from test_cli import run

from factcheck.languages.load import load
from factcheck.messages import load_message_tables

FACTS = "entities: {fonds: {kind: programme, fr: Fonds du littoral, en: Shores Fund}}"
NOTES = {
    "fr": "Jadis, le Fonds du littoral a versé environ 22,24 millions de dollars par année pendant trois ans à 40 bateaux. "
    "Écrivez à adresse-du-programme-tres-longue@exemple-gouvernement.example le 3 mars. Il accueillera de 12 % à 15 % des pêcheurs.",
    "en": "Currently the Shores Fund pays about $22.24 million a year over three years. It had 40 boats in the past, formerly worth "
    "$20 million. Write to the-very-long-programme-address@government.example by March 3. It will be signed in 2030.",
}
SYMBOL = re.compile(r"\b[A-Z]+_REF\b|\b(?:T\d\d:\d\d|TMO|TAF|TEV|TNI|TDT|SU|WI|FA|SP|WE|\d{4}-W\d\d)\b")


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    registry(tmp_path, FACTS)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    yield tmp_path


def show(capsys: pytest.CaptureFixture[str], text: str, screen: str, *options: str, name: str = "note.md") -> str:
    Path(name).write_text(text, encoding="utf-8")
    assert run("--ui", screen, "read", name, *options) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("screen", ["fr", "en"])
def test_the_table_fits_80_columns(code: str, screen: str, capsys: pytest.CaptureFixture[str]) -> None:
    table = show(capsys, NOTES[code], screen, name=f"note.{code}.md").rpartition("\n\n")[2]
    lines = table.splitlines()
    heads = [load_message_tables(screen)["ui"][f"column-{column}"] for column in ("place", "words", "kind", "value", "modifiers")]
    assert lines[0].split() == heads
    assert all(len(line) <= 80 for line in lines)
    at = lines[0].index(heads[-1])
    context = " ".join(line[at:].strip() for line in lines)
    expected = {
        ("fr", "fr"): "environ, sur 3\u00a0ans, par année",
        ("fr", "en"): "about, over 3 years, a year",
        ("en", "fr"): "environ, sur 3\u00a0ans, par année",
        ("en", "en"): "about, over 3 years, a year",
    }
    assert expected[code, screen].replace("\u00a0", " ") in context.replace("\u00a0", " ")


@pytest.mark.parametrize("screen", ["fr", "en"])
def test_times_are_words(screen: str, capsys: pytest.CaptureFixture[str]) -> None:
    for code in ("fr", "en"):
        for phrase in load(code).quantities.dates.vague_times:
            text = {"fr": f"Le fonds a été créé {phrase}.", "en": f"The fund was created {phrase}."}[code]
            assert not SYMBOL.search(show(capsys, text, screen, name=f"note.{code}.md")), phrase


def test_the_past_and_the_present(capsys: pytest.CaptureFixture[str]) -> None:
    assert "the past" in show(capsys, "Le fonds avait jadis 40 bateaux.", "en", name="n.fr.md")
    assert "le passé" in show(capsys, "Le fonds avait jadis 40 bateaux.", "fr", name="n.fr.md")
    assert "the present" in show(capsys, "The fund currently has 40 boats.", "en", name="n.en.md")
    assert "semaine du 2 mars 2020" in show(capsys, "We met last week.", "fr", "--as-of", "2020-03-10", name="n.en.md")


def test_an_interval_of_weekdays(capsys: pytest.CaptureFixture[str]) -> None:
    assert "March 16, 2020" in show(capsys, "The office will open from Monday to Friday.", "en", "--as-of", "2020-03-11")


@pytest.mark.parametrize(
    ("text", "name", "words"),
    [
        ("The port had 40 boats in the past.", "n.en.md", "earlier value"),
        ("The port was formerly worth $20 million.", "n.en.md", "earlier value"),
        ("Le port comptait auparavant 40 bateaux.", "n.fr.md", "earlier value"),
    ],
)
def test_a_former_value_is_shown_and_not_exported(text: str, name: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert words in show(capsys, text, "en", name=name)
    exported = json.loads(show(capsys, text, "en", "--format", "json", name=name))
    assert not any("prior" in each for each in exported["statements"])


def test_a_port_that_is_no_longer_former(capsys: pytest.CaptureFixture[str]) -> None:
    assert "earlier value" not in show(capsys, "The port, formerly public, is now worth $20 million.", "en", name="n.en.md")
