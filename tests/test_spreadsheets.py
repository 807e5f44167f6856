"""Registries in CSV files and Excel workbooks: what a person writes there is read as in YAML."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from tables import ENTITIES, load, problems, put, workbook
from test_cli import run

from factcheck.checker import load_facts
from factcheck.facts.schema import Fact
from factcheck.facts.simplify import simplify
from factcheck.facts.tables.columns import SECTIONS, find_export_heading, find_headings, list_columns
from factcheck.facts.tables.items import join_items, split_items
from factcheck.facts.tables.number_format import word_date, word_number
from factcheck.languages.load import codes

CODES = tuple(codes())
SAME_IN_YAML = """
entities: {fonds: {kind: programme, fr: {name: Fonds des phares, also: [Fonds], acronym: FDP}, en: Lighthouse Fund}}
facts:
  enveloppe:
    about: fonds
    amount: 22.24 million CAD
    over: 3 years
    cues: {fr: [budget, phares], en: [Budget 2019]}
    source: {title: Budget, page: 84}
"""


def fact(folder: Path, heading: Sequence[Any], row: Sequence[Any], change: Any = lambda made: None) -> Fact:
    """The one fact of a workbook."""
    found = load(folder, {"a.xlsx": workbook({"facts": [heading, row], "entities": ENTITIES}, change)})
    return next(iter(found.facts.values()))


def test_a_row_is_a_fact(tmp_path: Path) -> None:
    table = "id,about,amount,over,cues_fr,cues_en,source,source_page\nenveloppe,fonds,22.24 million CAD,3 years,budget; phares,Budget 2019,Budget,84\n"
    entities = "id,kind,name_fr,also_fr,acronym_fr,name_en\nfonds,programme,Fonds des phares,Fonds,FDP,Lighthouse Fund\n"
    in_tables = load(tmp_path, {"facts.csv": table, "entities.csv": entities})
    (tmp_path / "yaml").mkdir()
    in_yaml = load(tmp_path / "yaml", {"a.yaml": SAME_IN_YAML})
    first, second = in_tables.facts["enveloppe"], in_yaml.facts["enveloppe"]
    for name in ("value", "about", "over", "cues", "written"):
        assert getattr(first, name) == getattr(second, name)
    assert first.source and (first.source.title, first.source.page) == ("Budget", "84")
    assert in_tables.entities["fonds"].names["fr"].also == ("Fonds",)
    assert str(first.place).endswith("facts.csv:A2") and (first.place.line, first.place.column) == (2, 1)


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("ID", "id"),
        ("Identifiant", "id"),
        ("Sujet", "about"),
        ("À propos", "about"),
        ("MONTANT", "amount"),
        ("Durée", "duration"),
        ("Indices (français)", "cues_fr"),
        ("indices anglais", "cues_en"),
        ("French cues", "cues_fr"),
        ("Cues – English", "cues_en"),
        ("part of", "part_of"),
        ("Remplacé par", "replaced_by"),
        ("Valide jusqu’au", "valid_until"),
        ("Page", "source_page"),
        ("Titre de la source", "source"),
    ],
)
def test_headings(heading: str, column: str) -> None:
    assert find_headings("facts", CODES)[simplify(heading)].key == column


@pytest.mark.parametrize("language", CODES)
@pytest.mark.parametrize("section", SECTIONS)
def test_a_heading_that_is_written_is_read(section: str, language: str) -> None:
    for column in list_columns(section, CODES):
        assert find_headings(section, CODES)[simplify(find_export_heading(column, language, CODES))] is column


@pytest.mark.parametrize(
    ("text", "commas", "items"),
    [
        ("lancée", True, ["lancée"]),
        ("lancée, depuis", True, ["lancée", "depuis"]),
        ("lancée; depuis", True, ["lancée", "depuis"]),
        ("Pêches, Océans; Océans", False, ["Pêches, Océans", "Océans"]),
        ("Pêches, Océans", False, ["Pêches, Océans"]),
        ("budget de 2019, partie 2; depuis", True, ["budget de 2019, partie 2", "depuis"]),
        ("lancée\nde nouveau", True, ["lancée", "de nouveau"]),
        ('"dit; fait", depuis', True, ["dit; fait", "depuis"]),
        ('"une ""pièce"""', True, ['une "pièce"']),
        ("; ;", True, []),
        ('5" de pluie', True, ['5" de pluie']),
    ],
)
def test_items_of_a_cell(text: str, commas: bool, items: list[str]) -> None:
    assert split_items(text, commas) == items
    assert not items or split_items(join_items(items), commas) == items


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (22240000, "General", "22240000"),
        (22240000, "#,##0", "22240000"),
        (22240000, '#,##0.00 "$"', "22240000 $"),
        (22240000, "#,##0.00\\ [$€-40C]", "22240000 €"),
        (22240000, '_("$"* #,##0.00_);_("$"* \\(#,##0.00\\);_("$"* "-"??_);_(@_)', "22240000 $"),
        (22240000, "[$USD] #,##0", "22240000 USD"),
        (22240000, "#,##0,", "22240000"),
        (22240000, '#,##0, "$"', "22240000 $"),
        (22240000, '0.00,," M$"', "22.24 M$"),
        (22.24, '0.00" M$"', "22.24 M$"),
        (1200, '#,##0" lighthouses"', "1200 lighthouses"),
        (0.76, "0%", "76 %"),
        (0.0763, "0.0%", "7.63 %"),
        (0.07, "0%", "7 %"),
        (76, '0" %"', "76 %"),
        (76, "0\\ \\%", "76 %"),
        (0.1 + 0.2, "General", "0.3"),
        (1.234, "General", "1.2340"),
        (-3, "0", "-3"),
        (6135550142, "###\\-###\\-####", "6135550142"),
        (1e15, "General", "1000000000000000"),
    ],
)
def test_numbers_are_read_as_they_are_shown(value: float, code: str, text: str) -> None:
    assert word_number(value, code).text == text


@pytest.mark.parametrize(
    ("value", "code", "text", "problem"),
    [
        (datetime(2004, 4, 1), "yyyy-mm-dd", "2004-04-01", ""),
        (datetime(2004, 4, 1), "mmm-yy", "2004-04", ""),
        (datetime(2004, 4, 1), "[$-40C]mmmm\\ yyyy;@", "2004-04", ""),
        (datetime(2004, 1, 1), "yyyy", "2004", ""),
        (date(2004, 4, 1), 'd "jour" mmmm yyyy', "2004-04-01", ""),
        (datetime(2004, 4, 1), "d-mmm", "", "cell-no-year"),
        (datetime(2004, 4, 1, 9, 30), "yyyy-mm-dd h:mm", "", "cell-time"),
        (datetime(2004, 4, 1, 9, 30).time(), "h:mm", "", "cell-time"),
    ],
)
def test_dates_are_read_as_they_are_shown(value: object, code: str, text: str, problem: str) -> None:
    found = word_date(value, code)
    assert (found.text, found.problem) == (text, problem)


@pytest.mark.parametrize("epoch", [1900, 1904])
def test_dates_of_either_calendar(epoch: int, tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made.epoch = openpyxl.utils.datetime.MAC_EPOCH if epoch == 1904 else openpyxl.utils.datetime.WINDOWS_EPOCH

    found = fact(tmp_path, ["id", "about", "date"], ["lancement", "fonds", datetime(2004, 4, 1)], change)
    assert found.written == "2004-04-01"


def test_the_number_of_a_percent_column_with_a_percent_format(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made["facts"]["C2"].number_format = "0%"

    assert fact(tmp_path, ["id", "about", "percent"], ["part", "fonds", 0.76], change).written == "76 %"


def test_a_title_and_grouped_headings(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        sheet = made["Faits"]
        for cells in ("A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:H2"):
            sheet.merge_cells(cells)

    rows = [
        ["Registre des faits"],
        ["Identifiant", "Sujet", "Montant", "Indices", None, "Source"],
        [None, None, None, "français", "anglais", "Titre", "Page", "Date"],
        ["enveloppe", "fonds", "22,24 M$", "nouveau", "new", "Budget", 84, datetime(2019, 3, 19)],
    ]
    found = load(tmp_path, {"a.xlsx": workbook({"Faits": rows, "Entités": ENTITIES}, change)}).facts["enveloppe"]
    assert found.cues == {"fr": ("nouveau",), "en": ("new",)}
    assert found.source and (found.source.title, found.source.page, found.source.date) == ("Budget", "84", "2019-03-19")


def test_cells_that_are_merged_downwards_and_titles_between_rows(tmp_path: Path) -> None:
    def change(made: Any) -> None:
        made["facts"].merge_cells("B3:B4")
        made["facts"].merge_cells("A2:C2")

    rows = [["id", "about", "amount"], ["Enveloppes"], ["un", "fonds", "3 CAD"], ["deux", None, "4 CAD"], ["trois", None, "5 CAD"]]
    found = load(tmp_path, {"a.xlsx": workbook({"facts": rows, "entities": ENTITIES}, change)})
    assert [each.about for each in found.facts.values()] == [("fonds",), ("fonds",), ()]


def test_relations_currency_and_titles(tmp_path: Path) -> None:
    sheets = {
        "faits": [["id", "montant"], ["tout", 7], ["un", 3], ["deux", 4]],
        "relations": [["total", "parties"], ["tout", "un, deux"]],
        "registre": [["monnaie"], ["EUR"]],
        "entités": [["id", "type", "nom (fr)", "féminin (fr)"], ["sma", "title", "sous-ministre adjoint", "sous-ministre adjointe"]],
    }
    found = load(tmp_path, {"a.xlsx": workbook(sheets)})
    assert found.currency == "EUR" and len(found.relations) == 1
    assert found.entities["sma"].names["fr"].feminine == "sous-ministre adjointe"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_csv_of_any_program(encoding: str, separator: str, end: str, tmp_path: Path) -> None:
    rows = [["id", "montant", "remarque"], ["un", '"22,24 millions de dollars"', '"dit ""été"", puis;\ncessé"'], [], ["deux", "3 CAD", ""]]
    text = end.join(separator.join(row) for row in rows) + end
    found = load(tmp_path, {"a.csv": text.encode(encoding)})
    assert found.facts["un"].written == "22,24 millions de dollars"
    assert found.facts["un"].note == 'dit "été", puis;\ncessé'
    assert (found.facts["deux"].place.cell, found.facts["deux"].place.line) == ("A4", 5)


def test_decimal_commas_between_semicolons_and_the_line_of_excel(tmp_path: Path) -> None:
    found = load(tmp_path, {"a.csv": "sep=;\nid;montant\nun;22,24 M$\n"})
    assert found.facts["un"].written == "22,24 M$"


@pytest.mark.parametrize(
    ("heading", "cell", "written", "value"),
    [
        ("Montant (M$)", "22,24", "22,24 M$", "22240000"),
        ("Amount ($ million)", "22.24", "22.24 $ million", "22240000"),
        ("Montant (millions de dollars)", "plus de 22,24", "plus de 22,24 millions de dollars", "22240000"),
        ("Amount (CAD)", "22240000", "22240000 CAD", "22240000"),
        ("Montant ($)", "22 240 000", "22 240 000 $", "22240000"),
        ("Montant (k$)", "3 M$", "3 M$", "3000000"),
        ("Pourcentage (%)", "76", "76 %", "76"),
        ("Durée (ans)", "3", "3 ans", "3"),
        ("Montant (prévu)", "3", None, None),
        ("Amount (2019)", "3", None, None),
    ],
)
def test_units_in_headings(heading: str, cell: str, written: str | None, value: str | None, tmp_path: Path) -> None:
    files = {"a.csv": f"id;{heading}\nun;{cell}\n"}
    if written is None:
        assert problems(tmp_path, files) == [("a.csv:B2", "value-unreadable")]
    else:
        found = load(tmp_path, files).facts["un"]
        assert (found.written, str(int(found.value.value))) == (written, value)


def test_columns_for_colleagues_are_left_out(tmp_path: Path) -> None:
    assert load(tmp_path, {"a.csv": "id,amount,# verified by\nun,3 CAD,Ann\n"}).facts["un"].note == ""


@pytest.mark.parametrize("name", ["tables/budget.csv", "README.csv", ".hidden.csv", "~$a.xlsx"])
def test_files_that_are_no_registry(name: str, tmp_path: Path) -> None:
    found = load(tmp_path, {"a.csv": "id,amount\nun,3 CAD\n", name: "no,table\n1,2\n"})
    assert list(found.facts) == ["un"] and not found.skipped


def test_a_table_of_other_data_is_skipped_and_lint_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = {
        "b.csv": "REF_DATE,GEO,VALUE\n2019,Canada,22.24\n",
        "c.xlsx": workbook({"Notes": [["Read me"]], "facts": [["id", "amount"], ["x", "3 CAD"]]}),
    }
    registry = load(tmp_path, {"a.csv": "id,amount\nun,3 CAD\n", **data})
    assert [str(table.place).rpartition("/")[2] for table in registry.skipped] == ["b.csv", "c.xlsx:Notes"]
    monkeypatch.chdir(tmp_path)
    assert run("facts", "lint", "--ui", "en") == 1  # for facts that no statement can be matched to
    assert "facts/b.csv: warning: this table has no column `id` and is not read" in capsys.readouterr().out
    assert load_facts(put(tmp_path, {})).skipped == load_facts(put(tmp_path, {})).skipped


def test_a_changed_workbook_is_loaded_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for written in ("3 CAD", "4 CAD"):
        found = load(tmp_path, {"a.xlsx": workbook({"facts": [["id", "amount"], ["un", written]]})})
        assert found.facts["un"].written == written


def test_findings_name_the_cell(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [["id", "about", "amount", "cues_en"], ["grant", "fonds", "22.24 million CAD", "Budget 2019"]]
    put(tmp_path, {"a.xlsx": workbook({"Facts 1": rows, "entities": ENTITIES})})
    (tmp_path / "n.en.md").write_text("Budget 2019 gave the Lighthouse Fund $24.22 million.\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert run("check", "n.en.md", "--format", "text", "--ui", "en") == 1
    assert "[facts/a.xlsx:'Facts 1'!A2]" in capsys.readouterr().out
    assert run("check", "n.en.md", "--format", "json", "--ui", "en") == 1
    assert '"cell": "\'Facts 1\'!A2"' in capsys.readouterr().out
