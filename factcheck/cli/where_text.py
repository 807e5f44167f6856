"""Print the places that state a fact: fact by fact, with their line, what they say and their sentence."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

import click

from factcheck.cli.paragraphs import find_screen_width, wrap_text
from factcheck.cli.screen import Screen
from factcheck.facts.schema import Entity, Fact
from factcheck.places.changes import Change, ChangeKind
from factcheck.places.place import FactPlace, Key, NotePlaces, Outcome, Section
from factcheck.places.search import Search
from factcheck.runtime.visible import escape_line

# The indents of a place and of its sentence.
_PLACE, _SENTENCE = "  ", "      "
_OUTCOMES = tuple(Outcome)

FoundPlace = tuple[str, FactPlace]
"""The path of a note, and a place in it."""


def group_places(search: Search, changes: Sequence[Change], notes: Sequence[NotePlaces]) -> Iterator[tuple[Key, list[FoundPlace]]]:
    """Yield what was searched for, in the order of the changes or of the registry, with its places."""
    found: dict[Key, list[FoundPlace]] = {change.key: [] for change in changes}
    registry = search.registry
    for section, items in ((Section.FACTS, registry.facts), (Section.ENTITIES, registry.entities)):
        for name in items:
            if (section, name) in search.wanted:
                found.setdefault((section, name), [])
    for note in notes:
        for place in note.places:
            found[place.key].append((note.path, place))
    yield from found.items()


def find_item(key: Key, search: Search, change: Change | None) -> Fact | Entity:
    """Return the fact or the entity of a key, of a removed one the former version."""
    registry = search.registry
    return change.item if change else registry.facts[key[1]] if key[0] is Section.FACTS else registry.entities[key[1]]


def print_places(screen: Screen, search: Search, changes: Sequence[Change], notes: Sequence[NotePlaces]) -> None:
    """Print the places, then how many there are."""
    known = {change.key: change for change in changes}
    for key, places in group_places(search, changes, notes):
        _print_heading(screen, find_item(key, search, known.get(key)), known.get(key))
        for path, place in places:
            _print_place(screen, path, place)
        if not places:
            _print_line(screen.ui("where-nowhere"), _PLACE)
        click.echo()
    counts = Counter(place.outcome for note in notes for place in note.places)
    total, stating = sum(counts.values()), sum(bool(note.places) for note in notes)
    if search.wanted or search.formerly:
        parts = [screen.ui(f"where-count-{each}", count=counts[each]) for each in _OUTCOMES if counts[each]]
        summary = screen.ui("where-summary", places=total, stating=stating, notes=len(notes))
        _print_line(f"{summary}{screen.ui('where-counts', counts=', '.join(parts)) if parts else ''}", "")
    else:
        click.echo(screen.ui("where-unchanged"))


def _print_heading(screen: Screen, item: Fact | Entity, change: Change | None) -> None:
    """Print a fact or an entity: its id, its file, its value, and how it changed."""
    status = f"  {screen.ui(f'change-{change.kind}')}" if change else ""
    place = "" if change and change.kind is ChangeKind.REMOVED else f"  {item.place}"
    _print_line(f"{item.id}{status}{place}", "")
    if change and change.before and change.after and change.keys:
        before, after = describe_item(change.before), describe_item(change.after)
        if before != after:
            _print_line(f"{before} → {after.removeprefix(f'{change.before.kind}: ')}", _PLACE)
        others = [key for key in change.keys if key != getattr(item, "kind", "")]
        if others:
            _print_line(screen.ui("change-keys", keys=", ".join(others)), _PLACE)
    else:
        _print_line(describe_item(item), _PLACE)


def describe_item(item: Fact | Entity) -> str:
    """Return the value of a fact with its kind, or the names of an entity."""
    if isinstance(item, Fact):
        return f"{item.kind}: {item.as_written}"
    return ", ".join(dict.fromkeys(names.name for names in item.names.values()))


def word_place(screen: Screen, path: str, place: FactPlace) -> str:
    """Return where a place is, what it says and how that compares with the registry, on one line."""
    where = screen.messages.location(place.location) or f"{place.spot.line}:{place.spot.column}"
    outcome = screen.ui(f"where-{place.outcome}")
    if place.outcome is Outcome.POSSIBLE:
        outcome = screen.ui("where-doubt", outcome=outcome, confidence=screen.messages.confidence(place.confidence, place.probability))
    between = ": " if place.location else ":"
    return f"{path}{between}{where}  {screen.ui('quoted', text=place.stated)}  {outcome}"


def _print_place(screen: Screen, path: str, place: FactPlace) -> None:
    _print_line(word_place(screen, path, place), _PLACE)
    _print_line(place.excerpt, _SENTENCE)


def _print_line(text: str, indent: str) -> None:
    click.echo(wrap_text(escape_line(text), find_screen_width(), indent, indent + _PLACE))
