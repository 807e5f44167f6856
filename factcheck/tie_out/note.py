"""Tie out one note: the place of each figure, date and name, and of the digits that stand outside its text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.checker import list_findings
from factcheck.coverage import Claim, ClaimClass, SpanSet, classify_claims, join_spans
from factcheck.document import Document
from factcheck.facts.schema import Registry
from factcheck.places.excerpt import PlaceMaker
from factcheck.places.lists_and_texts import find_lists_and_texts
from factcheck.places.place import Section
from factcheck.reporters.places import Places
from factcheck.runtime.regex import compiled
from factcheck.settings import Settings
from factcheck.tie_out.model import OUTSIDE, ClaimPlace, NoteTieOut
from factcheck.values.confidence import is_likely

_DIGITS = compiled(r"\d+")
_NUMBER = "number"
# Characters of an excerpt before and after what it is about.
_AROUND = 40


def tie_out_document(document: Document, registry: Registry, settings: Settings) -> NoteTieOut:
    """Return the tie-out of a note, checked alone."""
    analysis = analyze(document, registry, settings.today, settings.document_date)
    findings = [each for each in list_findings(analysis, settings) if each.confidence.reaches(settings.confidence)]
    places = Places(document)
    claims = [_place(claim, document, places) for claim in classify_claims(analysis, findings)]
    claims += [_place_outside(start, end, document, places) for start, end in find_digits_outside(document, tuple(claims))]
    claims.sort(key=lambda each: (each.spot.start, each.spot.end))
    return NoteTieOut(document.path, tuple(claims), _list_stated(analysis))


def find_digits_outside(document: Document, claims: Iterable[ClaimPlace]) -> Iterator[tuple[int, int]]:
    """Yield the half-open source spans of the digits of a file that are in no claim: those that are not in its text.

    Digits that only punctuation or spaces separate, such as those of a date, are one.
    """
    spans = SpanSet((claim.spot.start, claim.spot.end) for claim in claims)
    digits = (found.span() for found in _DIGITS.finditer(document.source))
    yield from join_spans(document.source, (span for span in digits if not spans.touches(*span)))


def _place(claim: Claim, document: Document, places: Places) -> ClaimPlace:
    spot = places.within(claim.start, claim.end)
    excerpt = _cut(document.text, claim.start, claim.end)
    return ClaimPlace(spot, document.location(spot.start), claim.kind, claim.outcome, str(claim.exemption or ""), excerpt)


def _place_outside(start: int, end: int, document: Document, places: Places) -> ClaimPlace:
    excerpt = _cut(document.source, start, end)
    return ClaimPlace(places.spot(start, end), document.location(start), _NUMBER, ClaimClass.IGNORED, OUTSIDE, excerpt)


def _cut(text: str, start: int, end: int) -> str:
    """Return the text around a span, on one line, within its paragraph."""
    low, high = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    before, after = text[max(low, start - _AROUND) : start], text[end : min(high if high >= 0 else len(text), end + _AROUND)]
    before = before if start - _AROUND <= low else "…" + before.partition(" ")[2]
    after = after if end + len(after) == high or len(after) < _AROUND else after.rpartition(" ")[0] + "…"
    return " ".join((before + text[start:end] + after).split())


def _list_stated(analysis: Analysis) -> frozenset[str]:
    """Return the ids of the facts that a note states, rightly or wrongly, and of the lists and wordings in it."""
    linked = {link.fact.id for link in analysis.links if is_likely(link.score)}
    facts = {(Section.FACTS, name) for name in analysis.registry.facts}
    return frozenset(linked | {place.key[1] for place in find_lists_and_texts(analysis, facts, PlaceMaker(analysis))})
