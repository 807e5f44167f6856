"""Reports a telephone number, an e-mail address or a web address that differs from its fact. It must be beside the entity or a cue of the
fact; where only one of the two is there, it must also be similar to the right one. Reports too, without any fact, a telephone number with
too few or too many digits.

Does not report a number or an address that nothing in the note relates to the fact.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.model import Kind
from factcheck.rules.mismatch import find_mismatches
from factcheck.values.types import Contact

_DIGITS = 10
_PHONE = "phone"
_FRENCH = """
entities:
  garde: {kind: organisation, fr: Garde des lacs}
facts:
  presse: {about: garde, phone: 613-555-0142, cues: {fr: [presse]}}
"""
_ENGLISH = """
entities:
  lake-guard: {kind: organisation, en: Lake Guard}
facts:
  media-line: {about: lake-guard, phone: 613-555-0142, cues: {en: [media]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the contacts that differ from their facts, or that no one can call."""
    found = list(find_mismatches(analysis, [Kind.CONTACT], "contact-mismatch"))
    yield from found
    spans = {(finding.start, finding.end) for finding in found}
    for mention in analysis.mentions:
        value = mention.value
        if isinstance(value, Contact) and value.kind == _PHONE and (mention.start, mention.end) not in spans:
            digits = sum(map(str.isdigit, value.text))
            if digits != _DIGITS and not value.text.startswith("+") and not analysis.is_quoted(mention.start):
                text = analysis.document.text[mention.start : mention.end]
                yield Finding(mention.start, mention.end, "contact-mismatch.digits", {"found": text, "count": digits})


RULE = Rule(
    "contact-mismatch",
    Severity.ERROR,
    check,
    (
        Example("fr", "Presse, Garde des lacs : [[613-555-0124]]", _FRENCH),
        Example("fr", "Renseignements : [[613-555-012]]"),
        Example("fr", "Presse, Garde des lacs : 613-555-0142", _FRENCH),
        Example("en", "Media, Lake Guard: [[613-555-0124]]", _ENGLISH),
        Example("en", "Media, Lake Guard: (613) 555-0142", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
