"""Reports a day of the week that does not match the date beside it. No fact is needed. The correction changes the day of the week and is
never applied as safe, because the date may be the mistake.

Does not report quotations, nor a date that does not exist (see `impossible-date`) or that differs from its fact (see `date-mismatch`), whose
day has that day of the week.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.mentions.weekdays import make_weekday_finder
from factcheck.model import Link
from factcheck.values.types import Calendar, Grain, Period
from factcheck.wording.value import word_value, word_weekday


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the weekdays that are not their date's."""
    misdated = {link.statement.mention.start for link in analysis.links if _is_misdated(link)}
    for mention in analysis.mentions:
        value = mention.value
        if not isinstance(value, Calendar) or value.weekday is None or mention.start in misdated or analysis.is_quoted(mention.start):
            continue
        text = analysis.document.text[mention.start : mention.end]
        at, period = make_weekday_finder(analysis.language).within(text), value.period
        if at is None or period is None or period.first.weekday() == value.weekday:
            continue
        stated, right = text[at.start : at.end], word_weekday(period.first.weekday(), analysis.language)
        right = right.capitalize() if stated[:1].isupper() else right
        values = {"found": stated, "expected": right, "date": word_value(period.first, analysis.language)}
        edit = Edit(mention.start + at.start, mention.start + at.end, right, safe=False)
        yield Finding(mention.start, mention.end, "weekday-mismatch", values, expected=right, edit=edit)


def _is_misdated(link: Link) -> bool:
    """Return whether a date differs from its fact, whose day has the weekday that the note gives it."""
    value, right = link.statement.mention.value, link.fact.value
    if link.agrees or not isinstance(value, Calendar) or not isinstance(right, Period):
        return False
    return right.grain is Grain.DAY and right.first.weekday() == value.weekday


RULE = Rule(
    "weekday-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "La rencontre a eu lieu le [[mardi 3 mars 2021]]."),
        Example("fr", "La rencontre a eu lieu le mercredi 3 mars 2021."),
        Example("en", "The meeting took place on [[Tuesday, March 3, 2021]]."),
        Example("en", "The meeting took place on Wednesday, March 3, 2021."),
    ),
    doc=__doc__,
    fixable=True,
)
