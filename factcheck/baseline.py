"""Baselines: known findings, written to a file and left out of later runs as many times as they were recorded."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, replace
from pathlib import Path
from typing import Any, TypeVar

from factcheck.errors import Place, Problem, UsageError
from factcheck.findings import Finding, Report
from factcheck.languages.tokens import fold
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.runtime.regular_file import read_regular
from factcheck.runtime.visible import escape_json

VERSION = 1
SUFFIXES = (".json",)
"""The suffixes that a list of known findings may bear."""
_Kind = TypeVar("_Kind")
# A list has so many bytes at most, stands for so many findings, and so many characters of a wrong one are shown.
_LARGEST, _MOST, _SHOWN = 64_000_000, 1_000_000, 100
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
    """The findings that a file lists, absorbed one by one. An entry covers the note that it names, or another one where that note is gone.

    Paths are those of the run that wrote the list: they are looked for from here, and from the folder of the list.
    """

    def __init__(self, known: Mapping[Key, Counter[str]], folder: Path = Path()) -> None:
        self._known = {each: Counter(paths) for each, paths in known.items()}
        self._bases = (Path(), folder)
        self._checked: set[str] = set()
        self._real: dict[str, frozenset[str]] = {}

    @classmethod
    def read(cls, path: Path) -> Baseline:
        """Raises UsageError where the file is none of ours."""
        known: dict[Key, Counter[str]] = {}
        total = 0
        try:
            for entry in _typed(json.loads(read_regular(path, _LARGEST).decode("utf-8-sig")), "findings", list):
                known.setdefault(_key(entry), Counter())[_typed(entry, "path", str)] += (count := _count(entry))
                total += count
                if total > _MOST:
                    raise ValueError(f"count: {total}")
        except (OSError, ValueError, RecursionError) as error:
            reason = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
            raise UsageError(Problem(Place(str(path)), "baseline-unreadable", {"reason": reason})) from None
        return cls(known, path.parent)

    def absorb(self, report: Report) -> Report:
        """A report without the findings that are known."""
        real = os.path.realpath(report.path)
        self._checked.add(real)
        kept = []
        for finding in report.findings:
            paths = self._known.get(key(finding, report), Counter())
            covering = self._covering(paths, real)
            if covering is None:
                kept.append(finding)
            else:
                paths[covering] -= 1
        return replace(report, findings=tuple(kept))

    def _covering(self, paths: Counter[str], real: str) -> str | None:
        """The entry that covers a finding of a note: the note's own, else the last one of a note that is gone."""
        left = [path for path, count in paths.items() if count > 0]
        found_own = next((path for path in left if real in self._places(path)), None)
        return found_own or next((path for path in reversed(left) if not self._exists(path)), None)

    def _places(self, path: str) -> frozenset[str]:
        """Where the note of an entry may be."""
        if path not in self._real:
            self._real[path] = frozenset(os.path.realpath(base / path) for base in self._bases)
        return self._real[path]

    def _exists(self, path: str) -> bool:
        return any(map(os.path.lexists, self._places(path)))

    def stale(self) -> list[tuple[str, Key]]:
        """The known findings that did not occur again in the notes that were checked, or that are gone."""
        left = [(path, each) for each, paths in self._known.items() for path in paths.elements()]
        gone = [(path, each) for path, each in left if self._places(path) & self._checked or not self._exists(path)]
        return sorted(gone, key=lambda found: (found[0], found[1].rule, found[1].fact, found[1].quote))


def _key(entry: Any) -> Key:
    fact = _typed(entry, "fact", str) if isinstance(entry, dict) and "fact" in entry else ""
    return Key(_typed(entry, "rule", str), fact, _typed(entry, "quote", str), _typed(entry, "around", str))


def _count(entry: dict[str, Any]) -> int:
    """How often a finding is known: 1 where nothing says it. Raises ValueError."""
    count = entry.get("count", 1)
    if not isinstance(count, int) or isinstance(count, bool) or not 0 < count <= _MOST:
        raise ValueError(f"count: {count!r}"[:_SHOWN])
    return count


def _typed(entry: Any, name: str, kind: type[_Kind]) -> _Kind:
    """The value of an entry's key. Raises ValueError where it is none of that type."""
    if not isinstance(entry, dict) or not isinstance(entry.get(name), kind):
        raise ValueError(f"{name}: {json.dumps(entry)}"[:_SHOWN])
    value: _Kind = entry[name]
    return value


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
        return escape_json(json.dumps({"version": VERSION, "findings": entries}, ensure_ascii=False, indent=2)) + "\n"


def is_baseline(path: Path) -> bool:
    """Whether a file is a list of known findings."""
    try:
        Baseline.read(path)
    except UsageError:
        return False
    return True
