"""Make a sign-off: the files of a run by their digests, its totals, and its open and waived findings."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from factcheck import __version__
from factcheck.findings import Finding, Report, Severity, Waiver
from factcheck.messages import Messages, screen_languages
from factcheck.reporters import Totals
from factcheck.reporters.places import Places
from factcheck.runtime.records import record
from factcheck.signoff.digests import digest_bytes, digest_code
from factcheck.signoff.inputs import Role, make_relative

FORMAT, VERSION, SEAL = "factcheck sign-off", 1, "seal"
Digests = Mapping[Role, Mapping[str, Mapping[str, str]]]
"""The digests of the files of a run, by role and path."""


@record
class Signing:
    """Who signs (empty for nobody named), on which day, and the options of the run, with paths relative to `root`."""

    by: str
    on: date
    root: Path
    options: Mapping[str, Any]


class SignOff:
    """Gathers the reports of a run, and gives the sign-off of it."""

    def __init__(self, signing: Signing) -> None:
        self._signing = signing
        self._notes: dict[str, dict[str, Any]] = {}
        self._open: list[dict[str, Any]] = []
        self._waived: list[dict[str, Any]] = []
        self.totals = Totals()

    def add(self, report: Report) -> None:
        """Add the report on a note."""
        assert report.document is not None
        name, places = make_relative(report.path, self._signing.root), Places(report.document)
        self.totals.add(report)
        self._open += [_export_finding(name, finding, places) for finding in report.findings]
        self._waived += [{**_export_finding(name, finding, places), **_export_waiver(waiver)} for finding, waiver in report.waived]
        claims = report.claims
        self._notes[name] = {
            "language": report.language,
            "as_of": report.date.day.isoformat(),
            "claims": {"verified": claims.verified, "contradicted": claims.contradicted, "unverified": claims.unverified},
            "coverage": report.coverage.counts(),
        }

    def to_bytes(self, digests: Digests) -> bytes:
        """Return the file: sorted keys, paths relative to the project, no time of day; at last its seal."""
        content: dict[str, Any] = {str(role): _list_files(files) for role, files in digests.items()}
        content[Role.NOTE] = [{**each, **self._notes.get(each["path"], {})} for each in content[Role.NOTE]]
        content |= {
            "format": FORMAT,
            "version": VERSION,
            "notice": {code: Messages(code).ui("sign-off-notice") for code in screen_languages()},
            "tool": {"name": "factcheck", "version": __version__, "code": digest_code()},
            "by": self._signing.by,
            "on": self._signing.on.isoformat(),
            "run": dict(self._signing.options),
            "totals": self._count(),
            "open": self._open,
            "waived": self._waived,
        }
        return seal(content)

    def _count(self) -> dict[str, int]:
        return {**self.totals.counts(), "waived": self.totals.waived, **self.totals.coverage}


def _list_files(files: Mapping[str, Mapping[str, str]]) -> list[dict[str, Any]]:
    return [{"path": path, **digests} for path, digests in sorted(files.items())]


def _export_finding(name: str, finding: Finding, places: Places) -> dict[str, Any]:
    spot = places.of(finding)
    found: dict[str, Any] = {
        "path": name,
        "line": spot.line,
        "column": spot.column,
        "rule": finding.rule,
        "severity": str(finding.severity),
        "confidence": str(finding.confidence),
        "quote": spot.quote,
    }
    optional = {"fact": finding.fact, "expected": finding.expected}
    return {**found, **{key: value for key, value in optional.items() if value}}


def _export_waiver(waiver: Waiver) -> dict[str, str]:
    return {"who": waiver.who, "why": waiver.why, "until": waiver.until.isoformat()}


def seal(content: Mapping[str, Any]) -> bytes:
    """Return the bytes of a sign-off: its content in one form only, and the digest of that."""
    return _format({**content, SEAL: digest_bytes(_format(content))})


def is_sealed(data: bytes, content: Mapping[str, Any]) -> bool:
    """Return whether the bytes of a sign-off are those that `seal` gave."""
    return data == seal({key: value for key, value in content.items() if key != SEAL})


def _format(content: Mapping[str, Any]) -> bytes:
    text = json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True)
    return (text + "\n").encode("utf-8", "backslashreplace")


def has_open_errors(reports: Sequence[Report]) -> bool:
    """Return whether a report has an error that no waiver covers."""
    return any(finding.severity is Severity.ERROR for report in reports for finding in report.findings)
