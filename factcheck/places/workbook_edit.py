"""Change the value of a fact in its Excel workbook: one cell of the XML of its sheet; formats, charts and all other parts stay as they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal, localcontext
from html import escape

from factcheck.errors import DocumentError, Place, Problem, UsageError
from factcheck.facts.nodes import Checks
from factcheck.facts.schema import Fact
from factcheck.facts.tables.excel_file import read_excel
from factcheck.facts.tables.excel_package import check_package
from factcheck.facts.tables.layout import find_layout
from factcheck.facts.tables.table import Table
from factcheck.formats.archive import Archive
from factcheck.languages.load import all_languages
from factcheck.mentions.parse_value import parse_fact_value
from factcheck.places.cell_edit import find_cell, is_only_change
from factcheck.values.types import Amount, Calendar, Interval, Period, Quantity

_ATTRIBUTE = rb"""(?<=\s)%s=["']([^"']*)["']"""
_NUMBER = re.compile(rb"<(?:\w+:)?v>([^<]*)</(?:\w+:)?v>")
# Spreadsheets store fifteen significant digits.
_DIGITS = 15


def replace_in_workbook(data: bytes, former: Fact, fact: Fact) -> bytes:
    """Return the bytes of a workbook in which the cell of a fact has another value. Raises UsageError where nothing else may be sure to stay."""
    codes, checks = tuple(language.code for language in all_languages()), Checks()
    tables = read_excel(data, former.place.path, checks)
    found = next(((table, cell) for table in tables if (cell := find_cell(table, former, codes)) and _has(table, former)), None)
    if found is None or checks.problems:
        raise UsageError(Problem(former.place, "set-not-found", {"name": former.id}))
    table, (row, column) = found
    place = next(table.find_place(each, column) for each in table.rows if each.number == row)
    sheets = check_package(data, former.place.path)
    if any(sheet.has_formulas for sheet in sheets.values()):
        raise UsageError(Problem(place, "set-formulas", {"name": former.id}))
    if any(each.top <= row <= each.bottom and each.left <= column <= each.right for each in table.merged):
        raise UsageError(Problem(place, "set-merged", {"name": former.id}))
    for changed in _list_changes(data, sheets[table.name].target, place, former, fact):
        after = next((each for each in read_excel(changed, former.place.path, Checks()) if each.name == table.name), None)
        text = after and next((each.cell(column).text for each in after.rows if each.number == row), "")
        if text and is_only_change(table, after, (row, column), text) and _states(_add_unit(text, table, column, codes), fact):
            return changed
    raise UsageError(Problem(place, "set-not-found", {"name": former.id}))


def _has(table: Table, fact: Fact) -> bool:
    """Return whether a fact stands in a table."""
    return any(table.find_place(row, fact.place.column - 1) == fact.place for row in table.rows)


def _list_changes(data: bytes, part: str, place: Place, former: Fact, fact: Fact) -> Iterator[bytes]:
    """Yield the workbook with the new value in a cell: as a number in its format, where it is one, then as a text."""
    try:
        archive = Archive(data, place.path)
        content = archive.read(part)
        reference = place.cell.rpartition("!")[2].encode()
        cells = list(
            re.finditer(rb"""<(\w+:)?c(?=\s)(?=[^>]*\sr=["']%s["'])[^>]*?(?:/>|>.*?</(?:\w+:)?c>)""" % reference, content, re.DOTALL)
        )
        for new in _write_cells(cells[0], reference, former, fact) if len(cells) == 1 else ():
            yield archive.rewritten({part: content[: cells[0].start()] + new + content[cells[0].end() :]})
    except DocumentError as error:
        raise UsageError(*error.problems) from None


def _write_cells(cell: re.Match[bytes], reference: bytes, former: Fact, fact: Fact) -> Iterator[bytes]:
    """Yield the XML of a cell with the new value, in the style of the old one."""
    prefix, tag = cell[1] or b"", cell[0][: cell[0].index(b">") + 1]
    kind, style = re.search(_ATTRIBUTE % b"t", tag), re.search(_ATTRIBUTE % b"s", tag)
    start = b'<%sc r="%s"%s' % (prefix, reference, b' s="%s"' % style[1] if style else b"")
    number = _NUMBER.search(cell[0])
    if number and (kind is None or kind[1] == b"n") and (new := _convert(number[1].decode("ascii", "replace"), former, fact)):
        yield b"%s><%sv>%s</%sv></%sc>" % (start, prefix, new.encode(), prefix, prefix)
    text = escape(fact.written, quote=False).encode("ascii", "xmlcharrefreplace")
    names = (prefix, prefix, text, prefix, prefix, prefix)
    yield start + b' t="inlineStr"><%sis><%st xml:space="preserve">%s</%st></%sis></%sc>' % names


def _convert(number: str, former: Fact, fact: Fact) -> str:
    """Return the number of a cell for a new value, in the scale in which it stood for the former one; empty where there is none."""
    old, new = former.value, fact.value
    try:
        stored = Decimal(number)
    except ArithmeticError:
        return ""
    if isinstance(old, Period) and isinstance(new, Period):
        return format(stored + (new.first - old.first).days, "f")
    if not isinstance(old, Quantity) or not isinstance(new, Quantity) or not old.value:
        return ""
    with localcontext() as context:
        context.prec = _DIGITS
        found = format((stored * new.value / old.value).normalize(), "f")
    return found


def _add_unit(text: str, table: Table, column: int, codes: tuple[str, ...]) -> str:
    """Return the text of a cell with the unit that the heading of its column gives."""
    layout = find_layout(table, codes)
    unit = layout.units.get(column, "") if layout else ""
    return f"{text} {unit}" if unit and text[-1].isdecimal() else text


def _states(text: str, fact: Fact) -> bool:
    """Return whether a text is read as the value of a fact, in one way only."""
    readings = parse_fact_value(fact.kind, text, all_languages())
    if len(readings) != 1 or readings[0].qualifier is not fact.qualifier:
        return False
    value = readings[0].value
    if isinstance(value, Amount) and isinstance(fact.value, Amount):
        return value.value == fact.value.value and value.currency in (None, fact.value.currency)
    return (value.period if isinstance(value, Calendar | Interval) else value) == fact.value
