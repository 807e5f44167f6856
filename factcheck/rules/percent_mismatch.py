"""Reports a percentage that differs from its fact. The sentence must show what the percentage is a share of: it contains a cue of the fact,
and the subject of the fact is named there or shortly before.

Does not report a percentage of another base, a change (an increase of 5%) or a percentage of another year.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind
from factcheck.rules.mismatch import find_mismatches

_FRENCH = """
entities:
  centre: {kind: organisation, fr: Centre des marées}
facts:
  part: {about: centre, percent: 76 %, cues: {fr: [financement total]}}
"""
_ENGLISH = """
entities:
  tides-centre: {kind: organisation, en: Tides Centre}
facts:
  share: {about: tides-centre, percent: 76 %, cues: {en: [total funding]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return the findings for the shares that differ from their facts."""
    return find_mismatches(analysis, [Kind.PERCENT], "percent-mismatch")


RULE = Rule(
    "percent-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le Ministère verse [[67 %]] du financement total du Centre des marées.", _FRENCH),
        Example("fr", "Le Ministère verse 76 % du financement total du Centre des marées, une hausse de 4 %.", _FRENCH),
        Example("en", "The Department pays [[67%]] of the total funding of the Tides Centre.", _ENGLISH),
        Example("en", "The Department pays 76% of the total funding of the Tides Centre.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
