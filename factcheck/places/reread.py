"""Read a note again after a change: it must state the new value where it was changed, and nothing else may be read otherwise."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.findings import Edit, Finding
from factcheck.model import Link
from factcheck.places.refusals import has_value
from factcheck.rules import RULES
from factcheck.rules.runner import run_rules
from factcheck.runtime.records import record
from factcheck.values.confidence import is_likely
from factcheck.values.span import Span


@record(eq=False, slots=False)
class Shift:
    """Where the text before some edits, in order, stands after them."""

    edits: Sequence[Edit]

    def move(self, offset: int) -> int:
        """Return an offset of the former text in the new one; one within an edit goes to its start."""
        at = bisect_right(self.edits, offset, key=lambda edit: edit.end)
        moved = sum(len(edit.replacement) - (edit.end - edit.start) for edit in self.edits[:at])
        return min(offset, self.edits[at].start if at < len(self.edits) else offset) + moved

    def move_span(self, span: tuple[int, int]) -> Span:
        """Return a span of the former text in the new one; that of an edit has its new words."""
        return Span(self.move(span[0]), self.move(span[1]))

    def apply(self, text: str) -> str:
        """Return a text with the edits."""
        parts, at = [], 0
        for edit in self.edits:
            parts += [text[at : edit.start], edit.replacement]
            at = edit.end
        return "".join([*parts, text[at:]])


def is_read_as_intended(before: Analysis, after: Analysis, edits: Sequence[Edit], fact: Fact, refused: Sequence[Span]) -> bool:
    """Return whether a note states the new value at each edit, with a sure link, and is otherwise read as before.

    `refused` are the places of the fact that are not rewritten: what the rules then report there is their own.
    """
    shift = Shift(edits)
    if shift.apply(before.document.text) != after.document.text:
        return False
    links = {link.statement.mention.span: link for link in after.links}
    for edit in edits:
        link = links.get(shift.move_span((edit.start, edit.end)))
        if link is None or link.fact.id != fact.id or not link.agrees or not is_likely(link.score) or not has_value(link, fact):
            return False
    if _list_verdicts(before, fact, shift) != _list_verdicts(after, fact, Shift(())):
        return False
    old, new = (Counter(_list_findings(each, fact, moves)) for each, moves in ((before, shift), (after, Shift(()))))
    moved = [shift.move_span(span) for span in refused]
    return all(any(span.touches(place) for place in moved) for (_, _, span), _ in (new - old).items())


def _list_verdicts(analysis: Analysis, fact: Fact, shift: Shift) -> Mapping[Span, tuple[str, bool]]:
    """Return which facts but the changed one the statements of a note surely state, and whether they agree."""
    return {shift.move_span(link.statement.mention.span): (link.fact.id, link.agrees) for link in analysis.links if _is_other(link, fact)}


def _is_other(link: Link, fact: Fact) -> bool:
    return link.fact.id != fact.id and is_likely(link.score)


def _list_findings(analysis: Analysis, fact: Fact, shift: Shift) -> Iterator[tuple[str, str, Span]]:
    """Yield the findings of a note that are not of the changed fact: rule, message and place."""
    for finding in run_rules(analysis, RULES):
        if not _is_of(finding, fact):
            yield finding.rule, finding.key, shift.move_span((finding.start, finding.end))


def _is_of(finding: Finding, fact: Fact) -> bool:
    return finding.fact == fact.id
