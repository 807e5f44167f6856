"""Reports a figure that has the value of its fact, or its rounding, but another qualifier: less than for more than, exact for approximate. A
rounded figure given as exact is a warning.

Does not report a rounded figure that says so.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.model import Difference, Kind
from factcheck.rules.mismatch import find_links, locate_reasons, with_link, word_expected_value

_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.COUNT, Kind.DURATION)
_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  annuel: {about: fonds, amount: plus de 18 millions CAD, per: an, cues: {fr: [financement annuel]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  annual-amount: {about: lighthouse-fund, amount: more than 18 million CAD, per: year, cues: {en: [annual funding]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the figures that are hedged otherwise than their facts."""
    for link in find_links(analysis, _KINDS, [Difference.QUALIFIER]):
        mention, modifiers = link.statement.mention, link.statement.modifiers
        start = min(modifiers.start, mention.start)
        end = max(mention.end, mention.end if modifiers.over or modifiers.per else modifiers.end)
        right = word_expected_value(link, analysis, hedged=True)
        values = {"found": analysis.document.text[start:end], "expected": right, "fact": link.fact}
        edit = Edit(start, end, right, safe=False)
        yield with_link(
            Finding(start, end, "qualifier-mismatch", values, link.fact.id, right, locate_reasons(link, analysis), edit), link, analysis
        )


RULE = Rule(
    "qualifier-mismatch",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le financement annuel du Fonds des phares est de [[moins de 18 millions de dollars]].", _FRENCH),
        Example("fr", "Le financement annuel du Fonds des phares est de plus de 18 millions de dollars.", _FRENCH),
        Example("en", "Annual funding for the Lighthouse Fund is [[less than $18 million]].", _ENGLISH),
        Example("en", "Annual funding for the Lighthouse Fund is more than $18 million.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
