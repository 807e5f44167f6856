"""Reports an amount that equals its fact but is said to recur at another rate, to be spread over another duration, or to start or end in
another year.

Does not report a yearly average that says so, nor the total of the fact divided by its years.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.wording import per, spread
from factcheck.model import Conflict, Kind, Link, Reading
from factcheck.rules.evidence import linked, related

_CONFLICTS = (Conflict.OVER, Conflict.PER, Conflict.STARTING, Conflict.UNTIL)
# The words of time after a figure that a correction can take the place of.
_SHORT = 3
_FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, starting: 2019-2020, cues: {fr: [enveloppe], en: [envelope]}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the statements that part from their facts in time alone."""
    text = reading.document.text
    for link in linked(reading, [Kind.AMOUNT, Kind.COUNT], _CONFLICTS):
        mention, modifiers, fact = link.statement.mention, link.statement.modifiers, link.fact
        start, end = min(modifiers.start, mention.start), max(modifiers.end, mention.end)
        right = f"{text[mention.start : mention.end]} {_time(link, text[start:end], reading)}"
        values = {"found": " ".join(text[start:end].split()), "expected": right, "fact": fact}
        plain = start == mention.start and len(text[mention.end : end].split()) <= _SHORT and "," not in text[mention.end : end]
        edit = Edit(start, end, right, safe=False) if plain else None
        yield Finding(start, end, "period-mismatch", values, fact.id, right, related(link, reading), edit)


def _time(link: Link, found: str, reading: Reading) -> str:
    """What the fact says of its time, in the note's language."""
    fact, language = link.fact, reading.language
    if link.conflict is Conflict.STARTING and fact.starting:
        return spread("starting", fact.starting, language)
    if link.conflict is Conflict.UNTIL and fact.until:
        return spread("until", fact.until, language)
    if fact.over:
        return spread("over", fact.over, language, " ".join(found.split()[-2:]) if link.conflict is Conflict.OVER else "")
    return per(fact.per, language) if fact.per else ""


RULE = Rule(
    "period-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "L’enveloppe du Fonds des phares est de [[22,24 millions de dollars par année]].", _FACTS),
        Example("fr", "L’enveloppe du Fonds des phares est de 22,24 millions de dollars sur trois ans.", _FACTS),
        Example("en", "The envelope of the Lighthouse Fund is [[$22.24 million over five years]].", _FACTS),
        Example("en", "The envelope of the Lighthouse Fund is $22.24 million over three years.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
