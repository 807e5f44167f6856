"""Read values derived from tables that lie beside the registry: the cell of a column, in the one row that other cells identify."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path, PurePosixPath, PureWindowsPath

from factcheck.errors import FactcheckError, Place, Problem, find_reason
from factcheck.facts.cell_search import CellSearch
from factcheck.facts.files import CSV, EXCEL, MAX_BYTES, TABLES
from factcheck.facts.key_errors import find_nearest
from factcheck.facts.nodes import Checks
from factcheck.facts.schema import DecodeFunction, TableCell
from factcheck.facts.tables.csv_file import find_separator, read_csv
from factcheck.facts.tables.table import LIMITS, Cell, Table
from factcheck.facts.yamltree import Node
from factcheck.runtime.records import record
from factcheck.runtime.regular_file import read_regular

KINDS = ("amount", "percent", "count", "date", "duration")
"""The keys of values that a table may give."""
KEYS = ("from", "where", "column", "unit", "sheet", "vintage")
_FIGURES = frozenset({"amount", "percent", "count", "duration"})
# A decimal point before three digits, in a file whose commas separate cells: a zero more makes it certain.
_THREE_DECIMALS = re.compile(r"-?\d{1,3}\.\d{3}")
_COMMA = ","


@record
class DerivedValue:
    """A value that a table gives: the text to be read, at the place of its cell, the same as the table writes it, and the cell."""

    node: Node
    written: str
    table: TableCell


@record
class _File:
    """A file of tables: its sheets (one of a CSV file), the digest of its bytes, and whether its commas separate cells."""

    sheets: tuple[Table, ...]
    digest: str
    has_commas: bool = False


@dataclass
class DerivedReader:
    """Reads the tables of some registries, each once.

    `paths` are the files and folders of the registries.
    `decode` decodes CSV files.
    `unsaved` are the bytes of files by path, in place of those of the disk.
    """

    paths: Sequence[Path]
    checks: Checks
    decode: DecodeFunction
    unsaved: Mapping[str, bytes] = field(default_factory=dict)
    _files: dict[Path, _File | None] = field(default_factory=dict)

    def read(self, node: Node, kind: str) -> DerivedValue | None:
        """Return the value that the cell of a table gives; None, with a problem, where it gives none."""
        keys = {key.text or "": value for key, value in self.checks.read_pairs(node, kind, KEYS, "derived")}
        missing = [key for key in ("from", "column") if key not in keys]
        if missing:
            self.checks.refuse(node.place, "derived-missing", where=kind, known=missing)
            return None
        texts = {key: self.checks.read_text(keys[key], key) for key in KEYS if key in keys and key != "where"}
        path = self._find_path(keys["from"]) if all(texts.values()) else None
        file = self._load(path, keys["from"].place) if path else None
        table = self._choose_sheet(file, keys["from"], keys.get("sheet")) if file else None
        if path is None or file is None or table is None:
            return None
        found = CellSearch(table, self.checks).find(keys["column"], keys.get("where"))
        if found is None:
            return None
        place, cell = found
        if not self._check_cell(place, cell, kind):
            return None
        unit = f" {texts['unit']}" if "unit" in texts and cell.text[-1].isdecimal() else ""
        certain = f"{cell.text}0" if file.has_commas and _THREE_DECIMALS.fullmatch(cell.text) else cell.text
        origin = TableCell(str(path), place, file.digest, texts.get("vintage", ""))
        return DerivedValue(Node(place, text=certain + unit), cell.text + unit, origin)

    def _find_path(self, node: Node) -> Path | None:
        """Return the path of a table; None, with a problem, where it leads out of the folder of tables."""
        text = (node.text or "").strip()
        relative = PurePosixPath(text.replace("\\", "/"))
        folder = self._find_folder(node.place.path) / TABLES
        is_open = relative.is_absolute() or PureWindowsPath(text).drive or os.pardir in relative.parts or "\0" in text
        path = folder.joinpath(*(relative.parts[1:] if relative.parts[:1] == (TABLES,) else relative.parts))
        if is_open or not Path(os.path.realpath(path)).is_relative_to(Path(os.path.realpath(folder.parent)) / TABLES):
            self.checks.refuse(node.place, "derived-outside", name=text, folder=f"{folder}{os.sep}")
            return None
        if path.suffix.lower() not in (CSV, EXCEL):
            self.checks.refuse(node.place, "derived-suffix", name=text, known=", ".join((CSV, EXCEL)))
            return None
        return path

    def _find_folder(self, path: str) -> Path:
        """Return the folder of the registry that a fact file belongs to: the innermost named folder above it, or else its own."""
        file = Path(path)
        above = [each for each in self.paths if file != each and file.is_relative_to(each)]
        return max(above, key=lambda each: len(each.parts), default=file.parent)

    def _load(self, path: Path, place: Place) -> _File | None:
        """Return a file of tables; None, with a problem, where it cannot be read."""
        if path not in self._files:
            self._files[path] = self._read_file(path, place)
        return self._files[path]

    def _read_file(self, path: Path, place: Place) -> _File | None:
        try:
            data = self.unsaved[str(path)] if str(path) in self.unsaved else read_regular(path, MAX_BYTES)
        except OSError as error:
            key = "derived-no-table" if isinstance(error, FileNotFoundError) else "derived-unreadable"
            nearest = find_nearest(path.name, self._list_names(path.parent))
            self.checks.refuse(place, key, path=path, reason=find_reason(error), nearest=nearest, limit=MAX_BYTES // 1_000_000)
            return None
        digest = sha256(data).hexdigest()
        if path.suffix.lower() == EXCEL:
            from factcheck.facts.tables.excel_file import read_excel

            sheets = tuple(read_excel(data, str(path), self.checks))
            return _File(sheets, digest) if sheets else None
        try:
            text = self.decode(data, str(path))
        except FactcheckError as error:
            self.checks.problems += error.problems
            return None
        table = read_csv(text, str(path), self.checks)
        return _File((table,), digest, find_separator(text) == _COMMA) if table else None

    def _list_names(self, folder: Path) -> list[str]:
        try:
            return sorted(os.listdir(folder))
        except OSError:
            return []

    def _choose_sheet(self, file: _File, source: Node, named: Node | None) -> Table | None:
        """Return the sheet that is named, or else the only one with content; None, with a problem, where it is not there or is too large."""
        filled = [sheet for sheet in file.sheets if sheet.rows] or list(file.sheets)
        wanted = (named.text or "").strip() if named else ""
        chosen = [sheet for sheet in filled if sheet.name == wanted or not named]
        if len(chosen) != 1:
            known = [sheet.name for sheet in filled]
            key = "derived-no-sheet" if named else "derived-sheets"
            place = named.place if named else source.place
            self.checks.refuse(place, key, name=wanted, nearest=find_nearest(wanted, known), known=", ".join(known))
            return None
        if chosen[0].excess:
            self.checks.refuse(chosen[0].place, f"derived-{chosen[0].excess}", limit=LIMITS[chosen[0].excess])
            return None
        return chosen[0]

    def _check_cell(self, place: Place, cell: Cell, kind: str) -> bool:
        """Return whether a cell can be a value; a problem is recorded where it cannot."""
        if cell.problem:
            self.checks.problems.append(Problem(place, cell.problem, cell.values))
        elif cell.is_empty:
            self.checks.refuse(place, "derived-empty")
        elif kind in _FIGURES and not any(map(str.isdecimal, cell.text)):
            self.checks.refuse(place, "derived-number", found=cell.text)
        elif kind == "percent" and cell.is_fraction:
            self.checks.refuse(place, "cell-fraction", found=cell.text)
        else:
            return True
        return False
