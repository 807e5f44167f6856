"""Reports a figure or a date about a registered entity that no fact covers. It is a note and not an error: it shows a reviewer what nobody
has confirmed.

Does not report a statement whose sentence names no entity that a fact is about.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Set

from factcheck.analysis import Analysis
from factcheck.facts.schema import Fact, Registry
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import DateRole, Kind, Mention, NameForm
from factcheck.values.comparison import to_one_unit
from factcheck.values.confidence import is_likely
from factcheck.values.types import Calendar, Period, Quantity

# A fact is near, for the message, up to half the larger value or a year.
_FARTHEST, _DAYS = 0.5, 366
_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  enveloppe: {about: fonds, amount: "22,24 millions CAD", cues: {fr: [enveloppe]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  fund-amount: {about: lighthouse-fund, amount: 22.24 million CAD, cues: {en: [envelope]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield a note for each statement about an entity of the registry that no fact covers."""
    linked = {(link.statement.mention.start, link.statement.mention.end) for link in analysis.links if is_likely(link.score)}
    about = analysis.registry.subjects
    named = [name for name in analysis.names if name.entity in about and name.form is not NameForm.DESCRIPTION]
    starts = [name.start for name in named]
    for statement in analysis.statements:
        mention, sentence = statement.mention, statement.sentence
        at = bisect_left(starts, sentence.start)
        end = bisect_left(starts, sentence.end)
        if at == end or (mention.start, mention.end) in linked or statement.date_role is DateRole.NAME or mention.kind is Kind.CONTACT:
            continue
        text = analysis.document.text[mention.start : mention.end]
        fact = _nearest(mention, {name.entity for name in named[at:end]}, analysis.registry)
        if fact is None:
            yield Finding(mention.start, mention.end, "unverified-claim", {"found": text})
        else:
            values = {"found": text, "nearest": fact, "value": fact.as_written}
            yield Finding(mention.start, mention.end, "unverified-claim.nearest", values)


def _nearest(mention: Mention, entities: Set[str], registry: Registry) -> Fact | None:
    """Return the fact about some entities whose value is nearest to that of a mention; None where none is near."""
    known = (fact for entity in sorted(entities) for fact in registry.by_entity.get(entity, ()))
    distances = [(far, fact) for fact in known if (far := _distance(mention.value, fact.value)) is not None]
    return min(distances, key=lambda each: each[0])[1] if distances else None


def _distance(stated: object, registered: object) -> float | None:
    """Return how far a value is from that of a fact, as a share of the farthest that is near; None where it is farther, or of another kind."""
    far: float | None = None
    if isinstance(stated, Quantity) and isinstance(registered, Quantity):
        pair = to_one_unit(stated, registered)
        far = float(abs(pair[0] - pair[1]) / (max(map(abs, pair)) or 1)) / _FARTHEST if pair else None
    elif isinstance(stated, Calendar) and stated.period and isinstance(registered, Period):
        far = abs((stated.period.first - registered.first).days) / _DAYS
    return far if far is not None and far <= 1 else None


RULE = Rule(
    "unverified-claim",
    Severity.NOTE,
    check,
    (
        Example("fr", "Le Fonds des phares emploie [[31]] gardiens.", _FRENCH),
        Example("fr", "L’enveloppe du Fonds des phares est de 22,24 millions de dollars.", _FRENCH),
        Example("en", "The Lighthouse Fund employs [[31]] keepers.", _ENGLISH),
        Example("en", "The envelope of the Lighthouse Fund is $22.24 million.", _ENGLISH),
    ),
    doc=__doc__,
)
