"""A day that no calendar has (April 31, February 29 of a common year).

No fact is needed. Quotations are left alone. There is no sure correction: the day or the month may be wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.values.types import Calendar, Interval


def check(analysis: Analysis) -> Iterable[Finding]:
    """Findings for the days that do not exist."""
    for mention in analysis.mentions:
        value = mention.value
        days = (value.first, value.last) if isinstance(value, Interval) else (value,)
        if any(isinstance(day, Calendar) and not day.possible for day in days) and not analysis.is_quoted(mention.start):
            yield Finding(mention.start, mention.end, "impossible-date", {"found": analysis.document.text[mention.start : mention.end]})


RULE = Rule(
    "impossible-date",
    Severity.ERROR,
    check,
    (
        Example("fr", "La consultation prend fin le [[31 avril 2020]]."),
        Example("fr", "La consultation prend fin le 29 février 2020."),
        Example("en", "The consultation ends on [[February 29, 2021]]."),
        Example("en", "The consultation ends on April 30, 2020."),
    ),
    doc=__doc__,
)
