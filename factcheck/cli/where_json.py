"""Export the places that state a fact as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck.cli.screen import Screen
from factcheck.cli.where_text import FoundPlace, describe_item, find_item, group_places
from factcheck.errors import Problem
from factcheck.facts.schema import Entity, Fact
from factcheck.places.changes import Change
from factcheck.places.place import FactPlace, NotePlaces, Outcome, Section
from factcheck.places.search import Search
from factcheck.runtime.visible import escape_bytes, escape_json

VERSION = 1


def export_places(
    screen: Screen, search: Search, changes: Sequence[Change], notes: Sequence[NotePlaces], failures: Sequence[Problem]
) -> str:
    """Return the places of each fact, what changed, and what could not be read."""
    known = {change.key: change for change in changes}
    found = [
        _export_item(key[0], find_item(key, search, known.get(key)), places, known.get(key))
        for key, places in group_places(search, changes, notes)
    ]
    places = [place for note in notes for place in note.places]
    counts = {str(each): sum(place.outcome is each for place in places) for each in Outcome}
    data = {
        "version": VERSION,
        "facts": found,
        "failures": [{"path": escape_bytes(each.place.path), "message": screen.messages.problem(each)} for each in failures],
        "summary": {"documents": len(notes), "places": len(places), **counts, "failures": len(failures)},
    }
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))


def _export_item(section: Section, item: Fact | Entity, places: Sequence[FoundPlace], change: Change | None) -> dict[str, Any]:
    """Return a fact or an entity with its places; one that was removed has no place in a file."""
    value = item.as_written if isinstance(item, Fact) else describe_item(item)
    found: dict[str, Any] = {"section": str(section), "id": item.id, "kind": item.kind, "value": value}
    if change is None or change.after:
        found |= {"path": item.place.path, "line": item.place.line, "column": item.place.column}
        found |= {"cell": item.place.cell} if item.place.cell else {}
    if change:
        found["change"] = {"kind": str(change.kind)}
        if change.before and change.after:
            found["change"] |= {"keys": list(change.keys), "before": describe_item(change.before)}
    return {**found, "places": [export_place(path, place) for path, place in places]}


def export_place(path: str, place: FactPlace) -> dict[str, Any]:
    """Return a place with its path, its spot and what it states."""
    spot = place.spot
    found: dict[str, Any] = {
        "path": escape_bytes(path),
        "start": {"line": spot.line, "column": spot.column, "offset": spot.start},
        "end": {"line": spot.end_line, "column": spot.end_column, "offset": spot.end},
        "quote": spot.quote,
        "stated": place.stated,
        "excerpt": place.excerpt,
        "outcome": str(place.outcome),
        "confidence": str(place.confidence),
    }
    optional = {"probability": place.probability, "value": dict(place.value) or None, "location": dict(place.location) or None}
    return {**found, **{key: value for key, value in optional.items() if value is not None}}
