"""Rewrite the places of a note that state the former value of a fact: with its new value, in the language and the style of each place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.document import Document
from factcheck.errors import DocumentError
from factcheck.findings import ClaimCounts, Edit, Finding, Report
from factcheck.fix import is_only_edited, select_changes
from factcheck.formats import WRITERS, parse, rewrite
from factcheck.formats.unchanged import has_same_structure
from factcheck.languages.load import all_languages
from factcheck.model import Link
from factcheck.places.find import find_places
from factcheck.places.place import FactPlace, Section
from factcheck.places.refusals import find_refusal, is_concerned
from factcheck.places.reread import is_read_as_intended
from factcheck.places.unlinked import link_same_values
from factcheck.places.uprating import NoteRewrite, Refusal, Refused, Rewrite, Uprating
from factcheck.rules.mismatch import word_expected_value
from factcheck.runtime.records import record
from factcheck.settings import Settings
from factcheck.values.confidence import Confidence
from factcheck.values.span import Span

_RULE = "uprating"
# So many edits of a note are tried one by one where not all can stand together.
_MOST = 12

Result = tuple[tuple[Rewrite, ...], bytes]


def rewrite_note(data: bytes, path: str, uprating: Uprating, settings: Settings) -> NoteRewrite:
    """Return what is rewritten in a note, what is not, and its new bytes. Raises DocumentError where it cannot be read."""
    document = parse(data, path, all_languages())
    analysis = link_same_values(analyze(document, uprating.registry, settings.today, settings.document_date), uprating.former)
    return _NoteWriter(data, analysis, uprating, settings).write()


@record(eq=False, slots=False)
class _NoteWriter:
    """Rewrites one note."""

    data: bytes
    analysis: Analysis
    uprating: Uprating
    settings: Settings

    @property
    def _document(self) -> Document:
        return self.analysis.document

    def write(self) -> NoteRewrite:
        """Return what is done with the note."""
        candidates, refused = self._find_candidates()
        rewrites, new = self._keep_right(candidates, [Span(each.place.spot.start, each.place.spot.end) for each in refused])
        kept = {id(each) for each in rewrites}
        refused += [Refused(each.place, Refusal.REREAD) for each in candidates if id(each) not in kept]
        refused.sort(key=lambda each: (each.place.spot.start, each.place.spot.end))
        return NoteRewrite(self._document.path, self._make_report(), self.data, new, rewrites, tuple(refused))

    def _find_candidates(self) -> tuple[list[Rewrite], list[Refused]]:
        """Return the places that can be rewritten, as far as one reading shows, and those that cannot."""
        candidates: list[Rewrite] = []
        refused: list[Refused] = []
        links = self._list_links()
        for place in find_places(self.analysis, {(Section.FACTS, self.uprating.fact.id)}, Confidence.POSSIBLE):
            link = links.get((place.spot.start, place.spot.end))
            if link is None or not is_concerned(link, self.uprating):
                continue
            right = word_expected_value(replace(link, fact=self.uprating.fact), self.analysis)
            reason = find_refusal(link, right, self.analysis, self.uprating)
            found = self._make_rewrite(place, link, right) if reason is None else None
            if found:
                candidates.append(found)
            else:
                refused.append(Refused(place, reason or Refusal.MARKUP))
        return candidates, refused

    def _make_report(self, *findings: Finding) -> Report:
        document = self._document
        return Report(document.path, document, document.language.code, self.analysis.date, ClaimCounts(), findings)

    def _list_links(self) -> Mapping[tuple[int, int], Link]:
        """Return the links with the fact by their span in the source."""
        links = (link for link in self.analysis.links if link.fact.id == self.uprating.fact.id)
        return {self._document.map.span(*link.statement.mention.span): link for link in links}

    def _make_rewrite(self, place: FactPlace, link: Link, right: str) -> Rewrite | None:
        """Return the change of a place; None where markup stands in the value, or the file cannot be written."""
        mention = link.statement.mention
        if PurePath(self._document.path).suffix.lower() not in WRITERS:
            return None
        edit = Edit(mention.start, mention.end, right, safe=True)
        finding = Finding(mention.start, mention.end, _RULE, edit=edit, rule=_RULE)
        changes = select_changes(self._make_report(finding))
        return Rewrite(place, edit, changes) if changes else None

    def _keep_right(self, candidates: Sequence[Rewrite], refused: Sequence[Span]) -> Result:
        """Return the rewrites after which the note is read as it should be, with its new bytes: all, or those that stand alone."""
        new = self._try(candidates, refused) if candidates else None
        if new is not None:
            return tuple(candidates), new
        alone = [each for each in candidates[:_MOST] if len(candidates) > 1 and self._try([each], refused) is not None]
        new = self._try(alone, refused) if alone else None
        return (tuple(alone), new) if new is not None else ((), self.data)

    def _try(self, rewrites: Sequence[Rewrite], refused: Sequence[Span]) -> bytes | None:
        """Return the bytes of the note with some changes; None where it would then be read otherwise than it should."""
        document, path = self._document, self._document.path
        changes = [change for each in rewrites for change in each.changes]
        try:
            new = rewrite(self.data, path, [(change.start, change.end, change.text) for change in changes])
            read = parse(new, path, all_languages())
        except DocumentError:
            return None
        if not is_only_edited(document, read, changes) or not has_same_structure(self.data, new, path):
            return None
        after = analyze(read, self.uprating.new_registry, self.settings.today, self.settings.document_date)
        edits = [each.edit for each in rewrites]
        spans = [self._to_text(span) for span in refused]
        return new if is_read_as_intended(self.analysis, after, edits, self.uprating.fact, spans) else None

    def _to_text(self, span: Span) -> Span:
        """Return the span of the text of a refused place, known by its span of the source."""
        link = self._list_links().get(span)
        return link.statement.mention.span if link else span
