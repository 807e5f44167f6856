"""Reports a title that differs from the one that the registry gives to the person. The title must stand right before the name, or right
after it behind a comma or in brackets. The correction keeps the gender of the title in the note; where the gender is unknown, there is no correction.

Does not report the title in either gender, its acronym or any other registered form, nor a former or acting title.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from factcheck.analysis import Analysis
from factcheck.detectors.titles import (
    find_title,
    find_title_before_head,
    find_title_with_ending,
    is_another_title,
    is_former,
    is_right_title,
)
from factcheck.facts.schema import Entity, Names
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.alternation import alternation
from factcheck.languages.gender import Gender, gender_of
from factcheck.languages.schema.language import Language
from factcheck.languages.tokens import fold, tokens
from factcheck.model import Name, NameForm
from factcheck.rules.mismatch import locate_entity
from factcheck.runtime.regex import compiled
from factcheck.values.confidence import Confidence

_FRENCH = """
entities:
  sma: {kind: title, fr: {name: sous-ministre adjoint, also: [sous-ministre adjointe]}}
  chef: {kind: title, fr: {name: chef, also: [cheffe]}}
  lacs: {kind: organisation, fr: {name: Conseil des lacs, acronym: CL}}
  ines: {kind: person, title: sma, fr: Inès Vandamme}
"""
_ENGLISH = """
entities:
  adm: {kind: title, en: {name: Assistant Deputy Minister, acronym: ADM}}
  chief: {kind: title, en: Chief}
  lakes-council: {kind: organisation, en: {name: Lakes Council, acronym: LC}}
  ines: {kind: person, title: adm, en: Inès Vandamme}
"""
_REACH = 90
# The words of a title at most.
_TITLE = 5
_SPACES = (" ", "\u00a0")
# The word before a title is sought in so many characters.
_ARTICLE = 12
_PERSON, _TITLED = "person", "title"
_AFTER = compiled(r"[\s\u00a0]*(?:(?:\([^()]{1,12}\))?[,–—]|\()[\s\u00a0]*")
_STOP = compiled(r"[,;:.()?!«»“”\n]")


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the persons who bear another title than theirs."""
    for name in analysis.names:
        person = analysis.registry.entities[name.entity]
        if person.kind == _PERSON and person.title and name.form is not NameForm.SHORT and not analysis.is_quoted(name.start):
            finding = _check_after(name, person, analysis) or _check_before(name, person, analysis)
            if finding:
                yield finding


def _check_after(name: Name, person: Entity, analysis: Analysis) -> Finding | None:
    text, end = analysis.document.text, analysis.document.blocks[name.block].end
    opening = _AFTER.match(text, name.end, end)
    if not opening:
        return None
    far = min(opening.end() + _REACH, end)
    stop = _STOP.search(text, opening.end(), far)
    words = tokens(analysis.folded, opening.end(), stop.start() if stop else far)
    phrase = find_title(words, analysis) or find_title_before_head(words, analysis) or find_title_with_ending(words, person, analysis)
    if not phrase or is_right_title(phrase, tokens(analysis.folded, opening.end(), far), person, analysis):
        return None
    return _finding(name.start, phrase[-1].end, (phrase[0].start, phrase[-1].end), person, analysis)


def _check_before(name: Name, person: Entity, analysis: Analysis) -> Finding | None:
    """« la sous-ministre adjointe Inès Vandamme », "the Director of the Lake Guard (LG), Inès Vandamme": a registered title of another
    entity right before the name, or before a body and a comma."""
    low = max(name.start - 2 * _REACH, analysis.document.blocks[name.block].start)
    for other in reversed(analysis.names_between(low, name.start)):
        entity = analysis.registry.entities[other.entity]
        if entity.kind != _TITLED or not _leads_to(other, name, analysis):
            continue
        words = tokens(analysis.folded, other.start, other.end)
        former = is_former(tokens(analysis.folded, max(other.start - 12, 0), other.start), analysis)
        wrong = entity.id != person.title and not former and not is_right_title(words, words, person, analysis)
        return _finding(other.start, name.end, (other.start, other.end), person, analysis) if wrong else None
    return _check_unregistered(name, person, analysis) or _check_body_title(name, person, analysis)


def _check_body_title(name: Name, person: Entity, analysis: Analysis) -> Finding | None:
    """« La vice-présidente de la Garde, Inès Vandamme »: the words of a title after a determiner, its body, a comma and the name."""
    low = max(name.start - 2 * _REACH, analysis.document.blocks[name.block].start)
    bodies = [
        each for each in analysis.names_between(low, name.start) if analysis.registry.entities[each.entity].kind not in (_TITLED, _PERSON)
    ]
    if not bodies or not _closes_body(analysis.folded[bodies[-1].end : name.start], analysis.language):
        return None
    grammar = analysis.language.grammar
    definite = {word.strip("'") for word in grammar.reference.determiners}
    words = tokens(analysis.folded, low, bodies[-1].start)[-_TITLE - _TITLE :]
    for at, token in enumerate(words[1:], 1):
        phrase = find_title(words[at:], analysis) if words[at - 1].word in definite and token.word not in definite else ()
        rest = words[at + len(phrase) :]
        if (
            phrase
            and all(each.word in grammar.inflection.function_words for each in rest)
            and not _STOP.search(analysis.document.text, phrase[0].start, bodies[-1].start)
        ):
            wrong = not is_former(words[:at], analysis) and not is_right_title(phrase, phrase, person, analysis)
            return _finding(phrase[0].start, name.end, (phrase[0].start, phrase[-1].end), person, analysis) if wrong else None
    return None


def _check_unregistered(name: Name, person: Entity, analysis: Analysis) -> Finding | None:
    """« la sous-ministre déléguée Inès Vandamme »: the words of a title right before the name, the first of them that of the registered one."""
    low = max(name.start - _REACH, analysis.document.blocks[name.block].start)
    words = tokens(analysis.folded, low, name.start)[-_TITLE - 1 :]
    for at in range(len(words)):
        phrase = find_title(words[at:], analysis)
        if phrase and phrase[-1] is words[-1] and phrase[0] is words[at]:
            together = analysis.document.text[phrase[-1].end : name.start] in _SPACES and not _STOP.search(
                analysis.document.text, phrase[0].start, name.start
            )
            wrong = together and is_another_title(phrase, person, analysis) and not is_former(words[:at], analysis)
            return _finding(phrase[0].start, name.end, (phrase[0].start, phrase[-1].end), person, analysis) if wrong else None
    return None


def _leads_to(title: Name, name: Name, analysis: Analysis) -> bool:
    """Return whether a title stands right before a name, or but for the body that it is of, with a comma after."""
    small = analysis.language.grammar.inflection.function_words
    between = analysis.folded[title.end : name.start]
    if between == " " or _closes_body(between, analysis.language) or _joins_person(title, name, analysis):
        return True
    bodies = [
        other
        for other in analysis.names_between(title.end, name.start)
        if analysis.registry.entities[other.entity].kind not in (_TITLED, _PERSON)
    ]
    if not bodies or not _closes_body(analysis.folded[bodies[-1].end : name.start], analysis.language):
        return False
    return all(token.word in small for token in tokens(analysis.folded, title.end, bodies[0].start))


def _joins_person(title: Name, name: Name, analysis: Analysis) -> bool:
    """Return whether a title in the plural stands before two persons, of whom a name is the second (the ministers Roy and Paré)."""
    kinds = analysis.registry.entities
    persons = [each for each in analysis.names_between(title.end, name.start) if kinds[each.entity].kind == _PERSON]
    if len(persons) != 1 or analysis.document.text[title.end : persons[0].start] not in _SPACES:
        return False
    forms = {fold(form) for names in kinds[title.entity].names.values() for form in (names.name, *names.also)}
    joint = analysis.folded[persons[0].end : name.start].strip()
    return joint in analysis.language.grammar.names.conjunctions and analysis.folded[title.start : title.end] not in forms


def _closes_body(between: str, language: Language) -> bool:
    """Return whether folded text between the body of a title and a name is a comma, perhaps with an acronym before and a form of address after."""
    return _closing(language).fullmatch(between) is not None


@cache
def _closing(language: Language) -> re.Pattern[str]:
    """Return what closes the body between a title and its name."""
    address = alternation(language.grammar.names.honorifics)
    return compiled(rf"\)?(?:\s*\([^()]{{1,12}}\))?,\s(?:(?:{address})\s)*")


def _finding(start: int, end: int, title: tuple[int, int], person: Entity, analysis: Analysis) -> Finding:
    names = analysis.registry.entities[person.title or ""].names[analysis.language.code]
    text = analysis.document.text
    right = _form_like(names, title, analysis)
    values = {"found": text[title[0] : title[1]], "expected": right or names.name, "name": person.names[next(iter(person.names))].name}
    related = (locate_entity(person.id, analysis), locate_entity(person.title or "", analysis))
    edit = Edit(title[0], title[1], right, safe=False) if right else None
    return Finding(start, end, "title-mismatch", values, None, right or names.name, related, edit, confidence=Confidence.LIKELY)


def _form_like(names: Names, title: tuple[int, int], analysis: Analysis) -> str:
    """Return the registered form of a title in the gender of the one that the note gives; empty where that is not certain."""
    language, low = analysis.language, max(title[0] - _ARTICLE, 0)
    genders = {form: gender_of([token.word for token in tokens(fold(form))], language) for form in (names.name, *names.also)}
    if names.feminine:
        genders |= {names.name: Gender.MASCULINE, names.feminine: Gender.FEMININE}
    if set(genders.values()) == {Gender.UNKNOWN}:
        return names.name
    articles = language.grammar.names.feminine_articles | language.grammar.names.masculine_articles
    before = [token.word for token in tokens(analysis.folded, low, title[0])[-1:] if token.word in articles]
    stated = gender_of([*before, *(token.word for token in tokens(analysis.folded, *title))], language)
    return next((form for form, gender in genders.items() if gender is stated), "") if stated is not Gender.UNKNOWN else ""


RULE = Rule(
    "title-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Approuvé par : [[Inès Vandamme, directrice générale]]", _FRENCH),
        Example("fr", "Approuvé par : Inès Vandamme, sous-ministre adjointe", _FRENCH),
        Example("fr", "La [[sous-ministre déléguée Inès Vandamme]] répondra.", _FRENCH),
        Example(
            "fr", "La sous-ministre adjointe Inès Vandamme répondra, et l’ancienne sous-ministre déléguée Inès Vandamme l’aidera.", _FRENCH
        ),
        Example("fr", "La [[cheffe du Conseil des lacs (CL), Inès Vandamme]], est là.", _FRENCH),
        Example("fr", "La [[vice-présidente du Conseil des lacs, Inès Vandamme]], est là.", _FRENCH),
        Example("fr", "La sous-ministre adjointe du Conseil des lacs, Inès Vandamme, est là.", _FRENCH),
        Example("fr", "La cheffe du Conseil des lacs (CL) a salué Inès Vandamme.", _FRENCH),
        Example("fr", "La [[vice-présidente du Conseil des lacs, Mme Inès Vandamme]], est là.", _FRENCH),
        Example("en", "Approved by: [[Inès Vandamme, Director General]]", _ENGLISH),
        Example("en", "[[Inès Vandamme (Director General]], North): we agree.", _ENGLISH),
        Example("en", "Approved by: [[Inès Vandamme, Lighthouse Commissioner]], 2023", _ENGLISH),
        Example("en", "Approved by: Inès Vandamme, Assistant Deputy Minister, 613-555-0123", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
