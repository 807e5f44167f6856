"""The reviewer's page: one self-contained HTML file with each note in full, its statements, and the facts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, TextIO

from factcheck import __version__
from factcheck.document import Unread
from factcheck.errors import Problem
from factcheck.facts.schema import Fact
from factcheck.findings import Report, Severity
from factcheck.messages import Messages, load_message_tables
from factcheck.reporters import Options, Totals
from factcheck.reporters.pageview import build_blocks, describe_finding, describe_statement, find_claims
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
        for claim in found:
            findings = [describe_finding(each, report, places, self._messages) for each in claim.findings]
            statements = [describe_statement(each, report, self._messages) for each in claim.statements]
            self._details[claim.id] = {"outcome": claim.outcome, "findings": findings, "statements": statements}
            for fact in dict.fromkeys(each["fact"] for each in (*findings, *statements) if each["fact"]):
                quote = (findings or statements)[0]["quote"]
                self._stated.setdefault(fact, []).append(
                    {"claim": claim.id, "path": escape_line(report.path), "quote": quote, "outcome": claim.outcome}
                )
        date_note = self._messages.ui(f"as-of-{report.date.source}", day=report.date.day)
        levels = {str(level): sum(finding.severity is level for finding in report.all_findings) for level in Severity}
        self._notes.append(
            {
                "id": f"n{number}",
                "path": escape_line(report.path),
                "language": report.language,
                "as_of": date_note,
                "claims": report.claims,
                "coverage": report.coverage.counts(),
                "unread": [_describe_unread(part, self._messages) for part in report.document.unread],
                "levels": levels,
                "blocks": build_blocks(report, found),
                "listed": [(claim, each) for claim in found for each in self._details[claim.id]["findings"]],
            }
        )

    def add_failure(self, problem: Problem) -> None:
        """Add a document that could not be read."""
        self._failures.append({"path": escape_line(str(problem.place)), "message": self._messages.problem(problem)})

    def finish(self, totals: Totals) -> None:
        """Write the page."""
        from jinja2 import Environment, FileSystemLoader, StrictUndefined

        environment = Environment(loader=FileSystemLoader(ASSETS), autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        ui = {key[len(_PREFIX) :]: text for key, text in load_message_tables(self._messages.code)["ui"].items() if key.startswith(_PREFIX)}
        facts = [self._describe_fact(fact) for fact in self._options.registry.facts.values()] if self._options.registry else []
        outcomes = ("verified", "contradicted", "unverified")
        page = environment.get_template("page.html").stream(
            version=__version__,
            language=self._messages.code,
            ui=ui,
            word=self._messages.ui,
            notes=self._notes,
            failures=self._failures,
            facts=facts,
            rules=[(rule, self._messages.title(rule), count) for rule, count in sorted(totals.rules.items())],
            sums={outcome: sum(getattr(note["claims"], outcome) for note in self._notes) for outcome in outcomes},
            levels={str(level): sum(note["levels"][str(level)] for note in self._notes) for level in Severity},
            style=(ASSETS / "page.css").read_text("utf-8"),
            script=(ASSETS / "page.js").read_text("utf-8"),
            data=_embed_json({"claims": self._details, "facts": {each["id"]: each for each in facts}, "ui": ui}),
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
