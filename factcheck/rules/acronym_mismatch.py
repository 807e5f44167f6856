"""An acronym given another expansion than the registry's, or two expansions in one note; a name given another acronym.

The words before the brackets count as an expansion only where their initials are the acronym's letters, or where they are a registered
name. A near miss of the right acronym is told as such.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from factcheck.findings import Edit, Example, Finding, Related, Rule, Severity
from factcheck.model import NameForm, Reading
from factcheck.rules.acronyms import Pair, known, name_before, pairs
from factcheck.rules.evidence import entity_place

_FACTS = """
entities:
  garde: {kind: organisation, fr: {name: Garde royale des lacs, acronym: GRL}, en: {name: Royal Lake Guard, acronym: RLG}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the acronyms and expansions that do not go together."""
    listed = known(reading.registry)
    first: dict[str, tuple[str, tuple[int, int]]] = {}
    for pair in pairs(reading):
        if reading.quoted(pair.start):
            continue
        finding = _named(pair, listed, reading) or _expanded(pair, listed, reading) or _twice(pair, listed, first, reading)
        if finding:
            yield finding


def _named(pair: Pair, listed: Mapping[str, str], reading: Reading) -> Finding | None:
    """A registered name with another acronym than its own."""
    for start, end, entity in name_before(reading, pair.start):
        own = {names.acronym for names in reading.registry.entities[entity].names.values() if names.acronym}
        if pair.acronym in own or not own or _is_form(pair.acronym, entity, reading):
            return None
        if any(name.end == end and name.form in (NameForm.SHORT, NameForm.DESCRIPTION) for name in reading.named(start, start + 1)):
            return None
        names = reading.registry.entities[entity].names.get(reading.language.code)
        right = names.acronym if names else None
        if right:
            values = {"found": pair.acronym, "name": reading.document.text[start:end], "expected": right}
            return Finding(
                pair.start,
                pair.end,
                "acronym-mismatch.acronym",
                values,
                None,
                right,
                (entity_place(entity, reading),),
                Edit(pair.start, pair.end, right, safe=False),
            )
    return None


def _is_form(acronym: str, entity: str, reading: Reading) -> bool:
    return any(acronym in (names.name, *names.also) for names in reading.registry.entities[entity].names.values())


def _expanded(pair: Pair, listed: Mapping[str, str], reading: Reading) -> Finding | None:
    """A registered acronym with other words than its entity's."""
    entity = listed.get(pair.acronym)
    if entity is None or not pair.words or any(found == entity for _, _, found in name_before(reading, pair.start)):
        return None
    start = pair.words[0].start
    if any(near.start <= start and near.end > start and near.words for near in reading.near_names):
        return None
    names = reading.registry.entities[entity].names.get(reading.language.code)
    if names is None or names.acronym != pair.acronym:
        return None
    values = {"found": reading.document.text[start : pair.words[-1].end], "acronym": pair.acronym, "expected": names.name}
    return Finding(start, pair.end + 1, "acronym-mismatch.expansion", values, None, names.name, (entity_place(entity, reading),))


def _twice(pair: Pair, listed: Mapping[str, str], first: dict[str, tuple[str, tuple[int, int]]], reading: Reading) -> Finding | None:
    """An acronym that nobody registered, with other words than before in this note."""
    if pair.acronym in listed or not pair.words:
        return None
    small = reading.language.grammar.inflection.function_words
    words = " ".join(token.word for token in pair.words if token.word not in small)
    span = pair.words[0].start, pair.words[-1].end
    before, place = first.setdefault(pair.acronym, (words, span))
    if before == words:
        return None
    text = reading.document.text
    values = {"found": text[span[0] : span[1]], "acronym": pair.acronym, "first": text[place[0] : place[1]]}
    return Finding(span[0], pair.end + 1, "acronym-mismatch.twice", values, related=(Related("first", {}, span=place),))


RULE = Rule(
    "acronym-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "La Garde royale des lacs ([[GRLL]]) veille.", _FACTS),
        Example("fr", "La Garde royale des lacs (GRL) veille.", _FACTS),
        Example("en", "The [[Regional Lake Guard (RLG)]] keeps watch.", _FACTS),
        Example("en", "The Royal Lake Guard (RLG) keeps watch.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
