"""Reports an acronym that the note expands differently from the registry, or in two ways, and a name to which the note gives another
acronym.

Does not report words before the brackets whose initials are not the letters of the acronym, unless they are a registered name; the
acronym of a longer phrase that ends with a name; or, for the names of a pack, anything but a near match, since another body may use the
same letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.facts.schema import Entity
from factcheck.findings import Edit, Example, Finding, Related, Rule, Severity
from factcheck.languages.words import fold, tokens
from factcheck.model import NameForm, Pair, Reading
from factcheck.rules.acronyms import closes, content, known, name_before, resembles, reworded
from factcheck.rules.evidence import entity_place
from factcheck.slips import Slip, letters

_TITLE = "title"
Listed = Mapping[str, Sequence[Entity]]

_FACTS = """
entities:
  garde: {kind: organisation, fr: {name: Garde royale des lacs, acronym: GRL}, en: {name: Royal Lake Guard, acronym: RLG}}
"""


def check(reading: Reading) -> Iterable[Finding]:
    """Findings for the acronyms and expansions that do not go together."""
    listed = known(reading.registry)
    first: dict[str, tuple[str, tuple[int, int]]] = {}
    for pair in reading.pairs:
        if reading.quoted(pair.start):
            continue
        finding = _named(pair, listed, reading) or _expanded(pair, listed, reading) or _twice(pair, listed, first, reading)
        if finding:
            yield finding


def _named(pair: Pair, listed: Listed, reading: Reading) -> Finding | None:
    """A registered name with another acronym than its own."""
    for start, end, entity in name_before(reading, pair.start):
        if pair.words and pair.words[0].start < start:
            return None
        own = {names.acronym for names in reading.registry.entities[entity].names.values() if names.acronym}
        if pair.acronym in own or not own or _is_form(pair.acronym, entity, reading):
            return None
        if any(name.end == end and name.form in (NameForm.SHORT, NameForm.DESCRIPTION) for name in reading.named(start, start + 1)):
            return None
        names = reading.registry.entities[entity].names.get(reading.language.code)
        right = names.acronym if names else None
        if right and _meant(pair.acronym, right, start, listed, reading.registry.entities[entity], reading):
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


def _meant(said: str, right: str, start: int, listed: Listed, entity: Entity, reading: Reading) -> bool:
    """Whether an acronym is meant for an entity, and not for a longer phrase that its name closes: a slip of the right one or, where no
    longer phrase can be seen, any other; of a shared entity, only another body's."""
    if letters(said, right) is not Slip.NONE:
        return True
    return not closes(start, reading) and (not entity.pack or said in listed)


def _is_form(acronym: str, entity: str, reading: Reading) -> bool:
    return any(acronym in (names.name, *names.also) for names in reading.registry.entities[entity].names.values())


def _expanded(pair: Pair, listed: Listed, reading: Reading) -> Finding | None:
    """A registered acronym with other words than its entity's."""
    code = reading.language.code
    held = [entity for entity in listed.get(pair.acronym, ()) if code in entity.names and entity.names[code].acronym == pair.acronym]
    if not pair.words:
        return _reworded(pair, held, reading)
    if any(_says(pair, entity, reading) for entity in held):
        return None
    start = pair.words[0].start
    if any(near.start <= start < near.end for near in reading.near_names):
        return None
    for entity in held:
        right = entity.names[code].name
        if not entity.pack or (entity.kind != _TITLE and resembles(pair.words, right, reading)):
            values = {"found": reading.document.text[start : pair.words[-1].end], "acronym": pair.acronym, "expected": right}
            return Finding(start, pair.end + 1, "acronym-mismatch.expansion", values, None, right, (entity_place(entity.id, reading),))
    return None


def _reworded(pair: Pair, held: Sequence[Entity], reading: Reading) -> Finding | None:
    """A registered acronym after its entity's name with a word changed, so that the initials are no longer its letters."""
    if not held or name_before(reading, pair.start) or any(near.end >= pair.start - 2 > near.start for near in reading.near_names):
        return None
    for entity in held:
        right = entity.names[reading.language.code].name
        words = () if entity.pack else reworded(pair.start, right, reading)
        if words:
            found = reading.document.text[words[0].start : words[-1].end]
            values = {"found": found, "acronym": pair.acronym, "expected": right}
            place = (entity_place(entity.id, reading),)
            return Finding(words[0].start, pair.end + 1, "acronym-mismatch.expansion", values, None, right, place)
    return None


def _says(pair: Pair, entity: Entity, reading: Reading) -> bool:
    """Whether the words before an acronym are a form of an entity."""
    names, said = entity.names[reading.language.code], content(pair.words, reading)
    return any(found == entity.id for _, _, found in name_before(reading, pair.start)) or any(
        said == content(tokens(fold(form)), reading) for form in (names.name, *names.also)
    )


def _twice(pair: Pair, listed: Listed, first: dict[str, tuple[str, tuple[int, int]]], reading: Reading) -> Finding | None:
    """An acronym that the registry itself does not know, with other words than before in this note."""
    if not pair.words or any(not entity.pack for entity in listed.get(pair.acronym, ())):
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
        Example("en", "The [[Royal Lake Watch (RLG)]] keeps watch.", _FACTS),
        Example("en", "The lakes have a guard (RLG) of their own.", _FACTS),
        Example("en", "The Royal Lake Guard (RLG) keeps watch.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
