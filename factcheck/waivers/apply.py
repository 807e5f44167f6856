"""Apply waivers to the reports of a run: each covers one finding, of the note that it names."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from factcheck.errors import Problem
from factcheck.findings import Finding, Report, Waiver
from factcheck.runtime.records import record
from factcheck.waivers.words import FindingWords, find_finding_words, normalize, split_words


@record(eq=False)
class StaleWaiver:
    """A waiver to look at: `expired`, `unmatched`, or `no-path`, which covers a finding of the note at `path` without naming it."""

    state: str
    waiver: Waiver
    path: str = ""

    @property
    def problem(self) -> Problem:
        """The problem to show, at the place of the waiver."""
        values = {"rule": self.waiver.rule, "quote": self.waiver.quote, "day": self.waiver.until.isoformat(), "who": self.waiver.who}
        return Problem(self.waiver.place, f"waiver-{self.state}", {**values, "path": self.path})


class Waivers:
    """The waivers of a project; each covers one finding, until its last day.

    A waiver covers the note at its path (relative to `folder`), or another one if that note no longer exists; one without a path covers the first
    note that has the finding. It is matched by the rule, the fact (empty for any), the quote, and the words around it in its paragraph.
    """

    def __init__(self, waivers: Sequence[Waiver], folder: Path, today: date) -> None:
        self.all = tuple(waivers)
        self._folder, self._today = folder, today
        self._rules = frozenset(each.rule for each in waivers)
        self._index: dict[tuple[str, str], list[int]] = defaultdict(list)
        order = sorted(range(len(waivers)), key=lambda at: -len(split_words(f"{waivers[at].before} {waivers[at].after}")))
        for at in order:
            self._index[waivers[at].rule, normalize(waivers[at].quote)].append(at)
        self._words = [(split_words(each.before), split_words(each.after)) for each in waivers]
        self._real = [os.path.realpath(folder / each.path) if each.path else "" for each in waivers]
        self._used: dict[int, str] = {}
        self._late: dict[int, str] = {}
        self._checked: dict[str, str] = {}

    def apply(self, report: Report) -> Report:
        """Return a report without the findings that a waiver covers, which it lists; a report on the same note replaces an earlier one."""
        if report.document is None or not self.all:
            return report
        real = os.path.realpath(report.path)
        self._checked[real] = report.path
        for taken in (self._used, self._late):
            for used in [each for each, note in taken.items() if note == real]:
                del taken[used]
        covered = {id(finding): at for finding in report.all_findings if (at := self._find_waiver(finding, report, real)) is not None}
        return replace(
            report,
            findings=tuple(finding for finding in report.findings if id(finding) not in covered),
            unsure=tuple(finding for finding in report.unsure if id(finding) not in covered),
            waived=tuple((finding, self.all[covered[id(finding)]]) for finding in report.all_findings if id(finding) in covered),
        )

    def _find_waiver(self, finding: Finding, report: Report, real: str) -> int | None:
        """Return the waiver that covers a finding, which is then used; None where none does, or only expired ones."""
        candidates = self._list_candidates(finding, report, real)
        valid = next((at for at in candidates if self.all[at].until >= self._today), None)
        if valid is not None:
            self._used[valid] = real
        elif candidates:
            self._late[candidates[0]] = real
        return valid

    def _list_candidates(self, finding: Finding, report: Report, real: str) -> list[int]:
        """Return the unused waivers of a finding: those of its note first, then those of a note that is gone, then those without a path."""
        if finding.rule not in self._rules:
            return []
        words = find_finding_words(finding, report)
        keys = dict.fromkeys((finding.rule, quote) for quote in words.quotes)
        same = [at for key in keys for at in self._index.get(key, ()) if self.all[at].fact in ("", finding.fact)]
        found = [at for at in same if self._is_open(at) and self._fits(at, words)]
        ranked = [(rank, at) for at in found if (rank := self._rank(at, real)) is not None]
        return [at for _, at in sorted(ranked, key=lambda each: each[0])]

    def _is_open(self, at: int) -> bool:
        return at not in self._used and at not in self._late

    def _fits(self, at: int, words: FindingWords) -> bool:
        """Return whether the words around a finding are those of a waiver."""
        before, after = self._words[at]
        return (not before or words.before[-len(before) :] == before) and words.after[: len(after)] == after

    def _rank(self, at: int, real: str) -> int | None:
        """Return how well a note fits a waiver, 0 the best; None where it does not."""
        if not self._real[at]:
            return 2
        if self._real[at] == real:
            return 0
        return None if os.path.lexists(self._real[at]) else 1

    def list_stale(self) -> list[StaleWaiver]:
        """Return the waivers that have expired, that are not needed any more, or that name no note, in the order of the file.

        A waiver for a note that still exists and was not checked is not listed.
        """
        found: list[StaleWaiver] = []
        for at, waiver in enumerate(self.all):
            if at in self._late:
                found.append(StaleWaiver("expired", waiver))
            elif at in self._used:
                found += [] if waiver.path else [StaleWaiver("no-path", waiver, self._relative(self._checked[self._used[at]]))]
            elif self._concerns_run(at):
                found.append(StaleWaiver("unmatched", waiver))
        return found

    def _concerns_run(self, at: int) -> bool:
        """Return whether the note of a waiver was checked, or is gone."""
        real = self._real[at]
        return not real or real in self._checked or not os.path.lexists(real)

    def _relative(self, path: str) -> str:
        return os.path.relpath(path, self._folder).replace(os.sep, "/")
