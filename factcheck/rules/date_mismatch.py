"""A date that is not the one that its fact holds.

A vaguer or a finer date that agrees is fine (2004 for April 2004). A cue of the fact must stand close to the date, in its own clause.
Dates that are a part of a name (Budget 2019), terms of comparison and bounds (before 2009) are left alone.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import DATES
from factcheck.rules.mismatch import mismatch

_FACTS = """
entities:
  plan: {kind: programme, fr: Plan des rivages, en: Shores Plan}
facts:
  lancement: {about: plan, date: 2004-04, cues: {fr: [lancé], en: [launched]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Findings for the dates that part from their facts."""
    return mismatch(analysis, DATES, "date-mismatch")


RULE = Rule(
    "date-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le Plan des rivages a été lancé en [[avril 2005]].", _FACTS),
        Example("fr", "Le Plan des rivages, lancé en 2004, a été revu en 2011.", _FACTS),
        Example("en", "The Shores Plan was launched in [[April 2005]].", _FACTS),
        Example("en", "The Shores Plan was launched on April 12, 2004, and revised in 2011.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
