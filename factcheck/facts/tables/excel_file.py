"""Read the sheets of Excel workbooks (.xlsx) as tables, with openpyxl, which is imported here and only when a workbook is read."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from datetime import date, time, timedelta
from itertools import islice, repeat
from typing import Any

from factcheck.errors import Place, Problem, RegistryError
from factcheck.facts.nodes import Checks
from factcheck.facts.tables.excel_package import SheetPart, check_package
from factcheck.facts.tables.number_format import word_date, word_number
from factcheck.facts.tables.table import EMPTY, HEADING_ROWS, Cell, Row, Table

SUFFIX, EXTRA = ".xlsx", "excel"
# The types of cells, as openpyxl names them.
_ERROR, _FORMULA, _TEXTS = "e", "f", ("s", "str", "inlineStr")


def read_excel(data: bytes, path: str, checks: Checks) -> list[Table]:
    """Return the tables of the sheets of a workbook; none, with a problem, where it cannot be read as a whole."""
    try:
        sheets = check_package(data, path)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return _read_sheets(data, path, sheets)
    except RegistryError as error:
        checks.problems += error.problems
    return []


def _read_sheets(data: bytes, path: str, sheets: dict[str, SheetPart]) -> list[Table]:
    values = _open(data, path, data_only=True)
    formulas = _open(data, path, data_only=False) if any(part.has_formulas for part in sheets.values()) else None
    worksheets = {sheet.title: sheet for sheet in values.worksheets}
    try:
        return [
            Table(path, name, name, _read_rows(worksheets[name], formulas and formulas[name], part), part.merged, part.excess)
            for name, part in sheets.items()
            if name in worksheets  # a sheet may also be a chart
        ]
    except RegistryError:
        raise
    except Exception as error:  # whatever openpyxl does with a damaged part
        raise _make_broken_error(path, error) from None
    finally:
        values.close()
        if formulas:
            formulas.close()


def _open(data: bytes, path: str, data_only: bool) -> Any:
    """Return a workbook with the stored results of its formulas, or with the formulas themselves."""
    try:
        import openpyxl
    except ImportError:
        raise RegistryError(Problem(Place(path), "document-needs", {"suffix": SUFFIX, "extra": EXTRA})) from None
    try:
        return openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=data_only, keep_links=False)
    except Exception as error:  # whatever openpyxl does with a damaged part
        raise _make_broken_error(path, error) from None


def _make_broken_error(path: str, error: Exception) -> RegistryError:
    return RegistryError(Problem(Place(path), "table-broken", {"reason": str(error) or type(error).__name__}))


def _read_rows(sheet: Any, formulas: Any, part: SheetPart) -> tuple[Row, ...]:
    """Return the rows of a sheet that have content, the first ones of a sheet that is too large."""
    return tuple(islice(_iterate_rows(sheet, formulas), HEADING_ROWS if part.excess else None))


def _iterate_rows(sheet: Any, formulas: Any) -> Iterator[Row]:
    """Yield the rows of a sheet that have content."""
    for each in (sheet, formulas):
        if each is not None:
            each.reset_dimensions()  # which some programs write wrongly, and openpyxl would cut the sheet at
    pairs = zip(sheet.iter_rows(), formulas.iter_rows() if formulas else repeat(()), strict=formulas is not None)
    for number, (cells, written) in enumerate(pairs, 1):
        read = ((at, _read_cell(cell, written[at] if at < len(written) else None)) for at, cell in enumerate(cells))
        found = {at: cell for at, cell in read if not cell.is_empty}
        if found:
            yield Row(number, number, found)


def _read_cell(cell: Any, written: Any) -> Cell:
    """Return a cell of a sheet; `written` is the cell with its formula."""
    value = cell.value
    if value is None:
        missing = written is not None and written.data_type == _FORMULA and cell.data_type not in _TEXTS
        return Cell(problem="cell-formula") if missing else EMPTY
    if cell.data_type == _ERROR:
        return Cell(problem="cell-error", values={"found": str(value)})
    if isinstance(value, bool):
        return Cell(problem="cell-logical", values={"found": str(value).upper()})
    if isinstance(value, int | float):
        return word_number(value, cell.number_format or "")
    if isinstance(value, date | time | timedelta):
        return word_date(value, cell.number_format or "")
    return Cell(str(value).strip())
