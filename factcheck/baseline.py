"""Baselines: known findings, recorded in a file and omitted from later reports as often as they were recorded."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, TypeVar

from factcheck.errors import Place, Problem, UsageError, find_reason
from factcheck.findings import Finding, Report
from factcheck.languages.tokens import fold
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.runtime.regular_file import read_regular
from factcheck.runtime.visible import escape_json

VERSION = 1
SUFFIXES = (".json",)
"""The suffixes that a list of known findings may have."""
_Kind = TypeVar("_Kind")
# The most bytes of a list, the most findings that it may count, and the most characters of an invalid entry in a message.
_LARGEST, _MOST, _MAX_SHOWN = 64_000_000, 1_000_000, 100
_WORD = compiled(r"\w+")
# A finding is recognized by this many words on either side.
_AROUND = 5


@record
class FindingKey:
    """What identifies a finding when lines move: its rule, its fact, its words, and the words around them."""

    rule: str
    fact: str
    quote: str
    around: str


def make_key(finding: Finding, report: Report) -> FindingKey:
    """Return the key of a finding."""
    assert report.document is not None
    text = report.document.text
    before = _WORD.findall(text[max(finding.start - 120, 0) : finding.start])[-_AROUND:]
    after = _WORD.findall(text[finding.end : finding.end + 120])[:_AROUND]
    quote = " ".join(text[finding.start : finding.end].split())
    return FindingKey(finding.rule, finding.fact or "", quote, fold(" ".join([*before, "_", *after])))


class Baseline:
    """The findings that a file lists; each is removed from reports as often as it is listed.

    An entry covers the note that it names, or another one if that note no longer exists. Its path is that of the run that wrote the list:
    it is resolved from the current folder and from the folder of the list.
    """

    def __init__(self, known: Mapping[FindingKey, Counter[str]], folder: Path = Path()) -> None:
        self._known = {each: Counter(paths) for each, paths in known.items()}
        self._bases = (Path(), folder)
        self._checked: set[str] = set()
        self._real: dict[str, frozenset[str]] = {}

    @classmethod
    def load(cls, path: Path) -> Baseline:
        """Return the baseline of a file. Raises UsageError where the file is not a list of known findings."""
        known: dict[FindingKey, Counter[str]] = {}
        total = 0
        try:
            for entry in _read_value(json.loads(read_regular(path, _LARGEST).decode("utf-8-sig")), "findings", list):
                known.setdefault(_read_key(entry), Counter())[_read_value(entry, "path", str)] += (count := _read_count(entry))
                total += count
                if total > _MOST:
                    raise ValueError(f"count: {total}")
        except FileNotFoundError:
            raise UsageError(Problem(Place(str(path)), "baseline-missing")) from None
        except OSError as error:
            raise UsageError(Problem(Place(str(path)), "baseline-closed", {"reason": find_reason(error)})) from None
        except json.JSONDecodeError as error:
            raise UsageError(Problem(Place(str(path), error.lineno, error.colno), "baseline-broken")) from None
        except UnicodeDecodeError:
            raise UsageError(Problem(Place(str(path)), "baseline-broken")) from None
        except (ValueError, RecursionError) as error:
            raise UsageError(Problem(Place(str(path)), "baseline-unreadable", {"reason": str(error) or type(error).__name__})) from None
        return cls(known, path.parent)

    def remove_known(self, report: Report) -> Report:
        """Return a report without its known findings."""
        self._checked.add(os.path.realpath(report.path))
        return replace(report, findings=self._find_unknown(report.findings, report), unsure=self._find_unknown(report.unsure, report))

    def _find_unknown(self, findings: Sequence[Finding], report: Report) -> tuple[Finding, ...]:
        """Return the findings of a report that are not known."""
        real, unknown = os.path.realpath(report.path), []
        for finding in findings:
            paths = self._known.get(make_key(finding, report), Counter())
            covering = self._find_entry(paths, real)
            if covering is None:
                unknown.append(finding)
            else:
                paths[covering] -= 1
        return tuple(unknown)

    def _find_entry(self, paths: Counter[str], real: str) -> str | None:
        """Return the path of the entry that covers a finding of a note: that of the note itself, else the last one of a note that is gone."""
        open_paths = [path for path, count in paths.items() if count > 0]
        same_note = next((path for path in open_paths if real in self._find_paths(path)), None)
        return same_note or next((path for path in reversed(open_paths) if not self._exists(path)), None)

    def _find_paths(self, path: str) -> frozenset[str]:
        """Return the paths at which the note of an entry may be."""
        if path not in self._real:
            self._real[path] = frozenset(os.path.realpath(base / path) for base in self._bases)
        return self._real[path]

    def _exists(self, path: str) -> bool:
        return any(map(os.path.lexists, self._find_paths(path)))

    def list_stale(self) -> list[tuple[str, FindingKey]]:
        """Return the known findings that did not occur again in the notes that were checked, or whose notes are gone."""
        unused = [(path, each) for each, paths in self._known.items() for path in paths.elements()]
        gone = [(path, each) for path, each in unused if self._find_paths(path) & self._checked or not self._exists(path)]
        return sorted(gone, key=lambda found: (found[0], found[1].rule, found[1].fact, found[1].quote))


def _read_key(entry: Any) -> FindingKey:
    fact = _read_value(entry, "fact", str) if isinstance(entry, dict) and "fact" in entry else ""
    return FindingKey(_read_value(entry, "rule", str), fact, _read_value(entry, "quote", str), _read_value(entry, "around", str))


def _read_count(entry: dict[str, Any]) -> int:
    """Return how often a finding is listed, 1 by default. Raises ValueError."""
    count = entry.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= _MOST:
        raise ValueError(f"count: {count!r}"[:_MAX_SHOWN])
    return count


def _read_value(entry: Any, name: str, kind: type[_Kind]) -> _Kind:
    """Return the value of a key of an entry. Raises ValueError where it is not of that type."""
    if not isinstance(entry, dict) or not isinstance(entry.get(name), kind):
        raise ValueError(f"{name}: {json.dumps(entry)}"[:_MAX_SHOWN])
    value: _Kind = entry[name]
    return value


class BaselineWriter:
    """Gathers findings, and writes the list of them."""

    def __init__(self) -> None:
        self._found: Counter[tuple[str, FindingKey]] = Counter()

    def add_report(self, report: Report) -> None:
        """Add the findings of a note."""
        self._found.update((report.path, make_key(finding, report)) for finding in report.findings)

    @property
    def count(self) -> int:
        """The number of findings added."""
        return self._found.total()

    def to_text(self) -> str:
        """Return the content of the file."""
        order = sorted(self._found.items(), key=lambda item: (item[0][0], astuple(item[0][1])))
        entries = [
            {"path": path, "rule": each.rule, "fact": each.fact, "quote": each.quote, "around": each.around, "count": count}
            for (path, each), count in order
        ]
        return escape_json(json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2)) + "\n"


def is_baseline(path: Path) -> bool:
    """Return whether a file is a list of known findings."""
    try:
        Baseline.load(path)
    except UsageError:
        return False
    return True
