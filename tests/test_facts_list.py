"""`factcheck facts list`: facts by their words, kind, subject, validity and what they lack."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tables import put
from test_cli import run

FACTS = """
entities:
  fonds: {kind: programme, fr: {name: Fonds des phares, acronym: FDP}, en: Lighthouse Fund}
  centre: {kind: organisation, en: Tides Centre}
facts:
  enveloppe: {about: fonds, amount: "22,24 millions de dollars", cues: {fr: [lancée]}, source: Budget de 2019}
  annuel: {about: [fonds, centre], amount: 3 million CAD, per: year, valid: {until: 2020-12-31}, replaced_by: enveloppe}
  part: {about: centre, percent: 76 %, cues: {en: [share]}}
  devise: {text: {fr: Lumière, en: Light}}
"""


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path, {"a.yaml": FACTS})
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    ("arguments", "found"),
    [
        ((), ["enveloppe", "annuel", "part", "devise"]),
        (("lancee",), ["enveloppe"]),
        (("22.24",), ["enveloppe"]),
        (("LIGHTHOUSE",), ["enveloppe", "annuel"]),
        (("fund", "budget"), ["enveloppe"]),
        (("lumiere",), ["devise"]),
        (("nothing",), []),
        (("--kind", "amount"), ["enveloppe", "annuel"]),
        (("--kind", "amount", "--kind", "text"), ["enveloppe", "annuel", "devise"]),
        (("--about", "FDP"), ["enveloppe", "annuel"]),
        (("--about", "tides centre"), ["annuel", "part"]),
        (("--about", "fonds", "--about", "centre"), ["enveloppe", "annuel", "part"]),
        (("--without", "cues"), ["annuel", "devise"]),
        (("--without", "cues", "--without", "about"), ["devise"]),
        (("--without", "source"), ["annuel", "part", "devise"]),
        (("--valid-on", "2021-01-01", "--kind", "amount"), ["enveloppe"]),
    ],
)
def test_what_is_looked_for(arguments: tuple[str, ...], found: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "list", *arguments, "--format", "json", "--ui", "en") == 0
    output = capsys.readouterr()
    assert [each["id"] for each in json.loads(output.out)["facts"]] == found
    assert output.err == (f"{len(found)} of 4 facts\n" if arguments else "")
    assert run("facts", "list", *arguments) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == found


def test_facts_as_data(capsys: pytest.CaptureFixture[str]) -> None:
    run("facts", "list", "3 million", "--kind", "amount", "--without", "cues", "--format", "json")
    (fact,) = json.loads(capsys.readouterr().out)["facts"]
    assert fact == {
        "id": "annuel",
        "kind": "amount",
        "value": "3 million CAD",
        "about": ["fonds", "centre"],
        "valid": {"until": "2020-12-31"},
        "replaced_by": "enveloppe",
        "path": "facts/a.yaml",
        "line": 7,
        "column": 3,
    }


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--about", "Tide Centre"), "there is no fact or entity “Tide Centre” (did you mean “tides centre”?)"),
        (("--kind", "money"), "“money” is not a value of --kind"),
        (("--without", "cue"), "“cue” is not a value of --without (did you mean “cues”?)"),
        (("--valid-on", "2021"), "“2021” is not a date"),
        (("",), "is empty; give it a value"),
    ],
)
def test_mistakes(arguments: tuple[str, ...], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "list", *arguments, "--ui", "en") == 2
    assert words in capsys.readouterr().err
