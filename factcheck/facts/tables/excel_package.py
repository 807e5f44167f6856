"""Check the package of an Excel workbook before it is opened: whether it is one, its size, and what it is made of."""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
import zlib
from collections.abc import Iterator
from html import unescape

from factcheck.errors import Place, Problem, RegistryError
from factcheck.facts.tables.table import MAX_CELLS, MAX_ROWS, TOO_MANY_CELLS, TOO_MANY_ROWS, Stretch
from factcheck.runtime.records import record

MAX_BYTES, MAX_RATIO, MAX_PARTS = 300_000_000, 500, 10_000
"""The most bytes that a workbook unpacks to, how many times its size that may be, and the most parts; no registry comes close."""
_MAX_AREA = 10 * MAX_CELLS
"""The most cells of a sheet that there would be with all those before the last of each row."""
_SMALL = 1_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_PROLOGUE = 4_000
_STRICT = b"purl.oclc.org/ooxml"
_WORKBOOK, _RELATIONS, _MACROS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "vbaproject.bin"
_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^>]*>")
_CELL = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ROW, _VALUE = re.compile(rb"<(?:\w+:)?row[\s>]"), re.compile(rb"<(?:\w+:)?(?:v|is|f)[\s>]")
_COLUMN = re.compile(rb' r="([A-Z]{1,3})\d')
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_MERGED = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*ref=["']([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})["']""")
_BROKEN = (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, zlib.error, EOFError, RuntimeError, KeyError)


@record
class SheetPart:
    """What the package says of a sheet: whether it has formulas, its merged cells, whether it is too large (see `Table`), and the name of its part."""

    has_formulas: bool
    merged: tuple[Stretch, ...]
    excess: str = ""
    target: str = ""


def check_package(data: bytes, path: str) -> dict[str, SheetPart]:
    """Return the sheets of a workbook by name. Raises RegistryError where it cannot be read safely and as a whole."""
    if data.startswith(_OLE):
        raise _refuse(path, "table-encrypted")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_sizes(archive, path)
            return _read_parts(archive, path)
    except _BROKEN as error:
        raise _refuse(path, "table-broken", reason=str(error)) from None


def _refuse(path: str, key: str, **values: object) -> RegistryError:
    return RegistryError(Problem(Place(path), key, values))


def _check_sizes(archive: zipfile.ZipFile, path: str) -> None:
    """Raise RegistryError for a package with macros, a password, no workbook, or more content than any registry."""
    entries = archive.infolist()
    names = {entry.filename for entry in entries}
    if any(entry.flag_bits & 1 for entry in entries):
        raise _refuse(path, "table-encrypted")
    if any(name.lower().endswith(_MACROS) for name in names):
        raise _refuse(path, "table-macros")
    if _WORKBOOK not in names:
        raise _refuse(path, "table-no-workbook")
    large = [entry for entry in entries if entry.file_size > max(_SMALL, MAX_RATIO * max(entry.compress_size, 1))]
    if large or len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_BYTES:
        raise _refuse(path, "table-bomb", limit=MAX_BYTES // 1_000_000)


def _read_parts(archive: zipfile.ZipFile, path: str) -> dict[str, SheetPart]:
    for name in archive.namelist():
        if name.endswith((".xml", ".rels")):
            with archive.open(name) as part:
                start = part.read(_PROLOGUE)
            if b"<!DOCTYPE" in start or start.startswith(_WIDE):
                raise _refuse(path, "table-broken", reason=name)
    workbook = archive.read(_WORKBOOK)
    if _STRICT in workbook:
        raise _refuse(path, "table-strict")
    targets = {_read_attribute(each, "Id"): _read_attribute(each, "Target") for each in _RELATION.findall(archive.read(_RELATIONS))}
    found: dict[str, SheetPart] = {}
    names: set[str] = set()
    for tag in _SHEET.findall(workbook):
        name = _read_attribute(tag, "name")
        if name.casefold() in names:
            raise _refuse(path, "table-same-sheets", name=name)
        names.add(name.casefold())
        target = posixpath.normpath(posixpath.join("xl", targets[_read_attribute(tag, r"(?:\w+:)?id")])).lstrip("/")
        content = archive.read(target)
        rows = _ROW.split(content)
        area = sum(map(_find_width, rows))
        excess = TOO_MANY_CELLS if len(_CELL.findall(content)) > MAX_CELLS or area > _MAX_AREA else ""
        if sum(_VALUE.search(row) is not None for row in rows) > MAX_ROWS:
            excess = TOO_MANY_ROWS
        found[name] = SheetPart(_FORMULA.search(content) is not None, tuple(_find_merged(content)), excess, target)
    return found


def _find_width(row: bytes) -> int:
    """Return the number of the last column of a row."""
    found = _COLUMN.match(row, max(row.rfind(b' r="'), 0))
    return _number_column(found[1]) + 1 if found else 0


def _read_attribute(tag: bytes, name: str) -> str:
    """Return an attribute of an XML tag; empty where it has none."""
    found = re.search(rf"""\s{name}=(?:"([^"]*)"|'([^']*)')""", tag.decode())
    return unescape(found[1] or found[2] or "") if found else ""


def _find_merged(content: bytes) -> Iterator[Stretch]:
    for left, top, right, bottom in _MERGED.findall(content):
        yield Stretch(int(top), int(bottom), _number_column(left), _number_column(right))


def _number_column(letters: bytes) -> int:
    """Return the number of a column, from 0, from its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
