"""A figure or a date about a registered entity that no fact covers.

A note, not a fault: it shows a reviewer what nobody has confirmed. Only statements whose sentence names an entity that some fact is about
are counted.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import DateRole, Kind, NameForm

_FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {fr: [enveloppe], en: [envelope]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """A note for each statement about an entity of the registry that no fact judged."""
    judged = {(link.statement.mention.start, link.statement.mention.end) for link in analysis.links}
    about = analysis.registry.subjects
    named = [name for name in analysis.names if name.entity in about and name.form is not NameForm.DESCRIPTION]
    starts = [name.start for name in named]
    for statement in analysis.statements:
        mention, sentence = statement.mention, statement.sentence
        at = bisect_left(starts, sentence.start)
        spoken = at < len(named) and named[at].start < sentence.end
        if not spoken or (mention.start, mention.end) in judged or statement.date_role is DateRole.NAME or mention.kind is Kind.CONTACT:
            continue
        text = analysis.document.text[mention.start : mention.end]
        yield Finding(mention.start, mention.end, "unverified-claim", {"found": text})


RULE = Rule(
    "unverified-claim",
    Severity.NOTE,
    check,
    (
        Example("fr", "Le Fonds des phares emploie [[31]] gardiens.", _FACTS),
        Example("fr", "L’enveloppe du Fonds des phares est de 22,24 millions de dollars.", _FACTS),
        Example("en", "The Lighthouse Fund employs [[31]] keepers.", _FACTS),
        Example("en", "The envelope of the Lighthouse Fund is $22.24 million.", _FACTS),
    ),
    doc=__doc__,
)
