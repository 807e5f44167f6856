"""Reports what was to be filled in and was not: brackets that ask for something, X in place of digits, “TBD”, filler text.

Does not report each of more than three places, as in a template: one finding, a note, gives their number. Does not report what stands in a quotation, nor
what a note says will be confirmed later.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.detectors.placeholders import find_placeholders
from factcheck.findings import Example, Finding, Rule, Severity

_TEMPLATE = 3
"""A note with more places to fill in is a template."""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the places that are still to be filled in."""
    names = {(name.start, name.end) for name in analysis.names}
    found = find_placeholders(analysis.document)
    places = [span for span in found if not analysis.is_quoted(span.start) and (span.start, span.end) not in names]
    texts = [analysis.document.text[span.start : span.end] for span in places]
    if len(places) > _TEMPLATE:
        yield Finding(*places[0], "placeholder.template", {"found": texts[0], "count": len(places)}, severity=Severity.NOTE)
        return
    for span, text in zip(places, texts, strict=True):
        yield Finding(*span, "placeholder", {"found": text})


RULE = Rule(
    "placeholder",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le budget prévoit un financement de [[XX millions]] de dollars sur cinq ans.\n"),
        Example("fr", "Le ministre a annoncé le programme en [[20XX]].\n"),
        Example("fr", "Le Super Bowl XX a eu lieu en 1986. « Le projet [...] avance. »\n"),
        Example("en", "The fund will provide [[$X.X billion]] over five years.\n"),
        Example("en", "The program was announced on [[XX/XX/2024]] and 14 projects were chosen.\n"),
        Example("en", "The fund pays for [[XX%]] of lamps, XX% of masts, XX% of boats and XX% of nets.\n"),
        Example("en", "The dates of the next round are to be confirmed. Chapter XX is reserved.\n"),
    ),
    doc=__doc__,
)
