"""`factcheck read`: show what is read in a note, for an editor or for another program."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.checker import load_facts
from factcheck.cli.analysis_rows import Row, list_rows
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, NON_EMPTY, Choice, Screen, parse_day
from factcheck.cli.settings import find_facts_folder
from factcheck.export import Data, ExportedAnalysis, read_file
from factcheck.reporters.places import Places
from factcheck.runtime.visible import escape_json, escape_line, mask_controls
from factcheck.settings import Settings

FORMATS = ("rich", "json")
_VERSION = 1
_COLUMNS = ("place", "words", "kind", "value", "modifiers")
# Spaces between two columns, and the most characters of a word that a column is not made narrower than.
_GAP, _LONGEST_WORD = 2, 20
_STYLES = {
    "amount": "green",
    "percent": "green",
    "number": "green",
    "date": "cyan",
    "daterange": "cyan",
    "monthday": "cyan",
    "duration": "blue",
    "name": "yellow",
    "verb": "magenta",
    "unread": "red",
}


def command(screen: Screen) -> click.Command:
    """Return the command, with help in the language of the screen."""
    parameters: list[click.Parameter] = [
        screen.make_argument("note", "note", type=NON_EMPTY),
        screen.make_facts_option(),
        screen.make_option("--as-of", metavar_key="date"),
        screen.make_option("--today", metavar_key="date"),
        screen.make_option("--format", type=Choice(FORMATS), default=FORMATS[0], key="format-read"),
        screen.make_language_option(),
    ]

    def run(note: str, facts: tuple[str, ...], as_of: str | None, today: str | None, format: str) -> int:
        usual = find_facts_folder(Path(note).parent) or find_facts_folder(Path())
        registry = load_facts(tuple(map(Path, facts)) or usual)
        analysis = read_file(Path(note), registry, Settings(parse_day(today) or date.today(), parse_day(as_of)))
        if format == "json":
            click.echo(escape_json(json.dumps(export_json(analysis), ensure_ascii=False, indent=2)))
        else:
            print_analysis(analysis, screen)
        return CLEAN

    return ScreenCommand(screen, "read", params=parameters, callback=run)


def export_json(analysis: ExportedAnalysis) -> Data:
    """Return what was read as data, with places in the file: lines and columns from 1, offsets from 0, as in the report of `check`."""
    document = analysis.analysis.document
    places = Places(document)

    def locate(found: Any) -> Any:
        if isinstance(found, list):
            return [locate(each) for each in found]
        if not isinstance(found, dict) or not isinstance(found.get("start"), int):
            return found
        spot = places.within(found["start"], found["end"])
        ends = {
            "start": {"line": spot.line, "column": spot.column, "offset": spot.start},
            "end": {"line": spot.end_line, "column": spot.end_column, "offset": spot.end},
            "quote": spot.quote,
        }
        return {key: locate(value) for key, value in found.items() if key not in ends} | ends

    whole = analysis.to_json()
    return {"version": _VERSION, "path": document.path, **{key: locate(value) for key, value in whole.items()}}


def print_analysis(analysis: ExportedAnalysis, screen: Screen) -> None:
    """Print the note with its mentions marked, and a table of them."""
    from rich.table import Table
    from rich.text import Text

    from factcheck.reporters.terminal import PlainConsole

    read, text = analysis.analysis, analysis.analysis.document.text
    console, places = PlainConsole(), Places(read.document)
    date_note = screen.ui(f"as-of-{read.date.source}", day=read.date.day)
    console.print(Text.assemble((escape_line(read.document.path), "bold underline"), f"  {read.language.code}  ", (date_note, "dim")))
    console.print()
    marked = Text(mask_controls(text))
    rows = list_rows(analysis, screen)
    for row in rows:
        marked.stylize(_STYLES.get(row.kind, "bold"), row.start, row.end)
    console.print(marked)
    heads = [screen.ui(f"column-{column}") for column in _COLUMNS]
    cells = [_make_cells(row, places, text, screen) for row in rows]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for head, width in zip(heads, share_width([heads, *cells], console.width), strict=True):
        table.add_column(head, overflow="fold", width=width)
    for row, (place, words, *others) in zip(rows, cells, strict=True):
        table.add_row(place, Text(words, _STYLES.get(row.kind, "bold")), *others)
    console.print(table)
    for part in read.document.unread:
        console.print(Text(escape_line(screen.messages.unread(part)), "red"))


def _make_cells(row: Row, places: Places, text: str, screen: Screen) -> list[str]:
    """Return the cells of a row: place, words, kind, value, context."""
    spot, words = places.within(row.start, row.end), " ".join(text[row.start : row.end].split())
    return [f"{spot.line}:{spot.column}", *map(escape_line, (words, screen.ui(f"kind-{row.kind}"), row.value, row.context))]


def share_width(rows: Sequence[Sequence[str]], total: int) -> list[int]:
    """Return the widths of the columns of a table: the widest is made narrower until all fit, and no word is cut where that can be avoided."""
    columns = list(zip(*rows, strict=True))
    widths = [max(map(len, column)) for column in columns]
    least = [min(max(len(word) for cell in column for word in cell.split() or [""]), _LONGEST_WORD) for column in columns]
    while sum(widths) + _GAP * (len(widths) - 1) > max(total, 2 * _LONGEST_WORD):
        wide = [at for at, width in enumerate(widths) if width > least[at]] or range(len(widths))
        widths[max(wide, key=lambda at: widths[at])] -= 1
    return widths
