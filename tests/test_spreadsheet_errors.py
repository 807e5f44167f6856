"""Spreadsheets that cannot be read as they are: each mistake has its cell, its cause and its remedy, and nothing is half read."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from tables import ENTITIES, changed, load, problems, put, workbook
from test_cli import run

from factcheck.facts.tables import csv_file, excel_package
from factcheck.facts.tables.excel_package import MAX_CELLS

HEAD = ["id", "about", "amount", "percent", "date", "cues_en", "note"]
GOOD = workbook({"facts": [HEAD, ["un", "fonds", "3 CAD"]], "entities": ENTITIES})
SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("row", "cell", "key"),
    [
        (["un", "fonds", "many CAD"], "C2", "value-unreadable"),
        (["un", "fonds", "1,234 CAD"], "C2", "value-ambiguous"),
        (["un", "fond", "3 CAD"], "B2", "unknown-reference"),
        (["Un deux", "fonds", "3 CAD"], "A2", "bad-id"),
        (["un", "fonds", "3 CAD", "7 %"], "A2", "value-many"),
        (["un", "fonds"], "A2", "value-missing"),
        ([None, "fonds", "3 CAD"], "A2", "cell-no-id"),
        (["un", "fonds", None, 0.76], "D2", "cell-fraction"),
        (["un", "fonds", None, 1], "D2", "cell-fraction"),
        (["un", "fonds", True], "C2", "cell-logical"),
        (["un", "fonds", "=1+1"], "C2", "cell-formula"),
        (["un", "fonds", "#DIV/0!"], "C2", "cell-error"),
        (["un", "fonds", None, None, datetime(2004, 4, 1, 12, 30)], "E2", "cell-time"),
        (["un", "fonds", "3 CAD", None, None, None, None, "Ann"], "H2", "cell-no-heading"),
        (["un", "fonds", None, None, "2021-02-30"], "E2", "date-impossible"),
    ],
)
def test_mistakes_in_cells(row: list[Any], cell: str, key: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {"a.xlsx": workbook({"Faits 2024": [HEAD, row], "entities": ENTITIES})})
    assert (f"a.xlsx:'Faits 2024'!{cell}", key) in found


@pytest.mark.parametrize(
    ("heading", "key"),
    [
        ("Reviewed", "table-column"),
        ("Amout", "table-column"),
        ("Sum of all", "table-column"),
        ("Nombre (total)", "table-column"),
        ("amount", "table-column-twice"),
        ("montant", "table-column-twice"),
        ("Montant ($)", "table-column-twice"),
        ("Amount (thousands)", "table-column-twice"),
    ],
)
def test_mistakes_in_headings(heading: str, key: str, tmp_path: Path) -> None:
    table = [["id", "amount", heading], ["un", "3 CAD", "3"]]
    assert problems(tmp_path, {"a.xlsx": workbook({"facts": table})})[0] == ("a.xlsx:facts!C1", key)


def test_a_similar_heading_is_proposed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    put(tmp_path, {"a.csv": "id,Amout\nun,3 CAD\n"})
    monkeypatch.chdir(tmp_path)
    assert run("facts", "lint", "--ui", "en") == 2
    assert "facts/a.csv:B1: “Amout” is not a column of this table (did you mean “amount”?); rename it" in capsys.readouterr().err


def test_what_a_mistake_entails_is_not_reported(tmp_path: Path) -> None:
    rows = [["id", "Amout"], *([f"fait-{number}", "3 CAD"] for number in range(3))]
    assert problems(tmp_path, {"a.xlsx": workbook({"facts": rows})}) == [("a.xlsx:facts!B1", "table-column")]
    assert problems(tmp_path, {"a.xlsx": workbook({"facts": [["id", "amount"], ["un", True], ["deux", None]]})}) == [
        ("a.xlsx:facts!B2", "cell-logical"),
        ("a.xlsx:facts!A3", "value-missing"),
    ]


def test_a_similar_heading_in_french_is_proposed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    put(tmp_path, {"a.csv": "id;montants alloués;sujets\nun;3 CAD;un\n"})
    monkeypatch.chdir(tmp_path)
    assert run("facts", "lint", "--ui", "en") == 2
    assert "facts/a.csv:C1: “sujets” is not a column of this table (did you mean “sujet”?)" in capsys.readouterr().err


def test_an_id_in_two_files(tmp_path: Path) -> None:
    files = {"a.csv": "id,amount\nun,3 CAD\n", "b.xlsx": workbook({"facts": [["id", "amount"], ["un", "4 CAD"]]})}
    assert problems(tmp_path, files) == [("b.xlsx:facts!A2", "duplicate-id")]


def test_cells_merged_across_data(tmp_path: Path) -> None:
    made = workbook({"facts": [HEAD, ["un", "fonds", "3 CAD"]], "entities": ENTITIES}, lambda made: made["facts"].merge_cells("C2:D2"))
    assert ("a.xlsx:facts!C2", "cell-merged") in problems(tmp_path, {"a.xlsx": made})


def test_a_formula_counts_by_its_stored_result(tmp_path: Path) -> None:
    made = workbook({"facts": [["id", "amount", "note"], ["un", "=1+2", '=""'], ["deux", 4]]})
    stored = changed(made, SHEET, rb'<c r="B2"><f>1\+2</f><v ?/?>(?:</v>)?', b'<c r="B2"><f>1+2</f><v>3</v>')
    stored = changed(stored, SHEET, rb'<c r="C2"><f>""</f><v ?/?>(?:</v>)?', b'<c r="C2" t="str"><f>""</f><v></v>')
    found = load(tmp_path, {"a.xlsx": stored})
    assert (found.facts["un"].written, found.facts["un"].note) == ("3", "")


def test_a_sheet_whose_size_is_declared_wrongly_is_read_whole(tmp_path: Path) -> None:
    made = workbook({"facts": [["id", "amount"], *([f"fait-{number}", "3 CAD"] for number in range(20))]})
    small = changed(made, SHEET, rb'<dimension ref="[^"]*"', b'<dimension ref="A1:B3"')
    assert len(load(tmp_path, {"a.xlsx": small}).facts) == 20


@pytest.mark.parametrize(
    ("data", "key"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 512, "table-encrypted"),
        (b"PK\x03\x04 nothing more", "table-broken"),
        (b"", "table-broken"),
        (GOOD[:-200], "table-broken"),
        (changed(GOOD, "xl/vbaProject.bin", new=b"macro"), "table-macros"),
        (changed(GOOD, "xl/workbook.xml", b'name="entities"', b'name="Facts"'), "table-same-sheets"),
        (
            changed(
                GOOD, "xl/workbook.xml", rb"schemas.openxmlformats.org/spreadsheetml/2006/main", b"purl.oclc.org/ooxml/spreadsheetml/main"
            ),
            "table-strict",
        ),
        (changed(GOOD, SHEET, b"<worksheet", b'<!DOCTYPE x [<!ENTITY a "b">]><worksheet'), "table-broken"),
        (changed(GOOD, SHEET, b"</sheetData>", b"<row><c><v>"), "table-broken"),
        (changed(GOOD, SHEET, rb'<c r="A1" t="\w+">.*?</c>', b'<c r="A1" t="s"><v>99999</v></c>'), "table-broken"),
        (changed(GOOD, "xl/media/image1.png", new=b"\0" * 3_000_000), "table-bomb"),
    ],
)
def test_workbooks_that_are_refused(data: bytes, key: str, tmp_path: Path) -> None:
    assert problems(tmp_path, {"a.xlsx": data}) == [("a.xlsx", key)]


def test_a_document_with_the_suffix_of_a_workbook(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        made.writestr("word/document.xml", "<document/>")
    assert problems(tmp_path, {"a.xlsx": out.getvalue()}) == [("a.xlsx", "table-no-workbook")]


def test_a_table_with_too_many_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_file, excel_package):
        monkeypatch.setattr(module, "MAX_ROWS", 5)
    rows = [["id", "amount"], *([f"fait-{number}", "3 CAD"] for number in range(5))]
    text = "\n".join(",".join(row) for row in rows)
    assert problems(tmp_path, {"a.csv": text}) == [("a.csv", "table-too-big")]
    assert problems(tmp_path, {"a.csv": "id,amount\nun,3 CAD\n", "a.xlsx": workbook({"facts": rows})}) == [
        ("a.xlsx:facts", "table-too-big")
    ]


def test_a_large_table_of_other_data_breaks_no_registry(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (csv_file, excel_package):
        monkeypatch.setattr(module, "MAX_ROWS", 5)
    rows: list[list[Any]] = [["year", "value"], *([number, 3] for number in range(40))]
    text = "\n".join(",".join(map(str, row)) for row in rows) + '\n"a quotation mark that is not closed'
    files = {
        "a.csv": "id,amount\nun,3 CAD\n",
        "b.csv": text,
        "c.xlsx": workbook({"data": rows, "facts": [["id", "amount"], ["deux", "3 CAD"]]}),
    }
    found = load(tmp_path, files)
    assert list(found.facts) == ["un", "deux"] and len(found.skipped) == 2


@pytest.mark.slow
def test_two_hundred_thousand_rows(tmp_path: Path) -> None:
    rows = [["id", "amount"], *([f"fait-{number}", "3 CAD"] for number in range(200_000))]
    assert problems(tmp_path, {"a.xlsx": workbook({"facts": rows})}) == [("a.xlsx:facts", "table-too-big")]
    empty = changed(
        GOOD, SHEET, b"</sheetData>", b"<row>" + b"".join(b'<c r="A%d"/>' % at for at in range(MAX_CELLS + 1)) + b"</row></sheetData>"
    )
    assert problems(tmp_path, {"a.xlsx": empty}) == [("a.xlsx:facts", "table-cells")]


@pytest.mark.parametrize(
    ("data", "place", "key"),
    [
        ("id,amount,note\nun,3 CAD,\ndeux,4 CAD,déjà payé à Orléans\n".encode("mac-roman"), "a.csv:3", "document-encoding"),
        ("id,amount,note\nun,3 CAD,\ndeux,4 CAD,déjà payé à Orléans\n".encode("cp850"), "a.csv:3", "document-encoding"),
        (b"id,amount\nun,3\x00CAD\n", "a.csv", "document-binary"),
        (b'id,amount,note\nun,3 CAD,"open\ndeux,4 CAD,\n', "a.csv:2", "table-quotes"),
        (b'id,amount,note\nun,3 CAD,"closed" again\n', "a.csv:2", "table-quotes"),
        (b"id,amount,note\nun,3 CAD," + b"x" * 140_000, "a.csv:2", "table-long-cell"),
        (b"id,amount\nun,22,24 million CAD\n", "a.csv:C2", "cell-no-heading"),
        (b"id,amount,note\nun,22,24 million CAD\n", "a.csv:B2", "cell-decimal-comma"),
        (b"id,percent,source\nun,7,6 %\n", "a.csv:B2", "cell-decimal-comma"),
        (b"about,amount,cues_en\nfonds,3 CAD,grant\n", "a.csv", "table-no-id"),
        (b"year,value\n2019,22\n", "a.csv", "table-no-heading"),
        ("id,amount\nun,3 CAD\n".encode("utf-16")[:-1], "a.csv:2", "document-truncated"),
    ],
)
def test_csv_files_that_are_refused(data: bytes, place: str, key: str, tmp_path: Path) -> None:
    assert (place, key) in problems(tmp_path, {"a.csv": data})


@pytest.mark.parametrize(
    "text", ["id,amount,source_page\nun,3000,84\n", "id,amount,note\nun,3000,Annexe 2\n", "id;amount;note\nun;22;24 M$ en tout\n"]
)
def test_figures_that_no_comma_cuts(text: str, tmp_path: Path) -> None:
    found = problems(tmp_path, {"a.csv": text})
    assert not found or text.startswith("id;")


@pytest.mark.parametrize(
    ("name", "right"), [("a.xls", ".xlsx"), ("a.XLSM", ".xlsx"), ("a.xlsb", ".xlsx"), ("a.ods", ".xlsx"), ("a.tsv", ".csv")]
)
def test_spreadsheets_in_other_formats(name: str, right: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any) -> None:
    put(tmp_path, {"a.csv": "id,amount\nun,3 CAD\n", name: b"x"})
    monkeypatch.chdir(tmp_path)
    assert run("facts", "lint", "--ui", "en") == 2
    assert f"files are not read as facts; save it as {right}" in capsys.readouterr().err


def test_a_registry_beside_a_broken_workbook_has_no_dangling_references(tmp_path: Path) -> None:
    files = {"a.csv": "id,about,amount\nun,fonds,3 CAD\n", "b.xlsx": b"PK"}
    assert problems(tmp_path, files) == [("b.xlsx", "table-broken")]


def test_without_openpyxl(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    assert problems(tmp_path, {"a.xlsx": GOOD}) == [("a.xlsx", "document-needs")]


def test_openpyxl_is_imported_for_workbooks_only(tmp_path: Path) -> None:
    put(tmp_path, {"a.csv": "id,amount\nun,3 CAD\n"})
    code = "import sys, pathlib; from factcheck.checker import load_facts; load_facts(pathlib.Path('facts')); sys.exit('openpyxl' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=tmp_path).returncode == 0
