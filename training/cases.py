"""Labelled notes as clusters: a statement states the one fact of its value that its sentence, or what introduces it, evokes."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from factcheck.analyze import analyze
from factcheck.checker import load_facts
from factcheck.facts.schema import Registry
from factcheck.formats import parse
from factcheck.languages.load import all_languages
from factcheck.linking.candidates import Candidate
from factcheck.linking.evidence.reach import Reach
from factcheck.model import DATES, Difference
from training.clusters import Cluster, load_slipmaker

_BARE: dict[str, Any] = {"forms": set(), "titles": {}, "entities": {}}


def load_cases(data: Path) -> list[Cluster]:
    """Return the labelled cases of the measurement data, a cluster for each language of a case."""
    found = []
    for folder in sorted(data.glob("gold/*/")):
        expected = yaml.safe_load((folder / "expected.yaml").read_text("utf-8"))
        registry, today = load_facts(folder / "facts"), date.fromisoformat(str(expected["as_of"]))
        parts: dict[str, tuple[dict[str, str], list[dict[str, Any]]]] = {}
        for name, owed in expected["notes"].items():
            text = (folder / "notes" / name).read_text("utf-8")
            language, rows = _rows(text, name, registry, today, owed)
            texts, known = parts.setdefault(language, ({}, []))
            texts[name] = text
            known += rows
        maker = load_slipmaker(data)
        for language, (texts, rows) in sorted(parts.items()):
            slips = [[] if row["wrong"] else list(maker.slips(row, rows, _BARE, [], _random(row))) for row in rows]
            found.append(Cluster(f"{language}-{folder.name}", language, False, today, texts, registry, rows, slips))
    return found


def _random(row: dict[str, Any]) -> random.Random:
    return random.Random(f"{row['doc']}|{row['start']}|{row['kind']}")


def _rows(text: str, name: str, registry: Registry, today: date, owed: list[dict[str, Any]]) -> tuple[str, list[dict[str, Any]]]:
    """Return the language of a note, and its statements with the facts that they state."""
    analysis = analyze(parse(text.encode("utf-8"), name, all_languages()), registry, today)
    language, rows = analysis.language.code, []
    wrong = [(spot, row["fact"]) for row in owed if row.get("fact") and (spot := _place(text, row))]
    for scored in (row for group in analysis.rows for row in group):
        statement = scored.statement
        start, end = analysis.document.map.span(statement.mention.start, statement.mention.end)
        kind = "date" if statement.mention.kind in DATES else str(statement.mention.kind)
        base = {"doc": name, "start": start, "end": end, "quote": text[start:end], "kind": kind, "language": language}
        base |= {"lead": text[max(0, start - 40) : start], "value": ""}
        slipped = [fact for (low, high), fact in wrong if low < end and start < high]
        kinds = {fact: registry.facts[fact].kind for fact in slipped if fact in registry.facts}
        equal = [each for each in scored.candidates if _states(each)]
        if slipped:
            rows += [{**base, "fact": fact, "wrong": True} for fact in slipped if kinds.get(fact) == kind]
        elif len(equal) == 1:
            rows.append({**base, "fact": equal[0].fact.id, "wrong": False})
    return language, rows


def _states(candidate: Candidate) -> bool:
    """Return whether a candidate has the value and is evoked by the sentence, or by what introduces it."""
    agrees = candidate.comparison.equal and candidate.comparison.difference is Difference.NONE
    return agrees and (candidate.cue.reach >= Reach.LEAD or candidate.subject.reach >= Reach.LEAD)


def _place(text: str, row: dict[str, Any]) -> tuple[int, int] | None:
    at = -1
    for _ in range(row.get("occurrence", 1)):
        at = text.find(row["quote"], at + 1)
    return (at, at + len(row["quote"])) if at >= 0 else None
