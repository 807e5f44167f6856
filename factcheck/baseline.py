"""Known findings: written to a file, and left out of later runs as often as they were known."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any

from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Finding, Report
from factcheck.languages.words import fold
from factcheck.patterns import compiled
from factcheck.records import record

VERSION = 1
_WORD = compiled(r"\w+")
# A finding is known again by so many words on either side.
_AROUND = 5


@record
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
    """The findings that a file lists, absorbed one by one. Each is listed with the note that it was in, which may move."""

    def __init__(self, known: Mapping[Key, list[str]]) -> None:
        self._known = {each: list(paths) for each, paths in known.items()}
        self._checked: set[str] = set()

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises UsageError where the file is none of ours."""
        try:
            listed = json.loads(path.read_text("utf-8"))
            known: dict[Key, list[str]] = {}
            for entry in listed["findings"]:
                known.setdefault(_key(entry), []).extend([str(entry["path"])] * int(entry.get("count", 1)))
        except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
            raise UsageError(Problem(Place(str(path)), "baseline-unreadable", {"reason": str(error)})) from None
        return cls(known)

    def absorb(self, report: Report) -> Report:
        """A report without the findings that are known."""
        self._checked.add(report.path)
        kept = []
        for finding in report.findings:
            paths = self._known.get(key(finding, report))
            if paths:
                paths.remove(report.path if report.path in paths else paths[-1])
            else:
                kept.append(finding)
        return replace(report, findings=tuple(kept))

    def stale(self) -> list[tuple[str, Key]]:
        """The known findings that did not occur again in the notes that were checked, or that are gone."""
        left = [(path, each) for each, paths in self._known.items() for path in paths]
        gone = [(path, each) for path, each in left if path in self._checked or not os.path.exists(path)]
        return sorted(gone, key=lambda found: (found[0], found[1].rule, found[1].fact, found[1].quote))


def _key(entry: Any) -> Key:
    return Key(str(entry["rule"]), str(entry.get("fact", "")), str(entry["quote"]), str(entry["around"]))


class Listing:
    """Gathers findings, for a file that lists them."""

    def __init__(self) -> None:
        self._found: Counter[tuple[str, Key]] = Counter()

    def add(self, report: Report) -> None:
        """Take the findings of a note."""
        self._found.update((report.path, key(finding, report)) for finding in report.findings)

    @property
    def count(self) -> int:
        """How many findings were taken."""
        return self._found.total()

    def text(self) -> str:
        """The file."""
        order = sorted(self._found.items(), key=lambda item: (item[0][0], astuple(item[0][1])))
        entries = [
            {"path": path, "rule": each.rule, "fact": each.fact, "quote": each.quote, "around": each.around, "count": count}
            for (path, each), count in order
        ]
        return json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2) + "\n"
