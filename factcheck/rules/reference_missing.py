"""Reports a reference to a table, a figure, an annex, a section or a note that the document does not have: “Table 4” where its tables are numbered
from 1 to 3.

Does not report a reference where the document has fewer than two such parts, or numbers them with gaps, nor one that may lead to another text: its
sentence names a law, an agreement or a report, or words around it say so. Does not report what stands in a quotation, a heading or a footnote.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.detectors.references import find_missing
from factcheck.findings import Example, Finding, Rule, Severity
from factcheck.values.confidence import Confidence


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield a finding for each reference to a part of the document that is not there."""
    for reference in find_missing(analysis.document):
        start, end = reference.span
        if not analysis.is_quoted(start):
            values = {"found": analysis.document.text[start:end], "count": reference.count}
            yield Finding(start, end, f"reference-missing.{reference.kind}", values, confidence=Confidence.LIKELY)


_FRENCH_TABLES = "Tableau 1. Ports par région\n\nTableau 2. Phares par région\n\n"
_ENGLISH_TABLES = "Table 1: Ports by region\n\nTable 2: Lighthouses by region\n\n"
RULE = Rule(
    "reference-missing",
    Severity.WARNING,
    check,
    (
        Example("fr", f"{_FRENCH_TABLES}Les coûts figurent au [[tableau 3]].\n"),
        Example("fr", "# Annexe A\n\nPorts.\n\n# Annexe B\n\nPhares. Les bateaux sont à l’[[annexe C]].\n"),
        Example("fr", f"{_FRENCH_TABLES}Les ports figurent au tableau 1, les coûts au tableau 3 du budget de 2021.\n"),
        Example("en", f"{_ENGLISH_TABLES}Costs are shown in [[Table 3]].\n"),
        Example("en", "# 1. Ports\n\n## 1.1 East\n\n## 1.2 West\n\nThe north is described in [[section 1.3]].\n"),
        Example("en", f"{_ENGLISH_TABLES}Ports are shown in Table 1, costs in Table 3 of the audit report.\n"),
    ),
    doc=__doc__,
)
