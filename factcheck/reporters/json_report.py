"""The JSON report, version 1: one object for a whole run."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, TextIO

from factcheck import __version__
from factcheck.errors import Problem
from factcheck.findings import Coverage, Finding, Reason, RelatedLocation, Report, Severity, Waiver
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, Spot
from factcheck.runtime.visible import escape_bytes, escape_json

VERSION = 1
TOOL = {"name": "factcheck", "version": __version__}
"""The start by which a report is recognized."""


class Reporter:
    """Gathers the notes of a run, and writes them as one object at its end."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages, self._options = stream, messages, options
        self._documents: list[dict[str, Any]] = []
        self._failures: list[dict[str, Any]] = []

    def add_document(self, report: Report) -> None:
        """Add the report on a note."""
        self._documents.append(export_document(report, self._messages, self._options))

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        self._failures.append(export_failure(problem, self._messages))

    def finish(self, totals: Totals) -> None:
        """Write the report."""
        report = {
            "version": VERSION,
            "tool": TOOL,
            "documents": self._documents,
            "failures": self._failures,
            "summary": export_summary(totals),
        }
        report |= export_stale_waivers(totals)
        if self._options.statistics:
            report["statistics"] = dict(sorted(totals.rules.items()))
        self._stream.write(escape_json(json.dumps(report, ensure_ascii=False, indent=2)) + "\n")


def export_summary(totals: Totals) -> dict[str, Any]:
    """Return the totals of a run."""
    return {
        "documents": totals.documents,
        "errors": totals.severities[Severity.ERROR],
        "warnings": totals.severities[Severity.WARNING],
        "notes": totals.severities[Severity.NOTE],
        "failures": totals.failures,
        **({"waived": totals.waived} if totals.waived else {}),
        "coverage": {name: totals.coverage[name] for name in Coverage().counts()},
    }


def export_stale_waivers(totals: Totals) -> dict[str, Any]:
    """Return the waivers to look at, of a run that has waivers."""
    return {} if totals.stale_waivers is None else {"waivers": [dict(each) for each in totals.stale_waivers]}


def export_failure(problem: Problem, messages: Messages) -> dict[str, Any]:
    """Return a document that could not be read."""
    return {"path": escape_bytes(problem.place.path), "message": messages.problem(problem)}


def export_document(report: Report, messages: Messages, options: Options) -> dict[str, Any]:
    """Return a note with its findings."""
    assert report.document is not None
    places, claims = Places(report.document), report.claims
    found: dict[str, Any] = {
        "path": escape_bytes(report.path),
        "language": report.language,
        "as_of": report.date.day.isoformat(),
        "claims": {"verified": claims.verified, "contradicted": claims.contradicted, "unverified": claims.unverified},
        "coverage": report.coverage.counts(),
        "findings": [_export_finding(finding, report, places, messages) for finding in report.all_findings],
        "unread": [*_export_unread_figures(report, places, messages), *_export_unread_parts(report, messages)],
    }
    for finding in found["findings"]:
        _add_table(finding, options)
    if report.waived:
        found["waived"] = [
            {**_export_finding(finding, report, places, messages), "waiver": export_waiver(waiver)} for finding, waiver in report.waived
        ]
    if options.explain:
        found["explained"] = [
            {
                **_export_span(places.within(each.start, each.end)),
                "fact": each.fact,
                "verdict": each.outcome,
                "candidates": [
                    {"fact": one.fact, "score": one.score, "words": list(one.words), "reasons": _export_reasons(one.reasons, messages)}
                    for one in each.candidates
                ],
            }
            for each in report.traces
        ]
    return found


def _add_table(finding: dict[str, Any], options: Options) -> None:
    """Add to a finding the cell from which the value of its fact is derived, where it is derived from one."""
    fact = options.registry.facts.get(finding.get("fact", "")) if options.registry else None
    if fact and fact.table:
        table = {"path": fact.table.path, "cell": fact.table.place.cell, "sha256": fact.table.digest, "vintage": fact.vintage}
        finding["table"] = {key: escape_bytes(value) for key, value in table.items() if value}


def _export_unread_figures(report: Report, places: Places, messages: Messages) -> Iterator[dict[str, Any]]:
    """Yield the figures that could not be read whole."""
    for start, end in report.unread:
        spot = places.within(start, end)
        location = {"line": spot.line, "column": spot.column, **(report.document.location(spot.start) if report.document else {})}
        yield {"kind": "figure", "location": location, "message": messages.ui("unread-figure", text=spot.quote)}


def _export_unread_parts(report: Report, messages: Messages) -> Iterator[dict[str, Any]]:
    """Yield the parts of the document that were not read."""
    for part in report.document.unread if report.document else ():
        yield {"kind": part.kind, "location": dict(part.location), "message": messages.ui(part.key, **part.values)}


def export_waiver(waiver: Waiver) -> dict[str, Any]:
    """Return who accepted a finding, why, until which day, and where that is written."""
    place = {"path": escape_bytes(waiver.place.path), "line": waiver.place.line, "column": waiver.place.column}
    return {"who": waiver.who, "why": waiver.why, "until": waiver.until.isoformat(), **place}


def _export_finding(finding: Finding, report: Report, places: Places, messages: Messages) -> dict[str, Any]:
    found: dict[str, Any] = {
        "rule": finding.rule,
        "severity": str(finding.severity),
        "message": messages.finding(finding.rule, finding.key, finding.values),
        **_export_span(places.of(finding)),
        "confidence": str(finding.confidence),
    }
    if finding.probability is not None:
        found["probability"] = finding.probability
    if finding.evidence:
        found["evidence"] = _export_reasons(finding.evidence, messages)
    location = report.document.location(places.of(finding).start) if report.document else {}
    if location:
        found["location"] = dict(location)
    if heading := places.heading(finding):
        found["heading"] = heading
    if finding.fact:
        found["fact"] = finding.fact
    if finding.expected is not None:
        found["expected"] = finding.expected
    if finding.related:
        found["related"] = [_export_related(each, report, places, messages) for each in finding.related]
    if finding.edit:
        found["fix"] = {"replacement": finding.edit.replacement, "safe": finding.edit.safe, **_export_edit_span(finding, places)}
    return found


def _export_reasons(reasons: Sequence[Reason], messages: Messages) -> list[dict[str, Any]]:
    """Return what speaks for a link (weights above 0) and against it (below 0)."""
    return [{"feature": each.feature, "weight": each.weight, "text": messages.reason(each)} for each in reasons]


def _export_edit_span(finding: Finding, places: Places) -> dict[str, Any]:
    """Return the span that a fix replaces, where it differs from that of the finding."""
    edit = finding.edit
    if edit is None or (edit.start, edit.end) == (finding.start, finding.end):
        return {}
    spot = places.within(edit.start, edit.end)
    return {"start": _export_point(spot.line, spot.column, spot.start), "end": _export_point(spot.end_line, spot.end_column, spot.end)}


def _export_related(related: RelatedLocation, report: Report, places: Places, messages: Messages) -> dict[str, Any]:
    message = messages.related(related.key, related.values)
    if related.place:
        place = related.place
        cell = {"cell": place.cell} if place.cell else {}
        return {"path": escape_bytes(place.path), "line": place.line, "column": place.column, **cell, "message": message}
    spot = places.within(*related.span) if related.span else places.spot(0, 0)
    return {"path": escape_bytes(report.path), "line": spot.line, "column": spot.column, "message": message}


def _export_span(spot: Spot) -> dict[str, Any]:
    return {
        "start": _export_point(spot.line, spot.column, spot.start),
        "end": _export_point(spot.end_line, spot.end_column, spot.end),
        "quote": spot.quote,
    }


def _export_point(line: int, column: int, offset: int) -> dict[str, int]:
    return {"line": line, "column": column, "offset": offset}
