"""Known findings: written to a file, and left out of later runs as often as they were known."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Finding, Report
from factcheck.languages.words import fold
from factcheck.patterns import compiled

VERSION = 1
_WORD = compiled(r"\w+")
# A finding is known again by so many words on either side.
_AROUND = 5


@dataclass(frozen=True, slots=True)
class Key:
    """What a finding is known by: rule, fact, words, and the words around them. Lines may move."""

    rule: str
    fact: str
    quote: str
    around: str


def key(finding: Finding, report: Report) -> Key:
    """The key of a finding."""
    assert report.document is not None
    text = report.document.text
    before = _WORD.findall(text[max(finding.start - 120, 0) : finding.start])[-_AROUND:]
    after = _WORD.findall(text[finding.end : finding.end + 120])[:_AROUND]
    quote = " ".join(text[finding.start : finding.end].split())
    return Key(finding.rule, finding.fact or "", quote, fold(" ".join([*before, "_", *after])))


class Baseline:
    """The findings that a file lists, absorbed one by one."""

    def __init__(self, known: Counter[Key]) -> None:
        self._known = known

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises UsageError where the file is none of ours."""
        try:
            listed = json.loads(path.read_text("utf-8"))
            known = Counter({_key(entry): int(entry.get("count", 1)) for entry in listed["findings"]})
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(Problem(Place(str(path)), "baseline-unreadable", {"reason": str(error)})) from None
        return cls(known)

    def absorb(self, report: Report) -> Report:
        """A report without the findings that are known."""
        kept = []
        for finding in report.findings:
            found = key(finding, report)
            if self._known[found] > 0:
                self._known[found] -= 1
            else:
                kept.append(finding)
        return replace(report, findings=tuple(kept))

    def stale(self) -> list[Key]:
        """The known findings that did not occur again."""
        return sorted((found for found, count in self._known.items() if count > 0), key=lambda each: (each.rule, each.fact, each.quote))


def _key(entry: Any) -> Key:
    return Key(str(entry["rule"]), str(entry.get("fact", "")), str(entry["quote"]), str(entry["around"]))


def listing(found: Counter[Key]) -> str:
    """The file that lists these findings."""
    entries = [
        {"rule": each.rule, "fact": each.fact, "quote": each.quote, "around": each.around, "count": count}
        for each, count in sorted(found.items(), key=lambda item: (item[0].rule, item[0].fact, item[0].quote, item[0].around))
    ]
    return json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2) + "\n"
