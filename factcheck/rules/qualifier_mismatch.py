"""Reports a figure that has the value of its fact, or its rounding, but another qualifier: less than for more than, exact for approximate. A
rounded figure given as exact is a warning.

Does not report a rounded figure that says so, or the exact figure of an approximate fact in a sentence about a mean.
"""

from __future__ import annotations

from collections.abc import Iterable

from factcheck.analysis import Analysis
from factcheck.findings import Edit, Example, Finding, Rule, Severity
from factcheck.languages.schema.triggers import Category
from factcheck.languages.tokens import tokens
from factcheck.languages.triggers import trigger_phrases
from factcheck.model import Difference, Kind, Statement
from factcheck.rules.mismatch import find_links, locate_reasons, with_link, word_expected_value
from factcheck.statements.triggers import among_words
from factcheck.values.types import Qualifier

_KINDS = (Kind.AMOUNT, Kind.PERCENT, Kind.COUNT, Kind.DURATION)
_FRENCH = """
entities:
  fonds: {kind: programme, fr: Fonds des phares}
facts:
  annuel: {about: fonds, amount: plus de 18 millions CAD, per: an, cues: {fr: [financement annuel]}}
"""
_ENGLISH = """
entities:
  lighthouse-fund: {kind: programme, en: Lighthouse Fund}
facts:
  annual-amount: {about: lighthouse-fund, amount: more than 18 million CAD, per: year, cues: {en: [annual funding]}}
"""


def check(analysis: Analysis) -> Iterable[Finding]:
    """Yield the findings for the figures that are hedged otherwise than their facts."""
    for link in find_links(analysis, _KINDS, [Difference.QUALIFIER]):
        mention, modifiers = link.statement.mention, link.statement.modifiers
        if modifiers.qualifier is Qualifier.EXACT and link.fact.qualifier is Qualifier.ABOUT and _is_mean(link.statement, analysis):
            continue
        start = min(modifiers.start, mention.start)
        end = max(mention.end, mention.end if modifiers.over or modifiers.per else modifiers.end)
        right = word_expected_value(link, analysis, hedged=True)
        values = {"found": analysis.document.text[start:end], "expected": right, "fact": link.fact}
        edit = Edit(start, end, right, safe=False)
        yield with_link(
            Finding(start, end, "qualifier-mismatch", values, link.fact.id, right, locate_reasons(link, analysis), edit), link, analysis
        )


def _is_mean(statement: Statement, analysis: Analysis) -> bool:
    """Return whether a sentence speaks of a mean, of which its figures may be one (an average of $4 million for ports and $3 million for lights)."""
    words = [token.word for token in tokens(analysis.folded, statement.sentence.start, statement.sentence.end)]
    phrases = among_words(tuple(sorted(trigger_phrases(analysis.language, Category.AVERAGE))))
    return phrases.search(" ".join(words)) is not None


RULE = Rule(
    "qualifier-mismatch",
    Severity.WARNING,
    check,
    (
        Example("fr", "Le financement annuel du Fonds des phares est de [[moins de 18 millions de dollars]].", _FRENCH),
        Example("fr", "Le financement annuel du Fonds des phares est de plus de 18 millions de dollars.", _FRENCH),
        Example("en", "Annual funding for the Lighthouse Fund is [[less than $18 million]].", _ENGLISH),
        Example("en", "Annual funding for the Lighthouse Fund is more than $18 million.", _ENGLISH),
    ),
    doc=__doc__,
    fixable=True,
)
