"""Reports a suppression comment that suppresses nothing, or that names a rule that does not exist. It may be left over from a corrected
mistake, or stand before the wrong paragraph; removing it keeps it from hiding a real mistake later.

Does not report a suppression for a rule that did not run.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity


def check(analysis: Analysis) -> Iterable[Finding]:
    """Nothing: what a suppression silences is known only after all rules have run."""
    return ()


RULE = Rule(
    "unused-suppression",
    Severity.WARNING,
    check,
    (
        Example("fr", "[[<!-- factcheck: ignore impossible-date -->]]\nLa consultation prend fin le 30 avril 2020.\n"),
        Example("fr", "<!-- factcheck: ignore impossible-date -->\nLa consultation prend fin le 31 avril 2020.\n"),
        Example("en", "[[<!-- factcheck: ignore impossible-date -->]]\nThe consultation ends on April 30, 2020.\n"),
        Example("en", "<!-- factcheck: ignore impossible-date -->\nThe consultation ends on April 31, 2020.\n"),
    ),
    doc=__doc__,
)
