"""The findings of a review, and what a person decides on each."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from factcheck.findings import Finding, Report
from factcheck.fix import Change, select_changes
from factcheck.runtime.records import record


class Decision(StrEnum):
    """What is decided on a finding."""

    SKIP = "skip"
    FIX = "fix"
    WAIVE = "waive"


@record
class Terms:
    """The terms of a waiver: who accepts the finding, why, and until which day, included."""

    who: str
    why: str
    until: date


@dataclass(eq=False)
class Item:
    """A finding of a note, the decision on it (None: not seen yet), and the terms of its waiver."""

    report: Report
    finding: Finding
    decision: Decision | None = None
    terms: Terms | None = None

    @property
    def changes(self) -> tuple[Change, ...]:
        """The changes of the correction; none where it has none, or none that can be written."""
        return select_item_changes([self])

    def decide(self, decision: Decision, terms: Terms | None = None) -> None:
        """Record a decision, in place of an earlier one."""
        self.decision, self.terms = decision, terms


def list_items(reports: Sequence[Report]) -> list[Item]:
    """Return the findings of some notes, in order."""
    return [Item(report, finding) for report in reports if report.document for finding in report.findings]


def group_items(items: Sequence[Item]) -> list[list[Item]]:
    """Return the decided items of each note, without those that are skipped."""
    found: dict[int, list[Item]] = {}
    for item in items:
        if item.decision in (Decision.FIX, Decision.WAIVE):
            found.setdefault(id(item.report), []).append(item)
    return list(found.values())


def select_item_changes(items: Sequence[Item]) -> tuple[Change, ...]:
    """Return the changes of the corrections of some findings of one note, in order, without those that overlap an earlier one."""
    findings = tuple(item.finding for item in items)
    return select_changes(replace(items[0].report, findings=findings), unsafe=True) if items else ()


def can_fix_together(item: Item, items: Sequence[Item]) -> bool:
    """Return whether the correction of a finding can be made beside those already accepted in its note."""
    accepted = [each for each in items if each is not item and each.decision is Decision.FIX and each.report is item.report]
    together = set(select_item_changes([*accepted, item]))
    return all(change in together for each in [*accepted, item] for change in each.changes)
