"""An amount said to come back, or to be spread over another time than its fact's; a flow that starts or ends in another year.

The amount itself must be the fact's. A yearly mean that says so, or an amount shared out over its years, agrees.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.model import Conflict, Example, Finding, Kind, Reading, Rule, Severity
from factcheck.rules.evidence import linked, related

_CONFLICTS = (Conflict.OVER, Conflict.PER, Conflict.STARTING, Conflict.UNTIL)
_FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, over: 3 years, starting: 2019-2020, cues: {fr: [enveloppe], en: [envelope]}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the statements that part from their facts in time alone."""
    for link in linked(reading, [Kind.AMOUNT, Kind.COUNT], _CONFLICTS):
        modifiers, fact = link.statement.modifiers, link.fact
        start, end = min(modifiers.start, link.statement.mention.start), max(modifiers.end, link.statement.mention.end)
        values = {
            "found": reading.document.text[start:end],
            "over": fact.over,
            "per": fact.per,
            "starting": fact.starting,
            "until": fact.until,
            "fact": fact,
        }
        yield Finding(start, end, f"period-mismatch.{link.conflict}", values, fact.id, None, related(link, reading))


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
)
