"""Write the decisions of a review: every file is prepared and tested before the first is written."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from factcheck.errors import DocumentError, Place, Problem, RegistryError, UsageError
from factcheck.facts.read_file import decode_unicode
from factcheck.files.atomic_write import check_replaceable, replace_file
from factcheck.findings import Finding, Report, Waiver
from factcheck.fix import Change, apply_changes
from factcheck.formats import read_contents
from factcheck.review.decisions import Decision, Item, group_items, select_item_changes
from factcheck.runtime.records import record
from factcheck.waivers.append import append_waivers
from factcheck.waivers.words import find_context, normalize

Recheck = Callable[[bytes, str], Report]
"""Return the report on the bytes of a note, without its waivers."""
_BOM = "\ufeff".encode()


@record
class FileChange:
    """A file to write: its bytes before (None for a new one), and after."""

    path: Path
    before: bytes | None
    after: bytes


@dataclass
class Outcome:
    """What a review writes; `fixed` and `waived` count decisions, `gone` are the waivers that a correction made needless."""

    files: list[FileChange] = field(default_factory=list)
    fixed: int = 0
    waived: int = 0
    gone: list[Item] = field(default_factory=list)


def prepare_outcome(items: Sequence[Item], recheck: Recheck, file: Path, rules: Collection[str]) -> Outcome:
    """Return what the decisions write: the notes, then the file of waivers. Raises DocumentError or UsageError, with nothing written."""
    outcome, waivers = Outcome(), list[Waiver]()
    for group in group_items(items):
        waivers += _prepare_note(group, recheck, file, outcome)
    outcome.waived = len(waivers)
    if waivers:
        outcome.files.append(_prepare_waivers(waivers, file, rules))
    return outcome


def write_outcome(outcome: Outcome, force: bool) -> tuple[Problem, ...]:
    """Write the files of a review; return the problems that prevented it. Where one is known before, nothing is written."""
    problems: list[Problem] = []
    for each in outcome.files:
        try:
            check_replaceable(each.path, each.after, force=force)
        except DocumentError as error:
            problems += error.problems
    if problems:
        return (*problems, Problem(Place(""), "review-unwritten"))
    for number, each in enumerate(outcome.files):
        try:
            replace_file(each.path, each.after, expected=each.before, force=force)
        except DocumentError as error:
            written = ", ".join(str(other.path) for other in outcome.files[:number])
            return (*error.problems, Problem(Place(""), "review-unfinished" if written else "review-unwritten", {"name": written}))
    return ()


def _prepare_note(items: Sequence[Item], recheck: Recheck, file: Path, outcome: Outcome) -> list[Waiver]:
    """Add the corrections of a note to an outcome, and return its waivers, with the words of the corrected note."""
    report = items[0].report
    path = Path(report.path)
    data = read_contents(path)
    _refuse_changed(report, recheck(data, report.path))
    fixes = [item for item in items if item.decision is Decision.FIX]
    changes, after = select_item_changes(fixes), report
    if changes:
        new, after = apply_changes(data, report, changes, recheck)
        outcome.files.append(FileChange(path, data, new))
        outcome.fixed += len(fixes)
    return _make_waivers([item for item in items if item.decision is Decision.WAIVE], changes, after, file, outcome)


def _refuse_changed(report: Report, now: Report) -> None:
    """Raise DocumentError where a note is not what it was when its findings were decided."""
    before, after = report.document, now.document
    if before is None or after is None or (before.source, before.text) != (after.source, after.text):
        raise DocumentError(Problem(Place(report.path), "write-changed"))


def _make_waivers(items: Sequence[Item], changes: Sequence[Change], after: Report, file: Path, outcome: Outcome) -> list[Waiver]:
    folder, made = os.path.realpath(file.parent), list[Waiver]()
    path = os.path.relpath(os.path.realpath(after.path), folder).replace(os.sep, "/")
    left = list(after.all_findings)
    for item in items:
        finding = _find_again(item, changes, left)
        if finding is None or item.terms is None:
            outcome.gone.append(item)
            continue
        left.remove(finding)
        made.append(_make_waiver(item, finding, after, Place(str(file)), path))
    return made


def _find_again(item: Item, changes: Sequence[Change], left: Sequence[Finding]) -> Finding | None:
    """Return the finding of an item among those of the corrected note; None where it is gone."""
    if not changes:
        return item.finding
    start = item.finding.start + sum(len(each.text) - (each.last - each.first) for each in changes if each.last <= item.finding.start)
    same = [each for each in left if (each.rule, each.fact, each.key) == (item.finding.rule, item.finding.fact, item.finding.key)]
    return min(same, key=lambda each: abs(each.start - start), default=None)


def _make_waiver(item: Item, finding: Finding, after: Report, place: Place, path: str) -> Waiver:
    assert after.document is not None
    assert item.terms is not None
    before, behind = find_context(finding, after)
    quote = " ".join(after.document.text[finding.start : finding.end].split())
    terms = item.terms
    return Waiver(
        place=place,
        rule=finding.rule,
        fact=finding.fact or "",
        quote=quote if normalize(quote) else "",
        before=before,
        after=behind,
        path=path,
        who=terms.who,
        why=terms.why,
        until=terms.until,
    )


def _prepare_waivers(waivers: Sequence[Waiver], file: Path, rules: Collection[str]) -> FileChange:
    """Return the file of waivers with some more. Raises UsageError for a file with mistakes."""
    data = read_contents(file) if os.path.lexists(file) else None
    try:
        text = decode_unicode(data or b"", str(file))
    except RegistryError as error:
        raise UsageError(*error.problems) from None
    new = append_waivers(text, waivers, str(file), rules).encode()
    return FileChange(file, data, _BOM + new if (data or b"").startswith(_BOM) else new)
