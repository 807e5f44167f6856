"""Reports a registered name, title, place or acronym with a spelling mistake: a letter wrong, missing, doubled or swapped. The other words
of the name must be present; a single word must be long and capitalized. In the name of a person, a word that only sounds right is
reported too; in a long name, so is a word in another form (a plural, a feminine). An acronym is reported where the note also writes the
right one, or where its letters are swapped and the note gives it no other meaning. A misspelled name of a pack is a note.

Does not report the plural of the whole name, a single word with another ending (a first name), or a common word in a title or in a name
of two words (public money is not a misspelled public agent).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from factcheck.analysis import Analysis
from factcheck.detectors.acronyms import find_misspelt_acronyms
from factcheck.detectors.quoted_names import is_quoted_spelling
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.common_words import common_words
from factcheck.languages.tokens import fold, stemmer, tokens
from factcheck.model import SimilarName
from factcheck.rules.mismatch import locate_entity
from factcheck.values.confidence import Confidence

# Written so often in a note that never has it right, what resembles a name may be another one.
_OFTEN = 3
# A common word is a error where so many other words of the name are there.
_OTHER_WORDS = 2
_PERSON, _TITLE = "person", "title"
_FRENCH = """
entities:
  sma: {kind: title, fr: sous-ministre adjoint}
  centre: {kind: organisation, fr: {name: Centre national des marées, acronym: CNDM}}
"""
_ENGLISH = """
entities:
  adm: {kind: title, en: Assistant Deputy Minister}
  tides-centre: {kind: organisation, en: {name: National Tides Centre, acronym: NTCE}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the names with a letter wrong, and the acronyms with an error."""
    stated = Counter(_get_spelling(similar, analysis) for similar in analysis.similar_names)
    for similar in analysis.similar_names:
        if (
            similar.words
            and not is_quoted_spelling(similar, analysis)
            and not _is_title(similar, analysis)
            and not _is_other_word(similar, analysis)
        ):
            found = _finding(similar, analysis)
            is_inflected = bool(analysis.registry.entities[similar.entity].pack) and _is_inflected(similar, analysis)
            is_repeated = stated[_get_spelling(similar, analysis)] >= _OFTEN and similar.entity not in analysis.first_names
            yield replace(found, severity=Severity.NOTE) if is_inflected or is_repeated else found
    for start, end, entity, right in find_misspelt_acronyms(analysis):
        values = {"found": analysis.document.text[start:end], "expected": right}
        yield Finding(
            start,
            end,
            "name-misspelled",
            values,
            None,
            right,
            (locate_entity(entity, analysis),),
            Edit(start, end, right, safe=False),
            confidence=Confidence.LIKELY,
        )


def _get_spelling(similar: SimilarName, analysis: Analysis) -> tuple[str, str]:
    """Return what is written for which entity."""
    return similar.entity, analysis.folded[similar.start : similar.end]


def _finding(similar: SimilarName, analysis: Analysis) -> Finding:
    start, end = similar.words[0][0], similar.words[-1][1]
    text, right = analysis.document.text, similar.form
    if len(similar.words) == 1:
        right = _cased(similar.words[0][2], text[start:end], similar.form)
    else:
        start, end = similar.start, similar.end
    values = {"found": text[start:end], "expected": right, "name": similar.form}
    is_sure = _is_sure(similar, analysis)
    edit, confidence = Edit(start, end, right, safe=is_sure), Confidence.CERTAIN if is_sure else Confidence.LIKELY
    places = (locate_entity(similar.entity, analysis),)
    return Finding(start, end, "name-misspelled", values, None, right, places, edit, confidence=confidence)


def _is_other_word(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether the words that differ are common ones, and may be right: in a title, or where one other word of the name is there at most."""
    if not _is_common_word(similar, analysis) or analysis.registry.entities[similar.entity].kind == _PERSON:
        return False
    kind = analysis.registry.entities[similar.entity].kind
    return kind == _TITLE or len(_content(similar, analysis)) - len(similar.words) < _OTHER_WORDS


def _is_sure(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether a near miss can be nothing but the name: no person's, no single word's, and no common word differs."""
    kind = analysis.registry.entities[similar.entity].kind
    if analysis.is_quoted(similar.start):
        return False
    return kind != _PERSON and len(tokens(fold(similar.form))) > 1 and not _is_common_word(similar, analysis)


def _is_common_word(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether some word that differs, or the part of it that does, is a common word of the language."""
    known = common_words(analysis.language.code)
    for start, end, right in similar.words:
        stated, expected = analysis.folded[start:end].split("-"), fold(right).split("-")
        differing = (
            [part for part, other in zip(stated, expected, strict=True) if part != other] if len(stated) == len(expected) else stated
        )
        if any(part in known for part in differing):
            return True
    return False


def _content(similar: SimilarName, analysis: Analysis) -> list[str]:
    """Return the words of the registered form, folded, without articles and the like."""
    small = analysis.language.grammar.inflection.function_words
    return [part for token in tokens(fold(similar.form)) if token.word not in small for part in token.word.split("-")]


def _is_title(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether the word that differs is a title of its own: « la ministre des Pêches » is no misspelt « ministère des Pêches »."""
    titles = analysis.language.grammar.names.title_words
    return any(analysis.folded[start:end] in titles and word.lower() not in titles for start, end, word in similar.words)


def _is_inflected(similar: SimilarName, analysis: Analysis) -> bool:
    """Return whether the words that are wrong are inflections of what is right."""
    stem = stemmer(analysis.language).stem
    return all(end - start != len(word) and stem(analysis.folded[start:end]) == stem(word.lower()) for start, end, word in similar.words)


def _cased(word: str, stated: str, form: str) -> str:
    """Return a word of a form as the form writes it, or all in capitals where the note writes it so."""
    at = fold(form).find(fold(word))
    right = form[at : at + len(word)] if at >= 0 else word
    return right.upper() if stated.isupper() and len(stated) > 1 else right[:1].upper() + right[1:] if stated[:1].isupper() else right


RULE = Rule(
    "name-misspelled",
    Severity.ERROR,
    check,
    (
        Example("fr", "Approuvé par : Luc Roy, [[cous-ministre]] adjoint", _FRENCH),
        Example("fr", "Les sous-ministres adjoints se réunissent au Centre national des marées.", _FRENCH),
        Example("en", "The National [[Tidse]] Centre reports to the Assistant Deputy Minister.", _ENGLISH),
        Example("en", "The National Tides Centre reports to two Assistant Deputy Ministers.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
