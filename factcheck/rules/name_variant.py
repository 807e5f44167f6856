"""A form that the registry lists to be avoided, or an official name with words left out, added, moved or changed, that is no registered form.

Half a name, or a name with a word of its own in the place of the official one, is taken for another body. The fix is the official form.
What is nearly a name of a pack may be another body's: it is a note, unless all its
words are there, or four and more, or the acronym follows in brackets; and so it is where only a small or akin word (of, for; Canada, Canadian) differs. So is a name that nobody registered and that the note
writes in two ways: a letter astray, an inner word left out or moved, another small word.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, RelatedLocation, Rule, Severity
from factcheck.languages.tokens import fold, tokens
from factcheck.model import Name, NameForm, SimilarName
from factcheck.names.repeats import find_repeats
from factcheck.rules.mismatch import entity_place, fits

# So many words of a longer name are hardly another's: of 965 published documents, no name of a pack with fewer was a slip.
_MOST = 4
_FACTS = """
entities:
  centre:
    kind: organisation
    fr: {name: Centre national de coordination contre le braconnage, avoid: [Centre du braconnage]}
    en: {name: National Poaching Coordination Centre, avoid: [Poaching Centre]}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Findings for the forms to avoid and the altered names."""
    for name in analysis.names:
        if name.form is NameForm.AVOID and not analysis.is_quoted(name.start):
            right = analysis.registry.entities[name.entity].names[name.language].name
            yield _finding(name, right, analysis, safe=fits(name.start, name.end, right, analysis))
    for near in analysis.similar_names:
        if not near.words and not analysis.is_quoted(near.start):
            found = _finding(near, near.form, analysis, safe=False)
            packed = bool(analysis.registry.entities[near.entity].pack) and (near.is_minor or not _identified(near, analysis))
            yield replace(found, severity=Severity.NOTE) if packed else found
    for each in analysis.derive(find_repeats):
        if not analysis.is_quoted(each.start) and not analysis.is_quoted(each.first[0]):
            text = analysis.document.text
            values = {"found": text[each.start : each.end], "first": text[slice(*each.first)]}
            related = (RelatedLocation("other", {}, span=each.first),)
            yield Finding(each.start, each.end, "name-variant.twice", values, related=related, severity=Severity.NOTE)


def _identified(near: SimilarName, analysis: Analysis) -> bool:
    """Whether words that are nearly a name can hardly be another body's: all its words are there, or most of a long one, or its acronym
    follows in brackets."""
    names = analysis.registry.entities[near.entity].names.get(analysis.language.code)
    if names and names.acronym and analysis.document.text.startswith(f" ({names.acronym})", near.end):
        return True
    small = analysis.language.grammar.inflection.function_words
    stated = {token.word for token in tokens(analysis.folded, near.start, near.end)} - small
    wanted = {token.word for token in tokens(fold(near.form))} - small
    return stated >= wanted or len(stated & wanted) >= _MOST


def _finding(name: Name | SimilarName, right: str, analysis: Analysis, *, safe: bool) -> Finding:
    values = {"found": analysis.document.text[name.start : name.end], "expected": right}
    edit = Edit(name.start, name.end, right, safe=safe)
    return Finding(name.start, name.end, "name-variant", values, None, right, (entity_place(name.entity, analysis),), edit)


RULE = Rule(
    "name-variant",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le [[Centre national contre le braconnage]] forme des gardes.", _FACTS),
        Example("fr", "Le Centre national de coordination contre le braconnage forme des gardes.", _FACTS),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’[[Institut de recherche pour les glaces]] publie."),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’Institut de recherche publie."),
        Example("en", "The [[Poaching Centre]] trains wardens.", _FACTS),
        Example("en", "The National Poaching Coordination Centre trains wardens.", _FACTS),
    ),
    doc=__doc__,
    fixable=True,
)
