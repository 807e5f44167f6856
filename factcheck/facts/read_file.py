"""Read a fact file as nodes, by its suffix: YAML, CSV or an Excel workbook. Every mistake is recorded as a problem."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from factcheck.errors import FactcheckError, Place, Problem, RegistryError, find_reason
from factcheck.facts.files import CSV, EXCEL, MAX_BYTES
from factcheck.facts.nodes import Checks
from factcheck.facts.pack import make_display_path
from factcheck.facts.schema import DecodeFunction, SkippedTable
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


@dataclass
class FactFileReader:
    """Reads fact files whose texts are in the languages `codes`; `decode` gives the characters of CSV files.

    `unsaved` are the bytes of files by path, in place of those of the disk.
    """

    codes: tuple[str, ...]
    checks: Checks
    decode: DecodeFunction
    unsaved: Mapping[str, bytes] = field(default_factory=dict)

    def read(self, path: Path) -> FileContent:
        """Return the content of a fact file; none, with problems, where it cannot be read."""
        try:
            data = self.unsaved[str(path)] if str(path) in self.unsaved else read_regular(path, MAX_BYTES)
        except OSError as error:
            self.checks.refuse(Place(str(path)), "facts-unreadable", reason=find_reason(error))
            return FileContent()
        if path.suffix.lower() in (CSV, EXCEL):
            return self._read_tables(data, path)
        root = self._compose(data, path)
        return FileContent([root] if root else [])

    def _compose(self, data: bytes, path: Path) -> Node | None:
        try:
            text = decode_unicode(data, str(path))
        except RegistryError as error:
            self.checks.problems += error.problems
            return None
        composer = Composer(make_display_path(path))
        root = composer.compose(text)
        self.checks.problems += composer.problems
        return root

    def _read_tables(self, data: bytes, path: Path) -> FileContent:
        from factcheck.facts.tables.read_table import read_table

        found = FileContent()
        for table in self._list_tables(data, str(path), path.suffix.lower()):
            content = read_table(table, self.codes, self.checks)
            if isinstance(content, Node):
                found.roots.append(content)
            elif content:
                found.skipped.append(content)
        return found

    def _list_tables(self, data: bytes, path: str, suffix: str) -> list[Table]:
        """Return the tables of a spreadsheet, the first rows alone of one of other data; the module for its format is imported here."""
        if suffix == EXCEL:
            from factcheck.facts.tables.excel_file import read_excel

            return read_excel(data, path, self.checks)
        from factcheck.facts.tables.csv_file import read_csv
        from factcheck.facts.tables.layout import is_registry
        from factcheck.facts.tables.table import HEADING_ROWS

        try:
            text = self.decode(data, path)
        except FactcheckError as error:
            self.checks.problems += error.problems
            return []
        table = read_csv(text, path, self.checks, HEADING_ROWS)
        if table and is_registry(table, self.codes):
            table = read_csv(text, path, self.checks)
        return [table] if table else []


def decode_unicode(data: bytes, path: str) -> str:
    """Return the characters of a file in UTF-8, without its mark. Raises RegistryError where it is in another encoding."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise RegistryError(Problem(Place(path, line), "facts-encoding")) from None
