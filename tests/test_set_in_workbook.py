"""`factcheck facts set` for a fact in an Excel workbook: one cell changes, in its format; all other parts stay byte for byte."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from tables import ENTITIES, workbook
from test_cli import note, run

from factcheck.checker import load_facts
from factcheck.facts.schema import Fact
from factcheck.values.types import Amount, Count, Percent, Period

HEADING = ["id", "about", "amount", "percent", "count", "date", "cues_en", "note"]
ROWS = [
    ["budget", "fonds", 22.24, None, None, None, "Budget 2019", "Ask Zoé & Léa"],
    ["share", "fonds", None, 0.355, None, None, "repairs", None],
    ["boats", "fonds", None, None, 1240, None, "boats", None],
    ["opened", "fonds", None, None, None, datetime(2019, 6, 3), "opened", None],
    ["words", "fonds", "17.3 million CAD", None, None, None, "Budget 2018", None],
]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "facts").mkdir()
    (tmp_path / "documents").mkdir()
    note(tmp_path, "The harbour is quiet.\n", "z.en.md")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LC_ALL", "C")
    return tmp_path


def write(change: Callable[[Any], None] = lambda made: None) -> Path:
    def show(made: Any) -> None:
        sheet = made["facts"]
        sheet["C2"].number_format, sheet["D3"].number_format, sheet["F5"].number_format = '0.00" M$"', "0.0%", "yyyy-mm-dd"
        sheet["C2"].fill = openpyxl.styles.PatternFill("solid", fgColor="FFFF00")
        chart = BarChart()
        chart.add_data(Reference(sheet, min_col=3, min_row=1, max_row=3))
        sheet.add_chart(chart, "K2")
        change(made)

    path = Path("facts/a.xlsx")
    path.write_bytes(workbook({"facts": [HEADING, *ROWS], "entities": ENTITIES}, show))
    return path


def fact(name: str) -> Fact:
    return load_facts(Path("facts")).facts[name]


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.mark.parametrize(
    ("name", "value", "cell", "stored", "style"),
    [
        ("budget", "24.5 million CAD", "C2", 24.5, '0.00" M$"'),
        ("share", "42 %", "D3", 0.42, "0.0%"),
        ("boats", "1385", "E4", 1385, "General"),
        ("opened", "2020-09-14", "F5", datetime(2020, 9, 14), "yyyy-mm-dd"),
        ("words", "18.25 millions de dollars", "C6", "18.25 millions de dollars", "General"),
    ],
)
def test_one_cell_changes(name: str, value: str, cell: str, stored: Any, style: str) -> None:
    path = write()
    before, former = path.read_bytes(), {each: found.value for each, found in load_facts(Path("facts")).facts.items()}
    assert run("facts", "set", name, value, "--write") == 0
    after = path.read_bytes()
    old, new = parts(before), parts(after)
    assert [each for each in old if old[each] != new[each]] == ["xl/worksheets/sheet1.xml"] and old.keys() == new.keys()
    sheet = openpyxl.load_workbook(io.BytesIO(after))["facts"]
    assert (sheet[cell].value, sheet[cell].number_format) == (stored, style)
    now = {each: found.value for each, found in load_facts(Path("facts")).facts.items()}
    assert [each for each in now if now[each] != former[each]] == [name]


def test_the_new_values() -> None:
    write()
    for name, value in (("budget", "24.5 million CAD"), ("share", "42 %"), ("boats", "1385"), ("opened", "2020-09-14")):
        assert run("facts", "set", name, value, "--write") == 0
    assert fact("budget").value == Amount(24_500_000, "CAD") and fact("share").value == Percent(42)  # type: ignore[arg-type]
    found = fact("boats").value, fact("opened").value
    assert isinstance(found[0], Count) and found[0].value == 1385
    assert isinstance(found[1], Period) and found[1].first == date(2020, 9, 14)


def test_the_notes_change_too() -> None:
    write()
    path = note(Path(), "Budget 2019 gave the Lighthouse Fund $22.24 million.\n", "a.en.md")
    assert run("facts", "set", "budget", "24.5 million CAD", "--write") == 0
    assert path.read_text("utf-8") == "Budget 2019 gave the Lighthouse Fund $24.5 million.\n"


def test_a_workbook_is_only_shown_without_write() -> None:
    path = write()
    before = path.read_bytes()
    assert run("facts", "set", "budget", "24.5 million CAD") == 0
    assert path.read_bytes() == before


def add_formula(made: Any) -> None:
    made["facts"]["L1"] = "=C2*2"


def merge(made: Any) -> None:
    made["facts"]["C3"] = None
    made["facts"]["D3"] = None
    made["facts"].merge_cells("C2:C3")


@pytest.mark.parametrize(("change", "word"), [(add_formula, "formulas"), (merge, "merged")])
def test_refused(change: Callable[[Any], None], word: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(change)
    before = path.read_bytes()
    assert run("facts", "set", "budget", "24.5 million CAD", "--write") == 2
    shown = " ".join(capsys.readouterr().err.split())
    assert word in shown and "facts/a.xlsx:facts!C2" in shown and path.read_bytes() == before
