"""Show what changed between two drafts: as text, or as JSON."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from typing import Any

from factcheck.cli.paragraphs import wrap_message
from factcheck.cli.screen import Screen
from factcheck.drafts.compare import ChangeKind, DraftChange, Span
from factcheck.drafts.units import Draft
from factcheck.model import Link
from factcheck.reporters.places import Places
from factcheck.runtime.visible import escape_bytes, escape_json, escape_line

VERSION = 1
# The most characters that are shown of a statement that moved.
_MOVED = 60


def format_changes(screen: Screen, old: Draft, new: Draft, changes: Sequence[DraftChange]) -> str:
    """Return one line for each change, then how many there are of each kind."""
    places = Places(old.analysis.document), Places(new.analysis.document)
    lines = [wrap_message(escape_line(_format(screen, (old, new), places, change))) for change in changes]
    counts = Counter(change.kind for change in changes)
    parts = [screen.ui(f"diff-count-{kind}", count=counts[kind]) for kind in ChangeKind if counts[kind]]
    summary = screen.ui("diff-summary", counts=", ".join(parts)) if parts else screen.ui("diff-same")
    return "\n".join([*lines, summary])


def _format(screen: Screen, drafts: tuple[Draft, Draft], places: tuple[Places, Places], change: DraftChange) -> str:
    """Return a change in words: where it is, what it was, what it is, and whether a fact confirms each."""
    side = 0 if change.new is None else 1
    span = change.old if change.new is None else change.new
    assert span is not None
    spot = places[side].within(*span)
    texts = {"old": _show(drafts[0], change.old, change.kind), "new": _show(drafts[1], change.new, change.kind)}
    message = screen.ui(f"diff-{change.kind}", **texts)
    outcomes = [_find_outcome(draft, each) for draft, each in zip(drafts, (change.old, change.new), strict=True)]
    if any(outcome for outcome, _ in outcomes):
        words = [screen.ui(f"diff-outcome-{outcome or 'uncovered'}") for outcome, _ in outcomes]
        fact = outcomes[1][1] or outcomes[0][1]
        message += screen.ui("diff-outcomes", old=words[0], new=words[1], fact=fact) if change.old and change.new else ""
    return f"{drafts[side].analysis.document.path}:{spot.line}:{spot.column}: {message}"


def _show(draft: Draft, span: Span | None, kind: ChangeKind) -> str:
    """Return the words of a span; of a value that is hedged otherwise, with what modifies it."""
    if span is None:
        return ""
    start, end = _widen(draft, span) if kind is ChangeKind.MODIFIED else span
    text = " ".join(draft.text[start:end].split())
    return text if len(text) <= _MOVED or kind is not ChangeKind.MOVED else text[:_MOVED].rpartition(" ")[0] + " …"


def _widen(draft: Draft, span: Span) -> Span:
    """Return the span of a value with the words that modify it."""
    for statement in draft.analysis.statements:
        if (statement.mention.start, statement.mention.end) == span:
            return min(statement.modifiers.start, span[0]), max(statement.modifiers.end, span[1])
    return span


def _find_outcome(draft: Draft, span: Span | None) -> tuple[str, str]:
    """Return how a value compares with the registry (empty where no fact covers it), and its fact."""
    link: Link | None = next((each for each in draft.analysis.links if span and each.statement.mention.start == span[0]), None)
    return ("", "") if link is None else ("verified" if link.agrees else "contradicted", link.fact.id)


def export_changes(old: Draft, new: Draft, changes: Sequence[DraftChange]) -> str:
    """Return the changes as JSON."""
    places = Places(old.analysis.document), Places(new.analysis.document)
    counts = Counter(str(change.kind) for change in changes)
    data = {
        "version": VERSION,
        "old": escape_bytes(old.analysis.document.path),
        "new": escape_bytes(new.analysis.document.path),
        "changes": [_export(change, (old, new), places) for change in changes],
        "summary": {str(kind): counts[str(kind)] for kind in ChangeKind},
    }
    return escape_json(json.dumps(data, ensure_ascii=False, indent=2))


def _export(change: DraftChange, drafts: tuple[Draft, Draft], places: tuple[Places, Places]) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": str(change.kind)}
    found |= {"what": str(change.what)} if change.what else {}
    for name, draft, place, span in zip(("old", "new"), drafts, places, (change.old, change.new), strict=True):
        if span:
            spot = place.within(*span)
            outcome, fact = _find_outcome(draft, span)
            found[name] = {"line": spot.line, "column": spot.column, "offset": spot.start, "quote": spot.quote}
            found[name] |= {"outcome": outcome, "fact": fact} if outcome else {}
    return found
