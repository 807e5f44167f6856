"""`factcheck read`: show what is read in a note, for an editor or for another program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click

from factcheck.check import load_facts
from factcheck.cli.help_text import ScreenCommand
from factcheck.cli.screen import CLEAN, NON_EMPTY, Choice, Screen, parse_day
from factcheck.cli.settings import find_facts_folder
from factcheck.export import MODIFIERS, Data, ExportedAnalysis, read_file
from factcheck.languages.load import load
from factcheck.languages.schema.language import Language
from factcheck.model import Modifiers
from factcheck.reporters.places import Places
from factcheck.runtime.visible import escape_json, escape_line, mask_controls
from factcheck.settings import Settings
from factcheck.values.types import Qualifier
from factcheck.wording.value import word_recurrence, word_spread, word_value

FORMATS = ("rich", "json")
_VERSION = 1
# The least widths of columns of words, with which a table of 80 columns cuts no word that is shorter.
_WORDS_WIDTH, _VALUE_WIDTH, _MODIFIERS_WIDTH = 20, 22, 12
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
    rows = sorted(_list_rows(analysis, screen), key=lambda row: (row[0], row[1]))
    for start, end, kind, _, _ in rows:
        marked.stylize(_STYLES.get(kind, "bold"), start, end)
    console.print(marked)
    table = Table(box=None, pad_edge=False, header_style="bold")
    longest = max((len(word) for row in rows for word in row[3].split()), default=0)
    for column, least in (
        ("place", None),
        ("words", _WORDS_WIDTH),
        ("kind", None),
        ("value", min(longest, _VALUE_WIDTH)),
        ("modifiers", _MODIFIERS_WIDTH),
    ):
        table.add_column(screen.ui(f"column-{column}"), overflow="fold", min_width=least)
    for start, end, kind, value, modifiers in rows:
        spot = places.within(start, end)
        words = Text(escape_line(" ".join(text[start:end].split())), _STYLES.get(kind, "bold"))
        table.add_row(f"{spot.line}:{spot.column}", words, screen.ui(f"kind-{kind}"), escape_line(value), escape_line(modifiers))
    console.print(table)
    for part in read.document.unread:
        console.print(Text(escape_line(screen.messages.unread(part)), "red"))


def _list_rows(analysis: ExportedAnalysis, screen: Screen) -> list[tuple[int, int, str, str, str]]:
    """Return the start, end, kind, value and modifiers of each mention, name and verb."""
    language = load(screen.messages.code)
    modifiers = {(each.mention.start, each.mention.end): each.modifiers for each in analysis.analysis.statements}
    stated = {(each.start, each.end): each.value for mention in analysis.analysis.mentions for each in (mention, *mention.parts)}
    found = []
    for each in analysis.mentions:
        span = each["start"], each["end"]
        value = word_value(stated[span], language) if span in stated else each["value"]["iso"]
        clause = [
            *(_describe_modifiers(modifiers[span], screen, language) if span in modifiers else ()),
            *_describe_verb(each, analysis, screen),
        ]
        found.append((*span, each["kind"], value, ", ".join(clause)))
    found += [(each["start"], each["end"], "name", each["entity"], screen.ui(f"form-{each['form']}")) for each in analysis.names]
    found += [(each["start"], each["end"], "unread", "", "") for each in analysis.unread]
    found += [(each["start"], each["end"], "verb", screen.ui(f"tense-{each['tense']}"), "") for each in analysis.verbs]
    return found


def _describe_modifiers(modifiers: Modifiers, screen: Screen, language: Language) -> Iterator[str]:
    """Yield the qualifier, duration, recurrence, start and end of a quantity, and its other modifiers."""
    if modifiers.qualifier is not Qualifier.EXACT:
        yield screen.ui(f"modifier-{modifiers.qualifier}")
    if modifiers.over:
        yield word_spread("over", modifiers.over, language)
    if modifiers.per:
        yield word_recurrence(modifiers.per, language)
    for bound in ("starting", "until"):
        value = getattr(modifiers, bound)
        if value is not None and value.period:
            yield word_spread(bound, value.period, language)
    if modifiers.span:
        yield word_value(modifiers.span, language)
    yield from (screen.ui(f"modifier-{name}") for name in MODIFIERS.values() if getattr(modifiers, name))


def _describe_verb(found: Data, analysis: ExportedAnalysis, screen: Screen) -> Iterator[str]:
    """Yield the verb that governs a date."""
    if verb := found.get("verb"):
        words = " ".join(analysis.analysis.document.text[verb["start"] : verb["end"]].split())
        yield f"{words} ({screen.ui('tense-' + verb['tense'])})"
