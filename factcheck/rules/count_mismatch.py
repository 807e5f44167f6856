"""Reports a count that differs from its fact. The noun that is counted must be the noun of the fact, or one of its cues.

Does not report what is counted for another year, for another place or for a part.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind
from factcheck.rules.mismatch import find_mismatches

_FRENCH = """
entities:
  ligne: {kind: service, fr: Alerte-Glace}
facts:
  signalements: {about: ligne, count: 1200 signalements, cues: {fr: [signalements]}}
"""
_ENGLISH = """
entities:
  iceline: {kind: service, en: IceLine}
facts:
  reports: {about: iceline, count: 1200 reports, cues: {en: [reports]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return the findings for the numbers of things that differ from their facts."""
    return find_mismatches(analysis, [Kind.COUNT], "count-mismatch")


RULE = Rule(
    "count-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Alerte-Glace a reçu [[1 020]] signalements.", _FRENCH),
        Example("fr", "Alerte-Glace a reçu 1 200 signalements de 14 villages.", _FRENCH),
        Example("en", "IceLine received [[1,020]] reports.", _ENGLISH),
        Example("en", "IceLine received 1,200 reports, up from 940 in 2015.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
