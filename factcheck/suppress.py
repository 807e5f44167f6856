"""Suppression comments: which findings they suppress, and which of them suppress nothing."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from factcheck.document import Comment, Document
from factcheck.findings import Finding, Severity
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled

UNUSED = "unused-suppression"
_COMMENT = compiled(r"factcheck:\s*(?P<scope>ignore-file|ignore)(?![\w-])(?P<rules>[\s\w,-]*)$", re.IGNORECASE)


@record
class Suppression:
    """One rule that a comment suppresses (None: all), in the block that follows or (`whole`) in the note."""

    comment: Comment
    rule: str | None
    whole: bool

    def covers(self, finding: Finding) -> bool:
        """Return whether it suppresses a finding."""
        if self.rule not in (None, finding.rule):
            return False
        span = self.comment.covers
        return self.whole or (span is not None and span[0] <= finding.start < max(span[1], span[0] + 1))


def find_suppressions(document: Document) -> tuple[Suppression, ...]:
    """Return the suppressions of a document, in order."""
    found = []
    for comment in document.comments:
        match = _COMMENT.match(comment.text.strip())
        if match:
            rules = [rule for rule in re.split(r"[\s,]+", match["rules"].lower()) if rule]
            found += [Suppression(comment, rule, match["scope"].lower() == "ignore-file") for rule in rules or [None]]
    return tuple(found)


def find_suppressed_spans(document: Document) -> tuple[tuple[int, int], ...]:
    """Return the half-open spans, in the document's text, in which a comment suppresses a rule."""
    whole = (0, len(document.text))
    return tuple(span for each in find_suppressions(document) if (span := whole if each.whole else each.comment.covers))


def apply_suppressions(
    document: Document, findings: Sequence[Finding], ran: Collection[str], known: Collection[str]
) -> tuple[Finding, ...]:
    """Return the findings that no comment suppresses, and one finding for each suppression that suppresses nothing.

    `ran` are the ids of the rules that ran, `known` those of all rules: a suppression of a rule that did not run is not reported.
    """
    found = find_suppressions(document)
    remaining = tuple(finding for finding in findings if not any(each.covers(finding) for each in found))
    if UNUSED not in ran:
        return remaining
    unused = [
        _report_unused(each, known)
        for each in found
        if not any(each.covers(finding) for finding in findings) and _could_apply(each, ran, known)
    ]
    return tuple(sorted([*remaining, *unused], key=lambda finding: (finding.start, finding.end)))


def _could_apply(suppression: Suppression, ran: Collection[str], known: Collection[str]) -> bool:
    return suppression.rule is None or suppression.rule not in known or suppression.rule in ran


def _report_unused(suppression: Suppression, known: Collection[str]) -> Finding:
    comment, rule = suppression.comment, suppression.rule
    at = comment.covers[0] if comment.covers else 0
    key, values = UNUSED, {"rule": rule or "*", "nearest": ""}
    if rule and rule not in known:
        key = f"{UNUSED}.unknown"
        from difflib import get_close_matches

        values["nearest"] = next(iter(get_close_matches(rule, sorted(known), n=1)), "")
    return Finding(at, at, key, values, rule=UNUSED, severity=Severity.WARNING, source_span=(comment.start, comment.end))
