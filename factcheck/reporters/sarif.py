"""SARIF 2.1.0 (OASIS), the format of code scanning."""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from pathlib import PurePath
from typing import Any, TextIO
from urllib.parse import quote as escaped

from factcheck import __version__
from factcheck.errors import Place, Problem
from factcheck.findings import Finding, Report, Rule
from factcheck.languages.tokens import fold
from factcheck.messages import Messages
from factcheck.reporters import Options, Totals
from factcheck.reporters.places import Places, Spot
from factcheck.runtime.visible import escape_json

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_AROUND = 60


class Reporter:
    """Gathers the notes of a run, and writes them as one log at its end."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages, self._rules = stream, messages, options.rules
        self._results: list[dict[str, Any]] = []
        self._failures: list[dict[str, Any]] = []
        self._ids = {rule.id: at for at, rule in enumerate(options.rules)}

    def add_document(self, report: Report) -> None:
        """Add the report on a note."""
        if report.document is None:
            return
        places, seen = Places(report.document), Counter[str]()
        for finding in report.findings:
            self._results.append(self._make_result(finding, report, places, seen))
        for finding, waiver in report.waived:
            reason = self._messages.ui("waived-by", who=waiver.who, why=waiver.why, day=waiver.until.isoformat())
            suppression = {"kind": "external", "status": "accepted", "justification": reason}
            self._results.append({**self._make_result(finding, report, places, seen), "suppressions": [suppression]})

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        self._failures.append(
            {
                "level": "error",
                "message": {"text": self._messages.problem(problem)},
                "locations": [{"physicalLocation": _make_location(problem.place)}],
            }
        )

    def finish(self, totals: Totals) -> None:
        """Write the log."""
        run = {
            "tool": {"driver": {"name": "factcheck", "version": __version__, "rules": [self._describe_rule(rule) for rule in self._rules]}},
            "columnKind": "unicodeCodePoints",
            "invocations": [{"executionSuccessful": not self._failures, "toolExecutionNotifications": self._failures}],
            "results": self._results,
        }
        log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}
        self._stream.write(escape_json(json.dumps(log, ensure_ascii=False, indent=2)) + "\n")

    def _describe_rule(self, rule: Rule) -> dict[str, Any]:
        return {
            "id": rule.id,
            "shortDescription": {"text": self._messages.title(rule.id)},
            "help": {"text": self._messages.explanation(rule.id, rule.doc)},
            "defaultConfiguration": {"level": str(rule.severity)},
        }

    def _make_result(self, finding: Finding, report: Report, places: Places, seen: Counter[str]) -> dict[str, Any]:
        spot = places.of(finding)
        result: dict[str, Any] = {
            "ruleId": finding.rule,
            "ruleIndex": self._ids.get(finding.rule, -1),
            "level": str(finding.severity),
            "message": {"text": self._messages.finding(finding.rule, finding.key, finding.values)},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": _make_uri(report.path)}, "region": _make_region(spot)}}],
            "partialFingerprints": {"factcheck/v1": _make_fingerprint(finding, report, seen)},
        }
        result["properties"] = {"confidence": str(finding.confidence)}
        if finding.probability is not None:
            result["rank"] = round(100 * finding.probability, 1)
        related = [
            {"id": at, "message": {"text": self._messages.related(each.key, each.values)}, "physicalLocation": _make_location(each.place)}
            for at, each in enumerate(each for each in finding.related if each.place)
        ]
        if related:
            result["relatedLocations"] = related
        if finding.edit and report.document:
            region = _make_region(places.within(finding.edit.start, finding.edit.end))
            replacement = {"deletedRegion": region, "insertedContent": {"text": finding.edit.replacement}}
            changes = [{"artifactLocation": {"uri": _make_uri(report.path)}, "replacements": [replacement]}]
            result["fixes"] = [{"description": {"text": finding.edit.replacement}, "artifactChanges": changes}]
        return result


def _make_fingerprint(finding: Finding, report: Report, seen: Counter[str]) -> str:
    """Return the identity of a finding when lines move: its rule, fact, words, the words around them, and its rank among equal ones."""
    assert report.document is not None
    text = report.document.text
    around = fold(" ".join(text[max(finding.start - _AROUND, 0) : finding.end + _AROUND].split()))
    identity = "\0".join([finding.rule, finding.fact or "", text[finding.start : finding.end], around, report.path])
    seen[identity] += 1
    return hashlib.sha256(f"{identity}\0{seen[identity]}".encode(errors="surrogatepass")).hexdigest()[:32]


def _make_region(spot: Spot) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": spot.line, "startColumn": spot.column, "endLine": spot.end_line, "endColumn": spot.end_column}
    return {**region, "charOffset": spot.start, "charLength": spot.end - spot.start, "snippet": {"text": spot.quote}}


def _make_location(place: Place | None) -> dict[str, Any]:
    assert place is not None
    found: dict[str, Any] = {"artifactLocation": {"uri": _make_uri(place.path)}}
    if place.line:
        found["region"] = {"startLine": place.line, "startColumn": max(place.column, 1)}
    return found


def _make_uri(path: str) -> str:
    return escaped(os.fsencode(PurePath(path).as_posix()), safe="/:~")
