"""Reports an amount of money that differs from the fact that its sentence states. The subject, the cues and the context of the sentence
decide which fact that is; the value counts least. The message names the kind of error where it is known: two digits swapped, millions for
billions, a decimal point moved, another currency.

Does not report a rounded amount that says so (nearly, about), nor an amount that may be about something else: another period, a part, an
increase, a wish or an estimate.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind
from factcheck.rules.mismatch import find_mismatches

_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  enveloppe: {about: fonds, amount: "22,24 millions CAD", over: 3 ans, cues: {fr: [budget de 2019]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  fund-amount: {about: lighthouse-fund, amount: 22.24 million CAD, over: 3 years, cues: {en: [Budget 2019]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return the findings for the sums that differ from their facts."""
    return find_mismatches(analysis, [Kind.AMOUNT], "amount-mismatch")


RULE = Rule(
    "amount-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Le budget de 2019 accorde au Fonds des phares [[24,22 millions de dollars]] sur trois ans.", _FRENCH),
        Example("fr", "Le budget de 2019 accorde au Fonds des phares près de 22 millions de dollars sur trois ans.", _FRENCH),
        Example("en", "Budget 2019 gave the Lighthouse Fund [[$22.24 billion]] over three years.", _ENGLISH),
        Example("en", "Budget 2019 gave the Lighthouse Fund $22.24 million over three years, and the port $3 million.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
