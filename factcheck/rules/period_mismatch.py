"""Reports an amount that equals its fact but is said to recur at another rate, to be spread over another duration, or to start or end in
another year.

Does not report a yearly average that says so, nor the total of the fact divided by its years.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.model import Difference, Kind, Link
from factcheck.rules.mismatch import find_links, locate_reasons, with_link
from factcheck.wording.value import word_recurrence, word_spread

_CONFLICTS = (Difference.OVER, Difference.PER, Difference.STARTING, Difference.UNTIL)
# The words of time after a figure that a correction can take the place of.
_SHORT = 3
_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  enveloppe: {about: fonds, amount: "22,24 millions CAD", over: 3 ans, starting: 2019-2020, cues: {fr: [enveloppe]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  fund-amount: {about: lighthouse-fund, amount: 22.24 million CAD, over: 3 years, starting: 2019-2020, cues: {en: [envelope]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the statements that differ from their facts in time alone."""
    for link in find_links(analysis, [Kind.AMOUNT, Kind.COUNT, Kind.PERCENT], _CONFLICTS):
        yield with_link(_in_clause(link, analysis) if link.time else _beside(link, analysis), link, analysis)


def _beside(link: Link, analysis: Analysis) -> Finding:
    """Return the finding for a figure that states its time itself."""
    text, mention, modifiers = analysis.document.text, link.statement.mention, link.statement.modifiers
    start, end = min(modifiers.start, mention.start), max(modifiers.end, mention.end)
    right = f"{text[mention.start : mention.end]} {_time(link, text[start:end], analysis)}"
    values = {"found": " ".join(text[start:end].split()), "expected": right, "fact": link.fact}
    plain = start == mention.start and len(text[mention.end : end].split()) <= _SHORT and "," not in text[mention.end : end]
    edit = Edit(start, end, right, safe=False) if plain else None
    return Finding(start, end, "period-mismatch", values, link.fact.id, right, locate_reasons(link, analysis), edit)


def _in_clause(link: Link, analysis: Analysis) -> Finding:
    """Return the finding for a time that stands elsewhere in the clause of its figure."""
    assert link.time is not None
    text, mention, (start, end) = analysis.document.text, link.statement.mention, link.time
    right = f"{text[mention.start : mention.end]} {_time(link, '', analysis)}"
    words = sorted(((mention.start, mention.end), (start, end)))
    found = " … ".join(" ".join(text[low:high].split()) for low, high in words)
    values = {"found": found, "expected": right, "fact": link.fact}
    return Finding(start, end, "period-mismatch", values, link.fact.id, right, locate_reasons(link, analysis))


def _time(link: Link, found: str, analysis: Analysis) -> str:
    """Return what the fact says of its time, in the note's language."""
    fact, language = link.fact, analysis.language
    if link.difference is Difference.STARTING and fact.starting:
        return word_spread("starting", fact.starting, language)
    if link.difference is Difference.UNTIL and fact.until:
        return word_spread("until", fact.until, language)
    if fact.over:
        return word_spread("over", fact.over, language, " ".join(found.split()[-2:]) if link.difference is Difference.OVER else "")
    return word_recurrence(fact.per, language) if fact.per else ""


RULE = Rule(
    "period-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "L’enveloppe du Fonds des phares est de [[22,24 millions de dollars par année]].", _FRENCH),
        Example("fr", "L’enveloppe du Fonds des phares est de 22,24 millions de dollars sur trois ans.", _FRENCH),
        Example("en", "The envelope of the Lighthouse Fund is [[$22.24 million over five years]].", _ENGLISH),
        Example("en", "The envelope of the Lighthouse Fund is $22.24 million over three years.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
