"""A suppression that suppresses nothing, or that names a rule that does not exist.

It is left over from a mended fault, or aims at the wrong paragraph; taking it out keeps it from silencing a real fault one day. The engine
tells these, once all other rules have run.
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
