"""Reports a list of partners, signatories or members that omits a member of its fact or adds another. The list must follow a cue of the
fact, or be the subject of its verb, in a sentence about the subject of the fact, and name at least two of the members.

Does not report an omission from a list that does not claim to be complete (including, among, two of, with others), nor a sentence about
one member.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from factcheck.analysis import Analysis
from factcheck.detectors.enumerations.find import find_listings
from factcheck.detectors.enumerations.items import Listing
from factcheck.facts.schema import Fact
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Name
from factcheck.rules.mismatch import locate_fact
from factcheck.values.confidence import Confidence

_FRENCH = """
entities:
  plan: {kind: programme, fr: Plan des rivages}
  garde: {kind: organisation, fr: Garde des lacs}
  conseil: {kind: organisation, fr: Conseil des pêcheurs}
  institut: {kind: organisation, fr: Institut des marées}
facts:
  partenaires: {about: plan, members: [garde, conseil, institut], cues: {fr: [en partenariat avec]}}
"""
_ENGLISH = """
entities:
  shores-plan: {kind: programme, en: Shores Plan}
  lake-guard: {kind: organisation, en: Lake Guard}
  fishers-council: {kind: organisation, en: Fishers Council}
  tides-institute: {kind: organisation, en: Tides Institute}
facts:
  partners: {about: shores-plan, members: [lake-guard, fishers-council, tides-institute], cues: {en: [in partnership with]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the lists that are not the registered one."""
    for fact in analysis.registry.by_kind.get("members", ()):
        if isinstance(fact.value, tuple):
            for listing in find_listings(fact, analysis):
                finding = _compare(fact, listing, analysis)
                if finding:
                    yield finding


def find_agreeing_lists(analysis: Analysis) -> Iterator[tuple[int, int, str]]:
    """Yield the half-open span of each complete list that is the registered one, and the id of its fact."""
    for fact in analysis.registry.by_kind.get("members", ()):
        members = fact.value if isinstance(fact.value, tuple) else ()
        for listing in find_listings(fact, analysis) if members else ():
            named = {name.entity for name in listing.names} & set(members)
            if len(named) > 1 and not listing.is_partial and _compare(fact, listing, analysis) is None:
                yield listing.start, _find_end(listing, analysis.document.text), fact.id


def _compare(fact: Fact, listing: Listing, analysis: Analysis) -> Finding | None:
    assert isinstance(fact.value, tuple)
    named = {name.entity for name in listing.names}
    hosts = {name.entity for name in listing.hosts}
    missing = [] if listing.is_partial else [member for member in fact.value if member not in named | hosts]
    kinds = {analysis.registry.entities[member].kind for member in fact.value}
    added = _added(listing.items, fact, kinds, analysis)
    unknown = tuple(analysis.document.text[start:end] for start, end in listing.unknown)
    if len(named & set(fact.value)) < 2 or not (missing or added or unknown):
        return None
    values = {"missing": _names(missing, analysis), "added": (*_names(added, analysis), *unknown), "fact": fact}
    key = "members-mismatch" + (".missing" if not (added or unknown) else ".both" if missing else ".added")
    expected = ", ".join(_names(list(fact.value), analysis))
    start, end = listing.start, _find_end(listing, analysis.document.text)
    return Finding(start, end, key, values, fact.id, expected, (locate_fact(fact),), confidence=Confidence.LIKELY)


def _find_end(listing: Listing, text: str) -> int:
    """Return the end of a list, after the bracket that closes what it opened."""
    stated = text[listing.start : listing.end]
    return listing.end + (stated.count("(") > stated.count(")") and text.startswith(")", listing.end))


def _added(items: Sequence[Name], fact: Fact, kinds: set[str], analysis: Analysis) -> list[str]:
    assert isinstance(fact.value, tuple)
    found = {name.entity for name in items if analysis.registry.entities[name.entity].kind in kinds}
    return sorted(found - set(fact.value) - set(fact.about))


def _names(entities: Sequence[str], analysis: Analysis) -> tuple[str, ...]:
    code = analysis.language.code
    found = (analysis.registry.entities[entity].names for entity in entities)
    return tuple((names.get(code) or next(iter(names.values()))).name for names in found)


RULE = Rule(
    "members-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le Plan des rivages est mené [[en partenariat avec la Garde des lacs et le Conseil des pêcheurs]].", _FRENCH),
        Example(
            "fr",
            "Le Plan des rivages est mené en partenariat avec la Garde des lacs, le Conseil des pêcheurs et l’Institut des marées.",
            _FRENCH,
        ),
        Example("en", "The Shores Plan is carried out [[in partnership with the Lake Guard and the Fishers Council]].", _ENGLISH),
        Example(
            "en",
            "The Lake Guard carries out the Shores Plan in partnership with its peers, the Tides Institute and the Fishers Council.",
            _ENGLISH,
        ),
        Example(
            "en", "The Shores Plan is carried out in partnership with, among others, the Lake Guard and the Fishers Council.", _ENGLISH
        ),
    ),
    doc=__doc__,
)
