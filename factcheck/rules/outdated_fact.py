"""Reports a statement that was true but is no longer true on the note's date: the fact is valid until an earlier day. The finding shows the
fact that replaced it, where the registry names one.

Does not report a statement in a past tense, nor one that gives the old value as the former one.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Difference, Kind
from factcheck.rules.mismatch import find_links, locate_fact, locate_reasons, with_link, word_fact

_FRENCH = """
entities:
  bourse: {kind: programme, fr: Bourse du large}
facts:
  ancien: {about: bourse, amount: 275 CAD, per: mois, cues: {fr: [verse]}, valid: {until: 2023-06-30}, replaced_by: nouveau}
  nouveau: {about: bourse, amount: 325 CAD, per: mois, cues: {fr: [verse]}, valid: {from: 2023-07-01}}
"""
_ENGLISH = """
entities:
  offshore-grant: {kind: programme, en: Offshore Grant}
facts:
  old-rate: {about: offshore-grant, amount: 275 CAD, per: month, cues: {en: [pays]}, valid: {until: 2023-06-30}, replaced_by: new-rate}
  new-rate: {about: offshore-grant, amount: 325 CAD, per: month, cues: {en: [pays]}, valid: {from: 2023-07-01}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the statements whose fact holds no more."""
    for link in find_links(analysis, Kind, [Difference.EXPIRED]):
        mention, current = link.statement.mention, find_successor(link.fact, analysis)
        like = analysis.document.text[mention.start : mention.end]
        right = word_fact(current, analysis, like, hedged=True) if current else None
        values = {"found": like, "expected": right, "until": link.fact.valid_until, "fact": link.fact, "current": current}
        places = locate_reasons(link, analysis) + ((locate_fact(current),) if current else ())
        key = "outdated-fact" + ("" if current else ".gone")
        yield with_link(Finding(mention.start, mention.end, key, values, link.fact.id, right, places), link, analysis)


def find_successor(fact: Fact, analysis: Analysis) -> Fact | None:
    """Return the fact that took over and holds on the note's day."""
    seen = {fact.id}
    while fact.replaced_by and fact.replaced_by not in seen:
        seen.add(fact.replaced_by)
        fact = analysis.registry.facts[fact.replaced_by]
        if fact.is_valid_on(analysis.date.day):
            return fact
    return None


RULE = Rule(
    "outdated-fact",
    Severity.WARNING,
    check,
    (
        Example("fr", "La Bourse du large verse [[275 $]] par mois.", _FRENCH),
        Example("fr", "La Bourse du large versait 275 $ par mois; elle verse maintenant 325 $ par mois.", _FRENCH),
        Example("en", "The Offshore Grant pays [[$275]] a month.", _ENGLISH),
        Example("en", "The Offshore Grant pays $325 a month.", _ENGLISH),
    ),
    doc=__doc__,
)
