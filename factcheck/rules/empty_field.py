"""Reports a label of a form that is followed by nothing.

Does not report a label that opens a text on the lines below (Question, Background).
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.document import BlockKind, Field
from factcheck.findings import Example, Finding, Rule, Severity

_PLACEHOLDERS = "[<{_"


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the fields that were left empty."""
    opening = {_fold(label) for label in analysis.language.forms.labels.opening}
    for field in analysis.fields:
        if field.empty and field.folded not in opening and not _below(field, analysis):
            yield Finding(
                field.label_start,
                field.label_end,
                "empty-field",
                {"found": analysis.document.text[field.label_start : field.label_end].rstrip(" :\u00a0\u202f")},
            )


def _below(field: Field, analysis: Analysis) -> bool:
    """Return whether the value, or a place to fill in, stands on the line below."""
    after = next((block for block in analysis.document.blocks if block.start >= field.end and block.end > block.start), None)
    return after is not None and after.kind is BlockKind.PARAGRAPH and analysis.document.text[after.start] in _PLACEHOLDERS


def _fold(label: str) -> str:
    return label.replace("\u2019", "'").casefold()


RULE = Rule(
    "empty-field",
    Severity.WARNING,
    check,
    (
        Example("fr", "Préparé par : Luc Roy\n[[Date de modification :]]\n"),
        Example("fr", "Préparé par : Luc Roy\nDate de modification : 2020-03-05\n"),
        Example("en", "Prepared by: Luc Roy\n[[Date modified:]]\n"),
        Example("en", "Prepared by: Luc Roy\nDate modified: 2020-03-05\n"),
    ),
    doc=__doc__,
)
