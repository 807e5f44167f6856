"""Print the tie-out of notes: a table of them, the places of some classes, and what they leave of the registry."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import click

from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.rate_table import make_rate, print_table
from factcheck.cli.screen import Screen
from factcheck.coverage import ClaimClass
from factcheck.facts.schema import Fact
from factcheck.runtime.visible import escape_line
from factcheck.tie_out.model import ClaimPlace, NoteTieOut, find_rate
from factcheck.tie_out.run import RegistryGaps

_PLACE, _MORE = "  ", "      "


def print_coverage(screen: Screen, notes: Sequence[NoteTieOut], gaps: RegistryGaps, listed: frozenset[ClaimClass]) -> None:
    """Print the table, the places of the classes that are listed, and the gaps of the registry."""
    total = sum((note.counts for note in notes), Counter[ClaimClass]())
    rows = [_make_row(screen, note.path, note.counts) for note in notes]
    heads = [screen.ui("column-note"), *(screen.ui(f"class-{each}") for each in ClaimClass), "%"]
    print_table(heads, rows, _make_row(screen, screen.ui("total"), total))
    for note in notes:
        chosen = [claim for claim in note.claims if claim.outcome in listed]
        if chosen:
            click.echo(f"\n{escape_line(note.path)}")
        for claim in chosen:
            _print_line(_word_claim(screen, claim), _PLACE)
            _print_line(claim.excerpt, _MORE)
    _print_facts(screen, "unstated", gaps.unstated)
    _print_facts(screen, "unsourced", gaps.unsourced)
    _print_facts(screen, "expired", gaps.expired)


def _make_row(screen: Screen, name: str, counts: Counter[ClaimClass]) -> list[str]:
    return [escape_line(name), *(str(counts[each]) for each in ClaimClass), make_rate(screen, find_rate(counts))]


def _word_claim(screen: Screen, claim: ClaimPlace) -> str:
    """Return the place of a claim, its words and its class, on one line."""
    where = screen.messages.location(claim.location) or f"{claim.spot.line}:{claim.spot.column}"
    outcome = screen.ui(f"claim-{claim.outcome}")
    if claim.reason:
        outcome = screen.ui("claim-reason", outcome=outcome, reason=screen.ui(f"exemption-{claim.reason}"))
    return f"{where}  {screen.ui('quoted', text=' '.join(claim.spot.quote.split()))}  {outcome}"


def _print_facts(screen: Screen, key: str, facts: Sequence[Fact]) -> None:
    if facts:
        click.echo()
        _print_line(screen.ui(f"facts-{key}", count=len(facts), facts=", ".join(fact.id for fact in facts)), "")


def _print_line(text: str, indent: str) -> None:
    click.echo(wrap_text(escape_line(text), find_screen_width(), indent, indent + _PLACE))
