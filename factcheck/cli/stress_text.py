"""Print a stress test: a table of the notes, the errors that get through, and what to add to the registry."""

from __future__ import annotations

from collections.abc import Sequence

import click

from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.rate_table import make_rate, print_table
from factcheck.cli.screen import Screen
from factcheck.facts.schema import Registry
from factcheck.runtime.visible import escape_line
from factcheck.stress.model import FoundRemedy, NoteStress, Trial, find_rate

_INDENT = "  "


def print_stress(screen: Screen, notes: Sequence[NoteStress], remedies: Sequence[FoundRemedy], registry: Registry) -> None:
    """Print the table, the errors that get through, note by note, and the remedies."""
    heads = [screen.ui(f"column-{each}") for each in ("note", "statements", "tried", "caught")]
    rows = [_make_row(screen, note.path, [note]) for note in notes]
    print_table([*heads, "%"], rows, _make_row(screen, screen.ui("total"), notes))
    for note in notes:
        missed = [trial for trial in note.trials if not trial.caught]
        if missed:
            click.echo()
            _print_line(screen.ui("stress-missed", path=note.path), "")
        for trial in missed:
            _print_line(_word_trial(screen, trial), _INDENT)
    if remedies:
        click.echo(f"\n{screen.ui('stress-remedies')}")
    for remedy, count in remedies:
        place = registry.facts[remedy.fact].place
        words = screen.ui(f"remedy-{remedy.kind}", value=remedy.value, language=remedy.language)
        _print_line(screen.ui("stress-remedy", fact=remedy.fact, place=str(place), words=words, count=count), _INDENT)


def _make_row(screen: Screen, name: str, notes: Sequence[NoteStress]) -> list[str]:
    counts = [sum(note.statements for note in notes), sum(len(note.trials) for note in notes), sum(note.caught for note in notes)]
    return [escape_line(name), *map(str, counts), make_rate(screen, find_rate(notes))]


def _word_trial(screen: Screen, trial: Trial) -> str:
    """Return where an error gets through, what it is, and the fact, on one line."""
    where = screen.messages.location(trial.location) or f"{trial.spot.line}:{trial.spot.column}"
    old, new = (screen.ui("quoted", text=" ".join(text.split())) for text in (trial.spot.quote, trial.words))
    return f"{where}  {old} → {new}  {screen.ui(f'change-to-{trial.change}')}  [{trial.fact}]"


def _print_line(text: str, indent: str) -> None:
    click.echo(wrap_text(escape_line(text), find_screen_width(), indent, indent + _INDENT * 2))
