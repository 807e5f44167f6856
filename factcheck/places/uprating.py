"""Rewrite the places that state the former value of a fact: with its new value, in the language and the style of each place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePath

from factcheck.analysis import Analysis
from factcheck.analyze import analyze
from factcheck.document import Document
from factcheck.facts.schema import Fact, Registry
from factcheck.findings import ClaimCounts, Edit, Finding, Report
from factcheck.fix import select_changes
from factcheck.formats import WRITERS
from factcheck.linking.compare import compare
from factcheck.linking.confidence import is_likely
from factcheck.model import Difference, Link
from factcheck.places.find import find_places
from factcheck.places.place import FactPlace, Outcome, Section
from factcheck.rules.mismatch import is_right_in_place, is_safe_replacement, word_expected_value
from factcheck.runtime.records import record
from factcheck.runtime.regex import compiled
from factcheck.settings import Settings
from factcheck.values.types import Qualifier, Quantity
from factcheck.wording.numbers import is_singular

_RULE = "uprating"
# The word before a value, and in how many characters it is sought.
_LAST, _BACK = compiled(r"\w+(?=\W*$)"), 30


@record(eq=False)
class Uprating:
    """A fact whose value changes: the registry with its former value, and the fact with its new one."""

    registry: Registry
    fact: Fact


@record(eq=False)
class Rewritten:
    """The corrections of a note, as its report has them, and the places that state the former value and cannot be rewritten surely."""

    report: Report
    remaining: tuple[FactPlace, ...]


def rewrite_note(document: Document, uprating: Uprating, settings: Settings) -> Rewritten:
    """Return the corrections of the places of a note that state the former value."""
    analysis = analyze(document, uprating.registry, settings.today, settings.document_date)
    findings = tuple(_find_corrections(analysis, uprating))
    report = Report(document.path, document, document.language.code, analysis.date, ClaimCounts(), findings)
    written = {finding.start for finding in findings if select_changes(replace(report, findings=(finding,)))}
    if PurePath(document.path).suffix.lower() not in WRITERS:
        report, written = replace(report, findings=()), set()
    spans = {document.map.span(finding.start, finding.end) for finding in findings if finding.start in written}
    spans |= {document.map.span(*link.statement.mention.span) for link in analysis.links if _states_new_value(link, uprating.fact)}
    places = find_places(analysis, {(Section.FACTS, uprating.fact.id)}, settings.confidence, same_value=True)
    rest = (replace(place, outcome=Outcome.FORMER) for place in places if (place.spot.start, place.spot.end) not in spans)
    return Rewritten(report, tuple(rest))


def _states_new_value(link: Link, fact: Fact) -> bool:
    """Return whether a statement of the former value is right with the new one, as one that is rounded may be."""
    found = compare(link.statement, fact) if link.fact.id == fact.id else None
    return found is not None and found.difference is Difference.NONE


def _find_corrections(analysis: Analysis, uprating: Uprating) -> Iterator[Finding]:
    for link in analysis.links:
        if link.fact.id == uprating.fact.id and _is_sure(link, analysis):
            mention = link.statement.mention
            changed = replace(link, fact=uprating.fact)
            right = word_expected_value(changed, analysis)
            if is_right_in_place(changed, right, analysis) and _fits_around(changed, right, analysis):
                edit = Edit(mention.start, mention.end, right, safe=True)
                yield Finding(mention.start, mention.end, _RULE, fact=uprating.fact.id, expected=right, edit=edit, rule=_RULE)


def _is_sure(link: Link, analysis: Analysis) -> bool:
    """Return whether a statement surely states the former value, in words that fit the new one as well."""
    fits = link.statement.modifiers.qualifier in (Qualifier.EXACT, Qualifier.ABOUT, link.fact.qualifier)
    return is_likely(link) and link.agrees and link.comparison.equal and fits and not analysis.is_quoted(link.statement.mention.start)


def _fits_around(link: Link, right: str, analysis: Analysis) -> bool:
    """Return whether the new value can stand where the former one did: of the same number, and after an article that agrees with it."""
    mention, value = link.statement.mention, link.fact.value
    language, names = analysis.language, analysis.language.grammar.names
    if isinstance(value, Quantity) and isinstance(mention.value, Quantity):
        singular, was_singular = (is_singular(each.value, language) for each in (value, mention.value))
        if singular != was_singular:
            return False
    if is_safe_replacement(mention.start, mention.end, right, analysis):
        return True
    stated, before = (
        analysis.document.text[mention.start : mention.end],
        _LAST.search(analysis.folded[max(mention.start - _BACK, 0) : mention.start]),
    )
    figures = stated[:1].isdecimal() and right[:1].isdecimal()
    invariable = {*names.list_prepositions, *(names.masculine_articles if link.statement.is_date else ())}
    return figures and before is not None and before[0] in invariable
