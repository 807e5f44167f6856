"""Reports a date that does not exist, such as April 31, or February 29 of a year that is not a leap year. No fact is needed. No correction
is proposed: the day or the month may be wrong.

Does not report quotations.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.values.types import Calendar, Interval


def check(analysis: Analysis) -> Iterable[Finding]:
    """Return a finding for each day that does not exist."""
    for mention in analysis.mentions:
        value = mention.value
        days = (value.first, value.last) if isinstance(value, Interval) else (value,)
        wrong = next((day for day in days if isinstance(day, Calendar) and not day.is_possible), None)
        if wrong is not None and not analysis.is_quoted(mention.start):
            key = "impossible-date" if len(days) == 1 else "impossible-date.interval"
            text = analysis.document.text[mention.start : mention.end]
            values = {"found": text, "month": wrong.whole_month, "days": wrong.days_in_month}
            yield Finding(mention.start, mention.end, key, values)


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
