"""Reports an acronym that the note expands differently from the registry, or in two ways, and a name to which the note gives another
acronym.

Does not report words before the brackets whose initials are not the letters of the acronym, unless they are a registered name; the
acronym of a longer phrase that ends with a name; or, for the names of a pack, anything but a near match, since another body may use the
same letters.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from factcheck.analysis import Analysis
from factcheck.detectors.acronyms import closes_phrase, find_names_before, find_reworded, index_acronyms, resembles_name, stem_content
from factcheck.facts.schema import Entity
from factcheck.findings import Edit, Example, Finding, RelatedLocation, Rule, Severity
from factcheck.languages.tokens import fold, stemmer, tokens
from factcheck.model import AcronymDefinition, NameForm
from factcheck.names.gazetteer import form_plurals
from factcheck.rules.mismatch import locate_entity
from factcheck.values.error_kinds import ErrorKind, classify_spelling

_TITLE = "title"
# An acronym with so few letters stands for many things.
_AMBIGUOUS = 2
AcronymIndex = Mapping[str, Sequence[Entity]]

_FRENCH = """
entities:
  garde: {kind: organisation, fr: {name: Garde royale des lacs, acronym: GRL}}
"""
_ENGLISH = """
entities:
  lake-guard: {kind: organisation, en: {name: Royal Lake Guard, acronym: RLG}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the acronyms and expansions that do not go together."""
    listed = index_acronyms(analysis.registry)
    first: dict[str, tuple[tuple[str, ...], tuple[int, int]]] = {}
    for pair in analysis.acronym_definitions:
        if analysis.is_quoted(pair.start):
            continue
        finding = (
            _check_acronym(pair, analysis) or _check_expansion(pair, listed, analysis) or _check_repeated(pair, listed, first, analysis)
        )
        if finding:
            yield finding


def _check_acronym(pair: AcronymDefinition, analysis: Analysis) -> Finding | None:
    """Return a registered name with another acronym than its own."""
    for start, end, entity in find_names_before(analysis, pair.start):
        if pair.words and pair.words[0].start < start:
            return None
        acronyms = {names.acronym for names in analysis.registry.entities[entity].names.values() if names.acronym}
        if pair.acronym in acronyms or not acronyms or _is_form(pair.acronym, entity, analysis):
            return None
        if any(
            name.end == end and name.form in (NameForm.SHORT, NameForm.DESCRIPTION) for name in analysis.names_between(start, start + 1)
        ):
            return None
        names = analysis.registry.entities[entity].names.get(analysis.language.code)
        right = names.acronym if names else None
        if right and _is_intended(pair.acronym, right, entity, start, analysis):
            values = {"found": pair.acronym, "name": analysis.document.text[start:end], "expected": right}
            return Finding(
                pair.start,
                pair.end,
                "acronym-mismatch.acronym",
                values,
                None,
                right,
                (locate_entity(entity, analysis),),
                Edit(pair.start, pair.end, right, safe=False),
            )
    return None


def _is_intended(stated: str, right: str, entity: str, start: int, analysis: Analysis) -> bool:
    """Return whether an acronym is meant for an entity, and not for a longer phrase that its name closes: a known error for the right one or, where no
    longer phrase can be seen, any other; of a shared entity, only another body's."""
    if classify_spelling(stated, right) is not ErrorKind.NONE:
        return True
    return not closes_phrase(start, analysis) and (
        not analysis.registry.entities[entity].pack or stated in index_acronyms(analysis.registry)
    )


def _is_form(acronym: str, entity: str, analysis: Analysis) -> bool:
    return any(acronym in (names.name, *names.also) for names in analysis.registry.entities[entity].names.values())


def _check_expansion(pair: AcronymDefinition, listed: AcronymIndex, analysis: Analysis) -> Finding | None:
    """Return a registered acronym with other words than its entity's."""
    code = analysis.language.code
    registered = [entity for entity in listed.get(pair.acronym, ()) if code in entity.names and entity.names[code].acronym == pair.acronym]
    if not pair.words:
        return _check_reworded(pair, registered, analysis)
    if any(_has_expansion(pair, entity, analysis) for entity in registered):
        return None
    start = pair.words[0].start
    if any(similar.start <= start < similar.end for similar in analysis.similar_names):
        return None
    for entity in registered:
        right = entity.names[code].name
        sure = not entity.pack and len(pair.acronym) > _AMBIGUOUS
        if sure or (entity.kind != _TITLE and resembles_name(pair.words, right, analysis)):
            values = {"found": analysis.document.text[start : pair.words[-1].end], "acronym": pair.acronym, "expected": right}
            return Finding(start, pair.end + 1, "acronym-mismatch.expansion", values, None, right, (locate_entity(entity.id, analysis),))
    return None


def _check_reworded(pair: AcronymDefinition, registered: Sequence[Entity], analysis: Analysis) -> Finding | None:
    """Return a registered acronym after its entity's name with a word changed, so that the initials are no longer its letters."""
    if (
        not registered
        or find_names_before(analysis, pair.start)
        or any(similar.end >= pair.start - 2 > similar.start for similar in analysis.similar_names)
    ):
        return None
    for entity in registered:
        right = entity.names[analysis.language.code].name
        words = () if entity.pack else find_reworded(pair.start, right, analysis)
        if words:
            found = analysis.document.text[words[0].start : words[-1].end]
            values = {"found": found, "acronym": pair.acronym, "expected": right}
            place = (locate_entity(entity.id, analysis),)
            return Finding(words[0].start, pair.end + 1, "acronym-mismatch.expansion", values, None, right, place)
    return None


def _has_expansion(pair: AcronymDefinition, entity: Entity, analysis: Analysis) -> bool:
    """Return whether the words before an acronym are a form of an entity."""
    names, stated = entity.names[analysis.language.code], stem_content(pair.words, analysis)
    return any(found == entity.id for _, _, found in find_names_before(analysis, pair.start)) or any(
        stated == stem_content(tokens(fold(form)), analysis) for form in (names.name, *names.also)
    )


def _check_repeated(
    pair: AcronymDefinition, listed: AcronymIndex, first: dict[str, tuple[tuple[str, ...], tuple[int, int]]], analysis: Analysis
) -> Finding | None:
    """Return an acronym that the registry itself does not know, with other words than before in this note."""
    if not pair.words or any(not entity.pack for entity in listed.get(pair.acronym, ())):
        return None
    small = analysis.language.grammar.inflection.function_words
    words = tuple(token.word for token in pair.words if token.word not in small)
    span = pair.words[0].start, pair.words[-1].end
    before, place = first.setdefault(pair.acronym, (words, span))
    if len(before) == len(words) and all(_are_forms(one, other, analysis) for one, other in zip(before, words, strict=True)):
        return None
    text = analysis.document.text
    values = {"found": text[span[0] : span[1]], "acronym": pair.acronym, "first": text[place[0] : place[1]]}
    return Finding(span[0], pair.end + 1, "acronym-mismatch.twice", values, related=(RelatedLocation("first", {}, span=place),))


def _are_forms(one: str, other: str, analysis: Analysis) -> bool:
    """Return whether two words are one, or the singular and the plural of one."""
    stem, language = stemmer(analysis.language).stem, analysis.language
    return stem(one) == stem(other) or one in form_plurals(other, language) or other in form_plurals(one, language)


RULE = Rule(
    "acronym-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "La Garde royale des lacs ([[GRLL]]) veille.", _FRENCH),
        Example("fr", "La Garde royale des lacs (GRL) veille.", _FRENCH),
        Example("en", "The [[Regional Lake Guard (RLG)]] keeps watch.", _ENGLISH),
        Example("en", "The [[Royal Lake Watch (RLG)]] keeps watch.", _ENGLISH),
        Example("en", "The lakes have a guard (RLG) of their own.", _ENGLISH),
        Example("en", "The Royal Lake Guard (RLG) keeps watch.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
