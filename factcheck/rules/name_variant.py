"""Reports a form that the registry lists under `avoid`, and an official name with words omitted, added, moved or replaced. The correction is
the official form. It is only a note where a name of a pack is nearly right (unless all its words are there, or four or more, or its
acronym follows in brackets), where only a small or related word differs (of, for; Canada, Canadian), and where the note writes an
unregistered name in two ways.

Does not report half a name, nor a name with a word of its own in place of the official one: that is taken for another body.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.detectors.quoted_names import is_quoted_wording
from factcheck.findings import Edit, Example, Finding, RelatedLocation, Rule, Severity
from factcheck.languages.tokens import fold, tokens
from factcheck.model import Name, NameForm, SimilarName
from factcheck.names.repeats import find_repeats
from factcheck.rules.mismatch import is_safe_replacement, locate_entity
from factcheck.values.confidence import Confidence

# So many words of a longer name are hardly another's: of 965 published documents, no name of a pack with fewer was a error.
_MOST = 4
_FRENCH = """
entities:
  centre: {kind: organisation, fr: {name: Centre national de coordination contre le braconnage, avoid: [Centre du braconnage]}}
"""
_ENGLISH = """
entities:
  poaching-centre: {kind: organisation, en: {name: National Poaching Coordination Centre, avoid: [Poaching Centre]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the forms to avoid and the altered names."""
    for name in analysis.names:
        if name.form is NameForm.AVOID and not is_quoted_wording(name, analysis):
            right = analysis.registry.entities[name.entity].names[name.language].name
            yield _finding(name, right, analysis, Confidence.CERTAIN, safe=is_safe_replacement(name.start, name.end, right, analysis))
    for similar in analysis.similar_names:
        if not similar.words and not is_quoted_wording(similar, analysis):
            found = _finding(similar, similar.form, analysis, Confidence.LIKELY, safe=False)
            packed = bool(analysis.registry.entities[similar.entity].pack) and (similar.is_minor or not _is_identified(similar, analysis))
            yield replace(found, severity=Severity.NOTE) if packed else found
    for each in analysis.derive(find_repeats):
        if not analysis.is_quoted(each.start) and not analysis.is_quoted(each.first[0]):
            text = analysis.document.text
            values = {"found": text[each.start : each.end], "first": text[slice(*each.first)]}
            related = (RelatedLocation("other", {}, span=each.first),)
            yield Finding(
                each.start, each.end, "name-variant.twice", values, related=related, severity=Severity.NOTE, confidence=Confidence.LIKELY
            )


def _is_identified(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether words that are nearly a name can hardly be another body's: all its words are there, or most of a long one, or its acronym
    follows in brackets."""
    names = analysis.registry.entities[similar.entity].names.get(analysis.language.code)
    if names and names.acronym and analysis.document.text.startswith(f" ({names.acronym})", similar.end):
        return True
    small = analysis.language.grammar.inflection.function_words
    stated = {token.word for token in tokens(analysis.folded, similar.start, similar.end)} - small
    expected = {token.word for token in tokens(fold(similar.form))} - small
    return stated >= expected or len(stated & expected) >= _MOST


def _finding(name: Name | SimilarName, right: str, analysis: Analysis, confidence: Confidence, *, safe: bool) -> Finding:
    values = {"found": analysis.document.text[name.start : name.end], "expected": right}
    edit = Edit(name.start, name.end, right, safe=safe)
    places = (locate_entity(name.entity, analysis),)
    return Finding(name.start, name.end, "name-variant", values, None, right, places, edit, confidence=confidence)


RULE = Rule(
    "name-variant",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le [[Centre national contre le braconnage]] forme des gardes.", _FRENCH),
        Example("fr", "Le Centre national de coordination contre le braconnage forme des gardes.", _FRENCH),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’[[Institut de recherche pour les glaces]] publie."),
        Example("fr", "L’Institut de recherche sur les glaces (IRG) mesure. L’Institut de recherche publie."),
        Example("en", "The [[Poaching Centre]] trains wardens.", _ENGLISH),
        Example("en", "The National Poaching Coordination Centre trains wardens.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
