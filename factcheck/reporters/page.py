"""The reviewer's page: one self-contained HTML file with each note in full, its statements, and the facts."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TextIO

from factcheck import __version__
from factcheck.document import Unread
from factcheck.errors import Problem
from factcheck.facts.schema import Fact
from factcheck.findings import Finding, Report, Severity, Waiver
from factcheck.messages import Messages, load_message_tables
from factcheck.reporters import Options, Totals
from factcheck.reporters.page_versions import digest_file, digest_registry, digest_text
from factcheck.reporters.pageview import (
    CONTRADICTED,
    OUTCOMES,
    UNVERIFIED,
    Claim,
    build_blocks,
    describe_finding,
    describe_statement,
    find_claims,
    is_serious,
    join_guillemets,
)
from factcheck.reporters.places import Places
from factcheck.runtime.visible import escape_line, mask_controls

ASSETS = Path(__file__).parent / "assets"
_PREFIX = "page-"


class Reporter:
    """Gathers the notes of a run, and writes the page at its end."""

    def __init__(self, stream: TextIO, messages: Messages, options: Options) -> None:
        self._stream, self._messages, self._options = stream, messages, options
        self._notes: list[dict[str, Any]] = []
        self._failures: list[dict[str, str]] = []
        self._details: dict[str, Any] = {}
        self._stated: dict[str, list[dict[str, str]]] = {}

    def add_document(self, report: Report) -> None:
        """Add the report on a note."""
        if report.document is None:
            return
        number = len(self._notes) + 1
        places, found = Places(report.document), find_claims(report, f"c{number}")
        for claim in (each for each in found if each.id):
            self._add_details(claim, report, places)
        unread = [_describe_unread(part, self._messages) for part in report.document.unread]
        sums = Counter(claim.outcome for claim in found)
        levels = {str(level): sum(finding.severity is level for finding in report.all_findings) for level in Severity}
        self._notes.append(
            {
                "id": f"n{number}",
                "path": escape_line(report.path),
                "language": report.language,
                "version": digest_file(report.path),
                "as_of": self._messages.ui(f"as-of-{report.date.source}", day=report.date.day),
                "sums": {outcome: sums[outcome] for outcome in OUTCOMES},
                "verdict": {"correct": sums[CONTRADICTED], "confirm": sums[UNVERIFIED], "unread": len(unread)},
                "order": (-sums[CONTRADICTED], -sums[UNVERIFIED], -len(unread), number),
                "coverage": report.coverage.counts(),
                "unread": unread,
                "levels": levels,
                "blocks": build_blocks(report, found),
                "listed": self._list_findings(found),
                "waived": [(claim, self._describe_waived(each, report, places)) for claim in found for each in claim.waived],
            }
        )

    def _add_details(self, claim: Claim, report: Report, places: Places) -> None:
        """Record what the panel shows of a claim, and where its facts are stated."""
        findings = [describe_finding(each, report, places, self._messages) for each in (*claim.findings, *(one for one, _ in claim.waived))]
        statements = [describe_statement(each, report, self._messages) for each in claim.statements]
        self._details[claim.id] = {"outcome": claim.outcome, "findings": findings, "statements": statements}
        for fact in dict.fromkeys(each["fact"] for each in (*findings, *statements) if each["fact"]):
            quote = (findings or statements)[0]["quote"]
            self._stated.setdefault(fact, []).append(
                {"claim": claim.id, "path": escape_line(report.path), "quote": quote, "outcome": claim.outcome}
            )

    def _list_findings(self, found: Sequence[Claim]) -> list[tuple[Claim, dict[str, Any]]]:
        """Return the findings of a note, the worst first: errors, warnings, then what is to be confirmed."""
        listed = []
        for claim in found:
            described = self._details[claim.id]["findings"] if claim.id else ()
            listed += [(_rank(finding), claim, each) for finding, each in zip(claim.findings, described, strict=False)]
        return [(claim, each) for _, claim, each in sorted(listed, key=lambda one: one[0])]

    def _describe_waived(self, waived: tuple[Finding, Waiver], report: Report, places: Places) -> dict[str, Any]:
        finding, waiver = waived
        words = self._messages.ui("waived-by", who=waiver.who, day=waiver.until, why=waiver.why)
        return {**describe_finding(finding, report, places, self._messages), "waiver": join_guillemets(escape_line(words))}

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        self._failures.append({"path": escape_line(str(problem.place)), "message": self._messages.problem(problem)})

    def finish(self, totals: Totals) -> None:
        """Write the page."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        ui = {key[len(_PREFIX) :]: text for key, text in load_message_tables(self._messages.code)["ui"].items() if key.startswith(_PREFIX)}
        facts = [self._describe_fact(fact) for fact in self._options.registry.facts.values()] if self._options.registry else []
        stated = [each for each in facts if each["stated"]]
        shown = {"claims": self._details, "facts": {each["id"]: each for each in stated}}
        identity = json.dumps([shown, [(note["path"], note["version"]) for note in self._notes]], ensure_ascii=False, default=str)
        page = environment.get_template("page.html").stream(
            version=__version__,
            language=self._messages.code,
            ui=ui,
            word=self._messages.ui,
            notes=self._notes,
            failures=self._failures,
            stated=stated,
            others=[each for each in facts if not each["stated"]],
            registry=digest_registry(self._options.registry),
            outcomes=OUTCOMES,
            waived=totals.waived,
            rules=[(rule, self._messages.title(rule), count) for rule, count in sorted(totals.rules.items())],
            sums={outcome: sum(note["sums"][outcome] for note in self._notes) for outcome in OUTCOMES},
            levels={str(level): sum(note["levels"][str(level)] for note in self._notes) for level in Severity},
            style=(ASSETS / "page.css").read_text("utf-8"),
            script=(ASSETS / "page.js").read_text("utf-8"),
            data=_embed_json({**shown, "ui": ui, "key": digest_text(identity)}),
        )
        for piece in page:
            self._stream.write(mask_controls(piece, keep="\n\r\t"))

    def _describe_fact(self, fact: Fact) -> dict[str, Any]:
        registry = self._options.registry
        assert registry is not None
        value = ("" if _list_members(fact) else fact.written) or ", ".join(
            fact.value.values()
            if isinstance(fact.value, Mapping)
            else (_find_name(registry.entities[each], self._messages.code) for each in _list_members(fact))
        )
        return {
            "id": fact.id,
            "kind": fact.kind,
            "value": value,
            "about": [_find_name(registry.entities[entity], self._messages.code) for entity in fact.about if entity in registry.entities],
            "source": self._messages.source(fact).strip(" ()"),
            "url": fact.source.url if fact.source and fact.source.url.startswith(("https://", "http://")) else "",
            "place": str(fact.place),
            "stated": self._stated.get(fact.id, []),
        }


def _rank(finding: Finding) -> tuple[bool, int]:
    """Return the place of a finding among others, the worst first."""
    return not is_serious(finding), list(Severity).index(finding.severity or Severity.NOTE)


def _list_members(fact: Fact) -> tuple[str, ...]:
    return fact.value if isinstance(fact.value, tuple) else ()


def _find_name(entity: Any, code: str) -> str:
    names = entity.names.get(code) or next(iter(entity.names.values()), None)
    return str(names.name) if names else str(entity.id)


def _describe_unread(part: Unread, messages: Messages) -> str:
    """Return what was not read of a document, and where."""
    where, what = messages.location(part.location), messages.ui(part.key, **part.values)
    return escape_line(f"{where}: {what}" if where else what)


def _embed_json(data: Any) -> str:
    """Return JSON that is safe inside a script element."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
