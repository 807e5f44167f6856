"""Reports a figure or a date about a registered entity that no fact covers. It is a note and not an error: it shows a reviewer what nobody
has confirmed.

Does not report a statement whose sentence names no entity that a fact is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind, NameForm, Reading, Role

_FACTS = """
entities:
  fonds: {kind: programme, fr: Fonds des phares, en: Lighthouse Fund}
facts:
  enveloppe: {about: fonds, amount: 22.24 million CAD, cues: {fr: [enveloppe], en: [envelope]}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """A note for each statement about an entity of the registry that no fact judged."""
    judged = {(link.statement.mention.start, link.statement.mention.end) for link in reading.links}
    about = reading.registry.subjects
    named = [name for name in reading.names if name.entity in about and name.form is not NameForm.DESCRIPTION]
    starts = [name.start for name in named]
    for statement in reading.statements:
        mention, sentence = statement.mention, statement.sentence
        at = bisect_left(starts, sentence.start)
        spoken = at < len(named) and named[at].start < sentence.end
        if not spoken or (mention.start, mention.end) in judged or statement.role is Role.NAME or mention.kind is Kind.CONTACT:
            continue
        text = reading.document.text[mention.start : mention.end]
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
