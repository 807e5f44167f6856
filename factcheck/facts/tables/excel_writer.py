"""Write tables as an Excel workbook: a sheet for each, all cells as text, the same bytes for the same tables."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from typing import Any

from factcheck.errors import Place, Problem, RegistryError
from factcheck.facts.tables.columns import find_sheet_name
from factcheck.facts.tables.excel_file import EXTRA, SUFFIX
from factcheck.facts.tables.write_table import WrittenTable

# Excel keeps a cell with this format as it was typed: it makes no date of 2004-04, no number of 76 %.
_TEXT = "@"
_LEAST_WIDTH, _MOST_WIDTH = 10, 60
_EPOCH = (1980, 1, 1, 0, 0, 0)
_TIMES = re.compile(rb"<dcterms:(?:created|modified)[^>]*>[^<]*</dcterms:(?:created|modified)>")


def write_excel(tables: Sequence[WrittenTable], language: str) -> bytes:
    """Return a workbook with some tables. Raises RegistryError where openpyxl is not installed."""
    try:
        import openpyxl
    except ImportError:
        raise RegistryError(Problem(Place(""), "document-needs", {"suffix": SUFFIX, "extra": EXTRA})) from None
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.active)
    for table in tables:
        _write_sheet(workbook.create_sheet(find_sheet_name(table.section, language)), table)
    out = io.BytesIO()
    workbook.save(out)
    return _remove_times(out.getvalue())


def _write_sheet(sheet: Any, table: WrittenTable) -> None:
    from openpyxl.styles import Alignment, Font

    for number, row in enumerate((table.headings, *table.rows), 1):
        for column, text in enumerate(row, 1):
            cell = sheet.cell(number, column)
            cell.number_format = _TEXT
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if text:
                cell.value = text
                cell.data_type = "s"  # also where it begins like a formula
            if number == 1:
                cell.font = Font(bold=True)
    for column, cells in enumerate(zip(table.headings, *table.rows, strict=True), 1):
        letters = sheet.cell(1, column).column_letter
        sheet.column_dimensions[letters].width = min(max(_LEAST_WIDTH, *(len(text) + 2 for text in cells)), _MOST_WIDTH)
        sheet.column_dimensions[letters].number_format = _TEXT
    sheet.freeze_panes = "B2"
    sheet.auto_filter.ref = sheet.dimensions


def _remove_times(data: bytes) -> bytes:
    """Return a workbook without the times at which it was made."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as made, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in made.namelist():
            content = made.read(name)
            new.writestr(
                zipfile.ZipInfo(name, _EPOCH),
                _TIMES.sub(b"", content) if name == "docProps/core.xml" else content,
                compress_type=zipfile.ZIP_DEFLATED,
            )
    return out.getvalue()
