"""Export the tie-out of notes as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from factcheck.cli.screen import Screen
from factcheck.coverage import ClaimClass
from factcheck.document import Location
from factcheck.errors import Problem
from factcheck.reporters.places import Spot
from factcheck.runtime.visible import escape_bytes, escape_json
from factcheck.tie_out.model import NoteTieOut, find_rate
from factcheck.tie_out.run import RegistryGaps

VERSION = 1


def export_coverage(screen: Screen, notes: Sequence[NoteTieOut], gaps: RegistryGaps, failures: Sequence[Problem]) -> str:
    """Return the class of each figure, date and name, the gaps of the registry, and what could not be read."""
    data = {
        "version": VERSION,
        "documents": [_export_note(note) for note in notes],
        "facts": {
            "unstated": [fact.id for fact in gaps.unstated],
            "unsourced": [fact.id for fact in gaps.unsourced],
            "expired": [fact.id for fact in gaps.expired],
        },
        "failures": export_failures(screen, failures),
        "summary": {"documents": len(notes), **_export_counts(sum((note.counts for note in notes), Counter())), "failures": len(failures)},
    }
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))


def export_failures(screen: Screen, failures: Sequence[Problem]) -> list[dict[str, str]]:
    """Return what could not be read, each with its message."""
    return [{"path": escape_bytes(each.place.path), "message": screen.messages.problem(each)} for each in failures]


def export_spot(spot: Spot, location: Location) -> dict[str, Any]:
    """Return a place of the source: lines and columns from 1, offsets from 0, its text, and its page, cell or footnote."""
    found: dict[str, Any] = {
        "start": {"line": spot.line, "column": spot.column, "offset": spot.start},
        "end": {"line": spot.end_line, "column": spot.end_column, "offset": spot.end},
        "quote": spot.quote,
    }
    return {**found, "location": dict(location)} if location else found


def _export_note(note: NoteTieOut) -> dict[str, Any]:
    places = [
        {
            **export_spot(claim.spot, claim.location),
            "kind": claim.kind,
            "class": str(claim.outcome),
            **({"reason": claim.reason} if claim.reason else {}),
            "excerpt": claim.excerpt,
        }
        for claim in note.claims
    ]
    return {"path": escape_bytes(note.path), **_export_counts(note.counts), "facts": sorted(note.stated), "places": places}


def _export_counts(counts: Counter[ClaimClass]) -> dict[str, Any]:
    return {"coverage": {str(each): counts[each] for each in ClaimClass}, "percent": find_rate(counts)}
