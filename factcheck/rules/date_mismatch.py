"""Reports a date that differs from its fact. A cue of the fact must be close to the date, in the same clause.

Does not report a less precise or more precise date that agrees (2004 for April 2004), a date that is part of a name (Budget 2019), a term
of comparison or a limit (before 2009).
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import DATES
from factcheck.rules.mismatch import find_mismatches

_FRENCH = """
entities:
  plan: {kind: programme, fr: Plan des rivages}
facts:
  lancement: {about: plan, date: 2004-04, cues: {fr: [lancé]}}
"""
_ENGLISH = """
entities:
  shores-plan: {kind: programme, en: Shores Plan}
facts:
  launch: {about: shores-plan, date: 2004-04, cues: {en: [launched]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return the findings for the dates that differ from their facts."""
    return find_mismatches(analysis, DATES, "date-mismatch")


RULE = Rule(
    "date-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le Plan des rivages a été lancé en [[avril 2005]].", _FRENCH),
        Example("fr", "Le Plan des rivages, lancé en 2004, a été revu en 2011.", _FRENCH),
        Example("en", "The Shores Plan was launched in [[April 2005]].", _ENGLISH),
        Example("en", "The Shores Plan was launched on April 12, 2004, and revised in 2011.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
