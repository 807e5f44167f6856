"""Export a stress test as JSON."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from factcheck.cli.coverage_json import export_failures, export_spot
from factcheck.cli.screen import Screen
from factcheck.errors import Problem
from factcheck.facts.schema import Registry
from factcheck.runtime.visible import escape_bytes, escape_json
from factcheck.stress.model import FoundRemedy, NoteStress, find_rate

VERSION = 1


def export_stress(
    screen: Screen, notes: Sequence[NoteStress], remedies: Sequence[FoundRemedy], registry: Registry, failures: Sequence[Problem]
) -> str:
    """Return each error that was tried, what would catch more of them, and what could not be read."""
    data = {
        "version": VERSION,
        "documents": [_export_note(note) for note in notes],
        "remedies": [_export_remedy(each, registry) for each in remedies],
        "failures": export_failures(screen, failures),
        "summary": {"documents": len(notes), **_export_counts(notes), "failures": len(failures)},
    }
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))


def _export_note(note: NoteStress) -> dict[str, Any]:
    tried = [
        {
            **export_spot(trial.spot, trial.location),
            "kind": str(trial.kind),
            "fact": trial.fact,
            "error": str(trial.change),
            "changed": trial.words,
            "caught": trial.caught,
        }
        for trial in note.trials
    ]
    return {"path": escape_bytes(note.path), **_export_counts([note]), "errors": tried}


def _export_counts(notes: Sequence[NoteStress]) -> dict[str, Any]:
    return {
        "statements": sum(note.statements for note in notes),
        "tried": sum(len(note.trials) for note in notes),
        "caught": sum(note.caught for note in notes),
        "percent": find_rate(notes),
    }


def _export_remedy(found: FoundRemedy, registry: Registry) -> dict[str, Any]:
    remedy, count = found
    place = registry.facts[remedy.fact].place
    data: dict[str, Any] = {"fact": remedy.fact, "path": escape_bytes(place.path), "line": place.line, "key": str(remedy.kind)}
    return {**data, "value": remedy.value, **({"language": remedy.language} if remedy.language else {}), "caught": count}
