"""Reports an acronym that the note uses before or without the name that it stands for, and that the registry does not know. It is a note for
the editor, once for each acronym, and for the two that the note uses most.

Does not report well-known acronyms (each language has a list), codes, an acronym whose words stand beside it, a part of a longer name, or
what stands in a form field or in a text in capitals.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.detectors.acronyms import find_acronyms, find_names_before, index_acronyms, list_registered_words
from factcheck.detectors.explained_acronyms import is_explained_here, is_word_of_text
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.runtime.regex import compiled

_SHORTEST = 3
# So many acronyms of a note are reported.
_MOST = 2
_ROMAN = compiled(r"[IVXLCDM]+\Z")


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield a note for the acronyms that the note leaves unexplained and uses most, each at its first place."""
    places, counts = _find_unexplained(analysis)
    most = sorted(places, key=lambda acronym: (-counts[acronym], places[acronym]))[:_MOST]
    for acronym in sorted(most, key=lambda each: places[each]):
        yield Finding(*places[acronym], "acronym-undefined", {"found": analysis.document.text[slice(*places[acronym])]})


def _find_unexplained(analysis: Analysis) -> tuple[dict[str, tuple[int, int]], Counter[str]]:
    """Return the first place of each acronym that nothing explains, and how often each stands in the note."""
    listed, words = index_acronyms(analysis.registry), list_registered_words(analysis.registry)
    explained = {pair.acronym for pair in analysis.acronym_definitions if pair.words or find_names_before(analysis, pair.start)}
    names = analysis.language.grammar.names
    known = (listed, words, names.acronym_stop, names.acronym_bodies, explained)
    places: dict[str, tuple[int, int]] = {}
    counts: Counter[str] = Counter()
    for start, end, stated in find_acronyms(analysis):
        acronym = stated.rstrip("s")
        counts[acronym] += 1
        if any(acronym in each for each in known) or not _is_acronym(acronym, analysis.is_quoted(start)):
            continue
        if is_explained_here(start, end, acronym, analysis):
            explained.add(acronym)
            places.pop(acronym, None)
        elif not is_word_of_text(start, end, analysis):
            places.setdefault(acronym, (start, end))
    return places, counts


def _is_acronym(word: str, is_quoted: bool) -> bool:
    """Return whether a word in capitals may be an acronym of the note's own: no code, no Roman number."""
    if is_quoted or len(word) < _SHORTEST or "-" in word:
        return False
    return not any(map(str.isdigit, word)) and not _ROMAN.match(word)


RULE = Rule(
    "acronym-undefined",
    Severity.NOTE,
    check,
    (
        Example("fr", "Le dossier relève de l’[[UEEI]] depuis hier."),
        Example("fr", "Le dossier relève de l’Unité des enquêtes internes (UEI). L’UEI compte cinq agents."),
        Example("en", "The file belongs to the [[ICXU]] since yesterday."),
        Example("en", "The file belongs to the Internal Affairs Unit (IAU). The IAU has five agents."),
    ),
    doc=__doc__,
)
