"""Facts whose value is the cell of a table beside the registry: what is read, what is refused, and what a changed cell does."""

from __future__ import annotations

import json
import os
import subprocess
from datetime import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tables import workbook
from test_cli import note, run

from factcheck.checker import load_facts
from factcheck.errors import RegistryError
from factcheck.facts.lint import lint_registry
from factcheck.facts.schema import Fact
from factcheck.values.types import Amount, Count, Duration, Percent, Period

FACTS = """entities:
  quai: {kind: programme, fr: Programme des quais, en: Wharf Program}
  phare: {kind: programme, fr: Programme des phares, en: Lighthouse Program}
facts:
  quais-2021:
    about: quai
    amount: {from: tables/budget.csv, where: {REF_DATE: 2021, GEO: Canada}, column: VALUE, unit: million CAD, vintage: 2024-03-15}
    cues: {fr: [budget de 2021], en: [Budget 2021]}
  phares-2021:
    about: phare
    amount: {from: tables/budget.csv, where: {REF_DATE: 2021, GEO: Atlantic}, column: VALUE, unit: million CAD}
    cues: {fr: [budget de 2021], en: [Budget 2021]}
"""
TABLE = "REF_DATE,GEO,VALUE\n2020,Canada,38.1\n2021,Canada,41.5\n2021,Atlantic,17.3\n"
NOTES = {
    "a.en.md": "Budget 2021 gave the Wharf Program $41.5 million.\n",
    "b.fr.md": "Le budget de 2021 accorde 41,5 millions de dollars au Programme des quais.\n",
    "c.en.md": "Budget 2021 gave the Lighthouse Program $17.3 million.\n",
    "d.en.md": "The Wharf Program helps small ports.\n",
}


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts" / "tables").mkdir(parents=True)
    (tmp_path / "facts" / "a.yaml").write_text(FACTS, "utf-8")
    (tmp_path / "facts" / "tables" / "budget.csv").write_text(TABLE, "utf-8")
    (tmp_path / "documents").mkdir()
    for name, text in NOTES.items():
        note(tmp_path, text, name)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


def change(old: str, new: str, path: str = "facts/tables/budget.csv") -> None:
    text = Path(path).read_text("utf-8")
    assert text.count(old) == 1
    Path(path).write_text(text.replace(old, new), "utf-8")


def failing(capsys: pytest.CaptureFixture[str]) -> set[str]:
    """The notes in which an error is found, by their names."""
    capsys.readouterr()
    run("check", "documents", "--format", "json")
    found = json.loads(capsys.readouterr().out)
    return {Path(each["path"]).name for each in found["documents"] if any(one["severity"] == "error" for one in each["findings"])}


def only(value: str, content: str | bytes, name: str = "a.csv", key: str = "amount") -> Fact:
    """The one fact of a registry whose value is derived from a table of that content."""
    Path("facts/a.yaml").write_text(f"facts: {{f: {{{key}: {{{value}}}, cues: {{en: [grant]}}}}}}\n", "utf-8")
    Path("facts/tables", name).write_bytes(content if isinstance(content, bytes) else content.encode())
    return load_facts(Path("facts")).facts["f"]


def problem(value: str, content: str | bytes, name: str = "a.csv", key: str = "amount") -> tuple[str, str]:
    """The key and the place of the one problem of such a registry."""
    with pytest.raises(RegistryError) as error:
        only(value, content, name, key)
    (found,) = error.value.problems
    return found.key, str(found.place)


def test_a_changed_cell_makes_the_notes_fail_that_state_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert failing(capsys) == set()
    change("2021,Canada,41.5", "2021,Canada,45.1")
    assert failing(capsys) == {"a.en.md", "b.fr.md"}
    change("2021,Canada,45.1", "2021,Canada,41.5")
    change("2021,Atlantic,17.3", "2021,Atlantic,13.7")
    assert failing(capsys) == {"c.en.md"}
    change("2020,Canada,38.1", "2020,Canada,31.8")  # no fact has this cell
    assert failing(capsys) == {"c.en.md"}


@pytest.mark.parametrize(
    ("key", "value", "table", "expected"),
    [
        ("amount", "from: tables/a.csv, column: B, unit: million CAD", "A,B\nx,22.24\n", Amount(Decimal("22240000"), "CAD")),
        ("amount", "from: a.csv, column: B, unit: millions de dollars", "A;B\nx;22,24\n", Amount(Decimal("22240000"), "CAD")),
        ("amount", "from: a.csv, column: B, unit: CAD", "A\tB\nx\t1250000\n", Amount(Decimal(1250000), "CAD")),
        # Before three digits, a point between commas is a decimal point.
        ("amount", "from: a.csv, column: B, unit: million CAD", "A,B\nx,22.245\n", Amount(Decimal("22245000"), "CAD")),
        ("percent", "from: a.csv, column: part", "Groupe,Part\nfemmes,76\n", Percent(Decimal(76))),
        ("count", "from: a.csv, column: B, unit: boats, where: {A: X }", "A,B\nx,1200\ny,4\n", Count(Decimal(1200), "boats")),
        ("count", "from: a.csv, column: B, where: {A: Île-du-Prince-Édouard}", "A,B\nîle-du-prince-édouard,12\ny,4\n", Count(Decimal(12))),
        ("count", "from: a.csv, column: B, where: {A: y}", "Boats in each port\nSource: ports\n\nA,B\nx,12\ny,4\n", Count(Decimal(4))),
        ("date", "from: a.csv, column: B", "A,B\nx,2004-04-01\n", "2004-04-01"),
        ("date", "from: a.csv, column: B", "A,B\nx,avril 2004\n", "2004-04-01"),
        ("duration", "from: a.csv, column: B, unit: years", "A,B\nx,3\n", "3"),
    ],
)
def test_values(key: str, value: str, table: str, expected: Any) -> None:
    found = only(value, table, key=key).value
    match found:
        case Period():
            assert found.first.isoformat() == expected
        case Duration():
            assert str(found.value) == expected
        case Count():
            assert (found.value, found.noun) == (expected.value, expected.noun)
        case _:
            assert found == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_encodings(encoding: str) -> None:
    table = "Province;Réserve\nQuébec;12,5\nOntario;3,25\n".encode(encoding)
    assert only("from: a.csv, where: {Province: Québec}, column: Réserve, unit: '%'", table, key="percent").value == Percent(
        Decimal("12.5")
    )


def test_a_workbook() -> None:
    def show(made: Any) -> None:
        made["Parts"]["B2"].number_format = "0.0%"
        made["Parts"]["C2"].number_format = "yyyy-mm-dd"

    sheets = {"Parts": [["Port", "Share", "Opened"], ["Gaspé", 0.355, datetime(2021, 6, 3)]], "Other": [["Port", "Share"], ["Gaspé", 4]]}
    data = workbook(sheets, show)
    found = only("from: a.xlsx, sheet: Parts, where: {Port: Gaspé}, column: Share", data, "a.xlsx", "percent")
    assert found.value == Percent(Decimal("35.5")) and found.table and str(found.table.place).endswith("a.xlsx:Parts!B2")
    opened = only("from: a.xlsx, sheet: Parts, column: Opened", data, "a.xlsx", "date").value
    assert isinstance(opened, Period) and opened.first.isoformat() == "2021-06-03"
    assert problem("from: a.xlsx, column: Share", data, "a.xlsx", "percent")[0] == "derived-sheets"
    assert problem("from: a.xlsx, sheet: Part, column: Share", data, "a.xlsx", "percent")[0] == "derived-no-sheet"


@pytest.mark.parametrize(
    ("value", "table", "key", "where"),
    [
        ("from: a.csv", "A\n1\n", "derived-missing", "facts/a.yaml:1:21"),
        ("from: b.csv, column: A", "A\n1\n", "derived-no-table", "facts/a.yaml:1:28"),
        ("from: a.csv, column: C", "A,B\n1,2\n", "derived-column", "facts/a.yaml:1:43"),
        ("from: a.csv, column: A, where: {C: 1}", "A,B\n1,2\n", "derived-column", "facts/a.yaml:1:54"),
        ("from: a.csv, column: A", "A,B,A\n1,2,3\n", "derived-column-twice", "facts/a.yaml:1:43"),
        ("from: a.csv, column: B, where: {A: z}", "A,B\nx,2\n", "derived-no-row", "facts/a.yaml:1:57"),
        ("from: a.csv, column: B, where: {A: x}", "A,C,B\nx,1,2\nx,2,3\n", "derived-rows", "facts/a.yaml:1:43"),
        ("from: a.csv, column: B, where: {A: x}", "A,B\nx,2\nx,2\n", "derived-same-rows", "facts/a.yaml:1:43"),
        ("from: a.csv, column: B", "A,B\n", "derived-no-rows", "facts/tables/a.csv"),
        ("from: a.csv, column: B", "", "derived-no-rows", "facts/tables/a.csv"),
        ("from: a.csv, column: B, where: {A: x}", "A,B\nx,\n", "derived-empty", "facts/tables/a.csv:B2"),
        ("from: a.csv, column: B, unit: CAD", "A,B\nx,..\n", "derived-number", "facts/tables/a.csv:B2"),
        ("from: a.csv, column: B, unit: CAD", "A,B\nx,12 (r) 4\n", "value-unreadable", "facts/tables/a.csv:B2"),
        ("from: a.csv, column: B, unit: million CAD", 'A,B\nx,"1,234"\n', "value-ambiguous", "facts/tables/a.csv:B2"),
        ("from: /etc/passwd, column: A", "", "derived-outside", "facts/a.yaml:1:28"),
        ("from: ../../b.csv, column: A", "", "derived-outside", "facts/a.yaml:1:28"),
        ("from: 'C:\\b.csv', column: A", "", "derived-outside", "facts/a.yaml:1:28"),
        ('from: "a\\0.csv", column: A', "", "derived-outside", "facts/a.yaml:1:28"),
        ("from: a.ods, column: A", "", "derived-suffix", "facts/a.yaml:1:28"),
        ("from: a.csv, column: B, colum: A", "A,B\nx,1\n", "key-hint", "facts/a.yaml:1:46"),
        ("from: a.csv, column: B, where: {A: [x]}", "A,B\nx,1\n", "not-a-text", "facts/a.yaml:1:57"),
        ("from: a.csv, column: B, where: x", "A,B\nx,1\n", "not-a-mapping", "facts/a.yaml:1:53"),
        ("from: a.csv, column: B", 'A,B\n"x,1\n', "table-quotes", "facts/tables/a.csv:2"),
    ],
)
def test_errors(value: str, table: str, key: str, where: str) -> None:
    assert problem(value, table) == (key, where)


def test_a_table_that_is_too_large() -> None:
    assert problem("from: a.csv, column: B", "A,B\n" + "x,1\n" * 100_001)[0] == "derived-table-too-big"


def test_links_that_lead_out(tmp_path: Path) -> None:
    (tmp_path / "secret.csv").write_text("A,B\nx,1\n", "utf-8")
    os.symlink(tmp_path / "secret.csv", "facts/tables/link.csv")
    assert problem("from: link.csv, column: B", "")[0] == "derived-outside"
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "a.yaml").write_text("facts: {f: {count: {from: a.csv, column: B}, cues: {en: [boats]}}}\n", "utf-8")
    os.symlink(tmp_path / "elsewhere", tmp_path / "other" / "tables")
    (tmp_path / "elsewhere" / "a.csv").write_text("A,B\nx,1\n", "utf-8")
    with pytest.raises(RegistryError) as error:
        load_facts(tmp_path / "other")
    assert [each.key for each in error.value.problems] == ["derived-outside"]


@pytest.mark.parametrize("named", ["facts", "facts/sub"])
def test_the_folder_of_a_table_is_that_of_the_registry(named: str) -> None:
    Path("facts/sub/tables").mkdir(parents=True)
    Path("facts/sub/b.yaml").write_text("facts: {ports: {count: {from: a.csv, column: B}, cues: {en: [ports]}}}\n", "utf-8")
    Path("facts/tables/a.csv").write_text("A,B\nx,1\n", "utf-8")
    Path("facts/sub/tables/a.csv").write_text("#\n" if named == "facts" else "A,B\nx,2\n", "utf-8")
    found = load_facts(Path(named)).facts
    assert found["ports"].table and str(found["ports"].table.place) == f"{named}/tables/a.csv:B2"


def test_tables_are_no_registries() -> None:
    Path("facts/tables/ids.csv").write_text("id,amount\nextra,3 CAD\n", "utf-8")
    assert list(load_facts(Path("facts")).facts) == ["quais-2021", "phares-2021"]


def test_the_screens_show_the_table(capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert run("facts", "show", "quais-2021") == 0
    shown = " ".join(capsys.readouterr().out.split())
    digest = load_facts(Path("facts")).facts["quais-2021"].table.digest  # type: ignore[union-attr]
    assert f"table facts/tables/budget.csv:C3, vintage 2024-03-15, sha256 {digest[:12]}" in shown
    assert run("facts", "list", "--format", "json") == 0
    expected = {"path": "facts/tables/budget.csv", "cell": "C3", "sha256": digest, "vintage": "2024-03-15"}
    assert json.loads(capsys.readouterr().out)["facts"][0]["table"] == expected
    change("2021,Canada,41.5", "2021,Canada,45.1")
    assert run("check", "documents/a.en.md", "--format", "json") == 1
    (finding,) = json.loads(capsys.readouterr().out)["documents"][0]["findings"]
    assert finding["table"]["cell"] == "C3" and "facts/tables/budget.csv:C3" in json.dumps(finding["related"])


def test_a_table_is_a_source() -> None:
    today = datetime(2024, 1, 1).date()
    assert "lint-no-source" not in {each.key for each in lint_registry(load_facts(Path("facts")), today)}


def test_the_date_of_the_source_is_the_vintage_of_a_table_without_one() -> None:
    change("unit: million CAD}", "unit: million CAD}\n    source: {title: Estimates, date: 2023-02-01}", "facts/a.yaml")
    facts = load_facts(Path("facts")).facts
    assert [fact.vintage for fact in facts.values()] == ["2024-03-15", "2023-02-01"]


def test_a_changed_cell_voids_a_sign_off(capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ("--by", "Ana", "--on", "2024-05-01", "-o", "sign-off.json")
    assert run("certify", "documents", *arguments) == 0
    assert run("verify", "sign-off.json") == 0
    change("2020,Canada,38.1", "2020,Canada,38.2")
    capsys.readouterr()
    assert run("verify", "sign-off.json") == 1
    assert "facts/tables/budget.csv" in capsys.readouterr().out


def test_changed_since_names_the_notes_of_a_changed_cell(capsys: pytest.CaptureFixture[str]) -> None:
    for command in (("init", "-q"), ("add", "."), ("-c", "user.name=a", "-c", "user.email=a@b.c", "commit", "-qm", "x")):
        subprocess.run(["git", *command], check=True, capture_output=True)
    change("2021,Atlantic,17.3", "2021,Atlantic,13.7")
    for registry in ("facts", "facts/a.yaml"):
        capsys.readouterr()
        run("where", "--changed-since", "HEAD", "--facts", registry)
        shown = capsys.readouterr().out
        assert "c.en.md" in shown and "a.en.md" not in shown and "phares-2021" in shown


def test_a_derived_value_is_not_set(capsys: pytest.CaptureFixture[str]) -> None:
    before = Path("facts/a.yaml").read_bytes()
    assert run("facts", "set", "quais-2021", "50 million CAD", "--write") == 2
    shown = " ".join(capsys.readouterr().err.split())
    assert "table facts/tables/budget.csv, cell C3" in shown and Path("facts/a.yaml").read_bytes() == before


@pytest.mark.parametrize(("form", "target"), [("xlsx", "made.xlsx"), ("csv", "made"), ("yaml", "made.yaml")])
def test_an_export_derives_the_same_values(form: str, target: str, place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (place / "out").mkdir()
    assert run("facts", "export", "--to", form, "-o", f"out/{target}") == 0
    assert "tables/" in capsys.readouterr().err
    folder = place / "out" / ("made" if form == "csv" else "")
    (folder / "tables").mkdir()
    (folder / "tables" / "budget.csv").write_text(TABLE, "utf-8")
    before, after = load_facts(place / "facts").facts, load_facts(folder).facts
    assert [(fact.id, fact.value, fact.written) for fact in before.values()] == [
        (fact.id, fact.value, fact.written) for fact in after.values()
    ]
    assert [fact.vintage for fact in after.values()] == ["2024-03-15", ""]


def test_a_cell_that_begins_like_a_table(place: Path) -> None:
    Path("facts/a.yaml").unlink()
    Path("facts/a.csv").write_text('id,amount,cues_en\nf,"{from tables/budget.csv",grant\n', "utf-8")
    with pytest.raises(RegistryError) as error:
        load_facts(Path("facts"))
    assert [(each.key, str(each.place)) for each in error.value.problems] == [("cell-derived", "facts/a.csv:B2")]
