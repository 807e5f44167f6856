"""`factcheck facts export`: what is written in another format is the same registry when it is read."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tables import load, put
from test_cli import run

from factcheck.checker import load_facts
from factcheck.errors import Place, RegistryError
from factcheck.facts.schema import Registry
from factcheck.facts.tables.export import export_registry
from factcheck.formats.decode import decode
from factcheck.languages.load import all_languages

ROOT = Path(__file__).parent.parent
FORMATS = [(form, language) for form in ("xlsx", "csv", "yaml") for language in ("en", "fr")]
RICH = """
currency: EUR
entities:
  fonds:
    kind: programme
    fr: {name: Fonds des phares, also: [Fonds, 'Phares; lampes', '"Phares"'], acronym: FDP, avoid: [Fonds du phare], description: aide aux gardiens}
    en: Lighthouse Fund
    source: {url: "https://example.org/registre"}
    note: "Renommé en 2019.\\nAvant: Fonds des lampes."
  chef: {kind: title, fr: {name: {m: gardien en chef, f: gardienne en chef}}, en: chief keeper}
  anna: {kind: person, title: chef, fr: Anna Roy, en: Anna Roy}
facts:
  enveloppe:
    about: [fonds, anna]
    amount: plus de 22,24 millions de dollars
    over: trois ans
    starting: 2019-2020
    until: 2021-2022
    cues: {fr: ['budget de 2019, partie 2'], en: [Budget 2019, =SUM]}
    source: {title: Budget, url: "https://example.org", page: 84, date: 2019-03-19}
  partie: {amount: 3 CAD, part_of: enveloppe, per: année}
  reste: {about: fonds, amount: 22240000}
  part: {about: fonds, percent: "-3 %"}
  phares: {about: fonds, count: 1200 lighthouses, note: "'=3, dit-elle"}
  duree: {about: fonds, duration: 5 years, note: "@ revoir"}
  tel: {about: fonds, phone: +1 613-555-0142}
  courriel: {about: fonds, email: a@example.org}
  site: {about: fonds, url: "https://example.org/phares"}
  gens: {about: fonds, members: [anna, chef]}
  devise: {about: fonds, text: {fr: "=Lumière", en: Light}}
  debut: {about: fonds, date: 2004-04}
  fin: {about: fonds, date: 2004/2009, valid: {from: 2001, until: 2003-06-30}, replaced_by: debut}
relations:
  - {before: debut, after: fin}
  - {total: reste, parts: [partie], compare: at-most}
"""


def plain(value: Any) -> Any:
    """A registry as data that can be compared, without the places."""
    if isinstance(value, Place):
        return None
    if hasattr(value, "__dataclass_fields__"):
        return (type(value).__name__, *(plain(getattr(value, name)) for name in value.__dataclass_fields__ if name != "skipped"))
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    return [plain(each) for each in value] if isinstance(value, tuple | list) else value


def converted(source: Path, form: str, language: str, target: Path) -> Registry:
    """The registry that is read from an export of another."""
    files = export_registry([source], all_languages(), form, language, decode)
    assert files == export_registry([source], all_languages(), form, language, decode)
    return load(target, {name or f"registry.{form}": data for name, data in files.items()})


@pytest.mark.parametrize(("form", "language"), FORMATS)
@pytest.mark.parametrize("source", ["rich", "facts", "factcheck/facts/packs"])
def test_there_and_back(source: str, form: str, language: str, tmp_path: Path) -> None:
    for name in ("rich", "there", "back"):
        (tmp_path / name).mkdir()
    path = put(tmp_path / "rich", {"a.yaml": RICH}) if source == "rich" else ROOT / source
    whole, there = load_facts(path), converted(path, form, language, tmp_path / "there")
    assert plain(there) == plain(whole)
    assert (list(there.entities), list(there.facts)) == (list(whole.entities), list(whole.facts))
    assert [list(each.names) for each in there.entities.values()] == [list(each.names) for each in whole.entities.values()]
    assert plain(converted(tmp_path / "there" / "facts", "yaml", "en", tmp_path / "back")) == plain(whole)


TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]) | st.sampled_from("\n\t;,\"'=@#:-[]{}é«\u00a0"), min_size=1
).filter(str.strip)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cues=st.lists(TEXT, min_size=1, max_size=4), note=TEXT, title=TEXT)
@pytest.mark.parametrize("form", ["xlsx", "csv", "yaml"])
def test_any_text_there_and_back(form: str, cues: list[str], note: str, title: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("any")
    (folder / "there").mkdir()
    entry = {"amount": "3 CAD", "cues": {"fr": cues}, "note": note, "source": {"title": title}}
    data = {"facts": {"un": entry}, "entities": {"a": {"kind": "place", "fr": {"name": title, "also": list(cues)}}}}
    path = put(folder, {"a.yaml": yaml.safe_dump(data, allow_unicode=True)})
    assert plain(converted(path, form, "fr", folder / "there")) == plain(load_facts(path))


@pytest.mark.parametrize(("text", "key"), [("a\\u0007b", "export-character"), ("a\\rb", "export-character"), ("x" * 33_000, "export-long")])
@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_texts_that_no_cell_can_hold(form: str, text: str, key: str, tmp_path: Path) -> None:
    path = put(tmp_path, {"a.yaml": f'facts:\n  un:\n    amount: 3 CAD\n    note: "{text}"\n'})
    with pytest.raises(RegistryError) as error:
        export_registry([path], all_languages(), form, "en", decode)
    assert [(problem.key, problem.place.line) for problem in error.value.problems] == [(key, 4)]
    assert export_registry([path], all_languages(), "yaml", "en", decode)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    put(tmp_path, {"a.yaml": "facts: {un: {amount: 3 CAD}}\n"})
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_command_writes_files(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "export", "--to", "xlsx", "-o", "out.xlsx", "--ui", "en") == 0
    assert capsys.readouterr().out == "out.xlsx: 1 fact, 0 entities, 0 relations\n"
    assert run("facts", "export", "--to", "csv", "-o", "new/out", "--headings", "fr") == 0
    assert sorted(os.listdir("new/out")) == ["entités.csv", "faits.csv"]
    assert run("facts", "export", "--to", "yaml", "--facts", "out.xlsx", "--facts", "new/out/entités.csv") == 0
    assert capsys.readouterr().out.endswith("facts:\n  un: {amount: 3 CAD}\n")
    assert run("facts", "list", "--facts", "new/out") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--to", "xlsx"), "a workbook cannot be shown on the screen; give a file with -o"),
        (("--to", "csv"), "csv writes several tables; give a folder with -o"),
        (("--to", "csv", "-o", "n.txt"), "n.txt: csv writes several tables; give a folder with -o"),
        (("--to", "xlsx", "-o", "facts/out.xlsx"), "facts/out.xlsx: this is a folder of the registry, which would have each id twice"),
        (("--to", "csv", "-o", "facts"), "facts: this is a folder of the registry"),
        (("--to", "xlsx", "-o", "n.csv"), "“.csv” does not suit what is to be written here (.xlsx)"),
        (("--to", "yaml", "-o", "n.yaml"), "n.yaml: this file exists and was not written by factcheck"),
        (("--to", "pdf", "-o", "n.pdf"), "“pdf” is not a value of --to; the values are xlsx, csv, yaml"),
    ],
)
def test_destinations_that_are_refused(arguments: tuple[str, ...], words: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "n.txt").write_text("x")
    (place / "n.yaml").write_text("x: 3\n")
    assert run("facts", "export", *arguments, "--ui", "en") == 2
    assert words in capsys.readouterr().err
    assert sorted(path.name for path in place.iterdir()) == ["facts", "n.txt", "n.yaml"]
    assert (place / "n.yaml").read_text() == "x: 3\n" and os.listdir("facts") == ["a.yaml"]


def test_facts_about_entities_of_a_pack(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(place, {"a.yaml": "facts: {un: {about: canada-rcmp, amount: 3 CAD}}\n"})
    (place / "factcheck.toml").write_text('use = ["canada"]\n')
    assert run("facts", "export", "--to", "xlsx", "-o", "out.xlsx", "--ui", "en") == 0
    assert capsys.readouterr().out == "out.xlsx: 1 fact, 0 entities, 0 relations\n"
    assert run("facts", "list", "--about", "rcmp", "--facts", "out.xlsx", "--ui", "en") == 0


def test_a_table_of_other_data_may_be_written_beside_the_registry(place: Path) -> None:
    (place / "facts" / "tables").mkdir()
    assert run("facts", "export", "--to", "xlsx", "-o", "facts/tables/out.xlsx") == 0


def test_without_openpyxl(place: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setitem(__import__("sys").modules, "openpyxl", None)
    assert run("facts", "export", "--to", "xlsx", "-o", "out.xlsx", "--ui", "en") == 2
    assert "pip install '.[excel]'" in capsys.readouterr().err
    assert run("facts", "export", "--to", "csv", "-o", "out") == 0


def test_the_formats_are_named(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("facts", "export") == 2
    assert "xlsx, csv and yaml" in " ".join(capsys.readouterr().err.split())
