"""Reports a day of the week that does not match the date beside it. No fact is needed. The correction changes the day of the week and is
never applied as safe, because the date may be the mistake.

Does not report quotations, nor a date that does not exist (see `impossible-date`).
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.mentions.weekdays import make_weekday_finder
from factcheck.values.types import Calendar
from factcheck.wording.value import word_value, word_weekday


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the weekdays that are not their date's."""
    for mention in analysis.mentions:
        value = mention.value
        period = value.period if isinstance(value, Calendar) and value.weekday is not None else None
        if (
            not isinstance(value, Calendar)
            or period is None
            or period.first.weekday() == value.weekday
            or analysis.is_quoted(mention.start)
        ):
            continue
        right = word_weekday(period.first.weekday(), analysis.language)
        text = analysis.document.text[mention.start : mention.end]
        at = make_weekday_finder(analysis.language).within(text)
        if at is None:
            continue
        stated = text[at.start : at.end]
        right = right.capitalize() if stated[:1].isupper() else right
        values = {"found": stated, "expected": right, "date": word_value(period.first, analysis.language)}
        edit = Edit(mention.start + at.start, mention.start + at.end, right, safe=False)
        yield Finding(mention.start, mention.end, "weekday-mismatch", values, expected=right, edit=edit)


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
