"""Reports an acronym that the note uses before or without the name that it stands for, and that the registry does not know. It is a note for
the editor, once for each acronym.

Does not report well-known acronyms (each language has a list), codes, or what stands in a form field or in a text in capitals.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.detectors.acronyms import find_acronyms, find_names_before, index_acronyms, list_registered_words
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.runtime.regex import compiled

_SHORTEST = 3
_ROMAN = compiled(r"[IVXLCDM]+\Z")


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield a note for each acronym that the note leaves unexplained."""
    listed, words = index_acronyms(analysis.registry), list_registered_words(analysis.registry)
    common = analysis.language.grammar.names.acronym_stop
    defined: dict[str, int] = {}
    for pair in analysis.acronym_definitions:
        if pair.words or find_names_before(analysis, pair.start):
            defined.setdefault(pair.acronym, pair.start)
    for start, end, acronym in find_acronyms(analysis):
        plain = acronym.rstrip("s")
        is_known = any(plain in known_words for known_words in (listed, words, common, defined))
        if is_known or len(plain) < _SHORTEST or analysis.is_quoted(start):
            continue
        if any(map(str.isdigit, acronym)) or "-" in acronym or _ROMAN.match(acronym):
            continue
        defined[plain] = start
        yield Finding(start, end, "acronym-undefined", {"found": acronym})


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
