"""Reports a duration that differs from its fact. Durations are compared in the same unit: 12 months equal one year.

Does not report the duration over which an amount is spread: that is what `period-mismatch` checks.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind
from factcheck.rules.mismatch import find_mismatches

_FRENCH = """
entities:
  conseil: {kind: organisation, fr: Conseil des pêcheurs}
facts:
  mandat: {about: conseil, duration: 4 ans, cues: {fr: [mandat]}}
"""
_ENGLISH = """
entities:
  fishers-council: {kind: organisation, en: Fishers Council}
facts:
  term: {about: fishers-council, duration: 4 years, cues: {en: [term]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return the findings for the lengths of time that differ from their facts."""
    return find_mismatches(analysis, [Kind.DURATION], "duration-mismatch")


RULE = Rule(
    "duration-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Les membres du Conseil des pêcheurs ont un mandat de [[cinq ans]].", _FRENCH),
        Example("fr", "Les membres du Conseil des pêcheurs ont un mandat de 48 mois.", _FRENCH),
        Example("en", "Members of the Fishers Council serve a term of [[five years]].", _ENGLISH),
        Example("en", "Members of the Fishers Council serve a term of four years.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
