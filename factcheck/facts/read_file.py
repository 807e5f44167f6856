"""Read a fact file as nodes, by its suffix: YAML, CSV or an Excel workbook. Every mistake is recorded as a problem."""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import Place, find_reason
from factcheck.facts.files import CSV, EXCEL, MAX_BYTES
from factcheck.facts.nodes import Checks
from factcheck.facts.pack import make_display_path
from factcheck.facts.schema import SkippedTable
from factcheck.facts.yamltree import Composer, Node
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from factcheck.facts.tables.table import Table


@record
class FileContent:
    """What fact files contain: the root node of each file or sheet, and the tables of other data, which are skipped."""

    roots: list[Node] = field(default_factory=list)
    skipped: list[SkippedTable] = field(default_factory=list)


def read_fact_file(path: Path, codes: tuple[str, ...], checks: Checks) -> FileContent:
    """Return the content of a fact file, its texts in the languages `codes`."""
    try:
        data = read_regular(path, MAX_BYTES)
    except OSError as error:
        checks.refuse(Place(str(path)), "facts-unreadable", reason=find_reason(error))
        return FileContent()
    if path.suffix.lower() in (CSV, EXCEL):
        return _read_tables(data, path, codes, checks)
    root = _compose(data, path, checks)
    return FileContent([root] if root else [])


def _compose(data: bytes, path: Path, checks: Checks) -> Node | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        checks.refuse(Place(str(path), line), "facts-encoding")
        return None
    composer = Composer(make_display_path(path))
    root = composer.compose(text)
    checks.problems += composer.problems
    return root


def _read_tables(data: bytes, path: Path, codes: tuple[str, ...], checks: Checks) -> FileContent:
    from factcheck.facts.tables.read_table import read_table

    found = FileContent()
    for table in _list_tables(data, path, codes, checks):
        content = read_table(table, codes, checks)
        if isinstance(content, Node):
            found.roots.append(content)
        elif content:
            found.skipped.append(content)
    return found


def _list_tables(data: bytes, path: Path, codes: tuple[str, ...], checks: Checks) -> list[Table]:
    """Return the tables of a spreadsheet, the first rows alone of one of other data; the module that reads its format is imported here."""
    if path.suffix.lower() == EXCEL:
        from factcheck.facts.tables.excel_file import read_excel

        return read_excel(data, str(path), checks)
    from factcheck.facts.tables.csv_file import read_csv
    from factcheck.facts.tables.layout import is_registry
    from factcheck.facts.tables.table import HEADING_ROWS

    table = read_csv(data, str(path), checks, HEADING_ROWS)
    if table and is_registry(table, codes):
        table = read_csv(data, str(path), checks)
    return [table] if table else []
